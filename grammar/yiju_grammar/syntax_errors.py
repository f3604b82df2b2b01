"""A line the grammar does not accept → the one finding that says best what is wrong with it.

Each check knows one common mistake; the first that recognises it speaks, else YJ101 says what could stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from lark import Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from yiju_grammar.expected_words import expected_words
from yiju_grammar.finding import Finding, finding
from yiju_grammar.lexicon import KEYWORDS, keyword
from yiju_grammar.source import current
from yiju_grammar.span import Span

_WORD = re.compile(r"\d[\w.%]*|[^\W\d][\w·]*|“[^”]*”?|>=|<=|==|.", re.DOTALL)
_CONDITION = re.compile(r"(?<!\w)(?:当|其中|when|where)(?!\w)")
_BELOW = frozenset(
    s
    for k in KEYWORDS
    if k.token in ("BASIS", "SUBJECT", "LET", "SEE", "GIVEN", "AT", "EXPECT", "ANY", "ALL", "FROM", "AND", "OR")
    for p in k.spellings
    for s in (p.zh, p.en)
)
_COMPARING = tuple(
    p.zh
    for k in KEYWORDS
    if k.token in ("GE", "GT", "LE", "LT", "IS", "IS_NOT", "IN", "NOT_IN", "AND", "OR")
    for p in k.spellings
    if p.zh.isalpha()
)
"""What may follow a value although the parser, having closed the condition, no longer expects it."""
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?!\d)")
_TEXT = re.compile(r'“[^”\n]*”|"[^"\n]*"|「[^」\n]*」')


@dataclass(frozen=True, slots=True)
class Failure:
    """Where and why a line did not fit: `words` stand there, `token` is their terminal or empty."""

    rule: str
    line: Span
    text: str
    at: int
    words: str
    token: str
    expected: frozenset[str]

    def span(self, offset: int, length: int) -> Span:
        """A piece of the line."""
        start = self.line.start + offset
        return Span(self.line.file, start, start + length)

    @property
    def here(self) -> Span:
        """The words that do not fit; at the end of the line, its last character."""
        if self.at >= len(self.text):
            return self.span(max(len(self.text) - 1, 0), 1)
        return self.span(self.at, len(self.words))


def syntax_finding(error: UnexpectedInput, rule: str, line: Span) -> Finding:
    """The finding for a line that does not fit `rule`."""
    failure = _failure(error, rule, line)
    return next((found for check in CHECKS if (found := check(failure)) is not None), _general(failure))


def _failure(error: UnexpectedInput, rule: str, line: Span) -> Failure:
    text = current().folded[line.start : line.end]
    at, token, expected = len(text), "", frozenset[str]()
    if isinstance(error, UnexpectedToken):
        found: Token = error.token
        token = found.type
        expected = frozenset(error.accepts or error.expected)
        if token != "$END" and found.start_pos is not None:
            at = found.start_pos - line.start
    elif isinstance(error, UnexpectedCharacters):
        at, expected = (error.pos_in_stream or 0) - line.start, frozenset(error.allowed or ())
    match = _WORD.match(text, at)
    return Failure(rule, line, text, at, match.group() if match else "", token, expected)


# --- common mistakes ------------------------------------------------------------------------------------


def _open_quotation(failure: Failure) -> Finding | None:
    rest = _TEXT.sub(lambda m: " " * len(m.group()), failure.text)
    at = next((rest.find(mark) for mark in '“「”」"' if mark in rest), -1)
    return None if at < 0 else finding("YJ113", failure.span(at, 1), mark=failure.text[at])


def _bracket(failure: Failure) -> Finding | None:
    rest = _TEXT.sub(lambda m: " " * len(m.group()), failure.text)
    opened: list[int] = []
    for at, character in enumerate(rest):
        if character in "([":
            opened.append(at)
        elif character in ")]" and not opened:
            return _alone(failure, at)
        elif character in ")]":
            opened.pop()
    return _alone(failure, opened[-1]) if opened else None


def _alone(failure: Failure, at: int) -> Finding:
    """A bracket without its partner, as it was typed."""
    span = failure.span(at, 1)
    return finding("YJ103", span, bracket=current().text[span.start : span.end])


def _mixed(failure: Failure) -> Finding | None:
    other = {"AND": "OR", "OR": "AND"}.get(failure.token)
    if other is None or other not in failure.expected:
        return None
    return finding("YJ104", failure.here, word=failure.words)


def _equals(failure: Failure) -> Finding | None:
    if failure.words == "==":
        return finding("YJ105", failure.here)
    if failure.words != "=" or "EQUAL" in failure.expected:
        return None
    in_condition = failure.rule == "condition_line" or _CONDITION.search(failure.text, 0, max(failure.at, 0))
    return finding("YJ105", failure.here) if in_condition else None


def _thousands(failure: Failure) -> Finding | None:
    match = _THOUSANDS.search(failure.text)
    if match is None or not match.start() <= failure.at <= match.end():
        return None
    written = match.group()
    return finding("YJ124", failure.span(match.start(), len(written)), instead=written.replace(",", ""))


def _unknown_declaration(failure: Failure) -> Finding | None:
    if failure.rule != "head" or failure.at > 0:
        return None
    if failure.words in _BELOW:
        return finding("YJ106", failure.here)
    spellings = {s: k.token for k in KEYWORDS if k.group == "declaration" for p in k.spellings for s in (p.zh, p.en)}
    glued = next((s for s in sorted(spellings, key=len, reverse=True) if failure.words.startswith(s)), "")
    if glued and glued != failure.words:
        return finding("YJ114", failure.here, name=failure.words, instead=f"{glued} {failure.words[len(glued) :]}")
    return finding("YJ108", failure.here, name=failure.words, close=_closest(failure.words, spellings))


def _closest(word: str, spellings: Iterable[str]) -> str:
    """The spelling most like the word; of equals, the first."""
    close = [s for s in spellings if SequenceMatcher(None, s, word).ratio() >= 0.5]
    return max(close, key=lambda s: SequenceMatcher(None, s, word).ratio(), default="")


def _glued(failure: Failure) -> Finding | None:
    """A keyword that may stand here begins the word, or ends the word before."""
    spelled = [s for token in failure.expected for s in _spellings(token) if len(s) > 0 and s[-1].isalpha()]
    if failure.token in ("NAME", "TYPE_WORD", ""):
        spelled += _COMPARING if _ends_condition(failure) else ()
        for s in sorted(spelled, key=len, reverse=True):
            if failure.words.startswith(s) and failure.words != s and not s.isascii():
                instead = f"{s} {failure.words[len(s) :]}"
                return finding("YJ114", failure.here, name=failure.words, instead=instead)
    return _glued_before(failure, spelled)


def _ends_condition(failure: Failure) -> bool:
    """Whether a condition stands before, and the line could end here."""
    begun = failure.rule == "condition_line" or _CONDITION.search(failure.text[: failure.at]) is not None
    return begun and "$END" in failure.expected


def _glued_before(failure: Failure, spelled: list[str]) -> Finding | None:
    before = re.search(r"([^\W\d][\w·]*)\s*$", failure.text[: failure.at])
    if before is None:
        return None
    word = before.group(1)
    for s in sorted(spelled, key=len, reverse=True):
        if word.endswith(s) and word != s and not s.isascii():
            span = failure.span(before.start(1), len(word))
            return finding("YJ114", span, name=word, instead=f"{word[: -len(s)]} {s}")
    return None


def _spellings(token: str) -> tuple[str, ...]:
    if not any(k.token == token for k in KEYWORDS):
        return ()
    return tuple(s for p in keyword(token).spellings for s in (p.zh, p.en))


def _missing_when(failure: Failure) -> Finding | None:
    starts_condition = failure.token in ("NAME", "NOT", "ANY", "ALL", "COUNT", "EXISTS", "EVERY", "TYPE_WORD")
    if failure.rule != "head" or "WHEN" not in failure.expected or not starts_condition:
        return None
    before = failure.text[: failure.at]
    spelled = keyword("WHEN").spellings[0]
    when = spelled.en if before.lstrip()[:1].isascii() else spelled.zh
    return finding("YJ102", failure.here, instead=f"{when} {failure.words}") if before.strip() else None


def _strange_character(failure: Failure) -> Finding | None:
    if failure.token or not failure.words or re.match(r"[\w\s()\[\],=<>+\-×*÷/^%|“”\"']", failure.words):
        return None
    return finding("YJ122", failure.here, found=failure.words)


def _no_end(failure: Failure) -> Finding | None:
    if failure.at < len(failure.text):
        return None
    zh, en = expected_words(failure.expected)
    return finding("YJ123", failure.here, expected=zh, expected_en=en)


def _general(failure: Failure) -> Finding:
    zh, en = expected_words(failure.expected)
    return finding("YJ101", failure.here, found=failure.words, expected=zh, expected_en=en)


CHECKS: tuple[Callable[[Failure], Finding | None], ...] = (
    _open_quotation,
    _bracket,
    _equals,
    _thousands,
    _unknown_declaration,
    _mixed,
    _glued,
    _missing_when,
    _strange_character,
    _no_end,
)
