"""Doing something again whenever a file of the places changes: for a terminal beside an editor.

Looks at the times of the files, twice a second: no library, no thread, and it works on any disk.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import click

from yiju_cli.place import selected_places
from yiju_grammar.finding import Lang

EVERY = 0.5
SUFFIXES = frozenset({".policy", ".toml", ".txt", ".md", ".docx", ".pdf", ".html", ".htm", ".ofd", ".csv", ".xlsx"})

Stamp = tuple[tuple[str, int, int], ...]


def again_when_changed(paths: tuple[Path, ...], lang: Lang, do: Callable[[], int]) -> int:
    """Do it now and after every change, until the writer stops it (Ctrl-C); the status is that of the last time."""
    status = 0
    try:
        while True:
            seen = _stamp(paths, lang)
            click.echo(_head(lang), err=True)
            status = do()
            while _stamp(paths, lang) == seen:
                time.sleep(EVERY)
    except KeyboardInterrupt:
        return status


def _head(lang: Lang) -> str:
    now = datetime.now().strftime("%H:%M:%S")
    return f"—— {now} 检查；改了文件会再查，按 Ctrl-C 停止" if lang == "zh" else f"—— {now} checking; Ctrl-C to stop"


def _stamp(paths: tuple[Path, ...], lang: Lang) -> Stamp:
    """Names, times and sizes of everything the places are made of."""
    return tuple(sorted(entry for place, _ in selected_places(paths, lang) for entry in _files(place)))


def _files(place: Path) -> Iterator[tuple[str, int, int]]:
    for path in place.rglob("*"):
        if path.suffix.lower() in SUFFIXES and path.is_file():
            told = path.stat()
            yield str(path), told.st_mtime_ns, told.st_size
