"""`见 “file.csv”`: rows kept beside the policy, put in the place of the reference.

Input: a parsed file and the folder it stands in. Output: the tree with its rows, the rows' text as it is shown in
findings (one line a row of the CSV), and what was wrong. XLSX tables are refused by name.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

from yiju.documents.text import decode
from yiju_grammar import parse
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, finding

HEAD = "表 外部"


def with_rows(tree: t.Tree, folder: Path) -> tuple[t.Tree, dict[str, str], list[Finding]]:
    """The tree with every `见` read; texts by file name; findings YJ319."""
    texts: dict[str, str] = {}
    findings: list[Finding] = []
    declarations = tuple(_with_rows(d, folder, tree.file, texts=texts, findings=findings) for d in tree.declarations)
    return replace(tree, declarations=declarations), texts, findings


def _with_rows(
    declared: Any, folder: Path, file: str, *, texts: dict[str, str], findings: list[Finding]
) -> t.Declaration:
    external = getattr(declared, "rows", None)
    if not isinstance(external, t.ExternalRows):
        return declared  # type: ignore[no-any-return]  # any declaration
    name = f"{file.rpartition('/')[0]}/{external.path}"
    rendered = _rendered(folder, external.path)
    if rendered is None:
        findings.append(finding("YJ319", external.span, path=external.path))
        return declared  # type: ignore[no-any-return]
    texts[name] = rendered
    read = parse(rendered, name)
    findings.extend(read.findings)
    table = next((d for d in read.declarations if isinstance(d, t.Table)), None)
    if table is None or not isinstance(table.rows, t.Rows):
        findings.append(finding("YJ319", external.span, path=external.path))
        return declared  # type: ignore[no-any-return]
    return replace(declared, rows=table.rows)  # type: ignore[no-any-return]


def _rendered(folder: Path, path: str) -> str | None:
    """A CSV as the rows of a table; None when it is not there, not CSV, outside the folder, or has a bar in a cell."""
    file = (folder / path).resolve()
    inside = file.is_relative_to(folder.resolve())
    if not inside or file.suffix.lower() != ".csv" or not file.is_file():
        return None
    text = decode(file.read_bytes())
    if text is None or "|" in text:
        return None
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text)) if any(c.strip() for c in row)]
    lines = ["    | " + " | ".join(row) + " |" for row in rows]
    return "\n".join([HEAD, *lines]) + "\n"
