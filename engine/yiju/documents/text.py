"""Documents' files read to text, whatever their form.

Input: a path and the place that names it. Output: the text, or the finding that says why there is none (YJ511 missing,
and what `readers` finds). Spans count in this text; where it stands in the file is known to `readers` alone.
"""

from __future__ import annotations

from pathlib import Path

from yiju.readers.encoding import decode
from yiju.readers.read import SUFFIXES, read_file
from yiju_grammar.finding import Finding
from yiju_grammar.span import Span

__all__ = ["SUFFIXES", "decode", "read_document"]


def read_document(path: Path, place: Span) -> str | Finding:
    """The text of a document's file: .txt, .md, .docx, .pdf, .html or .ofd."""
    document = read_file(path, place)
    return document if isinstance(document, Finding) else document.text
