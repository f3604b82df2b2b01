"""What a rule gives as rows: tables, scales, points, and figures over time, each row with its ground.

Input: a declaration where it stands. Output: HTML tables and the plot of a dated figure; empty for other rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from yiju.explain.plain.conditions import range_phrase
from yiju.rule_set.model import Scope, Stated
from yiju.site.markup import EMPTY, Html, join, lines, tag
from yiju.site.policy.periods import period_text
from yiju.site.policy.plain_words import wording
from yiju.site.policy.quotes import CHINESE, point_html, words_html
from yiju.site.policy.step_plot import plot_html
from yiju.site.policy.view import View, source_text, words_above
from yiju.site.policy.words import say
from yiju_grammar import tree as t


def figures_html(view: View, stated: Stated, scope: Scope) -> Html:
    """The rows of a rule as a table."""
    declared = stated.declaration
    rows = getattr(declared, "rows", None)
    made = EMPTY
    if isinstance(declared, t.Parameter) and len(declared.values) > 1:
        made = _history(view, stated, scope, declared)
    elif isinstance(rows, t.Rows):
        made = rows_html(view, stated, scope, rows)
    if not made:
        return EMPTY
    plot = plot_html(view, declared) if isinstance(declared, t.Parameter) else EMPTY
    return lines([scrolled(made), plot])


def scrolled(table: Html) -> Html:
    """A table in a box of its own, which scrolls where it is too wide."""
    return tag("div", table, class_="yp-scroll", tabindex=0)


def rows_html(view: View, stated: Stated, scope: Scope, rows: t.Rows) -> Html:
    """A table as written, with a column of the words that each row stands on."""
    grounds = [words_html(view, words_above(view, stated, scope, r.grounds)) if r.grounds else EMPTY for r in rows.rows]
    shown = any(grounds)
    heads = [tag("th", _column(c), scope="col", lang=CHINESE) for c in rows.columns]
    if shown:
        heads.append(tag("th", say(view.lang, "ground"), scope="col"))
    body = [
        _row(view, stated.declaration, row, ground if shown else None)
        for row, ground in zip(rows.rows, grounds, strict=True)
    ]
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", lines(body)), class_="yp-table")


def _column(column: t.Column) -> str:
    from yiju.explain.values import unit_name

    return f"{column.name}（{unit_name(column.unit)}）" if column.unit else column.name


def _cell(view: View, declared: t.Declaration, cell: t.Cell) -> str:
    """A cell as it is written in the file, which keeps full-width signs; a range and an open point in words."""
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    if isinstance(content, t.OpenPoint):
        return join([tag("b", say(view.lang, "open_point"), class_="yp-open"), point_html(view, content)])
    content = cell.content
    if isinstance(content, tuple) and any(isinstance(v, t.Range) for v in content):
        said = wording(view, declared)
        parts = [range_phrase(said, v) if isinstance(v, t.Range) else source_text(view, v.span) for v in content]
        return say(view.lang, "list_comma").join(parts)
    return source_text(view, cell.span) or cell.text


def _row(view: View, declared: t.Declaration, row: t.Row, ground: Html | None) -> Html:
    texts = [_cell(view, declared, cell) for cell in row.cells]
    first = tag("th", texts[0], scope="row", lang=CHINESE) if texts else EMPTY
    rest = [tag("td", text, lang=CHINESE) for text in texts[1:]]
    last = [tag("td", ground, class_="yp-cell-words")] if ground is not None else []
    return tag("tr", first, *rest, *last)


def _history(view: View, stated: Stated, scope: Scope, declared: t.Parameter) -> Html:
    """The values of a parameter, one a row, from the first to the last."""
    body = []
    shown = any(v.grounds for v in declared.values)
    for value in declared.values:
        period = tag("th", period_text(view, value.start, value.end, declared.values), scope="row")
        figure = say(view.lang, "stopped") if value.value is None else source_text(view, value.value.span)
        words = words_html(view, words_above(view, stated, scope, value.grounds)) if value.grounds else EMPTY
        said = tag("td", words, class_="yp-cell-words") if shown else EMPTY
        body.append(tag("tr", period, tag("td", figure, lang=CHINESE), said))
    return _table(view, ["period", "value", *(["ground"] if shown else [])], body)


def _table(view: View, heads: Sequence[str], body: Sequence[Html]) -> Html:
    shown = join(tag("th", say(view.lang, h), scope="col") for h in heads)
    return tag("table", tag("thead", tag("tr", shown)), tag("tbody", lines(body)), class_="yp-table")
