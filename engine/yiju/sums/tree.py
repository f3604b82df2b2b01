"""The outline of a document for sums: clauses and lists (一是…二是…, paragraphs after a colon), each with its figures.

Input: the clauses and figures of a document. Output: nodes, one root for each run of clauses. Every figure stands in
one node; what is under a clause without figures is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiju.documents.clauses import Clause, clauses
from yiju.documents.paragraphs import paragraphs
from yiju.sums.figures import Figure
from yiju.sums.statements import Place, Statements

LISTED = re.compile(r"([一二三四五六七八九十]{1,2})是")
BEFORE_LISTED = "。;:,!? \t\r\n\u3000"
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Node:
    """A clause or item. `own` are the figures of its own words before its first child and `tail` those after its last;
    `place` are its own words. `is_clause`: it has an ordinal."""

    place: Place
    own: tuple[Figure, ...]
    children: tuple[Node, ...] = ()
    tail: tuple[Figure, ...] = ()
    tail_place: Place = (0, 0)
    heading: str = ""
    is_clause: bool = False


@dataclass(frozen=True, slots=True)
class _Outline:
    """`figure_starts` and `clause_starts` run along the figures and the clauses."""

    said: Statements
    figures: Sequence[Figure]
    figure_starts: Sequence[int]
    tree: Sequence[Clause]
    clause_starts: Sequence[int]

    def within(self, start: int, end: int) -> tuple[Figure, ...]:
        first = bisect_left(self.figure_starts, start)
        return tuple(self.figures[first : bisect_left(self.figure_starts, end, first)])

    def clauses(self, start: int, end: int) -> Sequence[Clause]:
        first = bisect_left(self.clause_starts, start)
        return self.tree[first : bisect_left(self.clause_starts, end, first)]


def outline(said: Statements, figures: Sequence[Figure]) -> tuple[Node, ...]:
    """A root for each run of clauses with the words before it."""
    tree = clauses(said.text)
    doc = _Outline(said, figures, [f.span[0] for f in figures], tree, [c.span[0] for c in tree])
    roots: list[Node] = []
    start, at, tops = 0, 0, list(_tops(doc.tree))
    while at < len(tops) or start < len(said.text):
        run = at
        while run < len(tops) and (run == at or not said.text[tops[run - 1].extent[1] : tops[run].span[0]].strip()):
            run += 1
        opening = tops[at].span[0] if at < len(tops) else len(said.text)
        children = tuple(_clause(doc, c) for c in tops[at:run])
        roots.append(_with_items(doc, Node((start, opening), doc.within(start, opening), children)))
        start = tops[run - 1].extent[1] if run > at else len(said.text)
        at = run
        if at == len(tops) and not doc.within(start, len(said.text)):
            break
    return tuple(roots)


def walk(roots: Sequence[Node]) -> Iterator[Node]:
    """All nodes, each before its children."""
    rest = list(reversed(roots))
    while rest:
        node = rest.pop()
        yield node
        rest.extend(reversed(node.children))


def _tops(tree: Sequence[Clause]) -> Iterator[Clause]:
    end = 0
    for clause in tree:
        if clause.span[0] >= end:
            yield clause
            end = clause.extent[1]


def _clause(doc: _Outline, clause: Clause) -> Node:
    start, end = clause.ordinal_end, clause.extent[1]
    if not doc.within(start, end):
        return Node((start, end), (), heading=clause.heading, is_clause=True)
    below = list(_tops(doc.clauses(start, end)))
    own_end = below[0].span[0] if below else end
    tail_start = below[-1].extent[1] if below else end
    node = Node(
        (start, own_end),
        doc.within(start, own_end),
        tuple(_clause(doc, c) for c in below),
        doc.within(tail_start, end),
        (tail_start, end),
        clause.heading,
        is_clause=True,
    )
    return _with_items(doc, node)


def _with_items(doc: _Outline, node: Node) -> Node:
    """A node without clauses under it, split at 一是, 二是, or at the paragraphs of its list where it has amounts."""
    if node.children or len(node.own) < 2:
        return node
    starts = _listed(doc.said.forms, node.place) or _paragraphs(doc, node)
    if not starts:
        return node
    ends = [*starts[1:], node.place[1]]
    items = tuple(Node((a, b), doc.within(a, b)) for a, b in zip(starts, ends, strict=True))
    return Node(
        (node.place[0], starts[0]),
        doc.within(node.place[0], starts[0]),
        items,
        heading=node.heading,
        is_clause=node.is_clause,
    )


def _listed(forms: str, place: Place) -> list[int]:
    starts: list[int] = []
    if forms.find("一是", *place) < 0:
        return starts
    for match in LISTED.finditer(forms, *place):
        is_next = match[1] == NUMERALS[len(starts) : len(starts) + 1]
        if is_next and (match.start() == 0 or forms[match.start() - 1] in BEFORE_LISTED):
            starts.append(match.start())
    return starts if len(starts) >= 2 else []


def _paragraphs(doc: _Outline, node: Node) -> list[int]:
    """Paragraphs with amounts after one that ends with a colon."""
    all_of_them = paragraphs(doc.said.text)
    first = bisect_left(all_of_them, node.place[0], key=lambda p: p.span[1])
    last = bisect_left(all_of_them, node.place[1], key=lambda p: p.span[0])
    here = all_of_them[first:last]
    opener = next((i for i, p in enumerate(here) if doc.said.forms[p.span[1] - 1] == ":"), None)
    if opener is None:
        return []
    items = [p for p in here[opener + 1 :] if p.kind == "body"]
    with_amounts = [p for p in items if any(f.is_part for f in doc.within(*p.span))]
    return [p.span[0] for p in items] if len(with_amounts) >= 2 else []
