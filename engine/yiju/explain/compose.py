"""From a decision to what is said about it, in the order in which a caseworker would say it.

Input: a `Decision` and a language. Output: a `Page`: the outcome, the reasons with their words, payments, amounts,
then what was assumed, how documents were read, what is missing or open, and what else they oblige.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from yiju.decision.model import Decision, Duty, IntervalOutcome, RecordError, Why
from yiju.explain.changing import need_lines, needs
from yiju.explain.grounds import Citer
from yiju.explain.layout import clean
from yiju.explain.page import Block, Line, Page, Section
from yiju.explain.paying import (
    payment_notes,
    payment_table,
    run_text,
    tell_amounts,
    tell_payments,
    tell_unpaid,
)
from yiju.explain.reasons import Teller, tell_reasons
from yiju.explain.respelling import in_chinese
from yiju.explain.terms import place
from yiju.explain.values import date_text, month_text
from yiju.explain.words import say
from yiju_grammar.finding import Lang

OutcomeKey = Literal["eligible", "ineligible", "undetermined", "error"]

Part = Callable[[Decision, Teller], list[Block]]


def compose(decision: Decision, lang: Lang, *, reveal: bool = False) -> Page:
    """Everything there is to say about a decision; sections with nothing in them are left out."""
    decision = _spelled(decision)
    teller = Teller(lang, Citer(decision, lang), reveal, decision.on)
    outcome = outcome_key(decision)
    made = []
    for key, part in PARTS:
        blocks = part(decision, teller)
        if blocks:
            made.append(Section(key, _title(key, decision, teller), tuple(blocks)))
    headline = say("headline", lang, outcome=say(outcome, lang), title=clean(decision.title or decision.policy))
    return Page(lang, outcome, headline, _subline(decision, teller), tuple(made))


def _spelled(decision: Decision) -> Decision:
    """The decision with the keywords of its rules' texts in Chinese, in which they are understood."""
    return replace(
        decision,
        why=_chinese(decision.why),
        amounts=tuple(replace(a, why=_chinese(a.why)) for a in decision.amounts),
        payments=tuple(replace(p, why=_chinese(p.why)) for p in decision.payments),
        intervals=tuple(replace(i, why=_chinese(i.why)) for i in decision.intervals),
    )


def _chinese(why: Why | None) -> Why | None:
    return in_chinese(why) if why is not None else None


def outcome_key(decision: Decision) -> OutcomeKey:
    """The outcome, or `error` where none could be made."""
    return decision.outcome if decision.outcome is not None and not decision.errors else "error"


def _subline(decision: Decision, teller: Teller) -> str:
    record = teller.identifier(decision.record)
    if decision.period is not None:
        start, end = (date_text(d, teller.lang) for d in decision.period)
        first = teller.say("over", record=record, start=start, end=end)
    else:
        first = teller.say("as_of", record=record, day=date_text(decision.on, teller.lang) if decision.on else "")
    return teller.say("semicolon").join((first, teller.say("grade_line", grade=teller.say(decision.grade))))


def _title(key: str, decision: Decision, teller: Teller) -> str:
    if key == "why":
        return teller.say(f"why_{outcome_key(decision)}")
    if key == "payments":
        if decision.on is None:
            return teller.say("payments_period")
        word = "payments_undetermined" if decision.outcome == "undetermined" else "payments"
        return teller.say(word, when=month_text(decision.on.isoformat()[:7], teller.lang))
    if key == "missing":
        many = "missing" if len(decision.missing) > 1 else "missing_one"
        return teller.say(many if decision.missing_exact else "missing_maybe")
    return teller.say(key)


# --- the sections -------------------------------------------------------------------------------------------


def _why(decision: Decision, teller: Teller) -> list[Block]:
    if decision.errors:
        return [b for e in decision.errors for b in _error(e, teller)]
    if decision.unconditional and (decision.why is None or not decision.why.because and decision.why.kind == "policy"):
        return [Line(teller.say("no_conditions", subject=clean(decision.subject)))]
    if len(decision.intervals) > 1 or decision.why is None:
        return []
    return tell_reasons(teller, decision.why)


def _error(error: RecordError, teller: Teller) -> list[Block]:
    made: list[Block] = []
    if teller.lang in error.message:
        made.append(Line(clean(error.message[teller.lang]), 0, "bad"))
    told = error.message.get(teller.lang, "")
    if any(rule not in told for rule in error.rules):
        named = teller.say("list_comma").join(teller.say("named_rule", rule=clean(r)) for r in error.rules)
        made.append(Line(teller.say("conflict", rules=named), 0, "bad"))
    return [*made, *teller.citer.cite(error.citations, (), 1)]


