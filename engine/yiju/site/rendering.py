"""mkdocs at work on the source tree of one language: all pages, or those that are out of date; then the search.

Input: a `Rendering`. Output: files in its output folder, and the warnings. Nothing of ours runs inside mkdocs: any
builder that reads the same configuration and Markdown can stand in its place. Its own index of the search is not used
only because it is made slowly, and anew each time.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from yiju.site.search_index import write_index

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

OF_THE_BUILD = ("A 'dirty' build is being performed",)
"""Warnings that tell of the way we build, not of a page."""
SEARCH = "material/search"
CONFIGURATION, PAGES, ENTRIES = "mkdocs.yml", "pages", "entries.json"
"""What stands in the work folder of a language."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The work and output folders of a language; built files that are out of date, and that are no more (paths within
    the output)."""

    work: Path
    out: Path
    stale: tuple[str, ...]
    gone: tuple[str, ...]


class _Kept(logging.Handler):
    """Keeps warnings, as texts."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if not text.startswith(OF_THE_BUILD):
            self.texts.append(text)


def render(rendering: Rendering) -> tuple[str, ...]:
    """Render what is out of date; the warnings.

    Raises:
        mkdocs.exceptions.MkDocsException: it could not be built.
    """
    work, out = rendering.work, rendering.out
    for path in rendering.gone:
        (out / path).unlink(missing_ok=True)
    warnings = _build(work / CONFIGURATION, [out / path for path in rendering.stale])
    pages = [path for path in rendering.stale if path.endswith(".html")]
    write_index(out, work / ENTRIES, pages, rendering.gone)
    return warnings


def _build(configuration: Path, stale: Iterable[Path]) -> tuple[str, ...]:
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    log = logging.getLogger("mkdocs")
    log.propagate = False
    kept = _Kept()
    log.addHandler(kept)
    try:
        config = load_config(str(configuration))
        _make_quick(config)
        for file in stale:
            if file.is_file():
                os.utime(file, (0, 0))  # older than any source: mkdocs renders it anew
        build(config, dirty=True)
    finally:
        log.removeHandler(kept)
    return tuple(kept.texts)


def _make_quick(config: MkDocsConfig) -> None:
    """The theme's search reads no page; HTML is not read to be left as it is, nor to know its anchors."""
    from yiju.site.whole_blocks import WholeBlocks

    config.markdown_extensions.append(WholeBlocks())  # type: ignore[arg-type]  # named or given
    config.validation.links.anchors = logging.DEBUG
    search = config.plugins[SEARCH]
    asked = config.plugins.events["page_context"]
    asked[:] = [event for event in asked if getattr(event, "__self__", None) is not search]
