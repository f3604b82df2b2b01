"""Times side by side: every contender goes over the same records in turn, several rounds, and its best round counts.

Nothing else is printed than what was measured in this run; the collector is off while a round runs.
"""

from __future__ import annotations

import gc
import platform
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from time import perf_counter
from typing import Any

Contender = tuple[Callable[[Any], Any], Sequence[Any]]


def microseconds(contenders: Mapping[str, Contender], rounds: int = 5) -> dict[str, float]:
    """The best round of each, in µs a record; rounds are interleaved, so a slow moment hits all."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(rounds):
        for name, (run, records) in contenders.items():
            best[name] = min(best[name], one_round(run, records) / len(records) * 1e6)
    return best


def one_round(run: Callable[[Any], Any], records: Sequence[Any]) -> float:
    """Seconds for all records once."""
    gc.collect()
    gc.disable()
    try:
        start = perf_counter()
        for record in records:
            run(record)
        return perf_counter() - start
    finally:
        gc.enable()


def machine() -> str:
    """Processor, system and Python, as the tables name them."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "")
    return (
        f"{model or platform.processor()}, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )


def versions(*names: str) -> str:
    """`name version` of installed packages."""
    found = []
    for name in names:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} not installed")
    return ", ".join(found)


def table(title: str, lines: Sequence[tuple[str, str, str, str]]) -> None:
    """A Markdown table: what, µs a record, ratio, target."""
    print(f"\n{title}\n\n| | µs a record | ratio | target |\n|---|---:|---:|---|")
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print(flush=True)


def verdict(ratio: float, at_most: float) -> str:
    """The target, and whether it is met."""
    return f"≤ {at_most:g}×: {'met' if ratio <= at_most else 'missed'}"
