"""What the sheets of rule tables are made of: a table as it stands in its policy file, and as it stands in a sheet.

Inert frozen data. A `Block` points into the text of a file; a `Sheet` holds texts alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from yiju.documents.register import Document, Register
from yiju.rule_set.workbook_cells import GridCell
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding

Place = tuple[int, int]
"""Characters of a file's text, half-open."""

Declared = t.Table | t.Parameter | t.Scale | t.Points
Shape = Literal["rows", "dated", "inline"]
"""Rows under a header; lines of dates; a value on the first line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row or dated line: its place, the places of its cells, and of the grounds directly above it."""

    place: Place
    cells: tuple[Place, ...]
    grounds: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A table or parameter where it stands. `text` is what all places count in: the policy file's, or, for rows kept
    beside it (`external`), `rows_text`."""

    node: Declared
    file: str
    text: str
    head: Place
    grounds: tuple[Place, ...]
    shape: Shape
    header: Line | None
    lines: tuple[Line, ...]
    basis: tuple[Document, ...]
    register: Register
    external: str = ""
    rows_text: str = ""

    @property
    def name(self) -> str:
        """The name, after its record's if it has one."""
        record = self.node.record if isinstance(self.node, t.Table) else None
        return f"{record.text} 的 {self.node.name.text}" if record else self.node.name.text


@dataclass(frozen=True, slots=True)
class SheetRow:
    """The cells of a row, its grounds (a line each), and the numbers of the documents these stand in."""

    cells: tuple[str, ...]
    grounds: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a sheet shows it; `hit` is empty where there is none."""

    kind: str
    name: str
    declared: str
    file: str
    hit: str
    grounds: tuple[str, ...]
    documents: tuple[str, ...]
    columns: tuple[str, ...]
    types: tuple[str, ...]
    units: tuple[str, ...]
    rows: tuple[SheetRow, ...]


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A sheet as it was read; rows and columns count from 0.

    `head` holds the labelled rows by their key, `heading` is the row of the column names, `rows` the rows below it that
    are not empty.
    """

    where: str
    kind: str
    head: Mapping[str, tuple[int, tuple[GridCell, ...]]]
    heading: int
    rows: tuple[tuple[int, tuple[GridCell, ...]], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a sheet says its table should be. `rows_at` and `columns_at` are the places in the sheet of the rows and
    columns of `sheet`; `added` the columns that the table does not have yet."""

    read: ReadSheet
    block: Block
    before: Sheet
    sheet: Sheet
    rows_at: tuple[int, ...]
    columns_at: tuple[int, ...]
    added: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would change: texts by the engine's name of the file, before and after, and what is wrong."""

    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    """The rows of a CSV beside a policy stand here under the CSV's name."""
    findings: tuple[Finding, ...] = ()
