"""mkdocs at work on one source tree: all pages, or those that are out of date.

Input: a configuration file. Output: files in its `site_dir`, and the warnings. Nothing of ours runs inside mkdocs: any
builder that reads the same configuration and Markdown can stand in its place.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

NOT_OF_PAGES = ("A 'dirty' build is being performed",)
"""Warnings that tell of the way we build, not of a page."""


class _Kept(logging.Handler):
    """Keeps warnings, as texts."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not text.startswith(NOT_OF_PAGES):
            self.texts.append(text)


def render(configuration: Path, stale: Iterable[Path] | None) -> tuple[str, ...]:
    """Render pages.

    Args:
        stale: built files that are out of date; None: whatever is there is.
    Returns: the warnings.
    Raises:
        mkdocs.exceptions.MkDocsException: it could not be built.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    import_module("jieba").setLogLevel(logging.WARNING)  # it has no types to import it by
    log = logging.getLogger("mkdocs")
    log.propagate = False
    kept = _Kept()
    log.addHandler(kept)
    try:
        config = load_config(str(configuration))
        for file in Path(config.site_dir).rglob("*.html") if stale is None else stale:
            if file.is_file():
                os.utime(file, (0, 0))  # older than any source: mkdocs renders it anew
        build(config, dirty=True)
    finally:
        log.removeHandler(kept)
    return tuple(kept.texts)
