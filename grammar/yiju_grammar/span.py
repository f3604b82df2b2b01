"""Places in source texts.

Every node of every stage carries a `Span`; line and column are worked out only by renderers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (half-open) of the decoded text of `file` (BOM dropped, line ends as stored)."""

    file: str
    start: int
    end: int

    def to(self, other: Span) -> Span:
        """The span from the start of this one to the end of `other`."""
        return Span(self.file, self.start, other.end)


NOWHERE = Span("", 0, 0)
