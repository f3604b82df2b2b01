"""Versions of texts for tests: readings, and what a comparison tells in a few words."""

from __future__ import annotations

from pathlib import Path

from yiju.compiling.compile import reading_of
from yiju.compiling.versions import compare
from yiju.compiling.versions.model import Comparison
from yiju.documents.clauses import clauses
from yiju.drafting.model import DocumentReading
from yiju.facts.model import Facts, Header
from yiju.load import Rules
from yiju.provisions.model import Provisions
from yiju.readers.model import DocumentText

DOCUMENTS = sorted((Path(__file__).parent.parent / "documents").rglob("*.txt"))

Told = tuple[str, str | None, str | None]


def text_of(path: Path) -> str:
    """A document's text, line ends as they are."""
    return path.read_bytes().decode("utf-8")


def bare(text: str) -> DocumentReading:
    """A text with its clauses alone: no facts, no provisions."""
    facts = Facts(Header(None, None, None, None), (), (), ())
    return DocumentReading(DocumentText(text, "text"), "某办法.txt", clauses(text), facts, (), Provisions((), ()))


def whole(text: str, file: str = "某办法.txt") -> DocumentReading:
    """A text read in full."""
    return reading_of(DocumentText(text, "text"), file)


def compared(old: str, new: str, rules: Rules | None = None) -> Comparison:
    """Two texts read in full and compared."""
    return compare(whole(old, "旧.txt"), whole(new, "新.txt"), rules)


def told(comparison: Comparison) -> list[Told]:
    """Status, old path and new path of each clause that did change, renumbered ones aside."""
    return [
        (c.status, c.old.path if c.old else None, c.new.path if c.new else None)
        for c in comparison.clauses
        if c.status not in ("unchanged", "renumbered")
    ]


def marks(comparison: Comparison) -> list[tuple[str, str]]:
    """The words struck and added, run by run."""
    runs = [r for c in comparison.clauses for r in c.runs]
    return [(comparison.old.text[slice(*r.old)], comparison.new.text[slice(*r.new)]) for r in runs]


def values(comparison: Comparison) -> list[tuple[str | None, str | None]]:
    """The values that changed."""
    return [(f.old.value if f.old else None, f.new.value if f.new else None) for f in comparison.facts]
