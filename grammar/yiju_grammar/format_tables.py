"""Lines that stand in columns, aligned by display width: rows of a table, fields of a record.

Columns that are aligned already keep their width, so a table somebody drew wider stays as it was drawn; so does one
whose bars stand within two cells of each other, which an editor's font may have shown as straight.
"""

from __future__ import annotations

from collections.abc import Sequence

from yiju_grammar.display_width import display_width, padded


def aligned_rows(cells: Sequence[Sequence[str]], written: Sequence[str]) -> list[str]:
    """Rows as `| a | b |`; `written` are the rows as they stand in the file."""
    if _nearly_aligned(cells, written):
        return [line.strip() for line in written]
    columns = max(len(row) for row in cells)
    widths = [max((display_width(row[c]) for row in cells if c < len(row)), default=0) for c in range(columns)]
    kept = _widths_as_written(cells, written)
    if kept is not None and len(kept) == columns and all(k >= w for k, w in zip(kept, widths, strict=True)):
        widths = kept
    return ["| " + " | ".join(padded(text, widths[c]) for c, text in enumerate(row)) + " |" for row in cells]


NEAR = 2


def _nearly_aligned(cells: Sequence[Sequence[str]], written: Sequence[str]) -> bool:
    """Whether each bar stands within two cells of the same place in every row, the cells spaced as they should be."""
    if any(_cells(line) != list(row) for line, row in zip(written, cells, strict=True)):
        return False
    lines = [line.strip() for line in written]
    if any(not line.endswith(" |") or any(not p.startswith(" ") for p in line.split("|")[1:-1]) for line in lines):
        return False
    if any(p != " " and p.startswith("  ") for line in lines for p in line.split("|")[1:-1]):
        return False
    bars = [_bars(line) for line in lines]
    same_number = len({len(b) for b in bars}) == 1
    return same_number and all(max(column) - min(column) <= NEAR for column in zip(*bars, strict=True))


def _widths_as_written(cells: Sequence[Sequence[str]], written: Sequence[str]) -> list[int] | None:
    bars = {tuple(_bars(line)) for line in written}
    if len(bars) != 1 or any(_cells(line) != list(row) for line, row in zip(written, cells, strict=True)):
        return None
    places = bars.pop()
    return [right - left - 3 for left, right in zip(places, places[1:], strict=False)]


def _bars(line: str) -> list[int]:
    places, width = [], 0
    for character in line:
        if character == "|":
            places.append(width)
        width += display_width(character)
    return places


def _cells(line: str) -> list[str]:
    return [piece.strip() for piece in line.strip().strip("|").split("|")]


def aligned_fields(fields: Sequence[tuple[str, str]], written: Sequence[str]) -> list[str]:
    """Fields as `name  rest`, the rest in one column."""
    column = max(display_width(name) for name, _ in fields) + 1
    kept = {_second_column(line) for line in written}
    if len(kept) == 1 and all(
        line.split(None, 1)[:1] == [name] for line, (name, _) in zip(written, fields, strict=True)
    ):
        column = max(column, kept.pop())
    return [padded(name, column) + rest for name, rest in fields]


def _second_column(line: str) -> int:
    name = line.split(None, 1)[0]
    rest = line[len(name) :]
    return display_width(name) + len(rest) - len(rest.lstrip())
