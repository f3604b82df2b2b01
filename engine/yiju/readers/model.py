"""What a reader gives: one text, with the page and paragraph of its words, or why there is none.

Inert data. For .txt and .md the text is the decoded file; for .html it is what a reader sees, with a map back to the
decoded file; for .docx, .pdf and .ofd it is what the reader gives, and spans count in that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju_grammar.finding import Finding

Form = Literal["text", "docx", "pdf", "html", "ofd"]


@dataclass(frozen=True, slots=True)
class TextPlace:
    """From character `start` of the text on: the page (from 1; 0 where the form has none) and the paragraph or table
    row (from 1) of the file."""

    start: int
    page: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Run:
    """`length` characters of the text from `start` stand in the file's decoded text from `origin` on, over `width`
    characters: one by one where the two lengths are equal, else all for all (`&nbsp;`, white space drawn as one)."""

    start: int
    length: int
    origin: int
    width: int


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document as read.

    Paragraphs are lines; the cells of a table's row stand on one line, joined by ` | `. A merged cell has its words
    once, in its first place; its other places are empty, so that columns keep their order. `places` are sorted by start
    and empty for plain text; `runs` are sorted by start, map to the decoded file, and are empty where the text is the
    decoded file or the form is binary. `findings` are warnings and notes about what was read (repairs, what was left
    out).
    """

    text: str
    form: Form
    places: tuple[TextPlace, ...] = ()
    runs: tuple[Run, ...] = ()
    findings: tuple[Finding, ...] = ()
