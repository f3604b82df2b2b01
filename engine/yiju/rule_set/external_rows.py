"""`见 “file.csv”`, `见 “file.xlsx”`, `见 “file.xlsx!sheet”`: rows beside the policy, put in place of the reference.

Input: a parsed file and the folder it stands in. Output: the tree with its rows, the rows' text as it is shown in
findings (one line a row of the CSV; of a workbook each line ends in its sheet and cells), and what was wrong.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from yiju.documents.text import decode
from yiju.rule_set.workbook_cells import Grid, cell_name, read_workbook
from yiju_grammar import parse
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, Note, finding

HEAD = "表 外部"


@dataclass(frozen=True, slots=True)
class ExternalText:
    """Rows beside a policy as the text of a table; empty where they cannot be read. Findings name sheet and cell."""

    text: str
    findings: tuple[Finding, ...] = ()


def with_rows(
    tree: t.Tree, folder: Path, held: Mapping[str, bytes] | None = None
) -> tuple[t.Tree, dict[str, str], list[Finding]]:
    """The tree with every `见` read; texts by file name; findings YJ319, and of workbooks YJ632, YJ637, YJ842, YJ843,
    YJ849.

    Args:
        held: files by name that are not read from the folder: what they will hold.
    """
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    read = partial(read_rows, folder, held=held or {})
    declarations = tuple(_with_rows(d, read, tree.file, texts=texts, findings=findings) for d in tree.declarations)
    return replace(tree, declarations=declarations), texts, findings


def name_of(file: str, path: str) -> str:
    """What the file that `见` names in a policy file is called in findings."""
    return f"{file.rpartition('/')[0]}/{path}"


def _with_rows(
    declared: Any,
    read_file: Callable[[str, str], ExternalText],
    file: str,
    *,
    texts: dict[str, str],
    findings: list[Finding],
) -> t.Declaration:
    external = getattr(declared, "rows", None)
    if not isinstance(external, t.ExternalRows):
        return declared  # type: ignore[no-any-return]  # any declaration
    name = name_of(file, external.path)
    rendered = read_file(external.path, name)
    findings.extend(rendered.findings)
    if not rendered.text:
        findings.append(finding("YJ319", external.span, path=external.path))
        return declared  # type: ignore[no-any-return]
    texts[name] = rendered.text
    read = parse(rendered.text, name)
    findings.extend(read.findings)
    table = next((d for d in read.declarations if isinstance(d, t.Table)), None)
    if table is None or not isinstance(table.rows, t.Rows):
        findings.append(finding("YJ319", external.span, path=external.path))
        return declared  # type: ignore[no-any-return]
    return replace(declared, rows=table.rows)  # type: ignore[no-any-return]


def read_rows(folder: str | Path, path: str, name: str, held: Mapping[str, bytes]) -> ExternalText:
    """A CSV or a sheet as the rows of a table; no text when it is not there, is of another form or lies outside the
    folder.

    Args:
        name: what the file is called in findings.
        held: files by name whose bytes are taken from here.
    """
    root = Path(folder).resolve()
    file_name, _, sheet = path.partition("!")
    file = (root / file_name).resolve()
    if not file.is_relative_to(root) or not file.is_file():
        return ExternalText("")
    match file.suffix.lower():
        case ".csv" if not sheet:
            return ExternalText(_csv_text(held.get(name) or file.read_bytes()))
        case ".xlsx":
            return _sheet_text(file.read_bytes(), name.partition("!")[0], sheet)
    return ExternalText("")


def _csv_text(data: bytes) -> str:
    """The rows of a CSV; none if a cell holds a bar."""
    text = decode(data)
    if text is None or "|" in text:
        return ""
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)) if any(c.strip() for c in row)]
    return _table_text("    | " + " | ".join(row) + " |" for row in rows)


def _table_text(lines: Iterator[str]) -> str:
    return "\n".join([HEAD, *lines]) + "\n"


def _sheet_text(data: bytes, name: str, sheet: str) -> ExternalText:
    grids = read_workbook(data, name)
    if isinstance(grids, Finding):
        return ExternalText("", (grids,))
    grid = next((g for g in grids if g.title == sheet), None) if sheet else grids[0]
    if grid is None:
        return ExternalText("")
    findings = tuple(_bad_cells(grid, name))
    return ExternalText("" if findings else _table_text(_sheet_lines(grid)), findings)


def _sheet_lines(grid: Grid) -> Iterator[str]:
    """The rows that hold something, from the first column that does to the last; each says where it stands."""
    used = [at for row in grid.rows for at, cell in enumerate(row) if cell.text]
    first, last = (min(used), max(used)) if used else (0, -1)
    for number, row in enumerate(grid.rows):
        cells = [cell.text for cell in row[first : last + 1]]
        if any(cells):
            place = f"{grid.title}!{cell_name(number, first)}:{cell_name(number, last)}"
            yield "    | " + " | ".join(cells) + f" |  # {place}"


def _bad_cells(grid: Grid, name: str) -> Iterator[Finding]:
    """YJ842 a merged cell, YJ843 a number that is not exact, YJ849 a text that cannot be a cell of a table."""
    for top, left, bottom, right in grid.merged:
        place = f"{name} {grid.title}!{cell_name(top, left)}:{cell_name(bottom, right)}"
        yield finding("YJ842", None, where=place, range=f"{cell_name(top, left)}:{cell_name(bottom, right)}")
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            place = f"{name} {grid.title}!{cell_name(at, column)}"
            if cell.trouble:
                yield finding("YJ843", None, notes=(Note(cell.trouble),), where=place, value=cell.text)
            if any(mark in cell.text for mark in "|\n#"):
                yield finding("YJ849", None, notes=(Note("marks"),), where=place, value=cell.text.replace("\n", " "))
