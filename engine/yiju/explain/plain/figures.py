"""参数, 表, 累进 and 积分 in plain words: how to read them, and the figures that need reading out.

Input: a declaration of the tree. Output: lines. A table whose cells are plain values is not read out: it stands beside.
"""

from __future__ import annotations

from collections.abc import Sequence

from yiju.explain.comparing import comparative, manner_of, parts_of
from yiju.explain.phrases import either_phrase
from yiju.explain.plain.conditions import range_phrase, said
from yiju.explain.plain.line import PlainLine, numbered
from yiju.explain.plain.quantities import amount, interval, per, quantity, unit_words
from yiju.explain.plain.said import Clause, Said, in_one, several
from yiju.explain.plain.sums import open_line
from yiju.explain.plain.values import amount_phrase, value_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.respelling import respelled
from yiju.program.types import NO_UNIT
from yiju_grammar import tree as t
from yiju_grammar.terms import Unit

Lines = tuple[PlainLine, ...]
MOST_ROWS = 12
"""Rows of a parameter that are read out."""
CONDITION, OTHERWISE = "条件", "其他"


# --- parameters ---------------------------------------------------------------------------------------------


def parameter(wording: Wording, x: t.Parameter) -> Lines:
    """`参数`: the figure, or the figures with their days."""
    unit = x.type.unit if isinstance(x.type, t.UnitType) else NO_UNIT
    if x.rows is not None:
        return _dated_rows(wording, x, unit)
    only = x.values[0] if len(x.values) == 1 else None
    if only is not None and isinstance(only.value, t.OpenPoint):
        return open_line(wording, only.value, x.name.text)
    if only is not None and only.start is None and only.end is None and only.value is not None:
        key = {"ge": "at_least", "le": "at_most", None: "is"}[x.bound]
        text = put(key, wording.lang, name=x.name.text, value=amount_phrase(wording, only.value, unit))
        return (PlainLine(text + put("stop", wording.lang)),)
    return (_parameter_head(wording, x), *_listed(wording, [_dated(wording, v, unit) for v in x.values]))


def _parameter_head(wording: Wording, x: t.Parameter) -> PlainLine:
    key = {"ge": "at_least_head", "le": "at_most_head", None: "is_head"}[x.bound]
    by = put("comma", wording.lang).join(p.text for p in x.parameters)
    name = put("called", wording.lang, name=x.name.text, arguments=by) if by else x.name.text
    return PlainLine(put(key, wording.lang, name=name))


def _dated(wording: Wording, value: t.DatedValue, unit: Unit) -> str:
    days = interval(value.start, value.end, wording.lang)
    if value.value is None:
        return put("stopped", wording.lang, days=days)
    text = amount_phrase(wording, value.value, unit)
    if value.start is None and value.end is None:
        return put("earlier", wording.lang, value=text)
    return put("dated", wording.lang, days=days, value=text)


def _dated_rows(wording: Wording, x: t.Parameter, unit: Unit) -> Lines:
    rows = x.rows
    if not isinstance(rows, t.Rows) or len(rows.rows) > MOST_ROWS:
        by = _and(wording, [p.text for p in x.parameters])
        return (PlainLine(put("parameter_by", wording.lang, name=x.name.text, by=by) + put("stop", wording.lang)),)
    count = len(x.parameters)
    texts = []
    for row in rows.rows:
        clause = in_one(_row_said(wording, rows.columns[:count], row.cells[:count]), wording.lang)
        figures = [
            _figure(wording, c, cell, unit)
            for c, cell in zip(rows.columns[count:], row.cells[count:], strict=False)
            if cell.content is not None
        ]
        texts.append(put("row_figures", wording.lang, row=clause, figures=put("comma", wording.lang).join(figures)))
    return (_parameter_head(wording, x), *_listed(wording, texts))


def _figure(wording: Wording, column: t.Column, cell: t.Cell, unit: Unit) -> str:
    value = _cell_value(wording, cell, column.unit or unit)
    if column.interval is None:
        return value
    days = interval(column.interval.start, column.interval.end, wording.lang)
    return put("dated", wording.lang, days=days, value=value) if days else put("earlier", wording.lang, value=value)


# --- tables -------------------------------------------------------------------------------------------------


def table(wording: Wording, x: t.Table) -> Lines:
    """`表`: looked up by what, which row counts, what else; rows with conditions or formulas are read out."""
    name = put("of", wording.lang, base=x.record.text, name=x.name.text) if x.record else x.name.text
    rows = x.rows
    if not isinstance(rows, t.Rows):
        text = put("table_file", wording.lang, name=name, file=rows.path)
        return (PlainLine(text + put("stop", wording.lang)),)
    if x.hit == "cross":
        text = put("table_cross", wording.lang, name=name, down=rows.columns[0].name, across=_across(x))
        return (PlainLine(text + put("stop", wording.lang)),)
    how, told = _how_to_read(wording, x, rows, name), _read_out(wording, x, rows)
    return (PlainLine(how + put("of_its_rows" if told else "stop", wording.lang)), *told)


