"""Generated Python for lists: fields and definitions of the records in reach, aggregates, ranks, points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import lcm
from typing import Any

from yiju.backends.to_python_blocks import Loop, bind
from yiju.backends.to_python_build import Builder, Here, UnsupportedError
from yiju.backends.to_python_numbers import compared
from yiju.backends.to_python_runtime import PointsPlan
from yiju.backends.to_python_value import Guards, Level, Piece, guards, whole
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import PointsType, RecordType
from yiju.program.traverse import children, table_expressions
from yiju_grammar.finding import finding


def field(b: Builder, x: e.Field, here: Here) -> Piece:
    """A field of a record in reach."""
    if x.up >= len(here.frames):
        return b.unknown()
    found = b.field(here.frames[x.up], x.name)
    if x.default is None or not found.may_be_unknown:
        return found
    default = b.piece(x.default, here)
    codes, form = b.joined((replace(found, none=()), default), x)
    code = f"({codes[1]} if {found.name} is None else {codes[0]})"
    made = b.result((found, default), code, form, own_none=default.may_be_unknown, own_err=default.may_fail)
    return bind(b.names, made, x.name)


def variable(b: Builder, x: e.Variable, here: Here) -> Piece:
    """An argument or a 令."""
    return here.variables[x.name]


def let(b: Builder, x: e.Let, here: Here) -> Piece:
    """A formula with a 令."""
    value = b.bound(b.piece(x.value, here), x.name)
    return b.piece(x.body, replace(here, variables={**here.variables, x.name: value}))


def ref(b: Builder, x: e.Ref, here: Here) -> Piece:
    """A definition, for a record in reach."""
    definition = b.program.definitions[x.definition]
    loop = here.frames[x.up] if x.up < len(here.frames) else b.root
    if not x.arguments:
        return b.definition(x.definition, loop, here.now)
    arguments = tuple(b.piece(a, here) for a in x.arguments)
    return b.call(definition, arguments, loop, here.now)


# --- aggregates ---------------------------------------------------------------------------------------------


def elements(b: Builder, source: e.Expr, x: e.Expr, here: Here) -> tuple[Piece, Loop]:
    """A list and the loop over it.

    The loop stands in the record that has the list, unless what is counted reads records in between, or names that
    stand for something further in.

    Raises:
        UnsupportedError: YJ801, the list is no field.
    """
    if not isinstance(source, e.Field) or source.default is not None or source.up >= len(here.frames):
        raise UnsupportedError(finding("YJ801", x.span))
    home = here.frames[source.up]
    listed = b.field(home, source.name)
    named = [here.variables[n].loop for n in _names_read(b, x) if n in here.variables]
    between = [] if _is_free_of(b, x, source.up) else [here.frames[0]]
    parent = max((home, *between, *named), key=lambda loop: loop.depth)
    if listed.nothing:
        listed = _emptied(b, home, listed)
    return listed, b.loop(parent, home, source, listed)


def _emptied(b: Builder, home: Loop, listed: Piece) -> Piece:
    """A list field with an empty list for 无."""
    key = ("list", f"{id(home)} {listed.name}")
    if key not in b.safe_days:
        code = f"() if {listed.name} is NOTHING else {listed.name}"
        made = Piece("list", code, home, listed.level, own_none=bool(listed.none))
        b.safe_days[key] = b.bound(made, listed.name)
    return b.safe_days[key]


def _is_free_of(b: Builder, x: e.Expr, up: int) -> bool:
    """Whether what an aggregate looks at reads nothing of the records between its element and the list's."""
    if up == 0 or not isinstance(x, e.Aggregate):
        return up == 0
    parts = [p for p in (x.where, x.value) if p is not None]
    return not any(_reads(b, p, 1, up) for p in parts)


def _reads(b: Builder, x: e.Expr, low: int, high: int) -> bool:
    """Whether an expression reads a frame from `low` to `high`."""
    match x:
        case e.Field(up=up) | e.Ref(up=up) if low <= up <= high:
            return True
        case e.Aggregate(source=source, where=where, value=value):
            inner = [p for p in (where, value) if p is not None]
            return _reads(b, source, low, high) or any(_reads(b, p, low + 1, high + 1) for p in inner)
    return any(_reads(b, p, low, high) for p in _parts(b, x))


def _parts(b: Builder, x: e.Expr) -> Iterator[e.Expr]:
    """What stands in an expression, and in the table or scale that it reads."""
    yield from children(x)
    if isinstance(x, e.Lookup):
        yield from table_expressions(b.program, x.table)
    elif isinstance(x, e.Marginal):
        yield from (band.rate for band in b.program.scales[x.scale].bands)


