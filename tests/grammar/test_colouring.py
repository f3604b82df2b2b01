"""The Pygments lexer and the TextMate grammar colour what the parser reads: keywords where they are keywords only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from generators.policy_text import policy_texts
from hypothesis import given, settings
from pygments.token import Error, Name, _TokenType
from textmate_reader import scopes

from yiju_grammar import format_text
from yiju_grammar.colouring import PARTS, Colour, Match, Region
from yiju_grammar.format_pieces import piece_words
from yiju_grammar.lexicon import (
    BUILTIN_FUNCTIONS,
    BUILTIN_NAMES,
    COLUMN_NAMES,
    KEYWORDS,
    MONTH_NAMES,
    POSTFIXES,
    SCHEDULES,
    TYPES,
    keyword,
    unit_by_spelling,
)
from yiju_grammar.parser import parse_with_source
from yiju_grammar.pygments_lexer import TOKENS, PolicyLexer
from yiju_grammar.spelling import Lang
from yiju_grammar.textmate import SCOPES, grammar, grammar_text

ROOT = Path(__file__).parents[2]
GRAMMAR_FILE = ROOT / "editor/syntaxes/policy.tmLanguage.json"
EXAMPLES = sorted(ROOT.glob("tests/grammar/fixtures/*.policy"))
FILES = sorted((*ROOT.glob("rules/*/*.policy"), *EXAMPLES))
LANGS: tuple[Lang, ...] = ("zh", "en")


@cache
def lexer() -> PolicyLexer:
    return PolicyLexer(stripnl=False, ensurenl=False)


def pygments_colours(text: str) -> list[_TokenType]:
    """The token of each character."""
    return [token for token, value in lexer().get_tokens(text) for _ in value]


# --- the two highlighters and the lexicon -------------------------------------------------------------------


def test_the_committed_grammar_is_what_is_generated() -> None:
    assert GRAMMAR_FILE.read_text("utf-8") == grammar_text(), "python -m yiju_grammar.textmate > " + str(GRAMMAR_FILE)


def test_every_colour_has_a_token_and_a_scope() -> None:
    used = {c for rules in PARTS.values() for rule in rules for m in matches(rule) for c in m.colours}
    assert used == set(TOKENS) == set(SCOPES)


def matches(rule: Match | Region | str) -> tuple[Match, ...]:
    if isinstance(rule, Region):
        return rule.begins
    return (rule,) if isinstance(rule, Match) else ()


def test_every_pattern_compiles_and_its_groups_are_coloured() -> None:
    for rules in PARTS.values():
        for match in (m for rule in rules for m in matches(rule)):
            groups = re.compile(match.regex).groups
            assert len(match.colours) == (groups or 1), match.regex


LINES = {
    "ASSUMED": "{} “x”", "READING": "{} “x”", "SEE": "表 a {} “x”", "BECAUSE": "理解 “x” {} “y”",
    "ONE_OF": "记录 a\n    b {}（c，d）", "LIST": "记录 a\n    b {}<c>", "HISTORY": "记录 a\n    b {}<元>",
    "BASIS": "政策 a\n    {} b", "SUBJECT": "政策 a\n    {} b", "INSTEAD": "例外 a 于 b {} 真",
    "BY_DAY": "发放 a 每月 {} = b", "FOR": "发放 a 每月 {} b = c", "MONTHLY": "积分 a（b） {}",
    "YEARLY": "积分 a（b） {}", "EACH": "互斥 a {} b 取 c", "TAKE": "互斥 a 每 b {} c",
    "HIGHER": "互斥 a 每 b 取 {}", "LOWER": "互斥 a 每 b 取 {}", "FIRST_NAMED": "互斥 a 每 b 取 {}",
    "PAYS": "资金 a {} b", "SHARE": "资金 a {} 3%", "ORDER": "资金 a {} 1", "CAP": "资金 a {} 1元",
    "BY_WHOM": "裁量 a {} b", "MAKES": "授权 a {} b 为 元", "AS": "授权 a 制定 b {} 元",
    "STOPPED": "参数 a 元\n    自 2020 {}", "ALWAYS": "参数 a 元\n    {} = 1",
    "BEFORE_THEN": "参数 a 元\n    {} = 1", "UNIQUE": "表 a {}", "FIRST_ROW": "表 a {}",
    "SUM_ROWS": "表 a {}", "CROSS": "表 a {}", "OPEN": "定义 a = {} “x”",
    "OR_READING": "定义 a = 待定 “x” {} “y”",
} | dict.fromkeys(("RECEIVED", "ALLOTTED", "USED", "LEFT"), "账目 a\n    {} b 3元") | dict.fromkeys(
    ("GIVEN", "EXPECT", "CITES", "LACKS", "ELIGIBLE", "INELIGIBLE", "UNDETERMINED", "CONFLICT"), "案例 a\n    {} x"
)  # fmt: skip
"""Where a keyword that is not one everywhere stands."""
GROUPS = {"declaration": "{} a", "function": "定义 a = {}（b）", "modifier": "记录 a\n    b 文本 {} 3"}


def samples() -> Iterator[tuple[str, str, Colour]]:
    """Each word of the lexicon: a text with it, the word, and its colour."""
    for word in KEYWORDS:
        line = LINES.get(word.token) or GROUPS.get(word.group, "定义 a = b {} c")
        for spelling in (s for pair in word.spellings for s in (pair.zh, pair.en)):
            yield line, spelling, word.group
    for line, pairs, colour in PAIRED:
        yield from ((line, spelling, colour) for pair in pairs for spelling in (pair.zh, pair.en))
    yield from (("定义 a = 3{}", unit, "unit") for unit in unit_by_spelling() if not unit.isascii())
    yield from (("定义 a = 3 {} + 4", unit, "unit") for unit in unit_by_spelling() if unit.isascii())
    yield from (("发放 a yearly {} = b", month, "clause") for month in MONTH_NAMES)


PAIRED: tuple[tuple[str, Any, Colour], ...] = (
    ("定义 a = {} + 1", BUILTIN_NAMES, "builtin"),
    ("定义 a = {}（b）", BUILTIN_FUNCTIONS, "function"),
    ("表 a\n    | {} | b |", COLUMN_NAMES, "column"),
    ("表 a\n    | b | {} |", COLUMN_NAMES, "column"),
    ("记录 a\n    b {} 必填", [pair for _, pair in TYPES], "type"),
    ("资格 a 当 b 3 {}", [pair for _, pair in POSTFIXES], "comparison"),
    ("发放 a {} = b", [pair for _, pair in SCHEDULES], "clause"),
)


def test_every_word_of_the_lexicon_is_coloured_by_both() -> None:
    made = grammar()
    for line, word, colour in samples():
        text = line.format(word) + "\n"
        start = text.index(word, line.index("{}"))
        assert set(pygments_colours(text)[start : start + len(word)]) == {TOKENS[colour]}, text
        assert set(scopes(made, text)[start : start + len(word)]) == {f"{SCOPES[colour]}.policy"}, text


# --- whole files, as the parser reads them ------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_file_is_lexed_whole(file: Path) -> None:
    for text in (file.read_text("utf-8"), format_text(file.read_text("utf-8"), file.name, "en").text):
        tokens = list(lexer().get_tokens(text))
        assert "".join(value for _, value in tokens) == text
        assert not [value for token, value in tokens if token in Error]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("file", EXAMPLES, ids=lambda f: f.stem)
def test_both_colour_what_the_parser_reads(file: Path, lang: Lang) -> None:
    text = format_text(file.read_text("utf-8"), file.name, lang).text
    by_pygments, by_textmate = [str(c) for c in pygments_colours(text)], scopes(grammar(), text)
    assert misread(text, lang, by_pygments, {c: str(t) for c, t in TOKENS.items()}) == []
    assert misread(text, lang, by_textmate, {c: f"{s}.policy" for c, s in SCOPES.items()}) == []


def misread(text: str, lang: Lang, coloured: list[str], spelled: dict[Colour, str]) -> list[tuple[str, str, str]]:
    """The parser's tokens that have another colour than they should: type, words, colour."""
    parsed = parse_with_source(text, "f")
    wrong = []
    for start, end in parsed.source.rules:
        for token in (word.token for word in piece_words(parsed, start, end, lang) or ()):
            allowed = {spelled[c] for c in expected(token.type)}
            at = token.start_pos or 0
            found = {coloured[place] for place in range(at, at + len(token)) if not text[place].isspace()}
            if allowed and not found <= allowed:
                wrong.append((token.type, str(token), " ".join(found)))
    return wrong


