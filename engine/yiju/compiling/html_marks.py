"""Marks over a text, which may overlap in any way, as nested markup.

Input: a text and marks with their spans. Output: HTML in which each mark is one or more `<span>`s; without its tags it
is the text, escaped and otherwise unchanged. Knows nothing of what is marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to mark. An outer `layer` (lower) always stands around an inner one; where a mark reaches over the edge
    of one outside it, it is cut in pieces. `attributes` are written out and stand on every piece, `anchor` is the id
    of the first; `before` and `after` are markup without text, at its two ends."""

    span: Place
    layer: int
    attributes: str
    anchor: str = ""
    before: str = ""
    after: str = ""


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text with its marks, in time that grows with both. An empty mark is not drawn."""
    drawn = _Drawing()
    waiting = sorted((m for m in marks if m.span[0] < m.span[1]), key=_order, reverse=True)
    cuts = sorted({0, len(text), *(edge for m in waiting for edge in m.span)})
    for at, until in pairwise(cuts):
        starting = []
        while waiting and waiting[-1].span[0] == at:
            starting.append(waiting.pop())
        drawn.cut(at, starting)
        drawn.written.append(escape(text[at:until], quote=False))
    drawn.cut(cuts[-1], [])
    return "".join(drawn.written)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.span[0], mark.layer, -mark.span[1]


def _nesting(mark: Mark) -> tuple[int, int, int]:
    return mark.layer, mark.span[0], -mark.span[1]


class _Drawing:
    """What is written so far, and the marks that are open, outermost first: their layers never decrease."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.opened: list[Mark] = []

    def cut(self, at: int, starting: list[Mark]) -> None:
        """End what ends here and start what starts here (outermost first), cutting what stands inside of either."""
        outermost = starting[0].layer if starting else None
        kept = next((i for i, m in enumerate(self.opened) if _is_cut(m, at, outermost)), len(self.opened))
        again = []
        while len(self.opened) > kept:
            mark = self.opened.pop()
            is_over = mark.span[1] <= at
            self.written.append(f"{mark.after if is_over else ''}</span>")
            again += [] if is_over else [mark]
        for mark in sorted((*again, *starting), key=_nesting) if again else starting:
            self.start(mark, at)

    def start(self, mark: Mark, at: int) -> None:
        """Open a mark, or the next piece of one."""
        is_first = mark.span[0] == at
        anchor = f' id="{mark.anchor}"' if is_first and mark.anchor else ""
        self.written.append(f"<span{anchor}{mark.attributes}>{mark.before if is_first else ''}")
        self.opened.append(mark)


def _is_cut(mark: Mark, at: int, outermost: int | None) -> bool:
    return mark.span[1] <= at or (outermost is not None and mark.layer > outermost)


@lru_cache(maxsize=1024)
def attributes(**named: str) -> str:
    """Attributes written out: `class_` is `class`, `data_of` is `data-of`; an empty one is left out."""
    pairs = ((name.rstrip("_").replace("_", "-"), value) for name, value in named.items() if value)
    return "".join(f' {name}="{escape(value)}"' for name, value in pairs)
