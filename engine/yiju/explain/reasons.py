"""The reasoning in sentences: the rules that decided, the conditions in them, the words they stand on.

Input: `Why` steps. Output: lines and grounds. Only what fixed the result is told; what a value came from is told once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from yiju.decision.model import Shown, Why
from yiju.explain.deciding import deciding, is_exceptional, is_leaf, unwrap
from yiju.explain.grounds import Citer
from yiju.explain.layout import cell_width, clean
from yiju.explain.page import Block, Cited, Line, Table, Tone
from yiju.explain.phrases import quantified_phrase
from yiju.explain.terms import place, quantified, tight
from yiju.explain.testing import condition_text, fact_list
from yiju.explain.values import date_text, mask_text, month_text, value_text
from yiju.explain.words import say
from yiju_grammar.finding import Lang

TONES: dict[bool | None, Tone] = {True: "good", False: "bad", None: "open"}
MOST_ALIKE = 3
"""How many members in the same case are told one by one."""
DEEPEST = 4
LONGEST = 120
"""Cells that several conditions may take to stand on one line."""
_IDENTITY = re.compile(r"\d{17}[\dXx]|\d{15}")
_BOUNDS = {"截止": "cutoff", "起始": "start", "施行": "effective", "失效": "ended", "未发布": "not_issued"}


@dataclass(slots=True)
class Teller:
    """What telling needs: the language, the citer, whether private values are shown, and what was told already."""

    lang: Lang
    citer: Citer
    reveal: bool
    day: date | None
    told: set[str] = field(default_factory=set)

    def say(self, key: str, **words: object) -> str:
        return say(key, self.lang, **words)

    def identifier(self, text: str) -> str:
        """Whom a record or payment is about; an identity-card number only in part."""
        return clean(text) if self.reveal or not _IDENTITY.fullmatch(text) else mask_text(text)

    def amount(self, step: Why) -> Shown:
        """The value of a named step; of a standard, as the decision states it."""
        own = [a.value for a in self.citer.decision.amounts if a.name == step.rule]
        assert step.value is not None
        return own[0] if own else step.value

    def value(self, value: Shown) -> str:
        return value_text(value, self.lang, reveal=self.reveal)


def tell_reasons(teller: Teller, why: Why, depth: int = 0) -> list[Block]:
    """The reasons of an outcome."""
    return tell(teller, unwrap(why), depth, True)


def tell(teller: Teller, step: Why, depth: int, want: bool) -> list[Block]:
    """One step with what decided it. `want`: whether it should hold."""
    if step.kind == "interval" and step.rule in _BOUNDS:
        return [Line(_interval(teller, step), depth, "bad"), *_grounds(teller, step, depth + 1)]
    if step.kind == "policy":
        return [b for s in deciding(step) for b in tell(teller, s, depth, want)]
    if step.kind == "exception":
        return _headed(teller, step, _exception(teller, step), depth, want=not is_exclusion(step))
    if is_exceptional(step):
        return [
            *(b for s in deciding(step) for b in tell(teller, s, depth, want)),
            *_grounds(teller, step, depth),
        ]
    if step.kind in ("rule", "definition", "table") and step.value is None:
        return _headed(teller, step, _named(teller, step), depth, want=want)
    if step.kind in ("any", "all", "not"):
        return _connective(teller, step, depth, want)
    if step.kind in ("exists", "every"):
        return _members(teller, step, depth, want)
    if step.value is not None:
        return tell_value(teller, step, depth)
    return [
        Line(condition_text(step, teller.lang, want=want, reveal=teller.reveal), depth, _tone(step, want)),
        *_origins(teller, step, depth + 1),
        *_grounds(teller, step, depth + 1),
    ]


def is_exclusion(step: Why) -> bool:
    """Whether an exception takes something away: its value is 假."""
    return step.value is not None and step.value.value is False


def _tone(step: Why, want: bool) -> Tone:
    return TONES[None if step.holds is None else step.holds is want]


def _grounds(teller: Teller, step: Why, depth: int) -> list[Block]:
    return teller.citer.cite(step.citations, step.assumed, depth)


def _named(teller: Teller, step: Why) -> str:
    kind = "rule" if step.kind == "rule" else "so"
    keys = {
        ("rule", True): "rule_holds",
        ("rule", False): "rule_fails",
        ("rule", None): "rule_open",
        ("so", True): "is_so",
        ("so", False): "is_not_so",
        ("so", None): "so_open",
    }
    return teller.say(keys[kind, step.holds], rule=clean(step.rule or ""))


def _exception(teller: Teller, step: Why) -> str:
    rule = clean(step.rule or "")
    if step.holds is True:
        return teller.say("exclusion_applies" if is_exclusion(step) else "exception_applies", rule=rule)
    return teller.say("exception_open" if step.holds is None else "exception_not", rule=rule)


def _headed(teller: Teller, step: Why, head: str, depth: int, *, want: bool) -> list[Block]:
    """A heading, what decided it, and its grounds; one plain condition goes on the heading's own line."""
    under = deciding(step)
    tone = _tone(step, want)
    if not under:
        return [Line(head, depth, tone), *_grounds(teller, step, depth + 1)]
    told = [b for s in under for b in tell(teller, s, depth + 1, want)]
    told = _run_together(teller, told)
    first = told[0]
    one_line = sum(isinstance(b, Line) and b.depth == depth + 1 for b in told) == 1
    if isinstance(first, Line) and not first.item and one_line:
        joined = teller.say("colon").join((head, first.text))
        inner = [replace(b, depth=max(depth + 1, b.depth - 1)) for b in told[1:] if not isinstance(b, Table)]
        return [replace(first, text=joined, depth=depth, tone=tone), *inner, *_grounds(teller, step, depth + 1)]
    return [Line(teller.say("because", what=head), depth, tone), *told, *_grounds(teller, step, depth + 1)]


