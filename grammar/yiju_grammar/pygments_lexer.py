"""`PolicyLexer`: policy files for Pygments (entry point `policy`), from the parts in `colouring.py`.

Only this module imports Pygments; nothing of the language imports this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pygments.lexer import RegexLexer, bygroups, include
from pygments.token import (
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    Punctuation,
    String,
    Text,
    _TokenType,
)

from yiju_grammar.colouring import PARTS, Colour, Match, Region, Rule

TOKENS: Mapping[Colour, _TokenType] = {
    "plain": Text,
    "comment": Comment.Single,
    "quote": String.Double,
    "text": String,
    "document": Name.Label,
    "number": Number,
    "date": Number.Integer,
    "unit": Keyword.Type,
    "type": Keyword.Type,
    "builtin": Name.Builtin.Pseudo,
    "column": Name.Tag,
    "field": Name.Attribute,
    "name": Name.Function,
    "identifier": Name,
    "punctuation": Punctuation,
    "declaration": Keyword.Declaration,
    "clause": Keyword,
    "connective": Operator.Word,
    "comparison": Operator.Word,
    "function": Name.Builtin,
    "value": Name.Constant,
    "modifier": Keyword.Pseudo,
    "mark": Operator,
}
"""Each colour's token, from those that the common themes tell apart."""


def _action(match: Match) -> Any:
    tokens = [TOKENS[colour] for colour in match.colours]
    return tokens[0] if len(tokens) == 1 else bygroups(*tokens)


def _rules(rule: Rule) -> list[Any]:
    if isinstance(rule, str):
        return [include(rule)]
    if isinstance(rule, Match):
        return [(rule.regex, _action(rule))]
    return [(begin.regex, _action(begin), f"in-{rule.name}") for begin in rule.begins]


def _states() -> dict[str, list[Any]]:
    states = {name: [made for rule in rules for made in _rules(rule)] for name, rules in PARTS.items()}
    for rules in PARTS.values():
        for rule in rules:
            if isinstance(rule, Region):
                states[f"in-{rule.name}"] = [(rule.end, Text, "#pop"), *(include(part) for part in rule.inside)]
    return states


class PolicyLexer(RegexLexer):  # type: ignore[misc]  # Pygments has no types
    """Rules written beside the words they come from, in either keyword language."""

    name = "policy"
    aliases = ["policy"]
    filenames = ["*.policy"]
    mimetypes = ["text/x-policy"]
    url = ""
    tokens = _states()
