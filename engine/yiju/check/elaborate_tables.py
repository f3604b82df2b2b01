"""Decision tables, parameters by table, grids, marginal scales and points tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from yiju.check import elaborate_values as values
from yiju.check.definitions import Use, dated
from yiju.check.elaborate_cells import input_test, result_cell, single
from yiju.check.elaborate_delegation import filled_in
from yiju.check.elaborate_types import type_of
from yiju.check.elaborator import Elaborator
from yiju.check.grid_heads import head_cell
from yiju.check.scope import Where, find
from yiju.check.typing import type_text
from yiju.check.units import field_scale
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import AnyTest, Band, Definition, PointsRow, PointsType, ScaleType, TableRow, TableType
from yiju_grammar import tree as t
from yiju_grammar.finding import Note

CONDITION_COLUMNS = ("条件", "condition")


@dataclass(frozen=True, slots=True)
class Shape:
    """A table's columns: inputs (with the expression each reads; None for 条件), then results."""

    inputs: tuple[t.Column, ...]
    arguments: tuple[e.Expr | None, ...]
    outputs: tuple[t.Column, ...]


def table(el: Elaborator, x: t.Table, use: Use) -> e.Expr | None:
    """`表`: its rows as a table of the program; the body looks the first result up."""
    rows = _rows(el, x.rows, x)
    if rows is None:
        return None
    if x.hit == "cross":
        return _grid(el, x, rows, use)
    shape = _shape(el, x, rows, use)
    if shape is None:
        return None
    kinds = tuple(column_type(el, c, use) for c in shape.outputs)
    made = _table_rows(el, rows, shape, kinds, use)
    if made is None:
        return None
    return _register(el, x, shape, made, use)


def _rows(
    el: Elaborator, rows: t.Rows | t.ExternalRows, x: t.Table | t.Scale | t.Points | t.Parameter
) -> t.Rows | None:
    if isinstance(rows, t.Rows):
        return rows
    el.report("YJ319", rows.span, path=rows.path)
    return None


def _shape(el: Elaborator, x: t.Table, rows: t.Rows, use: Use) -> Shape | None:
    if x.parameters is not None:
        n = len(x.parameters)
        if len(rows.columns) <= n:
            el.report("YJ313", rows.span, expected=n + 1, found=len(rows.columns))
            return None
        kinds = dict(use.where.variables)
        arguments = tuple(e.Variable(kinds[p.text], p.span, p.text) for p in x.parameters)
        return Shape(rows.columns[:n], arguments, rows.columns[n:])
    inputs, read = [], []
    for column in rows.columns[:-1]:
        if column.name not in CONDITION_COLUMNS and not find(el.rules, use.where, column.name):
            break
        inputs.append(column)
        named = t.NameRef(column.name, column.span)
        read.append(None if column.name in CONDITION_COLUMNS else values.value(el, named, use.where))
    if any(r is None and c.name not in CONDITION_COLUMNS for r, c in zip(read, inputs, strict=True)):
        return None
    return Shape(tuple(inputs), tuple(read), rows.columns[len(inputs) :])


def column_type(el: Elaborator, column: t.Column, use: Use) -> ty.Type | None:
    """What a result column's header says of its type: a unit in brackets, or an enumeration's name."""
    if column.unit is not None:
        return ty.NumberType(column.unit, field_scale(column.unit, ratio=not column.unit))
    declared = el.rules.enumerations.get(column.name)
    return ty.EnumType(column.name, tuple(v.text for v in declared.values)) if declared else None


def _table_rows(
    el: Elaborator, rows: t.Rows, shape: Shape, kinds: tuple[ty.Type | None, ...], use: Use
) -> list[tuple[bool, TableRow]] | None:
    made = [_table_row(el, row, shape, kinds, use) for row in rows.rows]
    known = [m for m in made if m is not None]
    return known if len(known) == len(made) else None


