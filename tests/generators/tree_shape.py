"""What a tree says without where it says it: for comparing trees of differently written texts."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from yiju_grammar.span import Span
from yiju_grammar.tree import Cell


def shape(node: Any) -> Any:
    """The node as nested tuples, spans left out; of a cell, what it was parsed to."""
    if isinstance(node, tuple):
        return tuple(shape(part) for part in node)
    if not is_dataclass(node):
        return node
    kept = [f.name for f in fields(node) if not (isinstance(node, Cell) and f.name == "text")]
    parts = [(name, getattr(node, name)) for name in kept]
    return (type(node).__name__, *((name, shape(part)) for name, part in parts if not isinstance(part, Span)))
