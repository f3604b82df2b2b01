"""Enumerations that run inside a sentence or paragraph, which are no clauses: `一是…；二是…`, `首先…；其次…`.

Input: the text. Output: enumerations with the place of each item. Linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yiju.documents.clauses import clause_at, clauses
from yiju.documents.folding import fold_forms
from yiju.documents.paragraphs import paragraphs

Place = tuple[int, int]

ORDER = "一二三四五六七八九十"
MARK = re.compile(r"(?:(?<=^)|(?<=[。;:,，；：\s]))(?P<number>[一二三四五六七八九十])(?:是|要|则)(?=\S)")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items of one enumeration, from each mark to the next or to the end of its paragraph."""

    clause: str
    items: tuple[Place, ...]


def enumerations(text: str) -> tuple[Enumeration, ...]:
    """The enumerations in order; one that does not begin with 一 or skips a number is none."""
    forms, tree = fold_forms(text), clauses(text)
    found: list[Enumeration] = []
    for paragraph in paragraphs(text):
        if paragraph.kind != "body":
            continue
        starts: list[int] = []
        for mark in MARK.finditer(forms, *paragraph.span):
            number = ORDER.index(mark["number"]) + 1
            if number == len(starts) + 1:
                starts.append(mark.start())
        if len(starts) > 1:
            ends = [*starts[1:], paragraph.span[1]]
            clause = clause_at(tree, starts[0])
            items = tuple(_trimmed(text, s, e) for s, e in zip(starts, ends, strict=True))
            found.append(Enumeration(clause.path if clause else "", items))
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> Place:
    return start, start + len(text[start:end].rstrip())