def _across(x: t.Table) -> str:
    return x.parameters[1].text if x.parameters and len(x.parameters) > 1 else ""


def _how_to_read(wording: Wording, x: t.Table, rows: t.Rows, name: str) -> str:
    lang = wording.lang
    inputs = rows.columns[: _inputs(x, rows)]
    named = [c.name for c in inputs if c.name != CONDITION]
    by = put("table_by", lang, by=_and(wording, named)) if named else put("table_by_condition", lang)
    results = _and(wording, [_result_name(wording, c) for c in rows.columns[len(inputs) :]])
    parts = [put("table", lang, name=name, by=by, results=results), put(f"hit_{x.hit}", lang)]
    otherwise = next((r for r in rows.rows if _is_otherwise(r, len(inputs))), None)
    if otherwise is not None:
        values = [
            _cell_value(wording, c, k.unit)
            for c, k in zip(otherwise.cells[len(inputs) :], rows.columns[len(inputs) :], strict=False)
        ]
        parts.append(put("table_otherwise", lang, value=put("list_comma", lang).join(values)))
    return put("semicolon", lang).join(filter(None, parts))


def _result_name(wording: Wording, column: t.Column) -> str:
    if column.unit is None:
        return column.name
    return put("called", wording.lang, name=column.name, arguments=unit_words(column.unit, wording.lang))


def _inputs(x: t.Table, rows: t.Rows) -> int:
    if x.parameters:
        return len(x.parameters)
    found = [
        i for i, c in enumerate(rows.columns) if any(isinstance(r.cells[i].content, t.Otherwise) for r in rows.rows)
    ]
    conditions = [i for i, c in enumerate(rows.columns) if c.name == CONDITION]
    return max([*found, *conditions, 0]) + 1


def _is_otherwise(row: t.Row, inputs: int) -> bool:
    return all(isinstance(c.content, t.Otherwise) for c in row.cells[:inputs])


def _read_out(wording: Wording, x: t.Table, rows: t.Rows) -> Lines:
    count = _inputs(x, rows)
    conditional = any(c.name == CONDITION for c in rows.columns[:count])
    texts = []
    for row in rows.rows:
        worked_out = any(not _is_plain(c) for c in row.cells[count:])
        if not worked_out and (not conditional or _is_otherwise(row, count)):
            continue
        clause = in_one(_row_said(wording, rows.columns[:count], row.cells[:count]), wording.lang)
        results = [
            put("is", wording.lang, name=c.name, value=_cell_value(wording, cell, c.unit))
            for c, cell in zip(rows.columns[count:], row.cells[count:], strict=False)
        ]
        texts.append(put("row_figures", wording.lang, row=clause, figures=put("comma", wording.lang).join(results)))
    return _listed(wording, texts)


def _is_plain(cell: t.Cell) -> bool:
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    return isinstance(content, t.Number | t.NameRef | t.Nothing | t.Text | t.DateLiteral | t.Truth | None)


def _row_said(wording: Wording, columns: Sequence[t.Column], cells: Sequence[t.Cell]) -> Said:
    told = [_cell_said(wording, c, cell) for c, cell in zip(columns, cells, strict=False)]
    found = tuple(s for s in told if s is not None)
    return several(True, found) if found else Clause(put("otherwise_case", wording.lang))


def _cell_said(wording: Wording, column: t.Column, cell: t.Cell) -> Said | None:
    """What a cell asks of its column; None for — and 其他."""
    content = cell.content
    match content:
        case None | t.AnyValue() | t.Otherwise():
            return None
        case t.Compare(left=t.NameRef(name=""), op=op, right=right):
            parts = parts_of(respelled("甲 " + " ".join(cell.text.split()), "zh"))
            unit = right.unit if isinstance(right, t.Number) else NO_UNIT
            made = comparative(
                op,
                quantity(wording, right, column.unit or NO_UNIT)
                if isinstance(right, t.Number)
                else value_phrase(wording, right),
                wording.lang,
                manner=manner_of(unit),
                own=parts.word if parts else "",
                postfix=bool(parts and parts.postfix),
            )
            return Clause(f"{column.name}{made}" if wording.lang == "zh" else f"{column.name} is {made}")
        case tuple():
            return _values_said(wording, column, content)
    return said(wording, content) if column.name == CONDITION else _values_said(wording, column, (content,))


