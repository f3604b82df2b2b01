"""Whether an engine's exact integers hold all that a statement works out, told by the bounds of its nodes.

Input: a dialect and what is asked, by name. What is too wide is refused by the name of what needs it, before any run.
"""

from __future__ import annotations

from collections.abc import Iterable

from yiju.backends.relational.builder import UnsupportedError
from yiju.backends.relational.dialect import Dialect
from yiju.backends.relational.nodes import Node
from yiju_grammar.finding import finding


def refuse_wide(dialect: Dialect, asked: Iterable[tuple[str, Node]]) -> None:
    """Look at every node below what is asked.

    Raises:
        UnsupportedError: YJ806, named by the first thing asked that needs an integer wider than the engine's.
    """
    seen: set[Node] = set()
    for what, node in asked:
        stack = [node]
        while stack:
            at = stack.pop()
            if at in seen:
                continue
            seen.add(at)
            if not dialect.holds(at):
                raise UnsupportedError(finding("YJ806", None, what=what, engine=dialect.name))
            stack.extend(at.parts())