def _run_together(teller: Teller, told: list[Block]) -> list[Block]:
    """Short plain sentences side by side become one."""
    made: list[Block] = []
    for block in told:
        last = made[-1] if made else None
        if isinstance(last, Line) and isinstance(block, Line) and _are_alike(last, block):
            text = teller.say("semicolon").join((last.text, block.text))
            if cell_width(text) <= LONGEST:
                made[-1] = replace(last, text=text)
                continue
        made.append(block)
    return made


def _are_alike(first: Line, second: Line) -> bool:
    return first.depth == second.depth and not (first.item or second.item or first.text.endswith(("：", ":")))


def _connective(teller: Teller, step: Why, depth: int, want: bool) -> list[Block]:
    if step.kind == "not":
        under = step.because[0] if step.because else step
        told = tell(teller, under, depth, not want) if under is not step else []
        return [*told, *_grounds(teller, step, depth + 1)]
    under_steps = deciding(step)
    alternatives = want and step.kind == "any" and step.holds is not True and len(under_steps) > 1
    if not alternatives:
        told = [b for s in under_steps for b in tell(teller, s, depth, want)]
        return [*told, *_grounds(teller, step, depth + 1)]
    head = teller.say("none_of" if step.holds is not None else "any_open")
    told = [b for s in under_steps for b in _item(_run_together(teller, tell(teller, s, depth + 1, want)))]
    return [Line(head, depth, _tone(step, want)), *told, *_grounds(teller, step, depth + 1)]


def _item(told: list[Block]) -> list[Block]:
    """Mark the first line of an alternative; what else it takes stands below it."""
    first = told[0] if told else None
    if not isinstance(first, Line):
        return told
    own = [replace(b, depth=b.depth + 1) if isinstance(b, Line) and b.depth == first.depth else b for b in told[1:]]
    return [replace(first, item=True), *own]


def _members(teller: Teller, step: Why, depth: int, want: bool) -> list[Block]:
    head = _quantified(teller, step, want)
    made: list[Block] = [Line(head, depth, _tone(step, want))]
    for member in step.because[:MOST_ALIKE]:
        made += _member(teller, member, depth + 1, want)
    rest = len(step.because) - MOST_ALIKE
    if rest > 0:
        made.append(Line(teller.say("more_members", count=rest), depth + 1))
    return [*made, *_grounds(teller, step, depth + 1)]


def _quantified(teller: Teller, step: Why, want: bool) -> str:
    found = quantified(step.text)
    if found is None:
        return condition_text(step, teller.lang, want=want, reveal=teller.reveal)
    name, text = (tight(t, teller.lang) for t in found)
    kind: Literal["exists", "every"] = "exists" if step.kind == "exists" else "every"
    return quantified_phrase(kind, name, text, teller.lang, holds=step.holds)


def _member(teller: Teller, member: Why, depth: int, want: bool) -> list[Block]:
    name = place(member.rule or "", teller.lang)
    if member.because and not member.facts:
        told = [b for s in member.because if s.holds is member.holds for b in tell(teller, s, depth, want)]
        if told and isinstance(told[0], Line):
            joined = teller.say("colon").join((name, told[0].text))
            return [replace(told[0], text=joined), *told[1:], *_grounds(teller, member, depth + 1)]
    text = condition_text(replace(member, rule=None), teller.lang, want=want, reveal=teller.reveal)
    line = Line(teller.say("colon").join((name, text)), depth, _tone(member, want))
    return [line, *_origins(teller, member, depth + 1), *_grounds(teller, member, depth + 1)]


