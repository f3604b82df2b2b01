"""Where everything of a drawing stands: boxes with their lines of text, and the heads of the columns, in pixels.

Input: layers and labels. Output: places, inert; `drawing.py` draws them. Knows about how wide text is; no colours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiju.site.policy.layers import Layers, Slot
from yiju_grammar.display_width import display_width

CELL = 6.8
"""Half of the width of a Chinese character at 13px, with a little room."""
CELLS = 16
"""So many cells a line, then it is broken."""
LINE, PADDING, GAP, PASSING = 17.0, 8.0, 11.0, 8.0
GUTTER, LEAST_WIDTH, MARGIN, HEAD = 32.0, 48.0, 6.0, 30.0
ROUNDS = 24
STRAIGHT = (1.0, 3.0, 8.0)
"""How straight a line is to be: between two boxes, from a box into a column that it passes, between two of these."""


@dataclass(frozen=True, slots=True)
class Box:
    """A slot's place: left, middle, width and height, and its lines of text."""

    x: float
    middle: float
    width: float
    height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """`heads` are (left, width) of the columns of each group."""

    boxes: Mapping[Slot, Box]
    heads: Mapping[int, tuple[float, float]]
    width: float
    height: float


def placed(made: Layers, labels: Sequence[str], heads: Mapping[int, str]) -> Placed:
    """Place the slots of all columns.

    Args:
        labels: by node. heads: the words above the columns of each group.
    """
    lines = {slot: () if slot.passes else wrapped(labels[slot.node]) for column in made.columns for slot in column}
    heights = {s: PASSING if s.passes else LINE * len(lines[s]) + 2 * PADDING for s in lines}
    widths = _widths(made, lines, heads)
    lefts = [MARGIN + sum(widths[:i]) + GUTTER * i for i in range(len(widths))]
    middles = _middles(made, heights)
    top = min((middles[s] - heights[s] / 2 for s in middles), default=0.0) - MARGIN - HEAD
    boxes = {s: Box(lefts[s.column], middles[s] - top, widths[s.column], heights[s], tuple(lines[s])) for s in middles}
    bottom = max((b.middle + b.height / 2 for b in boxes.values()), default=0.0) + MARGIN
    return Placed(boxes, _heads(made, lefts, widths), sum(widths) + GUTTER * (len(widths) - 1) + 2 * MARGIN, bottom)


def wrapped(label: str) -> tuple[str, ...]:
    """A label in lines of about the same length; letters and digits are kept together where they can be."""
    whole = display_width(label)
    count = max(1, -(-whole // CELLS))
    room = max(-(-whole // count) + 1, 4)
    lines, line = [], ""
    for piece in _pieces(label):
        if line and display_width(line + piece) > room:
            lines.append(line.strip())
            line = ""
        line += piece
    return tuple(filter(None, (*lines, line.strip()))) or ("",)


def _pieces(label: str) -> list[str]:
    made: list[str] = []
    for char in label:
        word = char.isascii() and char.isalnum()
        if (
            made
            and word
            and made[-1].isascii()
            and made[-1].isalnum()
            and len(made[-1]) < CELLS
            or made
            and char in "）)，、：%"
        ):
            made[-1] += char
        else:
            made.append(char)
    return made


def _widths(made: Layers, lines: Mapping[Slot, Sequence[str]], heads: Mapping[int, str]) -> list[float]:
    """A column is as wide as its longest line; the columns of a group together at least as wide as their head."""
    widths = [
        max([LEAST_WIDTH, *(display_width(line) * CELL + 2 * PADDING for s in column for line in lines[s])])
        for column in made.columns
    ]
    for group, words in heads.items():
        held = [i for i, g in enumerate(made.groups) if g == group]
        if held:
            there = sum(widths[i] for i in held) + GUTTER * (len(held) - 1)
            widths[held[-1]] += max(0.0, display_width(words) * CELL + 4 - there)
    return widths


def _heads(made: Layers, lefts: Sequence[float], widths: Sequence[float]) -> dict[int, tuple[float, float]]:
    found: dict[int, tuple[float, float]] = {}
    for at, group in enumerate(made.groups):
        left = found[group][0] if group in found else lefts[at]
        found[group] = (left, lefts[at] + widths[at] - left)
    return found


# --- heights


def _middles(made: Layers, heights: Mapping[Slot, float]) -> dict[Slot, float]:
    """Slots drawn to the middle of what they are joined with, in their order and without touching."""
    middles: dict[Slot, float] = {}
    for column in made.columns:
        at = 0.0
        for slot in column:
            middles[slot] = at + heights[slot] / 2
            at += heights[slot] + GAP
        middles |= {slot: middles[slot] - at / 2 for slot in column}
    near: dict[Slot, list[tuple[Slot, float]]] = {}
    for a, b, _ in made.links:
        weight = STRAIGHT[a.passes + b.passes]
        near.setdefault(a, []).append((b, weight))
        near.setdefault(b, []).append((a, weight))
    for turn in range(ROUNDS):
        for column in made.columns if turn % 2 == 0 else reversed(made.columns):
            wanted = [_mean(middles, near.get(s, ()), middles[s]) for s in column]
            weights = [4.0 if s.passes else 1.0 for s in column]
            middles |= dict(zip(column, _apart(wanted, [heights[s] for s in column], weights), strict=True))
    return middles


def _mean(middles: Mapping[Slot, float], near: Sequence[tuple[Slot, float]], own: float) -> float:
    whole = sum(weight for _, weight in near)
    return sum(middles[s] * weight for s, weight in near) / whole if near else own


def _apart(wanted: Sequence[float], heights: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The places nearest to those wanted that keep the order and the gaps: neighbours that clash move as one."""
    offsets = [0.0]
    for upper, lower in zip(heights, heights[1:], strict=False):
        offsets.append(offsets[-1] + (upper + lower) / 2 + GAP)
    blocks: list[tuple[float, float, int]] = []
    for at, place in enumerate(wanted):
        mean, weight, size = place - offsets[at], weights[at], 1
        while blocks and blocks[-1][0] > mean:
            before, heavy, count = blocks.pop()
            mean = (before * heavy + mean * weight) / (heavy + weight)
            weight, size = heavy + weight, count + size
        blocks.append((mean, weight, size))
    means = [mean for mean, _, size in blocks for _ in range(size)]
    return [mean + offset for mean, offset in zip(means, offsets, strict=True)]
