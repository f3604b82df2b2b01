"""The TextMate grammar of policy files for editors, from the parts in `colouring.py`: parts → JSON text.

`python -m yiju_grammar.textmate` prints it; `editor/syntaxes/policy.tmLanguage.json` is what it printed.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from yiju_grammar.colouring import PARTS, Colour, Match, Region, Rule

SCOPES: Mapping[Colour, str] = {
    "plain": "",
    "comment": "comment.line.number-sign",
    "quote": "markup.quote",
    "text": "string.quoted",
    "document": "entity.name.section",
    "number": "constant.numeric",
    "date": "constant.numeric.date",
    "unit": "keyword.other.unit",
    "type": "support.type",
    "builtin": "support.variable",
    "column": "entity.name.tag",
    "field": "variable.other.member",
    "name": "entity.name.function",
    "identifier": "variable.other",
    "punctuation": "punctuation.separator",
    "declaration": "storage.type",
    "clause": "keyword.other",
    "connective": "keyword.operator.logical",
    "comparison": "keyword.operator.comparison",
    "function": "support.function",
    "value": "constant.language",
    "modifier": "storage.modifier",
    "mark": "keyword.operator",
}
"""Each colour's scope, without the `.policy` that all end in; of plain text there is nothing to say."""


def grammar() -> dict[str, Any]:
    """The grammar as JSON values."""
    parts = {name: {"patterns": _patterns(rules)} for name, rules in PARTS.items()}
    root = parts.pop("root")
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "name": "policy",
        "scopeName": "source.policy",
        "fileTypes": ["policy"],
        **root,
        "repository": parts,
    }


def grammar_text() -> str:
    """The grammar as it stands in its file."""
    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"


def _patterns(rules: tuple[Rule, ...]) -> list[dict[str, Any]]:
    return [made for rule in rules for made in _rule(rule)]


def _rule(rule: Rule) -> list[dict[str, Any]]:
    if isinstance(rule, str):
        return [{"include": f"#{rule}"}]
    if isinstance(rule, Region):
        return [_region(rule, begin) for begin in rule.begins]
    return [] if rule.colours == ("plain",) else [_match(rule)]


def _region(region: Region, begin: Match) -> dict[str, Any]:
    return {
        "begin": begin.regex,
        "beginCaptures": _captures(begin),
        "end": region.end,
        "patterns": [{"include": f"#{part}"} for part in region.inside],
    }


def _match(match: Match) -> dict[str, Any]:
    if len(match.colours) == 1:
        return {"name": _scope(match.colours[0]), "match": match.regex}
    return {"match": match.regex, "captures": _captures(match)}


def _captures(match: Match) -> dict[str, Any]:
    first = 0 if len(match.colours) == 1 else 1
    return {
        str(number): {"name": _scope(colour)} for number, colour in enumerate(match.colours, first) if colour != "plain"
    }


def _scope(colour: Colour) -> str:
    return f"{SCOPES[colour]}.policy"


if __name__ == "__main__":
    sys.stdout.write(grammar_text())
