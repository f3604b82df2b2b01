"""Walking a declaration's tree: its nodes and the grounds above its parts. Knows the shape of trees, no meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from yiju_grammar import tree as t

NOT_ENTERED = ("span", "grounds")


def parts_of(node: Any) -> tuple[str, ...]:
    """The names of a node's parts, spans and grounds left out; none for what is no node."""
    kind: Any = type(node)
    return _parts_of_kind(kind)


@cache
def _parts_of_kind(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.name not in NOT_ENTERED) if is_dataclass(kind) else ()


def nodes(node: object) -> Iterator[object]:
    """A node and every node below it, in the order written; grounds are not entered."""
    if isinstance(node, tuple):
        for part in node:
            yield from nodes(part)
        return
    names = parts_of(node)
    if names:
        yield node
        for name in names:
            yield from nodes(getattr(node, name))


def all_grounds(declared: t.Declaration) -> Iterator[t.Grounds]:
    """The grounds of a declaration and of each of its parts, where there are some."""
    return (grounds for node in nodes(declared) if (grounds := getattr(node, "grounds", ())))
