"""表 in plain words: looked up by what, which row counts, what else; rows with conditions or formulas read out.

Input: a declaration of the tree. Output: lines. Rows of plain values are not read out: the table stands beside.
"""

from __future__ import annotations

from yiju.explain.plain.cells import CONDITION, cell_value, is_plain, row_said
from yiju.explain.plain.line import PlainLine
from yiju.explain.plain.listing import names_joined, numbered_lines
from yiju.explain.plain.quantities import unit_words
from yiju.explain.plain.said import in_one
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju_grammar import tree as t

Lines = tuple[PlainLine, ...]


def table(wording: Wording, x: t.Table) -> Lines:
    """`表`: how it is read."""
    lang = wording.lang
    name = put("of", lang, base=x.record.text, name=x.name.text) if x.record else x.name.text
    rows = x.rows
    if not isinstance(rows, t.Rows):
        return (PlainLine(put("table_file", lang, name=name, file=rows.path) + put("stop", lang)),)
    if x.hit == "cross":
        across = x.parameters[1].text if x.parameters and len(x.parameters) > 1 else ""
        text = put("table_cross", lang, name=name, down=rows.columns[0].name, across=across)
        return (PlainLine(text + put("stop", lang)),)
    count = _inputs(x, rows)
    told = _read_out(wording, rows, count)
    how = _how_to_read(wording, x, name, count)
    return (PlainLine(how + put("of_its_rows" if told else "stop", lang)), *told)


def _how_to_read(wording: Wording, x: t.Table, name: str, count: int) -> str:
    assert isinstance(x.rows, t.Rows)
    lang, columns, outputs = wording.lang, x.rows.columns, x.rows.columns[count:]
    named = [c.name for c in columns[:count] if c.name != CONDITION]
    by = put("table_by", lang, by=names_joined(named, lang)) if named else put("table_by_condition", lang)
    results = names_joined([_result_name(wording, c) for c in outputs], lang)
    key = "table_same" if results == x.name.text else "table"
    parts = [put(key, lang, name=name, by=by, results=results), put(f"hit_{x.hit}", lang)]
    otherwise = next((r for r in x.rows.rows if _is_otherwise(r, count)), None)
    if otherwise is not None:
        values = [cell_value(wording, c, k.unit) for c, k in zip(otherwise.cells[count:], outputs, strict=False)]
        parts.append(put("table_otherwise", lang, value=put("list_comma", lang).join(values)))
    return put("semicolon", lang).join(filter(None, parts))


def _result_name(wording: Wording, column: t.Column) -> str:
    if column.unit is None:
        return column.name
    return put("called", wording.lang, name=column.name, arguments=unit_words(column.unit, wording.lang))


def _inputs(x: t.Table, rows: t.Rows) -> int:
    """How many columns are looked up by: as many as arguments, else up to the last with 条件 or 其他."""
    if x.parameters:
        return len(x.parameters)
    found = [
        i
        for i, c in enumerate(rows.columns)
        if c.name == CONDITION
        or any(isinstance(r.cells[i].content, t.Otherwise) for r in rows.rows if i < len(r.cells))
    ]
    return max(found, default=0) + 1


def _is_otherwise(row: t.Row, inputs: int) -> bool:
    return all(isinstance(c.content, t.Otherwise) for c in row.cells[:inputs])


def _read_out(wording: Wording, rows: t.Rows, count: int) -> Lines:
    lang, outputs = wording.lang, rows.columns[count:]
    conditional = any(c.name == CONDITION for c in rows.columns[:count])
    texts = []
    for row in rows.rows:
        worked_out = any(not is_plain(c) for c in row.cells[count:])
        if not worked_out and (not conditional or _is_otherwise(row, count)):
            continue
        clause = in_one(row_said(wording, rows.columns[:count], row.cells[:count]), lang)
        results = [
            put("is", lang, name=c.name, value=cell_value(wording, cell, c.unit))
            for c, cell in zip(outputs, row.cells[count:], strict=False)
        ]
        texts.append(put("row_figures", lang, row=clause, figures=put("comma", lang).join(results)))
    return numbered_lines(texts, lang)
