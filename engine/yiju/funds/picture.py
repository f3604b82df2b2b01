"""Where everything of a flow picture stands: bars, bands and the lines of text beside them.

Input: a statement's flow and the texts of its nodes. Output: places in pixels, inert; `svg.py` draws them. Knows about
how wide text is; no colours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiju.funds.flow import Flow, Link, NodeKind
from yiju_grammar.display_width import display_width

WIDTH = 1200
TOP = 118
"""Where the bars begin, below the title and the heads of the columns."""
LEAST_SIDE, MOST_SIDE = 150, 360
"""Room for the labels on either side."""
MARGIN = 24
BAR = 16
TALLEST = 470.0
"""All that was received, or all that went out, whichever is more, is so tall."""
LINE = 17.0
GAP = 9.0
THINNEST = 1.5
TEXT_SIZE, SMALL_SIZE = 14, 12

COLUMNS: Mapping[NodeKind, int] = {"source": 0, "pool": 1, "use": 2, "left": 2}


@dataclass(frozen=True, slots=True)
class NodeText:
    """What stands beside a bar: its name and amount, and smaller lines below; `heading` above the first of a group."""

    name: str
    below: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A node's bar; `text_y` is the baseline of its first line, `heading_y` of the group's."""

    node: int
    x: float
    y: float
    height: float
    lines: tuple[str, ...]
    name_lines: int
    text_y: float
    heading: str
    heading_y: float


@dataclass(frozen=True, slots=True)
class Band:
    """A link from the right edge of one bar to the left edge of another."""

    link: Link
    x0: float
    y0: float
    x1: float
    y1: float
    thickness: float


@dataclass(frozen=True, slots=True)
class Picture:
    """`left` and `right` are the outer edges of the bars, `bottom` where the lowest bar or text ends."""

    left: float
    right: float
    bars: tuple[Bar, ...]
    bands: tuple[Band, ...]
    bottom: float


def picture(flow: Flow, texts: Sequence[NodeText], width: int = WIDTH) -> Picture:
    """Lay out a flow in so many pixels."""
    scale = _scale(flow)
    heights = [_height(flow, index, scale) for index in range(len(flow.nodes))]
    columns = [[i for i, n in enumerate(flow.nodes) if COLUMNS[n.kind] == c] for c in range(3)]
    made = [[_slot(texts[i], heights[i]) for i in column] for column in columns]
    tallest = max((_total(slots) for slots in made), default=0.0)
    left, right = _side(made[0]), width - _side(made[2])
    xs = (left, (left + right - BAR) / 2, right - BAR)
    bars = [bar for c in range(3) for bar in _column(columns[c], made[c], tallest, xs[c])]
    ordered = tuple(sorted(bars, key=lambda bar: bar.node))
    return Picture(left, right, ordered, _bands(flow, ordered, scale), TOP + tallest)


def _scale(flow: Flow) -> float:
    """Pixels for one of the base unit."""
    sums = [sum(float(n.amount) for n in flow.nodes if COLUMNS[n.kind] == column) for column in (0, 2)]
    return TALLEST / max(*sums, 1.0)


def _thickness(link: Link, scale: float) -> float:
    return max(float(link.amount) * scale, THINNEST)


def _height(flow: Flow, index: int, scale: float) -> float:
    """A bar is as tall as its amount, and no less than the bands on either side of it."""
    given = sum(_thickness(link, scale) for link in flow.links if link.giver == index)
    taken = sum(_thickness(link, scale) for link in flow.links if link.taker == index)
    return max(float(flow.nodes[index].amount) * scale, given, taken, THINNEST)


# --- columns


@dataclass(frozen=True, slots=True)
class _Slot:
    lines: tuple[str, ...]
    name_lines: int
    heading: str
    bar: float

    @property
    def text_height(self) -> float:
        return LINE * len(self.lines)

    @property
    def height(self) -> float:
        return (LINE + 4 if self.heading else 0) + max(self.bar, self.text_height)


def _slot(text: NodeText, bar: float) -> _Slot:
    name = _wrapped(text.name, TEXT_SIZE)
    below = [line for words in text.below for line in _wrapped(words, SMALL_SIZE)]
    return _Slot((*name, *below), len(name), text.heading, bar)


def _side(slots: Sequence[_Slot]) -> float:
    """The room that the labels of an outer column need."""
    widths = [
        _width(line, TEXT_SIZE if i < s.name_lines else SMALL_SIZE) for s in slots for i, line in enumerate(s.lines)
    ]
    widths += [_width(slot.heading, SMALL_SIZE) for slot in slots]
    return min(max((MARGIN + 12 + max(widths, default=0.0)), LEAST_SIDE), MOST_SIDE)


def _width(words: str, size: int) -> float:
    """About how wide a line is: a wide character is as wide as it is tall, others somewhat over half."""
    wide = display_width(words) - len(words)
    return size * (wide + 0.6 * (len(words) - wide))


def _total(slots: Sequence[_Slot]) -> float:
    return sum(slot.height for slot in slots) + GAP * max(len(slots) - 1, 0)


def _column(nodes: Sequence[int], slots: Sequence[_Slot], tallest: float, x: float) -> list[Bar]:
    """The bars of a column, spread over the height of the tallest one."""
    spare = (tallest - _total(slots)) / max(len(slots) - 1, 1)
    y = float(TOP) if len(slots) > 1 else TOP + spare / 2
    bars = []
    for node, slot in zip(nodes, slots, strict=True):
        inner = y + (LINE + 4 if slot.heading else 0)
        room = max(slot.bar, slot.text_height)
        text_y = inner + (room - slot.text_height) / 2 + LINE - 4
        bars.append(
            Bar(
                node,
                x,
                inner + (room - slot.bar) / 2,
                slot.bar,
                slot.lines,
                slot.name_lines,
                text_y,
                slot.heading,
                y + LINE - 5,
            )
        )
        y += slot.height + GAP + spare
    return bars


def _wrapped(words: str, size: int) -> list[str]:
    """The words in lines that fit beside a bar, broken at spaces where there are any."""
    room = int((MOST_SIDE - MARGIN - 12) / (size * 0.55))
    lines: list[str] = []
    for piece in words.split(" "):
        if lines and display_width(f"{lines[-1]} {piece}") <= room:
            lines[-1] = f"{lines[-1]} {piece}"
            continue
        while display_width(piece) > room:
            head = _head(piece, room)
            lines.append(head)
            piece = piece[len(head) :]
        lines.append(piece)
    return lines


def _head(words: str, room: int) -> str:
    """As much of the words as fits."""
    end = len(words)
    while display_width(words[:end]) > room:
        end -= 1
    return words[:end]


# --- bands


def _bands(flow: Flow, bars: Sequence[Bar], scale: float) -> tuple[Band, ...]:
    """Bands leave and reach a bar in the order of the bars at their other ends, so that few cross."""
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for index, bar in enumerate(bars):
        y = bar.y
        for link in sorted((n for n in flow.links if n.giver == index), key=lambda n: bars[n.taker].y):
            starts[id(link)] = y
            y += _thickness(link, scale)
        y = bar.y
        for link in sorted((n for n in flow.links if n.taker == index), key=lambda n: bars[n.giver].y):
            ends[id(link)] = y
            y += _thickness(link, scale)
    return tuple(
        Band(
            link,
            bars[link.giver].x + BAR,
            starts[id(link)],
            bars[link.taker].x,
            ends[id(link)],
            _thickness(link, scale),
        )
        for link in flow.links
    )
