"""Pages (.html): what a reader of the page sees of the document, with the way back to the decoded file.

Input: bytes. Output: a `DocumentText` whose `runs` lead to characters of the decoded page, or why there is none.
White space is drawn as browsers draw it, but that a line break of the source between Chinese characters is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yiju.readers.encoding import decode_page
from yiju.readers.html_content import Content, find_content, is_furniture
from yiju.readers.html_pieces import NOWHERE, WHITE, Line, Piece, drawn, joined, pieces_of
from yiju.readers.html_tokens import Token
from yiju.readers.html_tree import BLOCKS, CELLS, Node, page_tree
from yiju.readers.model import DocumentText, Run, TextPlace
from yiju.readers.number_forms import number_text
from yiju.readers.rows import CellBudget, lines_of_rows
from yiju.readers.unreadable import Unreadable

NUMBERED = re.compile(r"\s*(?:[(（第]?\s*[\d一二三四五六七八九十百]+\s*[)）.．、条章]|[①-⑳])")
LIST_FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
MOST_SPANNED = 1000


def read_html(raw: bytes) -> DocumentText:
    """The text of a page.

    Raises:
        Unreadable: YJ512 no text, YJ543 no words, YJ544 cut off, YJ547 only pictures, YJ550 nested too deep, YJ551 too
            many cells.
    """
    page = decode_page(raw)
    if page is None:
        raise Unreadable("YJ512")
    root = page_tree(page)
    content = find_content(page, root)
    writer = _Writer(page, content)
    writer.write(root)
    lines = writer.finished()
    if not lines:
        raise Unreadable("YJ547" if writer.has_pictures else "YJ543")
    return _document(lines)


class _Writer:
    """Goes through a page's elements and gathers lines."""

    def __init__(self, page: str, content: Content) -> None:
        self.has_pictures = False
        self._page = page
        self._content = content
        self._lines: list[Line] = []
        self._pieces: list[Piece] = []
        self._preformatted = 0
        self._cells = CellBudget()

    def write(self, node: Node) -> None:
        """An element with all that it holds."""
        if id(node) in self._content.left_out:
            return
        if node.name == "table":
            self._table(node)
        elif node.name in BLOCKS or node.name in ("br", "hr"):
            self._block(node)
        else:
            self.has_pictures |= node.name == "img"
            self._children(node)

    def finished(self) -> list[Line]:
        """The lines so far, without those of a site's furniture."""
        self._end_line()
        if self._content.main is None:
            return self._lines
        first, last = self._content.main
        return [
            line
            for line in self._lines
            if not is_furniture(
                "".join(piece.text for piece in line).strip(),
                is_within=any(first <= piece.origin < last for piece in line),
            )
        ]

    def _block(self, node: Node) -> None:
        self._end_line()
        if node.name == "pre":
            self._preformatted += 1
        if node.name == "ol":
            self._numbered(node)
        else:
            self._children(node)
        if node.name == "pre":
            self._preformatted -= 1
        self._end_line()

    def _children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Token):
                self._text(child)
            else:
                self.write(child)

    def _text(self, token: Token) -> None:
        for piece in pieces_of(self._page, token.start, token.end):
            if self._preformatted and piece.text.strip(WHITE) == "" and "\n" in piece.text:
                self._end_line()
            else:
                self._pieces.append(piece)

    def _end_line(self) -> None:
        line = drawn(self._pieces)
        self._pieces = []
        if any(piece.text.strip() for piece in line):
            self._lines.append(line)

    def _numbered(self, node: Node) -> None:
        """An `<ol>`: browsers number its items, unless they bring a number of their own."""
        form = LIST_FORMS.get(node.attributes.get("type", "1"), "decimal")
        is_plain = "list-style" in node.attributes.get("style", "")
        number = _integer(node.attributes.get("start", ""), 1)
        for child in node.children:
            if isinstance(child, Token):
                self._text(child)
                continue
            before = len(self._lines)
            self.write(child)
            if child.name == "li" and len(self._lines) > before:
                number = _integer(child.attributes.get("value", ""), number)
                if not is_plain and not NUMBERED.match("".join(p.text for p in self._lines[before])):
                    label = Piece(number_text(number, form) + ". ", NOWHERE, 0)
                    self._lines[before] = (label, *self._lines[before])
                number += 1

    def _table(self, node: Node) -> None:
        self._end_line()
        if any(inner.name == "table" for row in _rows(node) for cell in row for inner in _inside(cell)):
            self._children_as_blocks(node)
            return
        for cells in lines_of_rows(self._filled(node)):
            self._lines.append(joined(cells))

    def _children_as_blocks(self, node: Node) -> None:
        """A table around tables lays out the page; it says nothing."""
        for child in node.children:
            if isinstance(child, Node) and id(child) not in self._content.left_out:
                if child.name in CELLS:
                    self._block(child)
                else:
                    self._children_as_blocks(child) if child.name != "table" else self._table(child)

    def _filled(self, table: Node) -> list[list[tuple[Line, ...] | None]]:
        """The cells of a table by row and column, None where one is merged."""
        rows: list[list[tuple[Line, ...] | None]] = []
        below: dict[int, int] = {}
        for row in _rows(table):
            cells: list[tuple[Line, ...] | None] = []
            for cell in row:
                self._go_on(cells, below)
                width = _span(cell, "colspan")
                self._cells.take(width)
                cells.extend([self._cell(cell), *[None] * (width - 1)])
                below.update(dict.fromkeys(range(len(cells) - width, len(cells)), _span(cell, "rowspan") - 1))
            self._go_on(cells, below)
            rows.append(cells)
        return rows

    def _go_on(self, cells: list[tuple[Line, ...] | None], below: dict[int, int]) -> None:
        """Fill in the places that cells of rows above reach down to."""
        while below.get(len(cells), 0) > 0:
            self._cells.take(1)
            below[len(cells)] -= 1
            cells.append(None)

    def _cell(self, cell: Node) -> tuple[Line, ...]:
        if id(cell) in self._content.left_out:
            return ()
        outer, self._lines = self._lines, []
        self._block(cell)
        inner, self._lines = self._lines, outer
        return tuple(inner)


