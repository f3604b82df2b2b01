"""What may follow a finished batch: paying it, publishing it, a page about it. One hook an option.

A hook is a function of `Finished`; it writes its own file (aside, as `yiju.batch.aside` does) and gives the lines that
the command prints, in the job's language. The output stands whatever a hook does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Final

from yiju.batch.job import Job, Report


@dataclass(frozen=True, slots=True)
class Asked:
    """The options `--pay`, `--publish FILE`, `--report FILE`."""

    pay: bool = False
    publish: Path | None = None
    report: Path | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """Those that were given, in the order in which they are done."""
        given = {"pay": self.pay, "publish": self.publish is not None, "report": self.report is not None}
        return tuple(name for name, there in given.items() if there)


@dataclass(frozen=True, slots=True)
class Finished:
    """A batch whose outputs stand: its jobs (one a part), what came of them, and what else was asked for."""

    jobs: tuple[Job, ...]
    report: Report
    asked: Asked


Hook = Callable[[Finished], tuple[str, ...]]

HOOKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType({})
"""By option, the module and the name of its hook."""


def without_hook(asked: Asked) -> tuple[str, ...]:
    """The options that nothing stands behind."""
    return tuple(name for name in asked.options if name not in HOOKS)


def after(finished: Finished) -> tuple[str, ...]:
    """Do what was asked for, in order; the lines to print.

    Raises:
        BatchRefused: a hook cannot do it.
    """
    lines: list[str] = []
    for option in finished.asked.options:
        module, name = HOOKS[option]
        hook: Hook = getattr(import_module(module), name)
        lines += hook(finished)
    return tuple(lines)
