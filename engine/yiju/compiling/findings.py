"""What a writer must look at: sums that fail, numbers to repair, ordinals out of order, sentences nothing was made of.

Input: a compiled document. Output: findings at places in its text (YJ701–YJ709), after those of the reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from yiju.compiling.text import scale_of
from yiju.documents.clauses import Clause
from yiju.documents.ordinals import number_of
from yiju.drafting.limits import MOST_PROVISIONS, drafted_until
from yiju.drafting.model import Compiled
from yiju.drafting.naming import phrase
from yiju.drafting.phrases import plain
from yiju.sums.model import Amount, Sum
from yiju_grammar.finding import Finding, Note, finding
from yiju_grammar.span import Span

LAST = re.compile(r"(?:（([^）]+)）|第([^第]+?)[编章节条](?:之.+)?|(\d+)|([①-⑳])|([一二三四五六七八九十百]+))$")


def findings_of(compiled: Compiled) -> tuple[Finding, ...]:
    """All findings, those of the reader first, then by kind in the order of the text."""
    checks: tuple[Callable[[Compiled], Iterator[Finding]], ...] = (
        _sums,
        _numbers,
        _ordinals,
        _uncovered,
        _given_up,
        _beyond,
    )
    return (*compiled.reading.document.findings, *(f for check in checks for f in check(compiled)))


def _span(compiled: Compiled, place: tuple[int, int]) -> Span:
    return Span(compiled.reading.file, *place)


def _sums(compiled: Compiled) -> Iterator[Finding]:
    for checked in compiled.reading.sums:
        place = checked.total.span or next((p.span for p in checked.parts if p.span), None)
        if place is None:
            continue
        if checked.status == "fails":
            yield _failed(compiled, checked, place)
        elif checked.alternatives:
            scale, unit = scale_of(checked)
            sets = "；".join(_named(parts, scale) for parts in (checked.parts, *checked.alternatives))
            total = f"{phrase(checked.total.label, 20)}{plain(checked.total.value / scale)}{unit}"
            yield finding("YJ702", _span(compiled, place), total=total, sets=sets)


def _failed(compiled: Compiled, checked: Sum, place: tuple[int, int]) -> Finding:
    scale, unit = scale_of(checked)
    notes = tuple(
        Note("part", _span(compiled, p.span), (("label", p.label or "分项"), ("value", plain(p.value / scale))))
        for p in checked.parts
        if p.span
    )
    return finding(
        "YJ701",
        _span(compiled, place),
        notes=notes,
        total=plain(checked.total.value / scale),
        sum=_added(checked.parts, scale),
        unit=unit,
        difference=plain(abs(checked.difference) / scale),
    )


def _named(parts: tuple[Amount, ...], scale: int) -> str:
    """The parts of one way to balance, each by its name."""
    return " + ".join(f"{phrase(p.label, 20)}{plain(p.value * p.times / scale)}" for p in parts)


def _added(parts: tuple[Amount, ...], scale: int) -> str:
    shown = [plain(p.value / scale) + (f"×{p.times}" if p.times > 1 else "") for p in parts]
    return f"{' + '.join(shown)} = {plain(sum(p.value * p.times for p in parts) / scale)}"


def _numbers(compiled: Compiled) -> Iterator[Finding]:
    for number in compiled.reading.facts.numbers:
        if not number.is_wellformed:
            yield finding("YJ703", _span(compiled, number.span), number=phrase(number.text), repair=number.normalized)


def _ordinals(compiled: Compiled) -> Iterator[Finding]:
    """Among the clauses under one parent, in order: each one more than the one before it."""
    last: dict[tuple[str, int], int] = {}
    for clause in compiled.reading.clauses:
        number = _number(clause)
        if number is None:
            continue
        key = (clause.path[: -len(_last(clause))], clause.level)
        before = last.get(key, 0)
        last[key] = number
        if number == before:
            yield finding("YJ704", _span(compiled, clause.span), ordinal=_last(clause))
        elif number < before:
            yield finding("YJ706", _span(compiled, clause.span), ordinal=_last(clause), before=str(before))
        elif number > before + 1:
            yield finding("YJ705", _span(compiled, clause.span), ordinal=_last(clause), before=str(before))


def _last(clause: Clause) -> str:
    match = LAST.search(clause.path)
    return match[0] if match else clause.path


def _number(clause: Clause) -> int | None:
    match = LAST.search(clause.path)
    word = next((g for g in match.groups() if g), None) if match else None
    return None if word is None or not re.fullmatch(r"[\d①-⑳一二三四五六七八九十百〇零]+", word) else number_of(word)


def _uncovered(compiled: Compiled) -> Iterator[Finding]:
    for item in compiled.reading.provisions.account:
        if item.status == "uncovered":
            clause = item.sentence.clause_path or "正文"
            yield finding(
                "YJ708", _span(compiled, item.sentence.span), clause=clause, words=phrase(item.sentence.text, 30)
            )


def _beyond(compiled: Compiled) -> Iterator[Finding]:
    end = drafted_until(compiled.reading)
    if end is not None:
        count = len(compiled.reading.provisions.provisions)
        yield finding("YJ707", _span(compiled, (end, end + 1)), count=count, limit=MOST_PROVISIONS)


def _given_up(compiled: Compiled) -> Iterator[Finding]:
    for head, code in compiled.draft.given_up:
        yield finding("YJ709", None, declaration=phrase(head), because=code)