@settings(max_examples=15, deadline=None)
@given(policy_texts())
def test_generated_rules_are_coloured_as_parsed(text: str) -> None:
    assert misread(text, "zh", [str(c) for c in pygments_colours(text)], {c: str(t) for c, t in TOKENS.items()}) == []


NAMES: tuple[Colour, ...] = ("identifier", "name", "field", "builtin", "column", "function", "document")
FORMS: dict[str, tuple[Colour, ...]] = {
    "NAME": (*NAMES, "value"), "NUMWORD": (*NAMES, "number", "unit"),
    "TEXT": ("text",), "DATE": ("date",), "NUMBER": ("number", "unit"),
    "COMPARED": ("number", "unit", "comparison"), "RANGE": ("number", "unit", "clause"), "RECENT": ("builtin",),
    "SCHEDULE": ("clause",), "COUNTS_AS": ("modifier",), "ANY_VALUE": ("value",), "OTHERWISE": ("value",),
    "TYPE_WORD": ("type", "unit", "identifier"),
}  # fmt: skip


def expected(token: str) -> tuple[Colour, ...]:
    if token in FORMS:
        return FORMS[token]
    group = {k.token: k.group for k in KEYWORDS}.get(token)
    return (group,) if group else ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("定义 a = 发放标准 + 1\n", "发放标准"),
        ("发放 发放标准 每月 = 标准\n", "发放标准"),
        ("定义 当地标准 = 合计收入\n", "合计收入"),
        ("记录 户\n    收入 元/月\n    标准 元\n", "收入"),
        ("定义 a = 是否在校\n", "是否在校"),
        ("资格 合计 当 非农户口 或 收入 超过 3元\n", "收入"),
        ("标准 至今 = 不满意次数\n", "不满意次数"),
    ],
)
def test_a_name_is_no_keyword(text: str, name: str) -> None:
    start = text.index(name, 3)
    assert all(token in Name for token in pygments_colours(text)[start : start + len(name)])
    painted = set(scopes(grammar(), text)[start : start + len(name)])
    assert painted <= {f"{SCOPES[c]}.policy" for c in NAMES} and len(painted) == 1


def test_full_width_signs_and_a_byte_order_mark() -> None:
    text = "\ufeff标准 补助＝１０００元／人／月×（甲＋乙）　＃ 说明\n＞ 每人每月\n"
    tokens = [(token, value.strip()) for _, token, value in lexer().get_tokens_unprocessed(text) if value.strip()]
    assert not [value for token, value in tokens if token in Error]
    assert (TOKENS["unit"], "元／人／月") in tokens
    assert [value for token, value in tokens if token in (TOKENS["comment"], TOKENS["quote"])] == [
        "＃ 说明",
        "＞ 每人每月",
    ]


def test_the_grammar_is_json_with_a_name() -> None:
    made = json.loads(grammar_text())
    assert (made["scopeName"], made["fileTypes"]) == ("source.policy", ["policy"])
    assert keyword("POLICY").spellings[0].zh in grammar_text()
