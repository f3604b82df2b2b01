"""A proposal as edits of the policy file's text: only what differs is touched, comments and all else stay.

Input: a proposal. Output: edits, each a place and the text to put there. Widths of columns are kept where the new cell
has room; the formatter does the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from yiju.sheets import grounds
from yiju.sheets.block_to_sheet import hit_place
from yiju.sheets.labels import STOPPED
from yiju.sheets.model import Line, Place, Proposal, SheetRow
from yiju.sheets.pair_rows import pairs
from yiju_grammar.display_width import display_width, padded

Edit = tuple[Place, str]
INDENT = "    "


def edits_of(proposal: Proposal) -> tuple[Edit, ...]:
    """What to change in the text of the block's file, by place."""
    made = [*_hit(proposal), *_above(proposal)]
    if not proposal.block.external:
        made += _header(proposal)
        made += _inline(proposal) if _leaves_first_line(proposal) else _rows(proposal)
    return tuple(sorted(made, key=lambda edit: edit[0]))


def apply(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made; those at one place one after another, in their order."""
    pieces, at = [], 0
    for (start, end), new in edits:
        pieces += [text[at:start], new]
        at = end
    return "".join((*pieces, text[at:]))


def _hit(proposal: Proposal) -> Iterator[Edit]:
    place = hit_place(proposal.block)
    if place is not None and proposal.sheet.hit != proposal.before.hit:
        yield place, f" {proposal.sheet.hit}"


def _above(proposal: Proposal) -> Iterator[Edit]:
    block = proposal.block
    yield from _ground_lines(block.text, block.grounds, proposal.sheet.grounds, block.head[0], "")


def _ground_lines(text: str, places: Sequence[Place], new: Sequence[str], before: int, indent: str) -> Iterator[Edit]:
    """Ground lines that came, went or changed above what begins at `before`."""
    old = grounds.shown(text, places)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        kept = min(i2 - i1, j2 - j1)
        for n in range(kept):
            yield places[i1 + n], grounds.written(new[j1 + n])
        for place in places[i1 + kept : i2]:
            yield _whole_lines(text, place), ""
        at = _line_start(text, places[i2][0] if i2 < len(places) else before)
        added = "".join(f"{indent}{grounds.written(line)}\n" for line in new[j1 + kept : j2])
        if added:
            yield (at, at), added


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """After the line break."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _whole_lines(text: str, place: Place) -> Place:
    return _line_start(text, place[0]), _line_end(text, place[1])


# --- rows --------------------------------------------------------------------------------------------------


def _header(proposal: Proposal) -> Iterator[Edit]:
    header = proposal.block.header
    if header is not None and proposal.added:
        yield header.place, _row_text(proposal.sheet.columns)


def _rows(proposal: Proposal) -> Iterator[Edit]:
    block, old, new = proposal.block, proposal.before.rows, proposal.sheet.rows
    before = [(*row.cells, *row.grounds) for row in old]
    found = dict(pairs([r.cells for r in old], [r.cells for r in new]))
    for number in set(range(len(old))) - set(found.values()):
        yield from _removed(block.text, block.lines[number])
    last = block.header.place[1] if block.header else block.head[1]
    for number, row in enumerate(new):
        if number in found:
            at = found[number]
            if before[at] != (*row.cells, *row.grounds):
                yield from _changed(proposal, at, row)
            last = block.lines[at].place[1]
        else:
            yield _inserted(proposal, row, last)


def _removed(text: str, line: Line) -> Iterator[Edit]:
    for place in (*line.grounds, line.place):
        yield _whole_lines(text, place), ""


def _inserted(proposal: Proposal, row: SheetRow, after: int) -> Edit:
    text = proposal.block.text
    at = _line_end(text, after)
    lines = [*(grounds.written(line) for line in row.grounds), _line_text(proposal, row)]
    if not text[:at].endswith("\n"):
        return (at, at), "".join(f"\n{INDENT}{line}" for line in lines)
    return (at, at), "".join(f"{INDENT}{line}\n" for line in lines)


def _changed(proposal: Proposal, at: int, row: SheetRow) -> Iterator[Edit]:
    block, line = proposal.block, proposal.block.lines[at]
    start = _line_start(block.text, line.place[0])
    indent = block.text[start : line.place[0]] if block.shape != "inline" else INDENT
    yield from _ground_lines(block.text, line.grounds, row.grounds, line.place[0], indent)
    old = proposal.before.rows[at].cells
    if block.shape == "dated" and old != row.cells:
        yield line.place, _line_text(proposal, row)
    elif len(old) != len(row.cells):
        yield line.place, _row_text(row.cells)
    else:
        for place, was, cell in zip(line.cells, old, row.cells, strict=True):
            if was != cell:
                yield _in_its_width(block.text, place, cell)


def _in_its_width(text: str, place: Place, cell: str) -> Edit:
    """The cell with as many spaces after it as keep the bar where it was, if it has room."""
    rest = text[place[1] :]
    spaces = len(rest) - len(rest.lstrip(" "))
    if rest[spaces : spaces + 1] != "|":
        return place, cell
    width = display_width(text[place[0] : place[1]]) + spaces
    fitted = padded(cell, width) if display_width(cell) < width else cell + " "
    return (place[0], place[1] + spaces), fitted


def _line_text(proposal: Proposal, row: SheetRow) -> str:
    if proposal.block.shape == "rows":
        return _row_text(row.cells)
    days, value = row.cells
    days = days or ("始终" if not _is_english(proposal) else "always")
    return f"{days} {value}" if value in STOPPED else f"{days} = {value}"


def _row_text(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


# --- a value on the first line -----------------------------------------------------------------------------


def _leaves_first_line(proposal: Proposal) -> bool:
    """Whether a value on the first line has become one or several with dates."""
    rows = proposal.sheet.rows
    return proposal.block.shape == "inline" and (len(rows) != 1 or bool(rows[0].cells[0] or rows[0].grounds))


def _inline(proposal: Proposal) -> Iterator[Edit]:
    text, start = proposal.block.text, proposal.block.lines[0].place[0]
    equal = len(text[:start].rstrip()) - 1
    yield (len(text[:equal].rstrip()), proposal.block.lines[0].place[1]), ""
    for row in proposal.sheet.rows:
        yield _inserted(proposal, row, proposal.block.head[1])


def _is_english(proposal: Proposal) -> bool:
    start, end = proposal.block.head
    return proposal.block.text[start:end].isascii() or proposal.block.text[start:end].startswith("parameter")
