"""Pieces of a page's text, each with where it stands in the page, and lines made of them.

Input: a stretch of the decoded page. Output: lines as browsers draw them: entities as characters, white space once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from yiju.readers.rows import JOINT

SPECIAL = re.compile(
    r"(?P<entity>&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?)"
    r"|(?P<white>[ \t\r\n\f\x0b\x1c-\x1f\x85\u2028\u2029]+)"
    r"|(?P<unseen>[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200d\u2060\ufeff]+)"
)
WHITE = " \t\r\n\f\x0b\x1c\x1d\x1e\x1f\x85\u2028\u2029"
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u201c\u201d\u2018\u2019\u2026\u2014]")
NOWHERE = -1


class Piece(NamedTuple):
    """Text that stands at `width` characters of the page from `origin` on, or nowhere."""

    text: str
    origin: int
    width: int


Line = tuple[Piece, ...]


def pieces_of(page: str, start: int, end: int) -> Iterator[Piece]:
    """A stretch of the page's text, in pieces that stand for themselves, entities, and white space."""
    at = start
    for special in SPECIAL.finditer(page, start, end):
        if special.start() > at:
            yield Piece(page[at : special.start()], at, special.start() - at)
        at = special.end()
        if special["entity"]:
            text = SPECIAL.sub(_unseen, unescape(special[0]))
            if text:
                yield Piece(text, special.start(), at - special.start())
        elif special["white"]:
            yield Piece(special[0], special.start(), at - special.start())
    if at < end:
        yield Piece(page[at:end], at, end - at)


def _unseen(special: re.Match[str]) -> str:
    return "" if special["unseen"] else special[0]


def drawn(pieces: Iterable[Piece]) -> Line:
    """A line as a browser draws it: white space once, none at its ends."""
    line: list[Piece] = []
    for piece in pieces:
        if piece.text.strip(WHITE):
            line.append(piece)
        elif line and not line[-1].text.strip(WHITE):
            before = line.pop()
            line.append(Piece(before.text + piece.text, before.origin, piece.origin + piece.width - before.origin))
        elif line:
            line.append(piece)
    if line and not line[-1].text.strip(WHITE):
        line.pop()
    return tuple(piece for i in range(len(line)) if (piece := _white(line, i)).text)


def _white(line: list[Piece], at: int) -> Piece:
    piece = line[at]
    if piece.text.strip(WHITE):
        return piece
    beside = line[at - 1].text[-1] + line[at + 1].text[0]
    is_nothing = re.search("[\r\n]", piece.text) and CHINESE.search(beside)
    return Piece("" if is_nothing else " ", piece.origin, piece.width)


def joined(cells: tuple[tuple[Line, ...], ...]) -> Line:
    """The line of a table's row."""
    joint, space = Piece(JOINT, NOWHERE, 0), Piece(" ", NOWHERE, 0)
    pieces: list[Piece] = []
    for number, cell in enumerate(cells):
        if number:
            pieces.append(joint if pieces else Piece(JOINT.lstrip(), NOWHERE, 0))
        for place, line in enumerate(cell):
            pieces.extend([space] if place else [])
            pieces.extend(line)
    return (*pieces[:-1], Piece(JOINT.rstrip(), NOWHERE, 0)) if pieces[-1] is joint else tuple(pieces)
