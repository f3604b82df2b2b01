"""Docstrings in the Google form, as parts.

Input: a docstring. Output: paragraphs, pieces of code, the entries of `Args:`, `Returns:`, `Raises:`. Draws nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from inspect import cleandoc

SECTIONS = ("Args", "Returns", "Raises", "Source")
SECTION = re.compile(rf"({'|'.join(SECTIONS)}):(?:\s+(.+))?")
ENTRY = re.compile(r"([\w.*]+): (.+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """An argument, an exception, or what is returned (without a name)."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Docstring:
    """`paragraphs` in order, each on one line, or as code where it was indented; entries by section."""

    paragraphs: tuple[tuple[str, bool], ...]
    sections: tuple[tuple[str, tuple[Entry, ...]], ...]


def read_docstring(text: str | None) -> Docstring:
    """The parts of a docstring; none of none."""
    paragraphs: list[tuple[str, bool]] = []
    sections: list[tuple[str, tuple[Entry, ...]]] = []
    for block in re.split(r"\n\s*\n", cleandoc(text or "")):
        lines, headed = _split(block.split("\n"))
        if lines:
            paragraphs.append(_paragraph(lines))
        sections += [(name, tuple(_entries(held))) for name, held in headed]
    return Docstring(tuple(p for p in paragraphs if p[0]), tuple(sections))


def _split(lines: list[str]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The lines before the first section, then the lines of each section by its name."""
    before: list[str] = []
    sections: list[tuple[str, list[str]]] = []
    for line in lines:
        match = SECTION.fullmatch(line)
        if match is not None:
            sections.append((match[1], [match[2]] if match[2] else []))
        elif sections:
            sections[-1][1].append(line)
        else:
            before.append(line)
    return before, sections


def _paragraph(lines: list[str]) -> tuple[str, bool]:
    if all(line.startswith("    ") for line in lines):
        return "\n".join(line[4:] for line in lines), True
    return " ".join(line.strip() for line in lines).strip(), False


def _entries(lines: list[str]) -> list[Entry]:
    """An entry begins with its name at the first indent; deeper lines, and lines of no name, go on with it."""
    made: list[Entry] = []
    first = min((_indent(line) for line in lines if line.startswith(" ")), default=0)
    for line in lines:
        match = ENTRY.fullmatch(line.strip()) if _indent(line) == first and first else None
        if match is not None:
            made.append(Entry(match[1], match[2]))
        elif made:
            made[-1] = Entry(made[-1].name, f"{made[-1].text} {line.strip()}")
        else:
            made.append(Entry("", line.strip()))
    return made


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