def _table_row(
    el: Elaborator, row: t.Row, shape: Shape, kinds: tuple[ty.Type | None, ...], use: Use
) -> tuple[bool, TableRow] | None:
    """One row, and whether it is the 其他 row."""
    n = len(shape.inputs)
    if len(row.cells) != n + len(shape.outputs):
        el.report("YJ313", row.span, expected=n + len(shape.outputs), found=len(row.cells))
        return None
    inputs = row.cells[:n]
    otherwise = n > 0 and all(isinstance(c.content, t.Otherwise) for c in inputs)
    tests = (
        (AnyTest(),) * n
        if otherwise
        else tuple(
            input_test(el, cell, a.type if a is not None else None, use.where)
            for cell, a in zip(inputs, shape.arguments, strict=True)
        )
    )
    results = tuple(result_cell(el, c, k, use.where) for c, k in zip(row.cells[n:], kinds, strict=True))
    grounds = el.part_grounds(row.grounds)
    sound = [test for test in tests if test is not None]
    values_ = [r for r in results if r is not None]
    if len(sound) != n or len(values_) != len(results):
        return None
    return otherwise, TableRow(tuple(sound), tuple(values_), grounds, row.span)


def _register(el: Elaborator, x: t.Table, shape: Shape, made: list[tuple[bool, TableRow]], use: Use) -> e.Expr | None:
    columns = _joined_columns(el, made, shape.outputs, x.name)
    if columns is None:
        return None
    kinds, rows = columns
    others = [row for (other, _), row in zip(made, rows, strict=True) if other]
    misplaced = [row for (other, _), row in zip(made[:-1], rows, strict=False) if other]
    if misplaced:
        el.report("YJ334", misplaced[0].span, name=use.label)
        return None
    plain = tuple(row for (other, _), row in zip(made, rows, strict=True) if not other)
    stated, scope = el.contexts[-1]
    record = use.where.records[0] if use.where.records else None
    hit = "unique" if x.hit == "cross" else x.hit
    name = free(el.tables, use.id)
    el.tables[name] = TableType(
        name,
        use.label,
        tuple(c.name for c in shape.inputs),
        tuple(a.type if a is not None else None for a in shape.arguments),
        tuple(c.name for c in shape.outputs),
        kinds,
        hit,
        plain,
        others[0] if others else None,
        record,
        el.ground(stated, scope).indexes,
        x.span,
    )
    return _lookups(el, x, shape, use, name)


def free(taken: Mapping[str, object], name: str) -> str:
    """An id no table has yet (declarations of one name over time have a table each)."""
    n, found = 1, name
    while found in taken:
        n += 1
        found = f"{name}#{n}"
    return found


def _joined_columns(
    el: Elaborator, made: list[tuple[bool, TableRow]], columns: tuple[t.Column, ...], name: t.Name
) -> tuple[tuple[ty.Type, ...], list[TableRow]] | None:
    """Each result column as one type."""
    rows = [row for _, row in made]
    kinds: list[ty.Type] = []
    if not columns:
        el.report("YJ313", name.span, expected=1, found=0)
        return None
    for i in range(len(columns)):
        joined = values.joined_values(el, tuple(r.results[i] for r in rows), columns[i].span) if rows else None
        if joined is None:
            if not rows:
                el.report("YJ313", name.span, expected=1, found=0)
            return None
        kinds.append(joined[0])
        rows = [
            replace(r, results=(*r.results[:i], v, *r.results[i + 1 :])) for r, v in zip(rows, joined[1], strict=True)
        ]
    return tuple(kinds), rows


def _lookups(el: Elaborator, x: t.Table, shape: Shape, use: Use, name: str) -> e.Expr:
    """A look-up a result column: the first is the table's own value, each has a definition `id:列`."""
    kinds = el.tables[name].output_types
    filler = e.Const(ty.TruthType(), x.span, True)
    arguments = tuple(filler if a is None else a for a in shape.arguments)
    made = [e.Lookup(kind, x.span, name, arguments, i) for i, kind in enumerate(kinds)]
    record = use.where.records[0] if use.where.records else None
    parameters = tuple(_parameter(n, k) for n, k in use.where.variables)
    for column, lookup in zip(shape.outputs, made, strict=True):
        key = f"{use.id}:{column.name}"
        el.definitions[key] = Definition(
            key, f"{use.label} 的 {column.name}", "table", record, parameters, lookup, lookup.type, (), (), x.span
        )
    return made[0]


def _parameter(name: str, kind: ty.Type):  # type: ignore[no-untyped-def]  # the program's Parameter
    from yiju.program.program import Parameter

    return Parameter(name, kind)


