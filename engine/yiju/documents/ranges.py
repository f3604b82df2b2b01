"""Clause ranges as they are written: `第四条至第八条`, `三（一）`, `二1、二3`.

Input: the words and the clauses of a document. Output: the clauses meant, sub-clauses included.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from yiju.documents.clauses import Clause
from yiju.documents.folding import fold_words


def clause_range(words: str, tree: Sequence[Clause]) -> tuple[Clause, ...] | None:
    """The clauses named, in order of the text; None when one of the names is no clause."""
    found: list[Clause] = []
    for item in re.split(r"[，,；;]|(?<=[）)条章节0-9])、", words):
        ends = [_named(name, tree) for name in re.split(r"至|—|－|-|~|～|to", item)]
        if not 1 <= len(ends) <= 2 or not all(ends):
            return None
        first, last = ends[0][0], ends[-1][-1]
        found.extend(c for c in tree if first.extent[0] <= c.extent[0] and c.extent[1] <= last.extent[1])
    return tuple(found)


def _named(name: str, tree: Sequence[Clause]) -> list[Clause]:
    wanted = fold_words(name).rstrip("、.")
    return [c for c in tree if fold_words(c.path) == wanted]
