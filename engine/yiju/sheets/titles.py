"""Titles of sheets: at most 31 characters, none of those a workbook forbids, each once whatever its case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = frozenset({"history"})


def titles(names: Sequence[str]) -> Iterator[str]:
    """A title for each name, in order."""
    taken: set[str] = set(_RESERVED)
    for name in names:
        plain = _FORBIDDEN.sub("·", re.sub(r"[（(].*", "", name).replace(" ", "")).strip("'.") or "_"
        title, number = plain[:LONGEST], 2
        while title.lower() in taken:
            mark = f"~{number}"
            title, number = plain[: LONGEST - len(mark)] + mark, number + 1
        taken.add(title.lower())
        yield title
