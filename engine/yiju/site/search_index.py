"""The index of the search: what a build that rendered few pages found, put into what was known of the others.

Input: the index that mkdocs has just written, the one kept from before, the pages that were rendered or are gone.
Output: the whole index, as JSON and as a script (a page opened from a folder may not fetch, but may load a script);
and the words that segmentation should know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

HAN = re.compile(r"[\u4e00-\u9fff]+")
SHORTEST, LONGEST = 2, 4
"""Words of so many characters are taught: longer ones would hide the words inside them."""


def user_words(names: Iterable[str]) -> str:
    """The dictionary for segmentation: a word a line, with a frequency that keeps it whole."""
    words = {run for name in names for run in HAN.findall(name) if SHORTEST <= len(run) <= LONGEST}
    return "".join(f"{word} 20000\n" for word in sorted(words))


def merge_index(out: Path, kept: Path, dropped: set[str] | None) -> None:
    """Bring the index in `out` up to date.

    Args:
        kept: where the whole index is kept for the next time.
        dropped: addresses of pages (`places/a/index.html`) whose entries in the kept index are out of date; None:
            every page was rendered.
    """
    fresh = json.loads((out / "search" / "search_index.json").read_text("utf-8"))
    if dropped is not None:
        old = json.loads(kept.read_text("utf-8"))["docs"]
        fresh["docs"] = [d for d in old if _page(d) not in dropped] + fresh["docs"]
    fresh["docs"].sort(key=_page)
    written = json.dumps(fresh, ensure_ascii=False, separators=(",", ":"))
    kept.write_text(written, encoding="utf-8")
    (out / "search" / "search_index.json").write_text(written, encoding="utf-8")
    (out / "search" / "search_index.js").write_text(f"var __index = {written}", encoding="utf-8")


def _page(entry: dict[str, Any]) -> str:
    return unquote(str(entry["location"]).partition("#")[0])