def _months(decision: Decision, teller: Teller) -> list[Block]:
    if len(decision.intervals) < 2:
        return []
    return [b for run in decision.intervals for b in _run(teller, run)]


def _run(teller: Teller, run: IntervalOutcome) -> list[Block]:
    span = run_text(teller, run.start.isoformat()[:7], run.end.isoformat()[:7])
    outcome = run.outcome or "error"
    tone = {"eligible": "good", "ineligible": "bad", "error": "bad"}.get(outcome, "open")
    head = Line(teller.say("run", span=span, outcome=teller.say(outcome)), 0, tone)  # type: ignore[arg-type]  # literals
    if run.why is None:
        return [head]

    return [head, *tell_reasons(teller, run.why, 1)]


def _payments(decision: Decision, teller: Teller) -> list[Block]:
    if decision.period is None:
        return tell_payments(teller, decision.payments)
    if not decision.payments:
        return []
    return [payment_table(teller, decision), *payment_notes(teller, decision)]


def _standards(decision: Decision, teller: Teller) -> list[Block]:
    return [] if decision.outcome in ("ineligible", None) else tell_amounts(teller, decision.amounts)


def _unpaid(decision: Decision, teller: Teller) -> list[Block]:
    return tell_unpaid(teller, decision.unpaid)


def _missing(decision: Decision, teller: Teller) -> list[Block]:
    return [Line(place(m, teller.lang), 0, "open", item=True) for m in decision.missing]


def _open(decision: Decision, teller: Teller) -> list[Block]:
    made: list[Block] = []
    for o in decision.open:
        text = clean(o.point)
        if o.readings:
            readings = teller.say("semicolon").join(map(clean, o.readings))
            text = teller.say("open_readings", point=text, readings=readings)
        made.append(Line(text, 0, "open", item=True))
    return made


def _assumptions(decision: Decision, teller: Teller) -> list[Block]:
    return [Line(clean(a.why), 0, "open", item=True) for a in decision.assumptions]


def _readings(decision: Decision, teller: Teller) -> list[Block]:
    return [
        Line(teller.say("reading", rule=clean(rule), text=clean(r.text), why=clean(r.why)), 0, item=True)
        for rule, r in dict.fromkeys(decision.readings)
    ]


def _change(decision: Decision, teller: Teller) -> list[Block]:
    if decision.outcome != "ineligible" or len(decision.intervals) > 1:
        return []
    need = needs(decision.why, teller.lang) if decision.why is not None else None
    return need_lines(need, teller.lang) if need is not None else []


def _duties(decision: Decision, teller: Teller) -> list[Block]:
    own = [d for d in decision.duties if d.kind != "remedy"]
    made = [b for d in own if d.certain for b in _duty(d, teller, 0)]
    unsure = [b for d in own if not d.certain for b in _duty(d, teller, 1)]
    return [*made, Line(teller.say("maybe"), 0, "open"), *unsure] if unsure else made


def _remedies(decision: Decision, teller: Teller) -> list[Block]:
    return [b for d in decision.duties if d.kind == "remedy" for b in _duty(d, teller, 0)]


def _duty(duty: Duty, teller: Teller, depth: int) -> list[Block]:
    name = clean(duty.name)
    if duty.kind == "deadline":
        key = "deadline" if duty.day else "deadline_open"
        text = teller.say(key, name=name, day=date_text(duty.day, teller.lang) if duty.day else "")
    elif duty.kind == "discretion":
        text = teller.say("discretion_by" if duty.who else "discretion", name=name, who=clean(duty.who))
    else:
        text = name if duty.kind == "remedy" else teller.say(duty.kind, name=name)
    return [Line(text, depth), *teller.citer.cite(duty.citations, (), depth + 1)]


PARTS: tuple[tuple[str, Part], ...] = (
    ("why", _why),
    ("months", _months),
    ("payments", _payments),
    ("unpaid", _unpaid),
    ("standards", _standards),
    ("change", _change),
    ("remedies", _remedies),
    ("assumptions", _assumptions),
    ("readings", _readings),
    ("missing", _missing),
    ("open", _open),
    ("duties", _duties),
)
