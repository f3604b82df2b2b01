"""What is coloured how: the parts of a policy file by their colour, made from the lexicon for every highlighter.

A rule is a pattern with the colour of each of its groups, a region with rules of its own, or the name of a part. A
declaration is a region, for many keywords are keywords in one kind of declaration only. Knows no highlighter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yiju_grammar import colouring_patterns as p
from yiju_grammar.lexicon import (
    BUILTIN_FUNCTIONS,
    BUILTIN_MEMBERS,
    BUILTIN_NAMES,
    COLUMN_NAMES,
    KEYWORDS,
    LEDGER_TOTAL,
    NAMED_TYPES,
    ONWARD,
    OTHERWISE_CELL,
    SAME_AS_ABOVE,
    TYPES,
    Group,
    keyword,
)

Colour = (
    Group
    | Literal[
        "plain", "comment", "quote", "text", "document", "number", "date", "unit", "type", "builtin", "column", "field",
        "name", "identifier", "punctuation",
    ]
)  # fmt: skip
"""Keywords have the colour of their group; `name` is a declared name, `identifier` any other."""


@dataclass(frozen=True, slots=True)
class Match:
    """Characters of one line: one colour for them all, or one for each group (the groups then cover them)."""

    regex: str
    colours: tuple[Colour, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """From where one of `begins` matches to where `end` does (which takes no character); `inside` names parts."""

    name: str
    begins: tuple[Match, ...]
    end: str
    inside: tuple[str, ...]


Rule = Match | Region | str


def _one(colour: Colour, regex: str) -> Match:
    return Match(regex, (colour,))


def _group(group: Group) -> Match:
    """The keywords of a group, all of which are keywords wherever an expression (or a type) stands."""
    return _one(group, p.token_words(*(k.token for k in KEYWORDS if k.group == group)))


_GROUNDS = (
    Match(
        rf"^({p.BLANK})({p.QUOTE_MARK})({p.BLANK})({p.words(p.both((SAME_AS_ABOVE,)))})(?=\s*$)",
        ("plain", "quote", "plain", "value"),
    ),
    Match(rf"^({p.BLANK})({p.QUOTE_MARK}[^\r\n]*)", ("plain", "quote")),
    _one("comment", p.COMMENT),
    _one("clause", p.token_words("ASSUMED", "READING", "SEE")),
    _one("clause", rf"(?:{p.token_words('BECAUSE')})(?=\s*[“\"＂「])"),
)

_LITERALS = (
    _one("text", p.TEXT),
    _one("date", p.DATE),
    Match(p.RANGE, ("number", "unit", "clause", "number", "unit")),
    Match(p.COMPARED, ("number", "unit", "plain", "comparison")),
    Match(p.NUMBER, ("number", "unit")),
    _one("builtin", p.RECENT),
)

_ANYWHERE = (
    "WHEN", "FROM", "TO", "AT", "OF", "WHERE", "LET", "BY", "DESCENDING", "HALF_UP", "UP", "DOWN",
)  # fmt: skip
"""Clause words of rules and formulas; all others belong to one kind of declaration."""

_EXPRESSION: tuple[Rule, ...] = (
    "literals",
    _group("value"),
    _one("mark", p.token_words("POWER")),
    _group("comparison"),
    _group("function"),
    _one("function", p.words(p.both(BUILTIN_FUNCTIONS), "bracket")),
    _group("connective"),
    Match(
        rf"({p.token_words('OF')})(\s+)({p.words(p.both(BUILTIN_MEMBERS))})",
        ("clause", "plain", "builtin"),
    ),
    Match(rf"({p.token_words('ROUND_TO')})(\s+)({p.UNIT})", ("clause", "plain", "unit")),
    _one("clause", p.token_words("ROUND_TO")),
    _one("clause", p.token_words(*_ANYWHERE)),
    _one("builtin", p.words(p.both(BUILTIN_NAMES))),
    _group("mark"),
    _one("identifier", p.NAME),
    _one("identifier", rf"\d{p.ANY_NAME}|\d"),
    _one("punctuation", p.PUNCTUATION),
    _one("plain", r"[^\S\r\n]+|[\r\n\ufeff]"),
)

_TYPE_WORDS = p.words(p.both(pair for _, pair in TYPES) + p.both(NAMED_TYPES))
_VALUES = Region(
    "values",
    (Match(rf"({p.token_words('ONE_OF')})(\s*{p.sign('(')})", ("modifier", "punctuation")),),
    rf"(?={p.sign(')')}|$)",
    ("names",),
)
_TYPES: tuple[Rule, ...] = (
    _VALUES,
    Match(
        rf"({p.token_words('LIST', 'HISTORY')})(\s*{p.sign('<')}\s*)({p.UNIT}|{p.NAME})(\s*{p.sign('>')})",
        ("modifier", "punctuation", "type", "punctuation"),
    ),
    _group("modifier"),
    _one("type", _TYPE_WORDS),
    _one("unit", p.UNIT),
)

# --- lines of one kind of declaration ---------------------------------------------------------------------


def _at_line_start(*tokens: str) -> Match:
    return Match(rf"^({p.GAP})({p.token_words(*tokens)})", ("plain", "clause"))


_POLICY = (
    Match(
        rf"^({p.GAP})({p.token_words('BASIS')})({p.GAP})([^\r\n{p.HASHES}]+)",
        ("plain", "clause", "plain", "document"),
    ),
    _at_line_start("BASIS", "SUBJECT"),
)
_NO_GROUND = rf"(?!{p.token_words('ASSUMED', 'READING')})"
_RECORD: tuple[Rule, ...] = (
    Match(rf"^({p.GAP})({_NO_GROUND}{p.NAME})(?=\s)", ("plain", "field")),
    _one("modifier", p.COUNTS_AS),
    *_TYPES,
)
_NOT_RULE = (Match(rf"^({p.GAP})([^\s>＞〉“\"「{p.HASHES}][^\r\n{p.HASHES}]*)", ("plain", "document")),)
_ENTRY = rf"(?:{p.token_words('RECEIVED', 'ALLOTTED', 'USED', 'LEFT', 'FROM')})(?={p.GAP}(?:[“\"＂「]|\S+{p.GAP}\d))"
"""An entry has a label before its amount; the name of a part, which may be any word, has not."""
_LEDGER = (
    Match(
        rf"^({p.GAP})({_ENTRY})({p.GAP})({p.words(p.both((LEDGER_TOTAL,)))})",
        ("plain", "clause", "plain", "value"),
    ),
    Match(rf"^({p.GAP})({_ENTRY})({p.GAP})({p.ANY_NAME})(?=\s)", ("plain", "clause", "plain", "name")),
    Match(rf"^({p.GAP})({_ENTRY})", ("plain", "clause")),
    Match(rf"^({p.GAP})({_NO_GROUND}{p.ANY_NAME})(?=\s)", ("plain", "identifier")),
)


def _tokens(*tokens: str) -> tuple[Match, ...]:
    return (_one("clause", p.token_words(*tokens)),)


_CASE = (
    *_tokens("GIVEN", "EXPECT", "BECAUSE", "CITES", "LACKS", "ELIGIBLE", "INELIGIBLE", "UNDETERMINED", "CONFLICT"),
    _one("value", rf"(?<!\w)(?:是|否)(?=\s*(?:{p.sign(',')}|$))"),
)
_KINDS: tuple[tuple[str, tuple[str, ...], tuple[Rule, ...]], ...] = (
    ("policy", ("POLICY", "FILLING"), _POLICY),
    ("record", ("RECORD",), _RECORD),
    ("enumeration", ("ENUMERATION",), (_one("identifier", p.ANY_NAME),)),
    ("not-rule", ("NOT_RULE",), _NOT_RULE),
    ("ledger", ("LEDGER",), _LEDGER),
    ("table", ("TABLE",), _tokens("UNIQUE", "FIRST_ROW", "SUM_ROWS", "CROSS")),
    ("parameter", ("PARAMETER",), (*_tokens("STOPPED", "ALWAYS", "BEFORE_THEN"), *_TYPES)),
    ("points", ("POINTS",), _tokens("MONTHLY", "YEARLY")),
    ("payment", ("PAYMENT",), (_one("clause", p.SCHEDULE), *_tokens("BY_DAY", "FOR"))),
    ("exception", ("EXCEPTION",), _tokens("INSTEAD")),
    ("mutual", ("MUTUAL",), _tokens("EACH", "TAKE", "HIGHER", "LOWER", "FIRST_NAMED")),
    ("fund", ("FUND",), _tokens("PAYS", "SHARE", "ORDER", "CAP")),
    ("discretion", ("DISCRETION",), _tokens("BY_WHOM")),
    ("delegation", ("DELEGATION",), (*_tokens("MAKES", "AS"), *_TYPES)),
    ("case", ("CASE",), _CASE),
)
_NAMELESS = ("CUTOFF", "START", "NOT_RULE")


def _declaration(name: str, tokens: tuple[str, ...], inside: tuple[str, ...]) -> Region:
    named = [token for token in tokens if token not in _NAMELESS]
    begins = [Match(rf"^({p.token_words(*named)})({p.GAP})({p.ANY_NAME})", ("declaration", "plain", "name"))]
    owned = rf"^({p.token_words(*named)})({p.GAP})({p.ANY_NAME})({p.GAP}的|{p.BLANK}'s)({p.GAP})({p.ANY_NAME})"
    if "DEFINITION" in tokens or "TABLE" in tokens:
        begins.insert(0, Match(owned, ("declaration", "plain", "identifier", "clause", "plain", "name")))
    bare = _one("declaration", rf"^(?:{p.token_words(*tokens)})")
    return Region(name, (*begins, bare) if named else (bare,), p.MARGIN, inside)


def _others() -> tuple[str, ...]:
    taken = {token for _, tokens, _ in _KINDS for token in tokens}
    return tuple(k.token for k in KEYWORDS if k.group == "declaration" and k.token not in taken)


_DECLARATIONS = (
    *(_declaration(name, tokens, ("grounds", "rows", f"{name}-words", "expression")) for name, tokens, _ in _KINDS),
    _declaration("rule", tuple(t for t in _others() if t not in _NAMELESS), ("grounds", "rows", "expression")),
    _declaration("interval", ("CUTOFF", "START"), ("grounds", "expression")),
)

# --- rows -------------------------------------------------------------------------------------------------

_CELL_END = rf"(?=\s*(?:{p.BAR}|$))"
_CELLS: tuple[tuple[Colour, str], ...] = (
    ("value", rf"{p.words(p.both((OTHERWISE_CELL,)))}|[—–]+|-+"),
    ("clause", "|".join(p.words(p.both(keyword(token).spellings)) for token in ("ALWAYS", "BEFORE_THEN"))),
    ("column", p.words(p.both(COLUMN_NAMES))),
)
_ROW: tuple[Rule, ...] = (
    _one("comment", p.COMMENT),
    *(Match(rf"({p.BAR})({p.BLANK})({cell}){_CELL_END}", ("punctuation", "plain", colour)) for colour, cell in _CELLS),
    Match(rf"(?<!\w)(\d{{4}}[\d年月日-]*)({p.BLANK}(?:{ONWARD.zh}|{ONWARD.en})){_CELL_END}", ("date", "clause")),
    Match(rf"({p.sign('(')}\s*)({p.UNIT})(\s*{p.sign(')')})(?=\s*{p.BAR})", ("punctuation", "unit", "punctuation")),
    _one("punctuation", p.BAR),
    "expression",
    _one("plain", r"[^\s]"),
)
_ROWS = Region(
    "row",
    (
        *(
            Match(rf"^({p.BLANK})({p.BAR})({p.BLANK})({cell}){_CELL_END}", ("plain", "punctuation", "plain", colour))
            for colour, cell in _CELLS
        ),
        Match(rf"^({p.BLANK})({p.BAR})", ("plain", "punctuation")),
    ),
    "$",
    ("row-words",),
)

PARTS: Mapping[str, tuple[Rule, ...]] = {
    "root": ("grounds", *_DECLARATIONS, "rows", "expression"),
    "grounds": _GROUNDS,
    "literals": _LITERALS,
    "expression": _EXPRESSION,
    "names": (_one("identifier", p.ANY_NAME), _one("punctuation", p.sign(",")), _one("plain", r"\s")),
    "rows": (_ROWS,),
    "row-words": _ROW,
    **{f"{name}-words": rules for name, _, rules in _KINDS},
}
"""The parts by name; a file is the part `root`."""
