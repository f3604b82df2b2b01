"""Ruled tables of a page, from the lines that are drawn.

Input: ruled lines. Output: grids, each with the cell of any point. A frame around text is no table. Cells without a
line between them are one; a table whose sides are left open has its outer columns all the same.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiju.readers.pages import Glyph, Rule

NEAR = 3.0
"""Points within which lines meet or lie on one another."""
SHORTEST = 4.0
OPEN_SIDE = 8.0
THINNEST = 5.0
"""Narrower rows and columns are a double line."""
MOST_PAIRS = 2_000_000
MOST_CELLS = 20_000
MOST_GRIDS = 200
"""A page with more lines or tables than this is a drawing."""


@dataclass(frozen=True, slots=True)
class Span:
    """A line at `at`, from `start` to `end` along it."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's columns and rows by their edges. `owner`: for each place, row by row, the place that holds the words
    of the cell it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[int, ...]

    @property
    def columns(self) -> int:
        return len(self.xs) - 1

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    def place_of(self, glyph: Glyph) -> int | None:
        """The cell in which a character stands; None outside the table."""
        column = bisect_right(self.xs, (glyph.x0 + glyph.x1) / 2) - 1
        row = bisect_right(self.ys, (glyph.top + glyph.bottom) / 2) - 1
        if 0 <= column < self.columns and 0 <= row < self.rows:
            return self.owner[row * self.columns + column]
        return None


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The tables of a page from top to bottom."""
    across = _merged(Span((r.top + r.bottom) / 2, r.x0, r.x1) for r in rules if _is_across(r))
    down = _merged(Span((r.x0 + r.x1) / 2, r.top, r.bottom) for r in rules if _is_down(r))
    if len(across) < 2 or len(down) < 1 or len(across) * len(down) > MOST_PAIRS:
        return []
    grids = [grid for h, v in _connected(across, down) if (grid := _grid(h, v)) is not None]
    return sorted(grids, key=lambda g: g.ys[0]) if len(grids) <= MOST_GRIDS else []


def _is_across(rule: Rule) -> bool:
    return rule.bottom - rule.top <= NEAR and rule.x1 - rule.x0 >= SHORTEST


def _is_down(rule: Rule) -> bool:
    return rule.x1 - rule.x0 <= NEAR and rule.bottom - rule.top >= SHORTEST


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Lines that lie on one another, as one."""
    merged: list[Span] = []
    for group in _at_one_place(sorted(spans, key=lambda s: s.at)):
        at = group[len(group) // 2].at
        ordered = sorted(group, key=lambda s: s.start)
        start, end = ordered[0].start, ordered[0].end
        for span in ordered[1:]:
            if span.start > end + NEAR:
                merged.append(Span(at, start, end))
                start, end = span.start, span.end
            end = max(end, span.end)
        merged.append(Span(at, start, end))
    return merged


def _at_one_place(ordered: Sequence[Span]) -> Iterable[list[Span]]:
    group: list[Span] = []
    for span in ordered:
        if group and span.at - group[0].at > NEAR:
            yield group
            group = []
        group.append(span)
    if group:
        yield group


def _connected(across: Sequence[Span], down: Sequence[Span]) -> Iterable[tuple[list[Span], list[Span]]]:
    """Lines that meet, taken together."""
    parents = list(range(len(across) + len(down)))
    ats = [v.at for v in down]
    for i, h in enumerate(across):
        for j in range(bisect_left(ats, h.start - NEAR), bisect_right(ats, h.end + NEAR)):
            if down[j].start - NEAR <= h.at <= down[j].end + NEAR:
                parents[_root(parents, len(across) + j)] = _root(parents, i)
    groups: dict[int, tuple[list[Span], list[Span]]] = defaultdict(lambda: ([], []))
    for i, h in enumerate(across):
        groups[_root(parents, i)][0].append(h)
    for j, v in enumerate(down):
        groups[_root(parents, len(across) + j)][1].append(v)
    return groups.values()


def _root(parents: list[int], at: int) -> int:
    while parents[at] != at:
        parents[at] = parents[parents[at]]
        at = parents[at]
    return at


def _grid(across: Sequence[Span], down: Sequence[Span]) -> Grid | None:
    """The table that lines make; None where they make none."""
    if not across or not down:
        return None
    xs = _edges([v.at for v in down], (min(h.start for h in across), max(h.end for h in across)))
    ys = _edges([h.at for h in across], None)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > MOST_CELLS:
        return None
    owner = _owners(xs, ys, _by_edge(across, ys), _by_edge(down, xs))
    return Grid(xs, ys, owner) if len(set(owner)) > 1 else None


def _owners(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[list[Span]], down: Sequence[list[Span]]
) -> tuple[int, ...]:
    """For each place the first place of its cell: places without a line between them are one cell."""
    columns, rows = len(xs) - 1, len(ys) - 1
    parents = list(range(columns * rows))
    for row in range(rows):
        for column in range(columns):
            place = row * columns + column
            if column + 1 < columns and not _is_ruled(down[column + 1], (ys[row] + ys[row + 1]) / 2):
                _join(parents, place, place + 1)
            if row + 1 < rows and not _is_ruled(across[row + 1], (xs[column] + xs[column + 1]) / 2):
                _join(parents, place, place + columns)
    return tuple(_root(parents, place) for place in range(columns * rows))


def _join(parents: list[int], one: int, other: int) -> None:
    """Two places of one cell; the first of all holds its words."""
    roots = sorted((_root(parents, one), _root(parents, other)))
    parents[roots[1]] = roots[0]


def _edges(ats: Sequence[float], ends: tuple[float, float] | None) -> tuple[float, ...]:
    """Where columns or rows meet; `ends`: how far the lines across them reach, over open sides."""
    found: list[float] = []
    for at in sorted(ats):
        if not found or at - found[-1] > THINNEST:
            found.append(at)
    if ends is not None and found[0] - ends[0] > OPEN_SIDE:
        found.insert(0, ends[0])
    if ends is not None and ends[1] - found[-1] > OPEN_SIDE:
        found.append(ends[1])
    return tuple(found)


def _by_edge(spans: Sequence[Span], edges: Sequence[float]) -> list[list[Span]]:
    """The lines that lie on each edge."""
    found: list[list[Span]] = [[] for _ in edges]
    for span in spans:
        found[max(0, bisect_right(edges, span.at) - 1)].append(span)
    return found


def _is_ruled(spans: Sequence[Span], along: float) -> bool:
    return any(s.start <= along <= s.end for s in spans)
