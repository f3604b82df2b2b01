"""参数 in plain words: a figure, or figures with the days they hold from.

Input: a declaration of the tree. Output: lines.
"""

from __future__ import annotations

from datetime import date, timedelta

from yiju.explain.plain.cells import cell_value, row_said
from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.listing import names_joined, numbered_lines
from yiju.explain.plain.quantities import interval
from yiju.explain.plain.said import in_one
from yiju.explain.plain.sums import open_line
from yiju.explain.plain.values import amount_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.program.types import NO_UNIT
from yiju_grammar import tree as t
from yiju_grammar.terms import Unit

Lines = tuple[PlainLine, ...]
MOST_ROWS = 12
"""Rows that are read out."""


def parameter(wording: Wording, x: t.Parameter) -> Lines:
    """`参数`: the figure, or the figures with their days."""
    unit = x.type.unit if isinstance(x.type, t.UnitType) else NO_UNIT
    if x.rows is not None:
        return _by_rows(wording, x, unit)
    only = x.values[0] if len(x.values) == 1 else None
    if only is not None and isinstance(only.value, t.OpenPoint):
        return open_line(wording, only.value, x.name.text)
    if only is not None and only.start is None and only.end is None and only.value is not None:
        key = {"ge": "at_least", "le": "at_most", None: "is"}[x.bound]
        text = put(key, wording.lang, name=x.name.text, value=amount_phrase(wording, only.value, unit))
        return (PlainLine(text + put("stop", wording.lang)),)
    after = min((v.start for v in x.values if v.start is not None), default=None)
    return (_head(wording, x), *numbered_lines([_dated(wording, v, unit, after) for v in x.values], wording.lang))


def _head(wording: Wording, x: t.Parameter) -> PlainLine:
    key = {"ge": "at_least_head", "le": "at_most_head", None: "is_head"}[x.bound]
    by = put("comma", wording.lang).join(p.text for p in x.parameters)
    name = put("called", wording.lang, name=x.name.text, arguments=by) if by else x.name.text
    return PlainLine(put(key, wording.lang, name=name))


def _dated(wording: Wording, value: t.DatedValue, unit: Unit, after: date | None) -> str:
    if value.value is None:
        return put("stopped", wording.lang, days=interval(value.start, value.end, wording.lang))
    return _on_days(wording, amount_phrase(wording, value.value, unit), (value.start, value.end), after)


def _on_days(wording: Wording, text: str, days: tuple[date | None, date | None], after: date | None) -> str:
    """A figure with its days; `after` is the first day that another one holds on."""
    if days == (None, None):
        if after is None:
            return text
        days = (None, after - timedelta(days=1))
    return put("dated", wording.lang, days=interval(*days, wording.lang), value=text)


def _by_rows(wording: Wording, x: t.Parameter, unit: Unit) -> Lines:
    rows, count, lang = x.rows, len(x.parameters), wording.lang
    if not isinstance(rows, t.Rows) or len(rows.rows) > MOST_ROWS:
        by = names_joined([p.text for p in x.parameters], lang)
        return (PlainLine(put("parameter_by", lang, name=x.name.text, by=by) + put("stop", lang)),)
    columns = rows.columns[count:]
    after = min((c.interval.start for c in columns if c.interval and c.interval.start), default=None)
    texts = []
    for row in rows.rows:
        clause = in_one(row_said(wording, rows.columns[:count], row.cells[:count]), lang)
        figures = [_figure(wording, c, cell, unit, after) for c, cell in zip(columns, row.cells[count:], strict=False)]
        texts.append(put("row_figures", lang, row=clause, figures=put("comma", lang).join(filter(None, figures))))
    return (_head(wording, x), *numbered_lines(texts, lang))


def _figure(wording: Wording, column: t.Column, cell: t.Cell, unit: Unit, after: date | None) -> str:
    if cell.content is None:
        return ""
    value = cell_value(wording, cell, column.unit or unit)
    days = (column.interval.start, column.interval.end) if column.interval else (None, None)
    return _on_days(wording, value, days, after)
