"""Paragraphs and rows in order, put together to the one text of a document.

Input: blocks as a reader finds them. Output: `DocumentText` with the place of each. Characters that draw nothing and
characters that would break a line are cleaned here, once for all binary forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from yiju.readers.model import DocumentText, Form, TextPlace
from yiju_grammar.finding import Finding

UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u00ad\u200b-\u200d\u2060\ufeff\ufffe\uffff]")
BREAKS = re.compile("(?<![ \t\u3000\xa0])[ \t\u3000\xa0]*+(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])[ \t]*")
HALVES = re.compile("[\ud800-\udfff]")
SPACES = " \t\u3000\xa0\n"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a table's row; `page` is where it begins. `turns`: characters of its text from which it stands on
    a later page, with that page."""

    text: str
    page: int = 0
    turns: tuple[tuple[int, int], ...] = ()


def cleaned(text: str) -> str:
    """Text without characters that draw nothing; every kind of line break is one line feed."""
    return HALVES.sub("\ufffd", BREAKS.sub("\n", UNSEEN.sub("", text)))


def to_document(blocks: Iterable[Block], form: Form, findings: tuple[Finding, ...] = ()) -> DocumentText:
    """The text of the blocks that hold words, a line each, with their places."""
    lines: list[str] = []
    places: list[TextPlace] = []
    at = 0
    for number, block in enumerate((b for b in blocks if b.text.strip(SPACES)), 1):
        places.append(TextPlace(at, block.page, number))
        places.extend(TextPlace(at + offset, page, number) for offset, page in block.turns)
        lines.append(block.text)
        at += len(block.text) + 1
    text = "\n".join(lines) + "\n" if lines else ""
    return DocumentText(text, form, tuple(places), findings=findings)
