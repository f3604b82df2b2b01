"""Where the words of a policy's citations stand, as its page is told: a key of each citation to its address.

Input: a program cut to a policy. Output: the citations and the rule texts that a decision of it can show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from yiju.backends.to_javascript.reach import reached
from yiju.documents.model import Citation
from yiju.program.program import Program
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Told:
    """What a policy's decisions can cite and quote: grounds by index, places in rule files."""

    grounds: frozenset[int]
    spans: frozenset[Span]


def citation_key(citation: Citation) -> str:
    """What names a citation; `linkKey` in `form/calculator.js` says the same."""
    start, end = citation.span
    return f"{citation.document or citation.number}|{citation.clause}|{start}|{end}"


def citation_links(program: Program, policy: str, href: Callable[[Citation], str]) -> dict[str, str]:
    """The address of each citation that a decision of the policy can show; those without one are left out.

    Raises:
        KeyError: there is no such policy.
    """
    found = told(program, policy).grounds
    cited = [g for i, g in enumerate(program.grounds) if i in found and isinstance(g, Citation)]
    return {citation_key(c): address for c in cited if (address := href(c))}


def rule_texts(program: Program, policy: str, sources: Mapping[str, str]) -> set[str]:
    """The words of the rule files that a decision of the policy can show, white space folded, with names of fields.

    Raises:
        KeyError: there is no such policy.
    """
    spans = told(program, policy).spans
    texts = {re.sub(r"\s+", " ", sources.get(s.file, "")[s.start : s.end]).strip() for s in spans}
    return texts - {""}


def told(program: Program, policy: str) -> Told:
    """What the policy's definitions, tables and payments stand on and are written as."""
    cut = reached(program, [policy])
    grounds: set[int] = set()
    spans: set[Span] = set()
    for part in (cut.definitions, cut.tables, cut.scales, cut.points, cut.policies):
        for node in _nodes(list(part.values())):
            grounds.update(getattr(node, "grounds", ()))
            span = getattr(node, "span", None)
            if isinstance(span, Span):
                spans.add(span)
    return Told(frozenset(grounds), frozenset(spans))


def _nodes(start: list[Any]) -> Iterator[Any]:
    """Every dataclass below some, each once."""
    seen: set[int] = set()
    waiting = list(start)
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif is_dataclass(node) and not isinstance(node, Span) and id(node) not in seen:
            seen.add(id(node))
            yield node
            waiting.extend(getattr(node, f.name) for f in fields(node))