def _grid(el: Elaborator, x: t.Table, rows: t.Rows, use: Use) -> e.Expr | None:
    """交叉: a grid of two arguments becomes a row a cell."""
    if x.parameters is None or len(x.parameters) != 2 or len(rows.columns) < 2:
        el.report("YJ313", rows.span, expected=2, found=len(x.parameters or ()))
        return None
    kinds = dict(use.where.variables)
    arguments = tuple(e.Variable(kinds[p.text], p.span, p.text) for p in x.parameters)
    heads = _heads(el, rows)
    if heads is None:
        return None
    flat = tuple(
        t.Row((row.cells[0], head, cell), row.grounds, cell.span)
        for row in rows.rows
        for head, cell in zip(heads, row.cells[1:], strict=False)
    )
    result = t.Column(x.name.text, None, None, rows.columns[0].span)
    inputs = (rows.columns[0], t.Column(x.parameters[1].text, None, None, rows.columns[1].span))
    shape = Shape(inputs, arguments, (result,))
    made = _table_rows(el, t.Rows((*inputs, result), flat, rows.span), shape, (None,), use)
    return None if made is None else _register(el, x, shape, made, use)


def _heads(el: Elaborator, rows: t.Rows) -> list[t.Cell] | None:
    """The heads of a grid's columns."""
    made = [(c, head_cell(c)) for c in rows.columns[1:]]
    for column, cell in made:
        if cell is None:
            el.report("YJ314", column.span)
    known = [cell for _, cell in made if cell is not None]
    return known if len(known) == len(made) else None


# --- parameters ---------------------------------------------------------------------------------------------


def parameter(el: Elaborator, x: t.Parameter, use: Use) -> e.Expr | None:
    """`参数`: dated lines, or a table whose last columns are dated."""
    kind = type_of(el, x.type, use.label)
    if kind is None:
        return None
    if x.rows is not None:
        return _parameter_table(el, x, kind, use)
    pieces = _dated_lines(el, x, kind, use)
    if pieces is None:
        return None
    made = dated(el, pieces, pieces[0].value.type if pieces else kind, use.label, x.span)
    return None if made is None else filled_in(el, x, use, made)


def _dated_lines(el: Elaborator, x: t.Parameter, kind: ty.Type, use: Use) -> tuple[e.Piece, ...] | None:
    from yiju.check.definitions import day_before
    from yiju.documents.model import Days

    lines = sorted(x.values, key=lambda v: (v.start is not None, v.start))
    if not lines:
        return None
    pieces = []
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        end = line.end or (day_before(after.start) if after and after.start else None)
        if line.value is None:
            continue
        made = values.value(el, line.value, use.where, kind)
        if made is None or not _is_of(el, made, kind):
            return None
        grounds = el.part_grounds(line.grounds)
        pieces.append(e.Piece(Days(line.start, end), made, grounds, line.span))
    return tuple(pieces)


def _is_of(el: Elaborator, made: e.Expr, kind: ty.Type) -> bool:
    """Whether a written value is of the declared type."""
    same = isinstance(made, e.Open) or isinstance(made.type, ty.NothingType)
    if isinstance(made.type, ty.NumberType) and isinstance(kind, ty.NumberType):
        same = made.type.unit == kind.unit or (isinstance(made, e.Const) and made.value == 0)
    elif not same:
        same = type(made.type) is type(kind)
    if not same:
        el.report("YJ302", made.span, left=type_text(kind), right=type_text(made.type))
    return same


def _parameter_table(el: Elaborator, x: t.Parameter, kind: ty.Type, use: Use) -> e.Expr | None:
    rows = _rows(el, x.rows, x) if x.rows is not None else None
    if rows is None:
        return None
    n = len(x.parameters)
    columns = rows.columns[n:]
    if len(rows.columns) <= n or any(c.interval is None for c in columns):
        el.report("YJ313", rows.span, expected=n + 1, found=len(rows.columns))
        return None
    flat = []
    for row in rows.rows:
        made = _dated_row(el, row, (columns, n), kind, use)
        if made is None:
            return None
        flat.append(made)
    kinds = dict(use.where.variables)
    arguments = tuple(e.Variable(kinds[p.text], p.span, p.text) for p in x.parameters)
    result = t.Column(use.label, None, None, rows.span)
    shape = Shape(rows.columns[:n], arguments, (result,))
    plain = t.Table(x.name, None, x.parameters, "unique", rows, None, x.grounds, x.span)
    return _register(el, plain, shape, flat, use)


