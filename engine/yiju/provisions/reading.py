"""A document's words as phrases meet them: one width and script, no white space, no page numbers; with a map back.

Input: the text. Output: `Reading`, and the pieces of a sentence between its commas. Knows no rows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.documents.folding import fold_forms
from yiju.documents.paragraphs import paragraphs

Place = tuple[int, int]

OPENING = {"(": ")", "《": "》", "“": "”", "「": "」"}
CLOSING = frozenset(OPENING.values())
MARK = re.compile(
    r"[,()《》“”「」]|:(?=.)|起(?=[至到]\d)|(?:执行|实施|施行|政策|试行)(?:期限?|时间)[为是自从:]{1,2}\d+年[\d月日]+(?=[至到]\d)"
)
"""What may part pieces; `自…起至…止` and `执行期限为…至…` say two things."""
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
LABEL_LENGTH = 20
LONGEST_BRACKET = 400
BRACKETED = re.compile(r"\([^()]*\)|《[^《》]*》")
BLANK = "\0"
EDGES = ",;、"


@dataclass(frozen=True, slots=True)
class Reading:
    """`words` are the document's, and `offsets[i]` is where the word character `i` stands in the text."""

    text: str
    words: str
    offsets: tuple[int, ...]

    def place_of(self, start: int, end: int) -> Place:
        """The characters of the text for the words `start`..`end` (not empty)."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def words_of(self, place: Place) -> Place:
        """The words that stand in a place of the text."""
        return bisect_left(self.offsets, place[0]), bisect_left(self.offsets, place[1])


@dataclass(frozen=True, slots=True)
class Piece:
    """Words `start`..`end` of the reading, between two commas; `text` are they, without the comma. `is_label`: they
    name what the next piece is about (`工作补贴：`)."""

    start: int
    end: int
    text: str
    is_label: bool = False


def read_words(text: str) -> Reading:
    """The words of a document."""
    forms = fold_forms(text)
    words: list[str] = []
    offsets: list[int] = []
    for paragraph in paragraphs(text):
        for start, end in paragraph.pieces:
            for match in re.finditer(r"[^\s\u200b\ufeff]+", forms[start:end]):
                words.append(match[0])
                offsets.extend(range(start + match.start(), start + match.end()))
    return Reading(text, "".join(words), tuple(offsets))


def pieces(reading: Reading, start: int, end: int) -> tuple[Piece, ...]:
    """The pieces of the words `start`..`end`: parted at commas and after labels, outside brackets."""
    return tuple(_pieces(reading, start, end))


def _pieces(reading: Reading, start: int, end: int) -> Iterator[Piece]:
    words = reading.words
    at = start
    for cut in _cuts(words, start, end):
        yield Piece(at, cut, words[at:cut].rstrip(":" + EDGES), words[cut - 1] == ":")
        at = cut
    if at < end:
        yield Piece(at, end, words[at:end].rstrip(EDGES + "。.:"))


def _cuts(words: str, start: int, end: int) -> Iterator[int]:
    """Where pieces end: after a comma, and after the colon of a label."""
    expected: list[str] = []
    last = start
    for match in MARK.finditer(words, start, end):
        mark, at = match[0], match.start()
        if mark in OPENING:
            if words.find(OPENING[mark], at, min(end, at + LONGEST_BRACKET)) > 0:
                expected.append(OPENING[mark])
        elif mark in CLOSING:
            if expected and expected[-1] == mark:
                expected.pop()
        elif not expected and _parts(words, mark, last, at, end):
            last = match.end()
            yield last


def _parts(words: str, mark: str, last: int, at: int, end: int) -> bool:
    if at + 1 >= end or (at <= last and len(mark) == 1):
        return False
    if len(mark) > 1 or mark == "起":
        return True
    if mark == ":":
        return at - last <= LABEL_LENGTH and not words[at + 1].isdigit()
    return THOUSANDS.match(words, at) is None


def masked(words: str) -> str:
    """The words with all that stands in brackets and titles made blank, each character by one: it rules nothing."""
    if "(" not in words and "《" not in words:
        return words
    return BRACKETED.sub(lambda m: m[0][0] + BLANK * (len(m[0]) - 2) + m[0][-1], words)