def _rows(table: Node) -> Iterator[list[Node]]:
    """The rows of a table, not those of tables inside it; a caption is a row."""
    for child in table.children:
        if isinstance(child, Token):
            continue
        if child.name == "tr":
            yield [c for c in child.children if isinstance(c, Node) and c.name in CELLS]
        elif child.name in ("thead", "tbody", "tfoot"):
            yield from _rows(child)
        elif child.name == "caption":
            yield [child]


def _inside(node: Node) -> Iterator[Node]:
    stack = [node]
    while stack:
        inner = stack.pop()
        yield inner
        stack.extend(child for child in inner.children if isinstance(child, Node))


def _span(cell: Node, name: str) -> int:
    return min(MOST_SPANNED, max(1, _integer(cell.attributes.get(name, ""), 1)))


def _integer(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text.strip()) else otherwise


def _document(lines: list[Line]) -> DocumentText:
    texts: list[str] = []
    runs: list[Run] = []
    places: list[TextPlace] = []
    at = 0
    for number, line in enumerate(lines, 1):
        places.append(TextPlace(at, 0, number))
        for piece in (*line, Piece("\n", NOWHERE, 0)):
            texts.append(piece.text)
            if piece.origin != NOWHERE:
                _add(runs, Run(at, len(piece.text), piece.origin, piece.width))
            at += len(piece.text)
    return DocumentText("".join(texts), "html", tuple(places), tuple(runs))


def _add(runs: list[Run], run: Run) -> None:
    """Add a run, as part of the one before where both go on side by side."""
    last = runs[-1] if runs else None
    if (
        last is not None
        and last.length == last.width
        and run.length == run.width
        and last.start + last.length == run.start
        and last.origin + last.width == run.origin
    ):
        runs[-1] = Run(last.start, last.length + run.length, last.origin, last.width + run.width)
    else:
        runs.append(run)
