"""Definitions that depend on themselves: found before anything is evaluated, shown with the way round."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yiju.program.program import Program
from yiju.program.traverse import referred
from yiju_grammar.finding import Finding, finding


def find_cycle(graph: Mapping[str, Iterable[str]]) -> tuple[str, ...] | None:
    """The first way round, as `("甲", "乙", "甲")`, or None; names are tried in sorted order: always the same."""
    done: set[str] = set()
    for start in sorted(graph):
        way = _way_round(graph, start, done)
        if way is not None:
            return way
    return None


def _way_round(graph: Mapping[str, Iterable[str]], start: str, done: set[str]) -> tuple[str, ...] | None:
    path: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        name, left = stack.pop()
        if left:
            done.add(path.pop())
        elif name in path:
            return (*path[path.index(name) :], name)
        elif name not in done and name in graph:
            path.append(name)
            stack.append((name, True))
            stack.extend((n, False) for n in sorted(set(graph[name]), reverse=True))
    return None


def cycles(program: Program) -> tuple[Finding, ...]:
    """YJ405 when a definition depends on itself (the elaborator lets none through; other passes rely on it)."""
    graph = {name: tuple(referred(program, d.body)) for name, d in program.definitions.items()}
    way = find_cycle(graph)
    if way is None:
        return ()
    return (finding("YJ405", program.definitions[way[0]].span, way=" → ".join(way)),)
