"""发放, 补发, 互斥 and 资金 in plain words.

Input: a declaration of the tree. Output: lines.
"""

from __future__ import annotations

from datetime import date

from yiju.explain.plain.line import PlainLine, chinese_number
from yiju.explain.plain.listing import names_joined
from yiju.explain.plain.quantities import last_day, quantity
from yiju.explain.plain.rules import condition_lines
from yiju.explain.plain.sums import is_worth, value_lines
from yiju.explain.plain.values import value_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.values import month_text
from yiju_grammar import tree as t

Lines = tuple[PlainLine, ...]


def payment(wording: Wording, x: t.Payment) -> Lines:
    """`发放`: how often, to whom, from when to when, how much, and on what condition."""
    lang = wording.lang
    parts = [schedule(wording, x)]
    if x.recipients is not None:
        parts.append(put("paid_each", lang, recipients=x.recipients.text))
    parts += filter(None, [_bounds(wording, x), put("by_day", lang) if x.by_day else ""])
    head = x.name.text + put("colon_joined", lang) + put("comma", lang).join(parts)
    if isinstance(x.amount.value, t.Choice | t.OpenPoint):
        amount = (PlainLine(head + put("stop", lang)), *value_lines(wording, put("amount", lang), x.amount))
    else:
        text = is_worth(wording, put("amount", lang), x.amount)
        amount = (PlainLine(head + put("semicolon", lang) + text + put("stop", lang)),)
    return (*amount, *_only_when(wording, x))


def schedule(wording: Wording, x: t.Payment) -> str:
    """`每月发放`, `每年2月、6月、10月发放，每次补齐上次以后各月`."""
    months = put("list_comma", wording.lang).join(put(f"month_{m}", wording.lang) for m in x.schedule.months)
    if x.schedule.kind == "yearly":
        key = "paid_yearly_accruing" if len(x.schedule.months) > 1 else "paid_yearly"
        return put(key, wording.lang, months=months)
    return put(f"paid_{x.schedule.kind}", wording.lang)


def _bounds(wording: Wording, x: t.Payment) -> str:
    start, end = (_month_of(wording, e) if e is not None else "" for e in (x.start, x.end))
    key = "from_to" if start and end else "from_month" if start else "to_month" if end else ""
    return put(key, wording.lang, start=start, end=end) if key else ""


def _month_of(wording: Wording, expr: t.Expr) -> str:
    text = value_phrase(wording, expr)
    if isinstance(expr, t.DateLiteral) and expr.precision != "day":
        return text
    return put("month_of", wording.lang, day=text)


def _only_when(wording: Wording, x: t.Payment) -> Lines:
    lang = wording.lang
    lines: list[PlainLine] = []
    if x.recipients is not None and x.recipients_where is not None:
        who = x.recipients.text
        lines += condition_lines(
            wording, x.recipients_where, lambda c: put("paid_to_those", lang, who=who, condition=c), about=x.name.text
        )
    if x.when is not None:
        lines += condition_lines(wording, x.when, lambda c: put("paid_when", lang, condition=c), about=x.name.text)
    return tuple(lines)


def arrears(wording: Wording, x: t.Arrears) -> Lines:
    """`补发`: which months' difference falls due when."""
    last = _month_before(x.due)
    start, end, due = (month_text(d.isoformat()[:7], wording.lang) for d in (x.start, last, x.due))
    if wording.lang == "zh" and x.start.year == last.year:
        end = end.partition("年")[2]
    months = put("span", wording.lang, start=start, end=end) if last > x.start.replace(day=28) else start
    return _one(wording, "arrears", name=x.payment.text, months=months, due=due)


def _month_before(day: date) -> date:
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)


def mutual(wording: Wording, x: t.Mutual) -> Lines:
    """`互斥`: which of several payments to one payee is paid."""
    names = [p.text for p in x.payments]
    field = x.field.text if x.field is not None else ""
    taken = put(f"take_{x.take}", wording.lang, field=field)
    if len(names) == 1:
        return _one(wording, "mutual_one", name=names[0], key=x.key.text, taken=taken)
    return _one(wording, "mutual", names=names_joined(names, wording.lang), key=x.key.text, taken=taken)


def fund(wording: Wording, x: t.Fund) -> Lines:
    """`资金`: what it pays, its share, its turn, its cap."""
    lang = wording.lang
    paid = names_joined([p.text for p in x.pays], wording.lang) if x.pays else put("all_payments", lang)
    key = "fund_turn" if x.order is not None else "fund_share" if x.share is not None else "fund"
    share = quantity(wording, x.share) if x.share is not None else ""
    text = put(
        key, lang, paid=paid, name=x.name.text, share=share, order=x.order or 0, place=chinese_number(x.order or 0)
    )
    if x.order is not None and x.share is not None:
        text = put("comma", lang).join((text, put("and_share", lang, share=share)))
    if x.cap is not None:
        text = put("comma", lang).join((text, put("capped", lang, cap=quantity(wording, x.cap))))
    if x.when is None:
        return (PlainLine(text + put("stop", lang)),)
    return condition_lines(wording, x.when, lambda c: put("if_so", lang, condition=c, result=text), about=x.name.text)


def cutoff(wording: Wording, x: t.Cutoff) -> Lines:
    """`截止`: the last day."""
    return _one(wording, "cutoff", day=last_day(x.day, wording.lang))


def _one(wording: Wording, key: str, /, **words: str) -> Lines:
    return (PlainLine(put(key, wording.lang, **words) + put("stop", wording.lang)),)
