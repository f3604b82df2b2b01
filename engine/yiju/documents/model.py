"""Documents, and what it means to stand on their words: citations and their grades.

Inert data; `register.py` reads it, `quotes.py` makes citations. Spans are in characters of the decoded document
(BOM dropped, line ends as stored).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from yiju_grammar.span import Span

Grade = Literal["verbatim", "restated", "unverified", "assumed"]
GRADES: tuple[Grade, ...] = ("verbatim", "restated", "unverified", "assumed")
"""From the strongest to the weakest: 原文, 转述, 未核, 假定."""


@dataclass(frozen=True, slots=True)
class Citation:
    """Words of a document that a rule stands on.

    `number` is the document that is the authority (empty where it has none); `document` is the file in which the
    words were found (empty for an unverified one), `clause` the derived path (`三（二）1`, several joined by `、`),
    `span` the words in that file's text. An empty `quote` cites the document as a whole (its dates, its repeal).
    """

    number: str
    title: str
    grade: Grade
    document: str
    clause: str
    span: tuple[int, int]
    quote: str


@dataclass(frozen=True, slots=True)
class Assumed:
    """`假定 “why”` as a ground."""

    why: str
    span: Span


Ground = Citation | Assumed


def ground_grade(ground: Ground) -> Grade:
    """The grade of one ground."""
    return ground.grade if isinstance(ground, Citation) else "assumed"


def weakest(grades: list[Grade]) -> Grade:
    """The weakest of the grades; `verbatim` of none."""
    return max(grades, key=GRADES.index, default="verbatim")


@dataclass(frozen=True, slots=True)
class Days:
    """An interval of days, both ends included; None is open."""

    start: date | None = None
    end: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = Days()