def _names_read(b: Builder, x: e.Expr) -> set[str]:
    own = {x.name} if isinstance(x, e.Variable) else set()
    return own.union(*(_names_read(b, p) for p in _parts(b, x)))


def aggregate(b: Builder, x: e.Aggregate, here: Here) -> Piece:
    """人数 存在 全部 合计 最大 最小 平均."""
    listed, loop = elements(b, x.source, x, here)
    inner = here.of(loop)
    where = b.constant(True) if x.where is None else b.piece(x.where, inner)
    if x.op == "count" and where.const is True:
        return guards(listed).piece("pair", f"len({listed.name})", high=f"len({listed.name})")
    where = b.bound(where, "holds")
    if x.op in ("exists", "all"):
        return _quantified(b, x, (listed, loop), where)
    if x.op == "count":
        return _counted(b, (listed, loop), where)
    assert x.value is not None
    value = b.bound(b.operand(x.value, inner), "counted")
    return _totalled(b, x, (listed, loop), (where, value))


def _after(loop: Loop, *pieces: Piece) -> tuple[Level, Level]:
    """The level at which a loop runs that has these pieces at hand, and the first level after it."""
    level = max((loop.opens, *(loop.full(p.level) for p in pieces)))
    run = level[:-1]
    return level, (*run[:-1], run[-1] + 1)


class Tally:
    """Local names that a loop adds to."""

    def __init__(self, b: Builder, loop: Loop, *pieces: Piece) -> None:
        self.b, self.loop = b, loop
        self.level, self.after = _after(loop, *pieces)
        self.lines: list[str] = []
        self.names: dict[str, str] = {}

    def start(self, hint: str, value: str) -> str:
        """A name that begins with a value."""
        assert self.loop.parent is not None
        name = self.b.names.new(hint)
        self.loop.parent.add(self.level[:-1], f"{name} = {value}")
        self.loop.parent.bound[name] = self.after
        self.names[hint] = name
        return name

    def done(self) -> None:
        """Put the lines into the loop."""
        self.loop.add(self.level, "\n".join(self.lines))

    def result(self, listed: Piece, kind: Any, code: str, **more: Any) -> Piece:
        """What the tally comes to, after the loop."""
        assert self.loop.parent is not None
        none, err = listed.none, listed.err
        made = Piece(kind, code, self.loop.parent, self.after, none, err, **more)
        return made


def _quantified(b: Builder, x: e.Aggregate, over: tuple[Piece, Loop], where: Piece) -> Piece:
    listed, loop = over
    decisive = x.op == "exists"
    tally = Tally(b, loop, where)
    found = tally.start("found" if decisive else "holds", str(not decisive))
    code = whole(where)
    tally.lines = [f"if {code} is {decisive}:", f"    {found} = {decisive}"]
    if where.may_fail:
        tally.lines += [f"elif {code} is ERR and {found} is not {decisive}:", f"    {found} = ERR"]
    if where.may_be_unknown:
        tally.lines += [f"elif {code} is None and {found} is {not decisive}:", f"    {found} = None"]
    tally.done()
    more = {"own_none": where.may_be_unknown, "own_err": where.may_fail}
    return tally.result(listed, "truth", found, **more)


def _counted(b: Builder, over: tuple[Piece, Loop], where: Piece) -> Piece:
    listed, loop = over
    tally = Tally(b, loop, where)
    sure = tally.start("count", "0")
    code = whole(where)
    tally.lines = [f"if {code} is True:" if where.may_fail else f"if {code}:", f"    {sure} += 1"]
    high = sure
    if where.may_be_unknown:
        high = tally.start("possible", "0")
        tally.lines += [f"elif {code} is None:", f"    {high} += 1"]
    failed = tally.start("failed", "None") if where.may_fail else ""
    if failed:
        tally.lines += [f"elif {code} is ERR:", f"    {failed} = ERR"]
    tally.done()
    made = tally.result(listed, "pair", sure, high=high if high == sure else f"{sure} + {high}")
    made = replace(made, err=(*made.err, failed)) if failed else made
    return made if high == sure else replace(made, high=f"({sure} + {high})")


