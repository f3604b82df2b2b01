"""Clauses of a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause. `span` is its ordinal and heading, `body_span` its own text, `extent` all of it."""

    path: str
    span: tuple[int, int]
    body_span: tuple[int, int]
    extent: tuple[int, int]
    heading: str


def clauses(text: str) -> tuple[Clause, ...]:
    """The clauses in order."""
    return ()


def paths_at(tree: Sequence[Clause], place: tuple[int, int]) -> str:
    """The paths of the clauses in which a place lies, joined by `、`."""
    return ""
