"""A small reader of TextMate grammars: what an editor makes of a text, as the scope of each character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Rules = list[dict[str, Any]]


@dataclass(slots=True)
class Line:
    """A line being read: the first match of each pattern is kept while it still lies ahead."""

    text: str
    ahead: dict[str, re.Match[str] | None] = field(default_factory=dict)

    def search(self, regex: str, at: int) -> re.Match[str] | None:
        kept = self.ahead.get(regex, ...)
        if kept is ... or (isinstance(kept, re.Match) and kept.start() < at):
            kept = self.ahead[regex] = compiled(regex).search(self.text, at)
        return kept if isinstance(kept, re.Match) else None


@cache
def compiled(regex: str) -> re.Pattern[str]:
    return re.compile(regex)


def scopes(grammar: Mapping[str, Any], text: str) -> list[str]:
    """The scope of each character of the text; empty where the grammar names none."""
    made: list[str] = []
    stack: list[tuple[str, Rules]] = [("", list(flat(grammar, grammar["patterns"])))]
    for words in text.splitlines(keepends=True):
        made.extend(read_line(grammar, Line(words), stack))
    return made


def flat(grammar: Mapping[str, Any], patterns: Rules) -> Iterator[dict[str, Any]]:
    """The patterns with those of the parts they include."""
    for pattern in patterns:
        if "include" in pattern:
            yield from flat(grammar, grammar["repository"][pattern["include"][1:]]["patterns"])
        else:
            yield pattern


def read_line(grammar: Mapping[str, Any], line: Line, stack: list[tuple[str, Rules]]) -> list[str]:
    made = [""] * len(line.text)
    at = 0
    while at < len(line.text):
        end, rules = stack[-1]
        found = [(line.search(end, at), None)] if end else []
        found += [(line.search(rule.get("match") or rule["begin"], at), rule) for rule in rules]
        first = min(((m, rule) for m, rule in found if m), key=lambda pair: pair[0].start(), default=None)
        if first is None:
            break
        match, rule = first
        at = match.end()
        if rule is None:
            stack.pop()
            continue
        paint(made, match, rule)
        if "begin" in rule:
            stack.append((rule["end"], list(flat(grammar, rule["patterns"]))))
    return made


def paint(made: list[str], match: re.Match[str], rule: Mapping[str, Any]) -> None:
    captures = rule.get("captures") or rule.get("beginCaptures") or {"0": {"name": rule.get("name", "")}}
    for number, capture in captures.items():
        for place in range(*match.span(int(number))):
            made[place] = capture["name"]
