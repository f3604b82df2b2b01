"""Paragraphs of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's place in the text."""

    span: tuple[int, int]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs in order."""
    return tuple(Paragraph(m.span()) for m in re.finditer(r"\S[^\r\n]*", text))