def _dated_row(
    el: Elaborator, row: t.Row, layout: tuple[tuple[t.Column, ...], int], kind: ty.Type, use: Use
) -> tuple[bool, TableRow] | None:
    columns, n = layout
    shape_inputs = row.cells[:n]
    kinds = [k for _, k in use.where.variables]
    if len(row.cells) != n + len(columns):
        el.report("YJ313", row.span, expected=n + len(columns), found=len(row.cells))
        return None
    otherwise = n > 0 and all(isinstance(c.content, t.Otherwise) for c in shape_inputs)
    tests = [
        AnyTest() if otherwise else input_test(el, c, k, use.where) for c, k in zip(shape_inputs, kinds, strict=True)
    ]
    value = _dated_cells(el, row, columns, (kind, n), use)
    sound = tuple(test for test in tests if test is not None)
    if value is None or len(sound) != n:
        return None
    return otherwise, TableRow(sound, (value,), el.part_grounds(row.grounds), row.span)


def _dated_cells(
    el: Elaborator, row: t.Row, columns: tuple[t.Column, ...], kind_n: tuple[ty.Type, int], use: Use
) -> e.Expr | None:
    from yiju.check.definitions import day_before
    from yiju.documents.model import Days

    kind, n = kind_n
    starts = [c.interval.start if c.interval else None for c in columns]
    pieces = []
    for i, (column, cell) in enumerate(zip(columns, row.cells[n:], strict=True)):
        if cell.content is None:
            continue
        made = result_cell(el, cell, kind, use.where)
        if made is None or not _is_of(el, made, kind):
            return None
        later = [s for s in starts[i + 1 :] if s is not None]
        end = (
            column.interval.end
            if column.interval and column.interval.end
            else (day_before(min(later)) if later else None)
        )
        pieces.append(e.Piece(Days(starts[i], end), made, (), cell.span))
    if len(pieces) == 1 and pieces[0].interval == Days():
        return pieces[0].value
    return dated(el, tuple(pieces), pieces[0].value.type if pieces else kind, use.label, row.span)


# --- scales and points --------------------------------------------------------------------------------------


def scale(el: Elaborator, x: t.Scale, use: Use) -> e.Expr | None:
    """`累进`: bands of thresholds and rates, applied to its one argument."""
    rows = _rows(el, x.rows, x)
    ((_, kind),) = use.where.variables[:1] or (("值", ty.NumberType((), 1)),)
    if rows is None or not isinstance(kind, ty.NumberType) or kind.optional:
        el.report("YJ301", x.name.span, type=type_text(kind)) if rows is not None else None
        return None
    bands = [_band(el, row, kind, use.where) for row in rows.rows]
    known = tuple(b for b in bands if b is not None)
    if len(known) != len(bands) or not known:
        return None
    for band, after in zip(known, known[1:], strict=False):
        if after.above <= band.above:
            el.report("YJ335", after.span, name=use.label)
            return None
    stated, scope = el.contexts[-1]
    name = free(el.scales, use.id)
    el.scales[name] = ScaleType(name, use.label, known, el.ground(stated, scope).indexes, x.span)
    return _marginal(x, name, known, kind)


def _band(el: Elaborator, row: t.Row, kind: ty.NumberType, where: Where) -> Band | None:
    if len(row.cells) != 2:
        el.report("YJ313", row.span, expected=2, found=len(row.cells))
        return None
    above = single(el, row.cells[0], kind, where)
    rate = single(el, row.cells[1], None, where)
    if above is None or rate is None or not isinstance(rate.type, ty.NumberType):
        return None
    unit = above.type.unit if isinstance(above.type, ty.NumberType) else ()
    if not isinstance(above, e.Const) or not isinstance(above.value, Fraction):
        el.report("YJ314", row.cells[0].span)
        return None
    if unit != kind.unit and above.value != 0:
        el.report("YJ302", row.cells[0].span, left=type_text(kind), right=type_text(above.type))
        return None
    return Band(above.value, rate, el.part_grounds(row.grounds), row.span)


def _marginal(x: t.Scale, name: str, bands: tuple[Band, ...], kind: ty.NumberType) -> e.Expr:
    from math import lcm

    from yiju.check import units

    rate = bands[0].rate.type
    assert isinstance(rate, ty.NumberType)
    scales = [b.rate.type.scale for b in bands if isinstance(b.rate.type, ty.NumberType)]
    thresholds = [b.above.denominator for b in bands]
    made = 0 if not kind.scale or 0 in scales else lcm(kind.scale, *thresholds) * lcm(*scales)
    result = ty.NumberType(units.multiply(kind.unit, rate.unit), made)
    return e.Marginal(result, x.span, name, e.Variable(kind, x.span, "值"))


