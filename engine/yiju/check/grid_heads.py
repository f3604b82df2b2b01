"""The heads of a grid's columns as cells: values and ranges of its second argument."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from yiju_grammar import parse
from yiju_grammar import tree as t
from yiju_grammar.span import Span


def head_cell(column: t.Column) -> t.Cell | None:
    """The head of a column as a cell that stands where it does; None where it reads as none."""
    if column.unit is not None or column.interval is not None:
        return None
    read = parse(f"表 头\n    | 头 | 值 |\n    | {column.name} | 1 |\n", column.span.file)
    tables = [d for d in read.declarations if isinstance(d, t.Table)]
    if read.findings or not tables or not isinstance(tables[0].rows, t.Rows):
        return None
    cell: t.Cell = _moved(tables[0].rows.rows[0].cells[0], column.span)
    return cell


def _moved(node: Any, span: Span) -> Any:
    """A node with everything in it at one place."""
    if isinstance(node, Span):
        return span
    if isinstance(node, tuple):
        return tuple(_moved(x, span) for x in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **{f.name: _moved(getattr(node, f.name), span) for f in fields(node)})
