"""Clause ranges as they are written: `第四条至第八条`, `三（一）`, `二1、二3`, `第三条第（二）项`.

Input: the words and the clauses of a document. Output: the clauses meant, sub-clauses included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yiju.documents.clauses import Clause
from yiju.documents.folding import fold_words

BETWEEN = re.compile(
    r"[，,；;]|(?<=[）)条章节编0-9])、|(?<=[一二三四五六七八九十])、(?=[一二三四五六七八九十（(]|$)|和|及"
)
ENDS = re.compile(r"至|到|—+|－|-|~|～")


def clause_range(words: str, tree: Sequence[Clause]) -> tuple[Clause, ...] | None:
    """The clauses named, in order of the text; None when one of the names is no clause."""
    found: set[int] = set()
    for item in _items(words):
        ends = [_named(name, tree) for name in ENDS.split(item)]
        if not 1 <= len(ends) <= 2 or not all(ends):
            return None
        low, high = (ends[0][0].extent[0], ends[-1][-1].extent[1]) if len(ends) == 2 else (0, 0)
        for i, clause in enumerate(tree):
            inside = low <= clause.extent[0] and clause.extent[1] <= high
            if inside or any(_holds(named, clause) for named in ends[0] if len(ends) == 1):
                found.add(i)
    return tuple(tree[i] for i in sorted(found)) or None


def unknown_clause(words: str, known: Sequence[str]) -> str:
    """The first name in a range that is no known path; empty if all are."""
    folded = {fold_words(path) for path in known}
    names = [name for item in _items(words) for name in ENDS.split(item)]
    return next((name.strip() for name in names if _folded(name) not in folded), "")


def _items(words: str) -> list[str]:
    return [item for item in BETWEEN.split(words) if item and item.strip()]


def _named(name: str, tree: Sequence[Clause]) -> list[Clause]:
    wanted = _folded(name)
    return [c for c in tree if fold_words(c.path) == wanted]


def _folded(name: str) -> str:
    """A name as a path: 第三条第（二）项 is 第三条（二）, （一） a full-width bracket, 第三部分 is 三."""
    folded = fold_words(name).rstrip("、.")
    folded = re.sub(r"^第([一二三四五六七八九十]+)(?:部分|大点)", r"\1", folded)
    return re.sub(r"第(\([^)]*\)|\d+)[项款目点]", r"\1", folded)


def _holds(outer: Clause, inner: Clause) -> bool:
    return outer.extent[0] <= inner.extent[0] and inner.extent[1] <= outer.extent[1]