POINT_COLUMNS = ("类别", "事项", "分值", "上限", "类别上限")


def points(el: Elaborator, x: t.Points, use: Use) -> e.Expr | None:
    """`积分`: the total over a list of events."""
    rows = _rows(el, x.rows, x)
    events = values.value(el, t.NameRef(x.events.text, x.events.span), use.where)
    if rows is None or events is None:
        return None
    if not isinstance(events.type, ty.ListType):
        el.report("YJ212", x.events.span, type=type_text(events.type))
        return None
    made = _points_rows(el, x, rows, use)
    fields = _event_fields(el, x, events.type.record)
    if made is None or fields is None:
        return None
    stated, scope = el.contexts[-1]
    item, day, times = fields
    name = free(el.points, use.id)
    el.points[name] = PointsType(name, use.label, item, day, times, made, el.ground(stated, scope).indexes, x.span)
    return e.PointsTotal(ty.NumberType((("分", 1),), 100), x.span, name, events)


def _event_fields(el: Elaborator, x: t.Points, record: str) -> tuple[str, str, str | None] | None:
    names = {f.name.text for f in el.rules.records[record].fields}
    missing = [n for n in ("事项", "日期") if n not in names]
    if missing:
        el.report("YJ315", x.events.span, record=record, missing="，".join(missing))
        return None
    return "事项", "日期", "次数" if "次数" in names else None


def _points_rows(el: Elaborator, x: t.Points, rows: t.Rows, use: Use) -> tuple[PointsRow, ...] | None:
    place = {c.name: i for i, c in enumerate(rows.columns)}
    missing = [n for n in ("事项", "分值") if n not in place]
    if missing:
        el.report("YJ315", rows.span, record=use.label, missing="，".join(missing))
        return None
    made = [_points_row(el, x, row, place, use.where) for row in rows.rows]
    known = [m for m in made if m is not None]
    if len(known) != len(made):
        return None
    periods: set[Any] = {p for _, p in known if p is not None}
    fallback: Any = x.period or (periods.pop() if len(periods) == 1 else "year")
    seen: dict[str, PointsRow] = {}
    for row, period in known:
        if row.item in seen:
            el.report("YJ205", row.span, notes=(Note("first", seen[row.item].span),), name=row.item)
        said: Any = period or fallback
        seen[row.item] = replace(row, period=said)
    return tuple(seen.values())


def _points_row(
    el: Elaborator, x: t.Points, row: t.Row, place: dict[str, int], where: Where
) -> tuple[PointsRow, str | None] | None:
    def cell(name: str) -> t.Cell | None:
        i = place.get(name)
        return row.cells[i] if i is not None and i < len(row.cells) else None

    item, worth = cell("事项"), cell("分值")
    if item is None or worth is None:
        el.report("YJ313", row.span, expected=len(place), found=len(row.cells))
        return None
    number = _points_number(el, worth, where)
    cap, period = _cap(el, cell("上限"), where)
    category_cap, category_period = _cap(el, cell("类别上限"), where)
    if number is None or number[0] is None:
        return None
    kind = cell("类别")
    made = PointsRow(
        kind.text if kind else "",
        item.text,
        number[0],
        cap,
        category_cap,
        "year",
        el.part_grounds(row.grounds),
        row.span,
    )
    return made, period or category_period


def _points_number(el: Elaborator, cell: t.Cell, where: Where) -> tuple[Fraction | None, str | None] | None:
    """A number of points and the period it is per."""
    made = single(el, cell, None, where)
    if made is None:
        return None
    if isinstance(made, e.Const) and made.value is None:
        return None, None
    kind = made.type
    if not isinstance(made, e.Const) or not isinstance(made.value, Fraction) or not isinstance(kind, ty.NumberType):
        el.report("YJ314", cell.span)
        return None
    powers = dict(kind.unit)
    if kind.unit and powers.get("分") != 1:
        el.report("YJ302", cell.span, left="分", right=type_text(kind))
        return None
    period = {"月": "month", "年": "year"}
    return made.value, next((period[n] for n in powers if n in period), None)


def _cap(el: Elaborator, cell: t.Cell | None, where: Where) -> tuple[Fraction | None, str | None]:
    if cell is None or cell.content is None or isinstance(cell.content, t.AnyValue):
        return None, None
    return _points_number(el, cell, where) or (None, None)
