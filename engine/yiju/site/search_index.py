"""The index of the search: the entries of pages just built, and those kept of the others.

Input: built pages, a file of entries kept from before. Output: the index as JSON and as a script (a page opened from a
folder may load a script, but may not fetch). The form is that of the theme's search.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from yiju.site.search_entries import Entry, entries_of


def write_index(out: Path, kept: Path, rendered: Iterable[str], gone: Iterable[str]) -> None:
    """Bring the index in `out` up to date.

    Args:
        kept: the file of entries by page, for the next time.
        rendered: addresses of pages that were built anew.
        gone: those of pages that are no more.
    """
    by_page: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
    for page in gone:
        by_page.pop(page, None)
    for page in rendered:
        by_page[page] = entries_of(page, (out / page).read_text("utf-8"))
    kept.write_text(json.dumps(by_page, ensure_ascii=False), encoding="utf-8")
    _write(out / "search", [entry for page in sorted(by_page) for entry in by_page[page]])


def _write(folder: Path, entries: list[Entry]) -> None:
    """Put the entries into the index that the theme wrote without any."""
    file = folder / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    written = json.dumps({**index, "docs": entries}, ensure_ascii=False, separators=(",", ":"))
    file.write_text(written, encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {written}", encoding="utf-8")
