"""What is drawn on an OFD page: characters at their places, and ruled lines (GB/T 33190-2016, 8.5, 9 and 11).

Input: the layers of a page. Output: a page as drawn. Lengths in the file are millimetres.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from yiju.readers.limits import MAX_GLYPHS, MAX_GLYPHS_OF_A_PAGE, MAX_RULES_OF_A_PAGE
from yiju.readers.ofd_package import OfdPage
from yiju.readers.pages import Glyph, Page, Rule, plain
from yiju.readers.unreadable import too_many
from yiju.readers.xml_parts import child, children

POINTS = 72 / 25.4
ASCENT = 0.85
"""Of the size, above the line on which characters stand."""
NARROW = "\x7e"
"""Characters up to this one are half as wide as others."""
A4 = (0.0, 0.0, 210.0, 297.0)
UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
HOLDERS = frozenset(["Layer", "PageBlock", "CompositeObject", "Content"])
FARTHEST = 1e6
STRAIGHT = 0.3
THIN = 1.0
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]


@dataclass(slots=True)
class GlyphBudget:
    """How many characters a file may still draw."""

    left: int = MAX_GLYPHS

    def take(self, count: int) -> None:
        """Count characters about to be placed.

        Raises:
            Unreadable: YJ548, there are too many.
        """
        self.left -= count
        if self.left < 0:
            raise too_many(MAX_GLYPHS)


def draw_page(page: OfdPage, number: int, budget: GlyphBudget) -> Page:
    """A page as drawn."""
    numbers = _numbers(page.box)
    left, top, width, height = tuple(numbers[:4]) if len(numbers) >= 4 else A4
    drawn = Page(number, width * POINTS, height * POINTS)
    for layer in page.layers:
        for item in _objects(layer):
            if len(drawn.glyphs) > MAX_GLYPHS_OF_A_PAGE:
                raise too_many(MAX_GLYPHS_OF_A_PAGE)
            if item.get("Visible", "true") == "false":
                continue
            if item.tag == "TextObject":
                _text_object(drawn, item, (left, top), budget)
            elif item.tag == "PathObject":
                _path_object(drawn, item, (left, top))
            elif item.tag == "ImageObject":
                drawn.pictures += 1
    return drawn


def _objects(layer: Element) -> Iterator[Element]:
    stack = [iter(layer)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
        elif item.tag in HOLDERS:
            stack.append(iter(item))
        else:
            yield item


def _text_object(page: Page, item: Element, origin: Point, budget: GlyphBudget) -> None:
    size = _number(item.get("Size", ""), 0.0)
    matrix = _matrix(item)
    boundary = _boundary(item, origin)
    x = y = 0.0
    for code in children(item, "TextCode"):
        text = (code.text or "").strip("\n\r\t")
        budget.take(len(text))
        x, y = _number(code.get("X", ""), x), _number(code.get("Y", ""), y)
        if not _is_upright(item, matrix):
            page.turned += len(text.strip())
            continue
        for char, at in zip(text, _places(code, text, (x, y), size), strict=True):
            _glyph(page, char, at, (size, matrix, boundary))


def _is_upright(item: Element, matrix: Matrix) -> bool:
    turned = any(item.get(name, "0").strip() not in ("0", "") for name in ("ReadDirection", "CharDirection"))
    return not turned and matrix[0] > 0 and matrix[3] > 0 and abs(matrix[1]) + abs(matrix[2]) < 0.2 * matrix[0]


def _places(code: Element, text: str, start: Point, size: float) -> Iterator[Point]:
    """Where each character stands: from the start on by its deltas, and past them by its own width."""
    across = _deltas(code.get("DeltaX", ""), len(text))
    down = _deltas(code.get("DeltaY", ""), len(text))
    x, y = start
    for at, char in enumerate(text):
        yield x, y
        x += across[at] if at < len(across) else 0.0 if down else size * (0.5 if char <= NARROW else 1.0)
        y += down[at] if at < len(down) else 0.0


def _deltas(text: str, most: int) -> list[float]:
    """`g 3 4.2 2.1` is 4.2 4.2 4.2 2.1."""
    words = text.split()
    deltas: list[float] = []
    at = 0
    while at < len(words) and len(deltas) < most:
        if words[at] == "g" and at + 2 < len(words):
            times = min(most, max(0, int(_number(words[at + 1], 0.0))))
            deltas.extend([_number(words[at + 2], 0.0)] * times)
            at += 3
        else:
            deltas.append(_number(words[at], 0.0))
            at += 1
    return deltas


def _glyph(page: Page, char: str, at: Point, drawn: tuple[float, Matrix, Point]) -> None:
    size, matrix, boundary = drawn
    x, y = _placed(at, matrix, boundary)
    height = size * matrix[3] * POINTS
    width = size * matrix[0] * POINTS * (0.5 if char <= NARROW else 1.0)
    text = plain(char)
    # a number that is none fails every comparison
    if text and 0 < height < FARTHEST and -FARTHEST < x < FARTHEST and -FARTHEST < y < FARTHEST and width < FARTHEST:
        page.glyphs.append(Glyph(text, x, y - ASCENT * height, x + width, y + (1 - ASCENT) * height))


def _placed(at: Point, matrix: Matrix, boundary: Point) -> Point:
    """A point of an object, in points of the page."""
    a, b, c, d, e, f = matrix
    x, y = at
    return (a * x + c * y + e + boundary[0]) * POINTS, (b * x + d * y + f + boundary[1]) * POINTS


def _path_object(page: Page, item: Element, origin: Point) -> None:
    data = child(item, "AbbreviatedData")
    matrix, boundary = _matrix(item), _boundary(item, origin)
    is_stroked = item.get("Stroke", "true") != "false"
    for points in _subpaths("" if data is None else data.text or ""):
        placed = [_placed(point, matrix, boundary) for point in points]
        page.rules.extend(_rules(placed, is_stroked)[: MAX_RULES_OF_A_PAGE - len(page.rules)])


def _subpaths(data: str) -> Iterator[list[Point]]:
    """The corners of the paths that are drawn: `S` and `M` move, `L` draws a line, `C` closes the path; of curves and
    arcs only the end counts."""
    points: list[Point] = []
    command = ""
    operands: list[float] = []
    for word in [*data.split(), "M"]:
        if NUMBER.fullmatch(word):
            operands.append(float(word))
            continue
        if command == "C" and points:
            points.append(points[0])
        elif len(operands) >= 2:
            points.append((operands[-2], operands[-1]))
        if word in ("M", "S"):
            yield points
            points = []
        command, operands = word, []


def _rules(points: Sequence[Point], is_stroked: bool) -> list[Rule]:
    """The lines of a path that run straight across or down; a filled path is a line when it is thin."""
    if len(points) < 2 or not all(math.isfinite(v) for point in points for v in point):
        return []
    if not is_stroked:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        is_thin = min(max(xs) - min(xs), max(ys) - min(ys)) <= THIN * POINTS
        return [Rule(min(xs), min(ys), max(xs), max(ys))] if is_thin else []
    return [
        Rule(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))
        for (ax, ay), (bx, by) in pairwise(points)
        if min(abs(ax - bx), abs(ay - by)) <= STRAIGHT * POINTS
    ]


def _matrix(item: Element) -> Matrix:
    numbers = _numbers(item.get("CTM", ""))
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]) if len(numbers) == 6 else UPRIGHT


def _boundary(item: Element, origin: Point) -> Point:
    numbers = _numbers(item.get("Boundary", ""))
    return (numbers[0] - origin[0], numbers[1] - origin[1]) if len(numbers) >= 2 else (0.0, 0.0)


def _numbers(text: str) -> list[float]:
    return [_number(word, 0.0) for word in text.split()]


def _number(text: str, otherwise: float) -> float:
    return float(text) if NUMBER.fullmatch(text.strip()) else otherwise
