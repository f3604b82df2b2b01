"""What may follow a finished batch: paying it, publishing it, a page about it. One hook an option.

A hook is a function of `Finished` and of what the hooks before it `Kept`; it writes its own file (aside, as
`yiju.batch.aside` does) and gives the lines that the command prints, in the job's language. The output stands
whatever a hook does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from yiju.batch.job import BatchRefused, Engine, Job, Report
from yiju_grammar.finding import finding

if TYPE_CHECKING:
    from yiju.settlement.model import Settlement
    from yiju.settlement.summary import Summary

PAGES: Final = (".html",)
NOTICES: Final = (".csv", ".html")
"""The forms of `--report` and of `--publish`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The options `--pay`, `--publish FILE`, `--report FILE`. `ledger`: what is drawn on (None: the only one that has
    money of the policy's funds); `group`: the records' field that sums are grouped by (None: 街道, 乡镇, …)."""

    pay: bool = False
    publish: Path | None = None
    report: Path | None = None
    ledger: str | None = None
    group: str | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """Those that were given, in the order in which they are done."""
        given = {"pay": self.pay, "publish": self.publish is not None, "report": self.report is not None}
        return tuple(name for name, there in given.items() if there)

    @property
    def files(self) -> tuple[tuple[Path, tuple[str, ...]], ...]:
        """The files asked for, and the suffixes that they may have."""
        named = ((self.publish, NOTICES), (self.report, PAGES))
        return tuple((file, suffixes) for file, suffixes in named if file is not None)


@dataclass(frozen=True, slots=True)
class Finished:
    """A batch whose outputs stand: its jobs (one a part), what came of them, and what else was asked for. `folder` of
    the outputs, where the run was by parts."""

    jobs: tuple[Job, ...]
    report: Report
    asked: Asked
    folder: Path | None = None

    @property
    def base(self) -> Path:
        """What the files beside the output are named after."""
        return self.jobs[0].out if self.folder is None else self.folder


@dataclass(slots=True)
class Kept:
    """What `--pay` leaves for the page: the settlement, its sums, the field they are grouped by."""

    settlement: Settlement | None = None
    summary: Summary | None = None
    group: str = ""


Hook = Callable[[Finished, Kept], tuple[str, ...]]

HOOKS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "pay": ("yiju.batch.paying", "pay"),
        "publish": ("yiju.batch.publishing", "publish"),
        "report": ("yiju.batch.reporting", "report"),
    }
)
"""By option, the module and the name of its hook."""


def check_asked(asked: Asked, job: Job, engine: Engine) -> None:
    """Refuse what could not follow, before any work is done.

    Raises:
        BatchRefused: YJ810 a file of another form, YJ811 no such folder, YJ812 a file would replace what is read or
            written, YJ830 the output is a table of a database.
        ValueError: several ledgers have money of the policy's funds, or none is called so; no such field to group by.
    """
    if asked.options and engine.in_database:
        names = " ".join(f"--{name}" for name in asked.options)
        raise BatchRefused(finding("YJ830", None, where=names, options=names, engine=engine.name))
    if asked.pay:
        _check_pay(asked, job)
    taken = {p.resolve() for p in (job.source, job.out, job.members) if p is not None}
    for file, suffixes in asked.files:
        _check_file(file, suffixes)
        if file.resolve() in taken:
            raise BatchRefused(finding("YJ812", None, where=str(file), path=file.name))
        taken.add(file.resolve())


def _check_file(file: Path, suffixes: tuple[str, ...]) -> None:
    if file.suffix.lower() not in suffixes:
        supported = " ".join(suffixes)
        suffix = file.suffix or file.name
        raise BatchRefused(finding("YJ810", None, where=str(file), suffix=suffix, supported=supported))
    if not file.parent.is_dir():
        raise BatchRefused(finding("YJ811", None, where=str(file), path=file.parent, out=file.name))


def _check_pay(asked: Asked, job: Job) -> None:
    from yiju.batch.paying_items import group_of
    from yiju.settlement.accounts import ledgers_of

    group_of(job.record_type, asked.group)
    program = job.rules.program
    if asked.ledger is not None and asked.ledger not in program.ledgers:
        raise ValueError(f"no ledger {asked.ledger}; there are: {'、'.join(program.ledgers) or '—'}")
    if asked.ledger is None and len(found := ledgers_of(program, job.policy)) > 1:
        raise ValueError(f"several ledgers have money of these funds: {'、'.join(found)}")


def after(finished: Finished) -> tuple[str, ...]:
    """Do what was asked for, in order; the lines to print.

    Raises:
        BatchRefused: a hook cannot do it.
    """
    kept = Kept()
    lines: list[str] = []
    for option in finished.asked.options:
        module, name = HOOKS[option]
        hook: Hook = getattr(import_module(module), name)
        lines += hook(finished, kept)
    return tuple(lines)
