"""The index of the search: the entries of pages just built, and those kept of the others; Chinese parted into words.

Input: built pages, a file of entries kept from before, names that are words. Output: the index as JSON and as a script
(a page opened from a folder may load a script, but may not fetch). The form is that of the theme's search.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

from yiju.site.search_entries import Entry, entries_of

HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+")
SHORTEST, LONGEST = 2, 4
"""Names of so many characters are words: longer ones would hide the words inside them."""
BREAK = "\u200b"


def user_words(names: Iterable[str]) -> str:
    """A dictionary for segmentation: a word a line, with a frequency that keeps it whole."""
    words = {run for name in names for run in HAN.findall(name) if SHORTEST <= len(run) <= LONGEST}
    return "".join(f"{word} 20000\n" for word in sorted(words))


def write_index(out: Path, kept: Path, rendered: Iterable[str], gone: Iterable[str], words: str) -> None:
    """Bring the index in `out` up to date.

    Args:
        kept: the file of entries by page, for the next time.
        rendered: addresses of pages that were built anew.
        gone: those of pages that are no more.
        words: the dictionary.
    """
    by_page: dict[str, Any] = json.loads(kept.read_text("utf-8")) if kept.is_file() else {}
    for page in gone:
        by_page.pop(page, None)
    part = segmenter(words)
    for page in rendered:
        by_page[page] = entries_of(page, (out / page).read_text("utf-8"), part)
    kept.write_text(json.dumps(by_page, ensure_ascii=False), encoding="utf-8")
    _write(out / "search", [entry for page in sorted(by_page) for entry in by_page[page]])


def _write(folder: Path, entries: list[Entry]) -> None:
    """Put the entries into the index that the theme wrote without any."""
    file = folder / "search_index.json"
    index = json.loads(file.read_text("utf-8"))
    written = json.dumps({**index, "docs": entries}, ensure_ascii=False, separators=(",", ":"))
    file.write_text(written, encoding="utf-8")
    (folder / "search_index.js").write_text(f"var __index = {written}", encoding="utf-8")


@cache
def segmenter(words: str) -> Callable[[str], str]:
    """What parts the Chinese of a text into words, zero-width spaces between; `words` is the dictionary."""
    jieba = import_module("jieba")
    jieba.setLogLevel("WARNING")
    tokenizer = jieba.Tokenizer()
    tokenizer.load_userdict(StringIO(words))

    @cache
    def parted(run: str) -> str:
        return BREAK + BREAK.join(tokenizer.cut(run, HMM=False)) + BREAK

    return lambda text: HAN.sub(lambda run: parted(run[0]), text).strip(BREAK)
