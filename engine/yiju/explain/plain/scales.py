"""累进 and 积分 in plain words: each band with its rate; what each thing done counts, up to what.

Input: a declaration of the tree. Output: lines.
"""

from __future__ import annotations

from yiju.explain.plain.cells import cell_value, number_of
from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.listing import numbered_lines
from yiju.explain.plain.quantities import amount, interval, per, quantity
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju_grammar import tree as t
from yiju_grammar.lexicon import COLUMN_NAMES

Lines = tuple[PlainLine, ...]
CATEGORY, ITEM, WORTH, CAP, CATEGORY_CAP = (c.zh for c in COLUMN_NAMES[4:])
_POINTS, _EACH_TIME = (("分", 1),), (("分", 1), ("次", -1))


def scale(wording: Wording, x: t.Scale) -> Lines:
    """`累进`: each part of the amount at its own rate."""
    lang = wording.lang
    if not isinstance(x.rows, t.Rows):
        return (PlainLine(put("table_file", lang, name=x.name.text, file=x.rows.path) + put("stop", lang)),)
    rows = x.rows.rows
    texts = []
    for i, row in enumerate(rows):
        low, rate = (cell_value(wording, c, None) for c in row.cells[:2])
        high = cell_value(wording, rows[i + 1].cells[0], None) if i + 1 < len(rows) else ""
        first = number_of(row.cells[0])
        from_zero = first is not None and first.value == 0 and bool(high)
        key = "first_band" if from_zero else "band" if high else "last_band"
        texts.append(put(key, lang, low=low, high=high, rate=rate))
    head = put("scale", lang, name=x.name.text)
    return (PlainLine(_from_day(wording, x.interval, head)), *numbered_lines(texts, lang))


def _from_day(wording: Wording, when: t.Interval | None, head: str) -> str:
    days = interval(when.start, when.end, wording.lang) if when is not None else ""
    return put("in_interval", wording.lang, days=days, text=head) if days else head


def points(wording: Wording, x: t.Points) -> Lines:
    """`积分`: what each thing done counts, up to what."""
    lang = wording.lang
    head = PlainLine(_from_day(wording, x.interval, put("points", lang, name=x.name.text, events=x.events.text)))
    if not isinstance(x.rows, t.Rows):
        return (PlainLine(put("table_file", lang, name=x.name.text, file=x.rows.path) + put("stop", lang)),)
    column = {c.name: i for i, c in enumerate(x.rows.columns)}
    cells = [{n: r.cells[i] for n, i in column.items() if i < len(r.cells)} for r in x.rows.rows]
    texts = [_points_row(wording, row, x.period) for row in cells]
    caps = {
        row[CATEGORY].text: row[CATEGORY_CAP] for row in cells if CATEGORY_CAP in row and number_of(row[CATEGORY_CAP])
    }
    texts += [put("category_cap", lang, category=c, most=_most(wording, cell, x.period)) for c, cell in caps.items()]
    return (head, *numbered_lines(texts, lang))


def _points_row(wording: Wording, row: dict[str, t.Cell], period: str | None) -> str:
    lang = wording.lang
    worth = number_of(row[WORTH])
    taken = worth is not None and worth.value < 0
    each = _points_each(wording, worth) if worth else row[WORTH].text
    most = _most(wording, row[CAP], period, taken=taken) if CAP in row else ""
    text = put("points_row", lang, item=row[ITEM].text, category=row[CATEGORY].text, each=each)
    return put("comma", lang).join((text, most or put("points_no_cap", lang)))


def _points_each(wording: Wording, worth: t.Number) -> str:
    if worth.value >= 0:
        return amount(wording, worth, _EACH_TIME)
    taken = t.Number(-worth.value, _POINTS, worth.percent, worth.span)
    return put("points_taken", wording.lang, per=per("次", wording.lang), each=quantity(wording, taken))


def _most(wording: Wording, cell: t.Cell, period: str | None, *, taken: bool = False) -> str:
    """`每年最多120分`; empty where there is no cap."""
    number = number_of(cell)
    if number is None:
        return ""
    below = [n for n, power in number.unit if power < 0]
    unit = below[0] if below else {"year": "年", "month": "月"}.get(period or "", "")
    cap = t.Number(abs(number.value), _POINTS, False, number.span)
    key = "points_most_taken" if taken else "points_most"
    return put(key, wording.lang, per=per(unit, wording.lang) if unit else "", cap=quantity(wording, cap))
