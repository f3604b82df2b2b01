"""Rows that stand in a CSV beside a policy (`见 “file.csv”`), changed there: only the lines that differ.

Input: the CSV's text and a proposal. Output: the text as it should be. Encoding and line ends are kept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from yiju.readers.encoding import decode
from yiju.sheets.model import Block, Proposal
from yiju.sheets.pair_rows import pairs

BOM = b"\xef\xbb\xbf"


def is_csv(block: Block) -> bool:
    """Whether the rows stand in a CSV that was read."""
    return block.external.lower().endswith(".csv") and bool(block.rows_text)


def csv_text(data: bytes) -> str:
    """The text of a CSV that was read before."""
    text = decode(data)
    assert text is not None, "the rows of this file were read from it"
    return text


def as_stored(text: str, before: bytes) -> bytes:
    """The text in the encoding of what it replaces."""
    if before.startswith(BOM):
        return BOM + text.encode()
    try:
        before.decode()
    except UnicodeDecodeError:
        return text.encode("gb18030")
    return text.encode()


def csv_after(text: str, proposal: Proposal) -> str:
    """The CSV with the rows of the sheet; lines of rows that are the same stay as they are."""
    old = [row.cells for row in proposal.before.rows]
    new = [row.cells for row in proposal.sheet.rows]
    if old == new:
        return text
    ends = "\r\n" if "\r\n" in text else "\n"
    header, *lines = _lines_of_rows(text)
    kept = {j: lines[i] for j, i in pairs(old, new) if old[i] == new[j]}
    made = [kept[n] if n in kept else _line(row, ends) for n, row in enumerate(new)]
    return "".join(line if line.endswith("\n") else line + ends for line in (header, *made))


def _lines_of_rows(text: str) -> list[str]:
    """The text of each row that holds something."""
    lines = io.StringIO(text, newline="").readlines()
    found, at = [], 0
    reader = csv.reader(iter(lines))
    for row in reader:
        if any(cell.strip() for cell in row):
            found.append("".join(lines[at : reader.line_num]))
        at = reader.line_num
    return found


def _line(row: Sequence[str], ends: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=ends).writerow(row)
    return out.getvalue()
