"""政策, 细则, 枚举, 计量, 记录, 起始, 账目 and 案例 in plain words.

Input: a declaration of the tree. Output: lines.
"""

from __future__ import annotations

import re
from dataclasses import replace

from yiju.explain.plain.duties import type_words
from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.quantities import each, last_day, quantity
from yiju.explain.plain.values import amount_phrase, value_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.values import date_text
from yiju.explain.words import say
from yiju_grammar import tree as t
from yiju_grammar.lexicon import LEDGER_TOTAL

Lines = tuple[PlainLine, ...]
_MARK = re.compile("[、，；：,;:]")


def policy(wording: Wording, x: t.Policy) -> Lines:
    """`政策`: what it is called, whom it is about, what it stands on."""
    lang = wording.lang
    text = put("policy", lang, title=x.title or x.name.text, subject=x.subject.text if x.subject else "")
    return _with_basis(wording, text, x.basis)


def filling(wording: Wording, x: t.Filling) -> Lines:
    """`细则`: whose, for which policy."""
    text = put("filling", wording.lang, office=x.office.text, policy=x.policy.text)
    return _with_basis(wording, text, x.basis)


def _with_basis(wording: Wording, text: str, basis: tuple[t.Name, ...]) -> Lines:
    lang = wording.lang
    if basis:
        documents = put("list_comma", lang).join(b.text for b in basis)
        text = put("comma", lang).join((text, put("on_basis", lang, documents=documents)))
    return (PlainLine(text + put("stop", lang)),)


def enumeration(wording: Wording, x: t.Enumeration) -> Lines:
    """`枚举`: its values."""
    return _one(wording, "enumeration", name=x.name.text, values=_listed(wording, [v.text for v in x.values]))


def measure(wording: Wording, x: t.Measure) -> Lines:
    """`计量`: further units."""
    return _one(wording, "measure", units=_listed(wording, [u.text for u in x.units]))


def record(wording: Wording, x: t.Record) -> Lines:
    """`记录`: what one record is, and its fields."""
    lang = wording.lang
    key = "record_counts" if x.counts_as else "record"
    head = PlainLine(put(key, lang, name=x.name.text, unit=each(x.counts_as or "", lang)))
    fields = [_field(wording, f) for f in x.fields]
    ends = ["item_end"] * (len(fields) - 1) + ["stop"]
    return (head, *(PlainLine(f + put(e, lang), 1) for f, e in zip(fields, ends, strict=False)))


def _field(wording: Wording, x: t.Field) -> str:
    lang = wording.lang
    parts = [type_words(wording, x.type, multiple=x.multiple)]
    if x.low is not None and x.high is not None:
        parts.append(put("range_marked", lang, low=quantity(wording, x.low), high=quantity(wording, x.high)))
    marks = ("identifier", "required", "optional", "private")
    parts += [put(f"mark_{m}", lang) for m in marks if getattr(x, m)]
    if x.default is not None:
        parts.append(put("default", lang, value=value_phrase(wording, x.default)))
    return x.name.text + put("colon_joined", lang) + put("comma", lang).join(parts)


def start(wording: Wording, x: t.Start) -> Lines:
    """`起始`: the first day."""
    text = say("start", wording.lang, day=date_text(x.day, wording.lang), now="")
    return (PlainLine(text + put("stop", wording.lang)),)


def ledger(wording: Wording, x: t.Ledger) -> Lines:
    """`账目`: its lines with their parts."""
    head = PlainLine(put("ledger", wording.lang, name=x.name.text))
    lines = [line for e in x.entries for line in _entry(wording, e, 1)]
    if lines:
        lines[-1] = replace(
            lines[-1], text=lines[-1].text.removesuffix(put("item_end", wording.lang)) + put("stop", wording.lang)
        )
    return (head, *lines)


def _entry(wording: Wording, x: t.LedgerEntry, depth: int) -> list[PlainLine]:
    label = put("quoted", wording.lang, text=x.label.text) if _MARK.search(x.label.text) else x.label.text
    total = x.label.text == LEDGER_TOTAL.zh and x.kind not in ("part", "share")
    text = put(
        f"{'total' if total else 'entry'}_{x.kind}", wording.lang, label=label, amount=quantity(wording, x.amount)
    )
    key = "parts_follow" if x.parts else "item_end"
    return [
        PlainLine(text + put(key, wording.lang), depth),
        *(line for p in x.parts for line in _entry(wording, p, depth + 1)),
    ]


def case(wording: Wording, x: t.Case) -> Lines:
    """`案例`: a made-up record, and what it should get."""
    lang = wording.lang
    given = [_given(wording, g) for g in x.given]
    parts = [put("case_given", lang, given=put("comma", lang).join(given))] if given else []
    if x.on is not None:
        parts.append(put("case_on", lang, day=last_day(x.on.last, lang)))
    told = put("semicolon", lang).join(parts)
    head = put("example", lang, name=x.name.text)
    lines = [PlainLine(head + told + put("stop", lang)) if told else PlainLine(head.rstrip("：: ") + put("stop", lang))]
    if x.expected is not None:
        lines.append(PlainLine(_expected(wording, x.expected) + put("stop", lang)))
    return tuple(lines)


def _given(wording: Wording, x: t.Given) -> str:
    if x.rows is not None:
        return put("given_rows", wording.lang, name=x.name.text, count=len(x.rows.rows))
    if isinstance(x.value, t.ValueList):
        value = _listed(wording, [value_phrase(wording, v) for v in x.value.values])
    else:
        value = _shown(wording, x.value) if x.value is not None else put("nothing", wording.lang)
    return put("is", wording.lang, name=x.name.text, value=value)


def _expected(wording: Wording, x: t.Expectation) -> str:
    lang = wording.lang
    parts = [put(f"expect_{x.outcome}", lang)] if x.outcome else []
    if x.because:
        parts.append(put("expect_because", lang, rules=_listed(wording, [f"“{b.text}”" for b in x.because])))
    if x.missing:
        parts.append(put("expect_missing", lang, names=_listed(wording, [m.text for m in x.missing])))
    parts += [_expected_value(wording, v) for v in x.values]
    return put("expected", lang) + put("comma", lang).join(parts)


def _expected_value(wording: Wording, x: t.ExpectedValue) -> str:
    if isinstance(x.value, t.OpenPoint) and not x.value.text:
        return put("value_undetermined", wording.lang, name=x.name.text)
    return put("is", wording.lang, name=x.name.text, value=_shown(wording, x.value))


def _shown(wording: Wording, value: t.Expr) -> str:
    if isinstance(value, t.Truth):
        return put("quoted", wording.lang, text=amount_phrase(wording, value))
    return amount_phrase(wording, value)


def _listed(wording: Wording, names: list[str]) -> str:
    return put("list_comma", wording.lang).join(names)


def _one(wording: Wording, key: str, /, **words: str) -> Lines:
    return (PlainLine(put(key, wording.lang, **words) + put("stop", wording.lang)),)
