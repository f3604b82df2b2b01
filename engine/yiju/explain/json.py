"""A decision as JSON: the form `yiju/decision/1` of `decision.schema.json`.

Input: a `Decision`. Output: dicts and lists whose keys stand in a fixed order; every number is a decimal string, so
that the same decision gives the same bytes. No language: sentences are left to the other renderers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from yiju.decision.model import (
    Amount,
    Change,
    Decision,
    Duty,
    IntervalOutcome,
    Payment,
    RecordError,
    Shown,
    Unpaid,
    Why,
)
from yiju.documents.model import Citation
from yiju.explain.deciding import GROUPS, NAMED, deciding, is_exceptional, unwrap
from yiju.explain.layout import clean
from yiju.explain.values import masked, plain, unit_name

SCHEMA = "yiju/decision/1"

Json = dict[str, Any]


def to_json(decision: Decision, *, reveal: bool = False) -> Json:
    """The published form of a decision; keys that do not apply to it are left out after the fixed ones.

    Args:
        reveal: show the values of private fields, which are masked otherwise.
    """
    made: Json = {
        "schema": SCHEMA,
        "policy": decision.policy,
        "record": decision.record,
        "on": decision.on.isoformat() if decision.on else None,
        "period": _period(decision),
        "outcome": decision.outcome,
        "grade": decision.grade,
        "amounts": [_amount(a) for a in decision.amounts],
        "payments": [_payment(p) for p in decision.payments],
        "why": _why(unwrap(decision.why), reveal) if decision.why else None,
        "citations": [_citation(c) for c in decision.citations],
        "missing": list(decision.missing),
        "assumptions": [{"why": a.why} for a in decision.assumptions],
        "open": [{"point": o.point, "readings": list(o.readings)} for o in decision.open],
        "readings": [{"rule": rule, "reading": r.text, "why": r.why} for rule, r in decision.readings],
        "obligations": _duties(decision, "obligation"),
        "rules": {"digest": decision.digest},
    }
    return {**made, **_where_they_apply(decision, reveal)}


def to_json_text(decision: Decision, *, reveal: bool = False, indent: int | None = 2) -> str:
    """The same as text, Chinese characters as they are; without `indent`, one line (for .jsonl)."""
    separators = None if indent else (",", ":")
    return json.dumps(to_json(decision, reveal=reveal), ensure_ascii=False, indent=indent, separators=separators)


@cache
def decision_schema() -> Mapping[str, Any]:
    """The JSON Schema (2020-12) of the form."""
    text = files("yiju.explain").joinpath("decision.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def _where_they_apply(decision: Decision, reveal: bool) -> Json:
    more: Json = {}
    if decision.errors:
        more["error"] = _error(decision.errors[0])
    if len(decision.errors) > 1:
        more["errors"] = [_error(e) for e in decision.errors]
    if decision.period:
        more["intervals"] = [_interval(i, reveal) for i in decision.intervals]
    if not decision.missing_exact:
        more["missing_exact"] = False
    if decision.unpaid:
        more["unpaid"] = [_unpaid(u) for u in decision.unpaid]
    kinds = (("deadlines", "deadline"), ("discretions", "discretion"), ("remedies", "remedy"))
    more.update({key: made for key, kind in kinds if (made := _duties(decision, kind))})
    if decision.changes:
        more["changes"] = [_change(c, reveal) for c in decision.changes]
    return more


def _period(decision: Decision) -> Json | None:
    if decision.period is None:
        return None
    start, end = decision.period
    return {"from": start.isoformat(), "to": end.isoformat()}


def _amount(amount: Amount) -> Json:
    made: Json = {
        "name": amount.name,
        "value": _value(amount.value),
        "unit": unit_name(amount.unit),
        "missing": list(amount.missing),
    }
    return {**made, "open": list(amount.open)} if amount.open else made


def _payment(payment: Payment) -> Json:
    made: Json = {
        "name": payment.name,
        "due": payment.due,
        "value": _value(payment.value),
        "unit": unit_name(payment.unit),
        "missing": list(payment.missing),
        "funds": [{"name": f.name, "value": _value(f.value)} for f in payment.funds],
    }
    if payment.recipient is not None:
        made["recipient"] = payment.recipient
    if payment.if_eligible is not None:
        made["if_eligible"] = _value(payment.if_eligible)
    if payment.open:
        made["open"] = list(payment.open)
    return made


def _unpaid(unpaid: Unpaid) -> Json:
    made: Json = {"name": unpaid.name, "due": unpaid.due, "reason": unpaid.reason}
    if unpaid.recipient is not None:
        made["recipient"] = unpaid.recipient
    if unpaid.rule is not None:
        made["rule"] = unpaid.rule
    return made


def _citation(citation: Citation) -> Json:
    return {
        "number": citation.number,
        "title": citation.title,
        "grade": citation.grade,
        "document": citation.document,
        "clause": citation.clause,
        "span": list(citation.span),
        "quote": citation.quote,
    }


def _duties(decision: Decision, kind: str) -> list[Json]:
    return [_duty(d) for d in decision.duties if d.kind == kind]


def _duty(duty: Duty) -> Json:
    made: Json = {"name": duty.name}
    if duty.kind == "deadline":
        made["day"] = duty.day.isoformat() if duty.day else None
    if duty.kind == "discretion":
        made["who"] = duty.who
    made["citation"] = _first(duty.citations)
    return made if duty.certain else {**made, "certain": False}


def _error(error: RecordError) -> Json:
    return {
        "code": error.code,
        "message": {lang: error.message[lang] for lang in sorted(error.message)},
        "rules": list(error.rules),
        "citations": list(error.citations),
    }


def _interval(interval: IntervalOutcome, reveal: bool) -> Json:
    return {
        "from": interval.start.isoformat(),
        "to": interval.end.isoformat(),
        "outcome": interval.outcome,
        "why": _why(unwrap(interval.why), reveal) if interval.why else None,
    }


def _change(change: Change, reveal: bool) -> Json:
    return {
        "field": change.field,
        "have": _value(change.have, reveal),
        "need": change.need,
        "rule": change.rule,
        "citation": _first(change.citations),
    }


# --- reasons ------------------------------------------------------------------------------------------------


def _why(step: Why, reveal: bool) -> Json:
    """A thing with a name as `rule`, a condition as `text`; connectives give way to what decided them."""
    made: Json = {"rule": step.rule} if step.kind in NAMED and step.rule is not None else {"text": clean(step.text)}
    if step.value is not None and step.kind != "exception":
        made["value"] = _value(step.value)
    else:
        made["holds"] = step.holds
    if "rule" in made or step.citations:
        made["citation"] = _first(step.citations)
    if len(step.citations) > 1:
        made["citations"] = list(step.citations)
    if "text" in made or step.facts:
        made["facts"] = {name: _value(value, reveal) for name, value in step.facts}
    because = [_why(s, reveal) for s in _under(step)]
    if because or step.kind in ("policy", "rule"):
        made["because"] = because
    return made


def _under(step: Why) -> list[Why]:
    return [inner for s in deciding(step) for inner in _flattened(s)]


def _flattened(step: Why) -> list[Why]:
    gives_way = step.kind in GROUPS and step.kind != "not" and not step.citations
    if step.because and (gives_way or (is_exceptional(step) and not step.citations)):
        return _under(step)
    return [step]


def shown_plain(value: Shown) -> str | None:
    """A value as one plain text for a table: a decimal, 真 or 假, a day, words joined by 、; None for unknown."""
    found = _value(value, reveal=True)
    if isinstance(found, bool):
        return "真" if found else "假"
    return "、".join(map(str, found)) if isinstance(found, list) else found


def _value(value: Shown, reveal: bool = False) -> Any:
    """A number as its decimal string, a day in ISO form, null for unknown."""
    if value.kind == "unknown":
        return None
    if value.kind == "nothing":
        return "无"
    if value.private and not reveal:
        return masked(value, "en")
    match value.value:
        case bool():
            return value.value
        case frozenset():
            return sorted(value.value)
        case (low, high):
            return [plain(low, value.decimals), plain(high, value.decimals)]
    return _scalar(value)


def _scalar(value: Shown) -> str:
    if isinstance(value.value, Fraction):
        return plain(value.value, value.decimals)
    return value.value.isoformat() if isinstance(value.value, date) else str(value.value)


def _first(citations: tuple[int, ...]) -> int | None:
    return citations[0] if citations else None