def _totalled(b: Builder, x: e.Aggregate, over: tuple[Piece, Loop], parts: tuple[Piece, Piece]) -> Piece:
    """Sum, extreme or average: unknown when any element's condition or counted value is."""
    (listed, loop), (where, value) = over, parts
    tally = Tally(b, loop, where, value)
    broken = _broken(tally, where, value)
    code = whole(where)
    lines: list[str] = []
    if where.may_fail:
        lines += [f"if {code} is ERR:", f"    {broken} = max({broken}, 4)"]
    if where.may_be_unknown:
        lines += [f"{'el' if lines else ''}if {code} is None:", f"    {broken} = max({broken}, 3)"]
    if where.const is True and not lines:
        lines.append("if True:")
    else:
        lines.append(f"{'el' if lines else ''}if {code}:")
    lines += ["    " + line for line in _adding(tally, value, broken, x.op)]
    tally.lines = lines
    made = _adding_result(b, tally, x, listed, value)
    tally.done()
    if not broken:
        return made
    mark = f"(ERR if {broken} in (2, 4) else None if {broken} else {whole(replace(made, none=(), err=()))})"
    return _with_guards(b, listed, made, mark, (where, value))


def _broken(tally: Tally, where: Piece, value: Piece) -> str:
    """The name that says how a total fails: a value 1 unknown, 2 in error; a condition 3 unknown, 4 in error."""
    needed = where.may_be_unknown or where.may_fail or value.may_be_unknown or value.may_fail or value.kind == "unknown"
    return tally.start("broken", "0") if needed else ""


def _with_guards(b: Builder, listed: Piece, made: Piece, code: str, parts: tuple[Piece, ...]) -> Piece:
    if listed.none:
        code = f"(None if {listed.name} is None else {code})"
    unknown = bool(listed.none) or any(p.may_be_unknown for p in parts)
    failing = any(p.may_fail for p in parts)
    made = replace(made, code=code, none=(), err=(), own_none=unknown, own_err=failing, name="")
    return b.tuple_named(made) if made.den else made


def _adding(tally: Tally, value: Piece, broken: str, op: str) -> list[str]:
    """The lines that take one value in, which names of `tally` then hold."""
    lines: list[str] = []
    if value.kind == "unknown" or value.may_be_unknown:
        test = "True" if value.kind == "unknown" else f"{value.name} is None"
        lines += [f"if {test}:", f"    {broken} = max({broken}, 1)"]
    if value.may_fail:
        lines += [f"{'el' if lines else ''}if {value.name} is ERR:", f"    {broken} = max({broken}, 2)"]
    if value.nothing:
        lines += [f"{'el' if lines else ''}if {value.name} is NOTHING:", "    pass"]
    body = [] if value.kind in ("unknown", "nothing") else _taking_in(tally, replace(value, nothing=False), op)
    if not body:
        return lines or ["pass"]
    if lines:
        return [*lines, "else:", *("    " + line for line in body)]
    return body


def _taking_in(tally: Tally, value: Piece, op: str) -> list[str]:
    if op in ("max", "min"):
        best = tally.start("best", "NOTHING")
        held = replace(value, code=f"{best}[0]", den=f"{best}[1]") if value.den else replace(value, code=best)
        sign = ">" if op == "max" else "<"
        test = compared(value, held, sign) if value.kind == "number" else f"{value.code} {sign} {best}"
        bare = whole(replace(value, none=(), err=(), name=value.name))
        return [f"if {best} is NOTHING or {test}:", f"    {best} = {bare}"]
    total = tally.start("total", "(0, 1)" if value.den else "0")
    adding = f"{total} = add_ratio({total}, {value.code}, {value.den})" if value.den else f"{total} += {value.code}"
    if op != "average":
        return [adding]
    count = tally.start("count", "0")
    return [adding, f"{count} += 1"]


def _adding_result(b: Builder, tally: Tally, x: e.Aggregate, listed: Piece, value: Piece) -> Piece:
    """The total under no guard but the list's."""
    names = tally.names
    if value.kind in ("unknown", "nothing"):
        empty = b.constant(0) if x.op == "sum" else b.constant(None)
        return tally.result(listed, "number", empty.code, nothing=empty.nothing)
    if x.op in ("max", "min"):
        best = names["best"]
        code, den = (f"{best}[0]", f"{best}[1]") if value.den else (best, "")
        made = tally.result(listed, value.kind, code, scale=value.scale, den=den, nothing=True)
        return _with_guards(b, listed, made, best, ()) if listed.none else replace(made, name=best)
    total = names["total"]
    parts = (f"{total}[0]", f"{total}[1]") if value.den else (total, "")
    if x.op == "sum":
        return tally.result(listed, "number", parts[0], scale=value.scale, den=parts[1])
    count = names["count"]
    under = f"{parts[1]} * {count}" if parts[1] else count
    code = f"(({parts[0]}, {under}) if {count} else NOTHING)"
    made = tally.result(listed, "number", code, scale=value.scale, den="1", nothing=True)
    return _with_guards(b, listed, made, code, ())


