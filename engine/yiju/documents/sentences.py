"""Sentences of a document, with what each is and the clause it stands in.

Input: the text. Output: sentences in order; together they cover every character but white space and page numbers.
A list's items are sentences of their own. Splits at 。；！？ outside brackets and quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from yiju.documents.clauses import Clause, clause_at, clauses, clauses_from
from yiju.documents.folding import fold_forms
from yiju.documents.lines import LineKind
from yiju.documents.paragraphs import Paragraph, paragraphs
from yiju.documents.passages import tidy

SentenceKind = Literal["body", "table", "heading", "title", "number", "addressee", "signature", "date", "attachment"]
STRUCTURAL: tuple[SentenceKind, ...] = (
    "heading",
    "title",
    "number",
    "addressee",
    "signature",
    "date",
    "attachment",
)
"""Kinds that hold no rule."""

STOP = re.compile(r"(?:[。;!?]+|(?<=[\u3400-\u9fff)%”」])\.(?!\.)|(?<=\d)\.(?=\s*[^\d\s.]|\s*$))[\"”’」』)]*")
OPENING = {"(": ")", "《": "》", "“": "”", "「": "」", "‘": "’"}
LONGEST_BRACKET = 400
LONGEST_TITLE = 12
RULING = re.compile(r"[由按为应须可得自从给不免负承享受领申减停发每]|禁止|以内|以上|以下|\d|的$")
LAST_ORDINAL = re.compile(r"(?:（[^）]*）|\d+|第[^第]*[条章节编](?:之.+)?|[①-⑳]|[一二三四五六七八九十百]+)$")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from its first to its last character (a line break may lie inside); `text` is its words on one line,
    `clause_path` empty outside any clause."""

    span: Place
    text: str
    clause_path: str
    kind: SentenceKind

    @property
    def is_structural(self) -> bool:
        """Whether it is a title, heading, signature or their like, which no rule can stand on."""
        return self.kind in STRUCTURAL


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with its folded form of equal length, its clauses, and those that open with a title and a stop."""

    text: str
    forms: str
    tree: tuple[Clause, ...]
    titled: frozenset[int]


@lru_cache(maxsize=64)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order."""
    tree = clauses(text)
    reading = _Reading(text, fold_forms(text), tree, _titled(text, tree))
    return tuple(s for p in paragraphs(text) for s in _of_paragraph(reading, p))


def _of_paragraph(reading: _Reading, paragraph: Paragraph) -> Iterator[Sentence]:
    if paragraph.kind != "body":
        path = _path_at(reading.tree, paragraph.span[0]) if paragraph.kind in ("table", "caption") else ""
        yield _sentence(reading.text, paragraph.span, path, _plain_kind(paragraph.kind))
        return
    opened = {c.span[0]: c for c in clauses_from(reading.tree, *paragraph.span)}
    cuts = [*dict.fromkeys((paragraph.span[0], *opened)), paragraph.span[1]]
    for start, end in zip(cuts, cuts[1:], strict=False):
        path = _path_at(reading.tree, start)
        for piece in _split(reading, (start, end), opened.get(start)):
            is_head = piece[0] == start and _is_heading(reading, piece, opened.get(start))
            yield _sentence(reading.text, piece, path, "heading" if is_head else "body")


def _is_heading(reading: _Reading, piece: Place, clause: Clause | None) -> bool:
    """A heading by itself on its line, or one that ends with a stop as those of its sisters do."""
    if clause is None or not clause.heading or clause.span[1] < piece[1] - 1:
        return False
    return clause.span[0] in reading.titled or not reading.text[clause.span[1] : piece[1]].strip()


def _titled(text: str, tree: tuple[Clause, ...]) -> frozenset[int]:
    """The clauses that open with a short title and a stop, where at least two sisters do: `（二）积分对象。户籍在…`."""
    sisters: dict[str, list[int]] = {}
    for clause in tree:
        is_short = 0 < len(clause.heading) <= LONGEST_TITLE and not RULING.search(fold_forms(clause.heading))
        ends_with_stop = text[clause.span[1] : clause.span[1] + 1] in ("。", ".", "．")
        if is_short and ends_with_stop and text[clause.span[1] + 1 : clause.extent[1]].strip():
            sisters.setdefault(f"{clause.level} {LAST_ORDINAL.sub('', clause.path)}", []).append(clause.span[0])
    return frozenset(start for starts in sisters.values() if len(starts) >= 2 for start in starts)


def _split(reading: _Reading, place: Place, clause: Clause | None) -> Iterator[Place]:
    """The sentences between two ordinals; the point of an ordinal ends none."""
    start, at = place[0], clause.ordinal_end if clause else place[0]
    while (stop := STOP.search(reading.forms, at, place[1])) is not None:
        at = stop.end()
        if _open_until(reading.forms, start, stop.start()):
            continue
        yield from _trimmed(reading.text, start, at)
        start = at
    yield from _trimmed(reading.text, start, place[1])


def _trimmed(text: str, start: int, end: int) -> Iterator[Place]:
    words = text[start:end]
    if words.strip():
        yield start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))


def _open_until(forms: str, start: int, end: int) -> bool:
    """Whether a bracket or quotation mark is open at `end`, one that is also closed soon."""
    expected: list[str] = []
    for char in forms[start:end]:
        if char in OPENING:
            expected.append(OPENING[char])
        elif expected and char == expected[-1]:
            expected.pop()
    return bool(expected) and expected[-1] in forms[end : end + LONGEST_BRACKET].split("\n\n")[0]


def _path_at(tree: tuple[Clause, ...], at: int) -> str:
    clause = clause_at(tree, at)
    return clause.path if clause else ""


def _plain_kind(kind: LineKind) -> SentenceKind:
    match kind:
        case "caption":
            return "heading"
        case "page":
            return "attachment"
        case _:
            return kind


def _sentence(text: str, span: Place, path: str, kind: SentenceKind) -> Sentence:
    return Sentence(span, tidy(text[span[0] : span[1]]), path, kind)