def _values_said(wording: Wording, column: t.Column, content: Sequence[t.Expr | t.Range]) -> Said:
    if column.name == CONDITION and len(content) == 1 and not isinstance(content[0], t.Range):
        return said(wording, content[0])
    values = [range_phrase(wording, v) if isinstance(v, t.Range) else value_phrase(wording, v) for v in content]
    if any(isinstance(v, t.Range) for v in content):
        joined = put("list_comma", wording.lang).join(values)
        return Clause(put("in_range", wording.lang, name=column.name, range=joined))
    return Clause(either_phrase(column.name, values, wording.lang))


def _cell_value(wording: Wording, cell: t.Cell, unit: Unit | None) -> str:
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    if content is None or isinstance(content, tuple | t.Range | t.AnyValue | t.Otherwise):
        return cell.text or put("nothing", wording.lang)
    return amount_phrase(wording, content, unit or NO_UNIT)


# --- scales and points --------------------------------------------------------------------------------------


def scale(wording: Wording, x: t.Scale) -> Lines:
    """`累进`: each part of the amount at its own rate."""
    lang = wording.lang
    if not isinstance(x.rows, t.Rows):
        return (PlainLine(put("table_file", lang, name=x.name.text, file=x.rows.path) + put("stop", lang)),)
    rows = x.rows.rows
    texts = []
    for i, row in enumerate(rows):
        low, rate = (_cell_value(wording, c, None) for c in row.cells[:2])
        high = _cell_value(wording, rows[i + 1].cells[0], None) if i + 1 < len(rows) else ""
        texts.append(put("band" if high else "last_band", lang, low=low, high=high, rate=rate))
    days = interval(x.interval.start, x.interval.end, lang) if x.interval is not None else ""
    head = put("scale", lang, name=x.name.text)
    head = put("in_interval", lang, days=days, text=head) if days else head
    return (PlainLine(head), *_listed(wording, texts))


def points(wording: Wording, x: t.Points) -> Lines:
    """`积分`: what each thing done counts, up to what."""
    lang = wording.lang
    head = PlainLine(put("points", lang, name=x.name.text, events=x.events.text))
    if not isinstance(x.rows, t.Rows):
        return (PlainLine(put("table_file", lang, name=x.name.text, file=x.rows.path) + put("stop", lang)),)
    column = {c.name: i for i, c in enumerate(x.rows.columns)}
    cells = [{n: r.cells[i] for n, i in column.items() if i < len(r.cells)} for r in x.rows.rows]
    texts = [_points_row(wording, row, x.period) for row in cells]
    caps = {row["类别"].text: row["类别上限"] for row in cells if "类别上限" in row and _number(row["类别上限"])}
    texts += [put("category_cap", lang, category=c, most=_most(wording, cell, x.period)) for c, cell in caps.items()]
    return (head, *_listed(wording, texts))


def _points_row(wording: Wording, row: dict[str, t.Cell], period: str | None) -> str:
    lang = wording.lang
    worth = _number(row["分值"])
    taken = worth is not None and worth.value < 0
    each = _points_each(wording, worth) if worth else row["分值"].text
    most = _most(wording, row["上限"], period, taken=taken) if "上限" in row else ""
    text = put("points_row", lang, item=row["事项"].text, category=row["类别"].text, each=each)
    return put("comma", lang).join((text, most or put("points_no_cap", lang)))


def _points_each(wording: Wording, worth: t.Number) -> str:
    if worth.value >= 0:
        return amount(wording, worth, (("分", 1), ("次", -1)))
    taken = t.Number(-worth.value, (("分", 1),), worth.percent, worth.span)
    return put("points_taken", wording.lang, per=per("次", wording.lang), each=quantity(wording, taken))


def _most(wording: Wording, cell: t.Cell, period: str | None, *, taken: bool = False) -> str:
    """`每年最多120分`; empty where there is no cap."""
    number = _number(cell)
    if number is None:
        return ""
    below = [n for n, power in number.unit if power < 0]
    unit = below[0] if below else {"year": "年", "month": "月"}.get(period or "", "")
    cap = t.Number(abs(number.value), (("分", 1),), False, number.span)
    key = "points_most_taken" if taken else "points_most"
    return put(key, wording.lang, per=per(unit, wording.lang) if unit else "", cap=quantity(wording, cap))


def _number(cell: t.Cell) -> t.Number | None:
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    if isinstance(content, t.Negative) and isinstance(content.operand, t.Number):
        inner = content.operand
        return t.Number(-inner.value, inner.unit, inner.percent, inner.span)
    return content if isinstance(content, t.Number) else None


def _listed(wording: Wording, texts: Sequence[str]) -> Lines:
    lang = wording.lang
    return tuple(
        PlainLine(text + put("stop" if i == len(texts) else "item_end", lang), 1, numbered(i, 1, lang))
        for i, text in enumerate(texts, 1)
    )


def _and(wording: Wording, names: Sequence[str]) -> str:
    if not names:
        return ""
    *first, last = names
    return put("list_and", wording.lang).join(filter(None, (put("list_comma", wording.lang).join(first), last)))
