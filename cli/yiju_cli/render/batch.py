"""A batch on the terminal: the bar while it runs, the lines when it is done. Both languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju.batch.job import Advance, Progress, Report

MOST_SHOWN = 20
"""Findings of the files that are shown; all of them are in the file of the rejected."""

_OUTCOMES: dict[str, tuple[str, str]] = {
    "eligible": ("符合", "eligible"),
    "ineligible": ("不符合", "not eligible"),
    "undetermined": ("未定", "undetermined"),
    "error": ("不能认定", "no decision"),
}


@contextmanager
def progress_bar(lang: Lang) -> Iterator[Progress]:
    """A bar on stderr with how many records a second and the time left; gone when it is done."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    zh = lang == "zh"
    bar = Progress(
        TextColumn("认定" if zh else "deciding"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[said]}"),
        TextColumn("剩余" if zh else "left"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, said="")

        def progress(advance: Advance) -> None:
            elapsed = bar.tasks[0].elapsed or 0
            rate = f"{advance.read / elapsed:,.0f}" if elapsed else "…"
            said = f"{advance.read:,} 条，每秒 {rate} 条" if zh else f"{advance.read:,} records, {rate} a second"
            bar.update(task, total=advance.of or None, completed=advance.done, said=said)

        yield progress


def summary_lines(report: Report, lang: Lang) -> list[str]:
    """How many were read, decided and rejected, by outcome, how long it took, and where the files are."""
    counts, zh = report.counts, lang == "zh"
    read, decided, rejected = (f"{n:,}" for n in (counts.read, counts.decided, counts.rejected))
    lines = [
        f"读入 {read} = 认定 {decided} + 退回 {rejected}"
        if zh
        else f"read {read} = decided {decided} + rejected {rejected}"
    ]
    parts = [(_OUTCOMES[k][0 if zh else 1], n) for k, n in counts.by_outcome.items() if n]
    if parts:
        lines.append(("，" if zh else ", ").join(f"{name} {n:,}" for name, n in parts))
    if counts.handed_over:
        n = f"{counts.handed_over:,}"
        lines.append(f"其中 {n} 条由解释器逐条认定" if zh else f"{n} of them decided one by one by the interpreter")
    if (more := len(counts.findings) - MOST_SHOWN) > 0:
        lines.append(
            f"还有 {more:,} 处问题，都在退回记录的文件里"
            if zh
            else f"{more:,} more findings are in the file of the rejected"
        )
    if report.skipped:
        done = report.skipped
        lines.append(f"{done} 个部分上次已经做完" if zh else f"{done} part{'s' * (done != 1)} done before")
    return [*lines, _time(report, zh), *_files(report, zh)]


def _time(report: Report, zh: bool) -> str:
    seconds = float(report.seconds)
    rate = f"{report.counts.read / seconds:,.0f}" if seconds and not report.skipped else ""
    if zh:
        return f"用时 {seconds:,.2f} 秒" + (f"，每秒 {rate} 条" if rate else "")
    return f"{seconds:,.2f} s" + (f", {rate} records a second" if rate else "")


def _files(report: Report, zh: bool) -> list[str]:
    lines = [f"{'输出' if zh else 'output'}: {_several(report.files, zh)}"]
    if report.rejected_files:
        lines.append(f"{'退回的记录' if zh else 'rejected records'}: {_several(report.rejected_files, zh)}")
    return [line.replace(": ", "：", 1) if zh else line for line in lines]


def _several(files: tuple[object, ...], zh: bool) -> str:
    if len(files) <= 3:
        return ("、" if zh else ", ").join(map(str, files))
    rest = len(files) - 1
    return f"{files[0]} 等 {len(files)} 个文件" if zh else f"{files[0]} and {rest} more"