# --- rank ---------------------------------------------------------------------------------------------------


def rank(b: Builder, x: e.Rank, here: Here) -> Piece:
    """名次 within the list in which the record at hand stands.

    Raises:
        UnsupportedError: YJ803, it stands in no list, or in another.
    """
    loop = here.frames[0]
    source = x.source
    fits = isinstance(source, e.Field) and source.up == 1 and len(here.frames) > 1
    if not fits or loop.home is not here.frames[1] or loop.field_name != getattr(source, "name", ""):
        raise UnsupportedError(finding("YJ803", x.span))
    where = b.constant(True) if x.where is None else b.bound(b.piece(x.where, here), "holds")
    key = b.bound(b.operand(x.key, here), "key")
    if key.kind == "unknown" or max(key.loop.depth, where.loop.depth) > loop.depth:
        raise UnsupportedError(finding("YJ803", x.span))
    tally = Tally(b, loop, where, key)
    keys = tally.start("keys", "[]")
    broken = _broken(tally, where, key)
    held = whole(where)
    lines = [f"if {held} is ERR:", f"    {broken} = max({broken}, 4)"] if where.may_fail else []
    lines += (
        [f"{'el' if lines else ''}if {held} is None:", f"    {broken} = max({broken}, 3)"]
        if where.may_be_unknown
        else []
    )
    lines += [f"{'el' if lines else ''}if {held}:"]
    if key.may_be_unknown or key.may_fail:
        worst = f"2 if {key.name} is ERR else 1" if key.may_fail else "1"
        test = " or ".join([f"{key.name} is None"] * key.may_be_unknown + [f"{key.name} is ERR"] * key.may_fail)
        lines += [
            f"    if {test}:",
            f"        {broken} = max({broken}, {worst})",
            "    else:",
            f"        {keys}.append({_key(key)})",
        ]
    else:
        lines += [f"    {keys}.append({_key(key)})"]
    tally.lines = lines
    tally.done()
    loop.parent.add(tally.after, f"{keys}.sort()")  # type: ignore[union-attr]  # a list has a record around it
    code = (
        f"len({keys}) + 1 - bisect_right({keys}, {_key(key)})"
        if x.descending
        else f"bisect_left({keys}, {_key(key)}) + 1"
    )
    if where.const is not True:
        code = f"({code} if {held} else NOTHING)"
    if broken:
        code = f"(ERR if {broken} in (2, 4) else None if {broken} else {code})"
    level = (*tally.after, 0)
    unknown, failing = where.may_be_unknown or key.may_be_unknown, where.may_fail or key.may_fail
    return Piece("number", code, loop, level, own_none=unknown, own_err=failing, nothing=where.const is not True)


def _key(key: Piece) -> str:
    return f"Fraction({key.code}, {key.den})" if key.den else key.code


# --- points -------------------------------------------------------------------------------------------------


def points_total(b: Builder, x: e.PointsTotal, here: Here) -> Piece:
    """积分 of the events of a list.

    Raises:
        UnsupportedError: YJ801, the list is no field.
    """
    if not isinstance(x.events, e.Field) or x.events.default is not None or x.events.up >= len(here.frames):
        raise UnsupportedError(finding("YJ801", x.span))
    home = here.frames[x.events.up]
    listed = b.field(home, x.events.name)
    if listed.nothing:
        listed = _emptied(b, home, listed)
    assert isinstance(x.events.type, ty.ListType)
    made = _points_plan(b.program.points[x.points], b.program.records[x.events.type.record])
    total = b.provide(made.total, b.program.points[x.points].label)
    now = Piece("day", here.now.name, here.now.loop, here.now.level)
    code = f"{total}({listed.name}, {here.now.name})"
    place: Guards = guards(listed, now)
    return place.piece("number", code, scale=made.points_scale * made.times_scale, own_none=True, own_err=True)


def _points_plan(table: PointsType, record: RecordType) -> PointsPlan:
    positions = {f.name: i for i, f in enumerate(record.fields)}
    times_scale = 1
    if table.times_field is not None:
        kind = record.fields[positions[table.times_field]].type
        times_scale = kind.scale if isinstance(kind, ty.NumberType) else 1
    amounts = [v for r in table.rows for v in (r.points, r.cap, r.category_cap) if v is not None]
    points_scale = lcm(*(a.denominator for a in amounts)) if amounts else 1
    times_at = None if table.times_field is None else positions[table.times_field]
    return PointsPlan(
        table, positions[table.item_field], positions[table.date_field], times_at, points_scale, times_scale
    )
