"""Where rule files stand on each ground of a program.

Input: loaded rules. Output: for each ground, by its index, the declarations and lines that stand on it, as places a
person can open. Looks at the program alone, so that rules from the cache need not be read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from yiju.compiling.versions.model import RulePlace
from yiju.load import Rules
from yiju_grammar.span import NOWHERE, Span

LONGEST = 60


def users_of_grounds(rules: Rules) -> dict[int, tuple[RulePlace, ...]]:
    """The places that stand on each ground, by file and line."""
    found: dict[int, set[tuple[str, int, int]]] = {}
    for ground, span in _used(rules.program):
        found.setdefault(ground, set()).add((span.file, span.start, -span.end))
    return {ground: tuple(_places(rules, sorted(spans))) for ground, spans in found.items()}


def rule_place(rules: Rules, span: Span) -> RulePlace:
    """A span of a rule file as a line; line 0 where the file's text is not at hand."""
    text = rules.sources.get(span.file)
    if text is None:
        return RulePlace(span.file, 0, "")
    start = text.rfind("\n", 0, span.start) + 1
    written = text[start:].partition("\n")[0].strip()
    return RulePlace(span.file, text.count("\n", 0, span.start) + 1, _short(written))


def _places(rules: Rules, spans: list[tuple[str, int, int]]) -> Iterator[RulePlace]:
    """The outermost of them: what is inside a declaration that stands on the same ground is not told again."""
    reached = ("", 0)
    for file, start, end in spans:
        if file != reached[0] or -end > reached[1]:
            reached = (file, -end)
            yield rule_place(rules, Span(file, start, -end))


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _used(root: Any) -> Iterator[tuple[int, Span]]:
    """Every ground with the span of what stands on it, or of what that is a part of, through all a value holds."""
    stack: list[tuple[Any, Span]] = [(root, NOWHERE)]
    seen: set[int] = set()
    while stack:
        node, around = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        span = getattr(node, "span", around)
        yield from ((g, span) for g in getattr(node, "grounds", ()) if isinstance(g, int) and span != NOWHERE)
        stack.extend((inner, span) for inner in _held(node))


def _held(node: Any) -> Iterator[Any]:
    """What is directly inside a value and may hold more."""
    if isinstance(node, tuple):
        inside: Iterable[Any] = node
    elif isinstance(node, Mapping):
        inside = node.values()
    else:
        inside = (getattr(node, f.name) for f in fields(node))
    return (i for i in inside if isinstance(i, tuple | Mapping) or (is_dataclass(i) and not isinstance(i, Span)))