def _interval(teller: Teller, step: Why) -> str:
    if step.rule == "未发布":
        return teller.say("not_issued")
    bound = date.fromisoformat(step.text.split()[-1])
    now = teller.say("outside", now=date_text(teller.day, teller.lang)) if teller.day else ""
    key = _BOUNDS[step.rule or ""]
    if key in ("cutoff", "ended") and (bound + timedelta(days=1)).day == 1:
        day = teller.say("month_end", month=month_text(bound.isoformat()[:7], teller.lang))
    else:
        day = date_text(bound, teller.lang)
    return teller.say(key, day=day, now=now)


# --- values -------------------------------------------------------------------------------------------------


def _origins(teller: Teller, step: Why, depth: int) -> list[Block]:
    """Where the values compared came from."""
    return [b for s in step.because if s.value is not None for b in tell_value(teller, s, depth)]


def tell_value(teller: Teller, step: Why, depth: int) -> list[Block]:
    """What a named value came to, from what, on which words; each name is told once."""
    if step.rule is None:
        return [b for s in step.because for b in tell_value(teller, s, depth)] if step.because else []
    if step.rule in teller.told or depth > DEEPEST or step.value is None or step.value.kind == "unknown":
        return []
    teller.told.add(step.rule)
    name, value = place(step.text, teller.lang), teller.value(step.value)
    step = _merged(step)
    line = teller.say("defined", name=name, value=value)
    parts = origin_text(teller, step)
    if parts:
        line = say("comma", teller.lang).join((line, parts))
    inner = [b for s in _values_under(step) for b in tell_value(teller, s, depth + 1)]
    grounds = _grounds(teller, step, depth + 1)
    if not parts and not inner and not any(isinstance(b, Cited) for b in grounds):
        return []
    return [Line(line, depth), *grounds, *inner]


def origin_text(teller: Teller, step: Why) -> str:
    """`即收入÷人口，其中收入为2160.00元/月，人口为3人`; for a table, the values it was read with."""
    step = _merged(step)
    formula = step.because[0] if len(step.because) == 1 and step.because[0].kind == "formula" else None
    under = _values_under(step)
    inner_facts = {n for s in under for n, _ in s.facts}
    given = [
        (n, v) for n, v in (*step.facts, *(formula.facts if formula else ())) if n != step.text and n not in inner_facts
    ]
    named = [(s.text, teller.amount(s)) for s in under]
    known = [(n, v) for n, v in dict((*given, *named)).items() if v.kind != "unknown"]
    facts = fact_list(known, teller.lang, reveal=teller.reveal)
    applied = [teller.say("exception_applies", rule=clean(s.rule or "")) for s in step.because if _is_applied(s)]
    if applied:
        worth = [b for s in step.because if _is_applied(s) for b in s.because if b.value is not None and b.rule is None]
        told = [origin_text(teller, replace(b, kind="definition", because=(b,))) for b in worth]
        return teller.say("comma").join((*applied, *filter(None, told)))
    if formula is None or not _is_formula(formula):
        return teller.say("where", parts=facts) if facts else ""
    said = teller.say("quoted", text=tight(formula.text, teller.lang))
    that_is = f"即{said}" if teller.lang == "zh" else f"that is {said}"
    return f"{that_is}{teller.say('comma')}{teller.say('where', parts=facts)}" if facts else that_is


def _merged(step: Why) -> Why:
    """A name that only stands for another one's value, told as one."""
    under = step.because[0] if len(step.because) == 1 else None
    if under is None or under.kind != "definition" or under.value is None or under.value != step.value:
        return step
    formula = replace(under, kind="formula", rule=None)
    return replace(step, because=(formula,), citations=(*step.citations, *under.citations))


def _values_under(step: Why) -> list[Why]:
    """Named values directly under a value, through formulas without a name."""
    found: list[Why] = []
    for inner in step.because:
        if inner.kind == "exception":
            found += _values_under(inner) if inner.holds else []
        elif inner.value is not None and inner.rule is not None:
            found += [inner] if inner.rule != step.rule else _values_under(inner)
        elif inner.rule is None and inner.value is not None:
            found += _values_under(inner)
    return found


def _is_applied(step: Why) -> bool:
    return step.kind == "exception" and step.holds is True


def _is_formula(step: Why) -> bool:
    return is_leaf(step) and bool(step.text) and not step.text.replace(".", "").isdigit()
