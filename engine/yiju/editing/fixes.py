"""Cures for findings whose cure is known: edits that a writer can take with one key.

Input: a finding of a file. Output: fixes, each a title and edits; the finding's own hint names the words. Nothing is
guessed: where a cure needs a reason, the reason is left for the writer to fill in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yiju.editing.navigation import Edit
from yiju.editing.snapshot import Snapshot
from yiju.editing.words import say
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.formatter import language_of
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Fix:
    """`preferred`: the one to take where there is but one cure."""

    title: str
    finding: Finding
    edits: tuple[Edit, ...]
    preferred: bool = False


def fixes(snapshot: Snapshot, found: Finding, lang: Lang = "zh") -> tuple[Fix, ...]:
    """The known cures of a finding."""
    held = snapshot.files.get(found.span.file) if found.span else None
    if held is None or found.span is None:
        return ()
    return tuple(dict.fromkeys(f for rule in RULES for f in rule(snapshot, found, found.span, lang)))


def _text(snapshot: Snapshot, span: Span) -> str:
    return snapshot.files[span.file].text


def _close(snapshot: Snapshot, found: Finding, span: Span, lang: Lang) -> Iterator[Fix]:
    """The closest name that is known; of a quote, the document's own words."""
    close = dict(found.args).get("close", "")
    written = _text(snapshot, span)[span.start : span.end]
    if not close or "\n" in written:
        return
    if found.code == "YJ520":
        mark = re.match(r"[>＞]\s*", written)
        place = Span(span.file, span.start + (mark.end() if mark else 0), span.end)
        yield Fix(say("fix_words", lang), found, (Edit(place, close),), True)
    else:
        yield Fix(say("fix_close", lang, name=close), found, (Edit(span, close),), True)


def _instead(snapshot: Snapshot, found: Finding, span: Span, lang: Lang) -> Iterator[Fix]:
    """What the finding says to write in place of the words it is about: 〔2019〕 for [2019]."""
    instead = dict(found.args).get("instead", "")
    if instead and found.code == "YJ138":
        yield Fix(say("fix_brackets", lang), found, (Edit(span, instead),), True)


def _assumed(snapshot: Snapshot, found: Finding, span: Span, lang: Lang) -> Iterator[Fix]:
    """A rule without grounds is marked as an assumption, whose reason the writer gives."""
    if found.code != "YJ562":
        return
    text = _text(snapshot, span)
    start = text.rfind("\n", 0, span.start) + 1
    indent = re.match(r"[ \t\u3000]*", text[start:])
    keyword = "assumed" if language_of(snapshot.files[span.file].parsed) == "en" else "假定"
    words = f"{indent[0] if indent else ''}{keyword} “{say('assume_reason', lang)}”\n"
    yield Fix(say("fix_assumed", lang), found, (Edit(Span(span.file, start, start), words),))


def _rounding(snapshot: Snapshot, found: Finding, span: Span, lang: Lang) -> Iterator[Fix]:
    """An amount that may fall between two 分 says how it is rounded: behind its formula."""
    rounding = dict(found.args).get("rounding", "")
    declaration = snapshot.declaration_at(span.file, span.start) if rounding else None
    formula = getattr(declaration, "amount", None) or getattr(declaration, "body", None)
    if isinstance(formula, t.Formula):
        end = formula.value.span.end
        title = say("fix_rounding", lang, rounding=rounding)
        yield Fix(title, found, (Edit(Span(span.file, end, end), f" {rounding}"),), True)


Rule = Callable[[Snapshot, Finding, Span, Lang], Iterator[Fix]]
RULES: tuple[Rule, ...] = (_close, _instead, _assumed, _rounding)
