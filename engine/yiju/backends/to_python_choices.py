"""Generated Python for what chooses between values: 若, 若无, exceptions, tables, delegation."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from yiju.backends.to_python_build import Builder, Here
from yiju.backends.to_python_conditions import kleene, negated
from yiju.backends.to_python_tables import Column, Plans, column, never_fails, table_rows
from yiju.backends.to_python_value import VARIES, Piece, whole
from yiju.program import expressions as e
from yiju.program.program import AnyTest, ConditionTest, TableType
from yiju.program.types import TruthType

SHORT = 60
"""Code up to this length is said twice rather than given a name."""

MOST_BRANCHES = 8
"""Up to so many rows are chosen between by tests; more are read from a tuple."""


def choice(b: Builder, x: e.Choice, here: Here) -> Piece:
    """若 C 则 A 否则 B."""
    condition = b.piece(x.condition, here)
    if isinstance(condition.const, bool):
        return b.piece(x.then if condition.const else x.otherwise, here)
    return either(b, x, condition, (b.piece(x.then, here), b.piece(x.otherwise, here)))


def either(b: Builder, x: e.Expr, condition: Piece, branches: tuple[Piece, Piece]) -> Piece:
    """One of two values; where the condition is unknown, that on which both agree."""
    if condition.kind == "unknown" and not condition.err:
        condition = replace(condition, name="None")
    unsure = condition.may_be_unknown
    if unsure:
        branches = (_said_twice(b, branches[0]), _said_twice(b, branches[1]))
    (then, otherwise), form = b.joined(branches, x)
    pieces = (condition, *branches)
    if not unsure and not condition.may_fail:
        return b.result(pieces, f"({then} if {condition.code} else {otherwise})", form)
    test, name = _first(b, condition)
    code = f"{then} if {name} else {otherwise}"
    tests = []
    if condition.may_fail:
        tests.append(("ERR", "ERR"))
    if unsure:
        tests.append(("None", _agreed(branches, (then, otherwise), form)))
    for i, (mark, value) in reversed(list(enumerate(tests))):
        code = f"{value} if {name if i else test} is {mark} else {code}"
    return b.result(pieces, f"({code})", form)


def _first(b: Builder, condition: Piece) -> tuple[str, str]:
    """The condition at its first mention, and its name."""
    if condition.name:
        return condition.name, condition.name
    name = b.names.new("c")
    return f"({name} := {whole(condition)})", name


def _said_twice(b: Builder, piece: Piece) -> Piece:
    return b.bound(piece, "value") if len(whole(piece)) > SHORT or ":=" in piece.code else piece


def _agreed(branches: tuple[Piece, Piece], codes: tuple[str, str] | list[str], form: dict[str, Any]) -> str:
    if all(p.const is not VARIES for p in branches):
        return codes[0] if branches[0].const == branches[1].const else "None"
    if any(p.kind == "unknown" for p in branches):
        return "None"
    return f"{'agreed_ratio' if form.get('den') else 'agreed'}({codes[0]}, {codes[1]})"


def or_else(b: Builder, x: e.OrElse, here: Here) -> Piece:
    """`X 若无 V`."""
    value = b.operand(x.value, here)
    if value.kind == "nothing":
        return b.piece(x.fallback, here)
    if value.kind == "unknown" or not value.nothing:
        return value
    value = b.bound(value, "value")
    fallback = b.piece(x.fallback, here)
    inner = replace(value, nothing=False)
    codes, form = b.joined((replace(inner, none=(), err=()), fallback), x)
    code = f"({codes[1]} if {value.name} is NOTHING else {codes[0]})"
    if value.none and codes[0] != value.name:
        code = f"(None if {value.name} is None else {code})"
    if value.err and codes[0] != value.name:
        code = f"(ERR if {value.name} is ERR else {code})"
    return b.result((value, fallback), code, form)


def candidates(b: Builder, x: e.Candidates, here: Here) -> Piece:
    """A value with its exceptions."""
    states = [(b.piece(a.applies, here), a) for a in x.alternatives]
    live = [(s, a) for s, a in states if s.const is not False]
    base = b.piece(x.base, here)
    if not live:
        return base
    values = tuple(b.piece(a.value, here) for _, a in live)
    if isinstance(x.type, TruthType) and not any(p.may_fail for p in (base, *(s for s, _ in live))):
        if all(v.const is False for v in values):
            return kleene(b, "all", (*(negated(b, s) for s, _ in live), base))
        if all(v.const is True for v in values):
            return kleene(b, "any", (*(s for s, _ in live), base))
    if len(live) == 1:
        return base if live[0][0].const is False else _single(b, x, live[0][0], (values[0], base))
    count = len(live)
    plans = b.provide(Plans(list, count, hit="unique"), "PLANS")
    chosen = _plan(b, plans, tuple(s for s, _ in live), [whole(s) for s, _ in live])
    return _of_plan(b, x, chosen, (*values, base), first=False)


def _single(b: Builder, x: e.Candidates, state: Piece, branches: tuple[Piece, Piece]) -> Piece:
    return branches[0] if state.const is True else either(b, x, state, branches)


def _plan(b: Builder, plans: str, pieces: tuple[Piece, ...], keys: list[str]) -> Piece:
    """The plan for the states at hand, under a local name."""
    root = b.constant(True)
    code = f"{plans}[({', '.join(keys)}{',' if len(keys) == 1 else ''})]"
    made = b.result((root, *pieces), code, {"kind": "text"}, own_none=False, own_err=False)
    return b.bound(made, "plan")


def _of_plan(b: Builder, x: e.Expr, chosen: Piece, cells: tuple[Piece, ...], *, first: bool) -> Piece:
    """The value that a plan tells."""
    cells = tuple(_said_twice(b, c) for c in cells)
    codes, form = b.joined(cells, x)
    every = f"({', '.join(codes)},)"
    code = f"settle({chosen.name}, {every}, first={first}, ratio={bool(form.get('den'))})"
    if len(cells) <= MOST_BRANCHES:
        for i, cell in reversed(list(enumerate(codes))):
            code = f"{cell} if {chosen.name} == {i} else {code}"
    return b.result((chosen, *cells), f"({code})", form, own_none=True, own_err=True)


def delegated(b: Builder, x: e.Delegated, here: Here) -> Piece:
    """What the filling says that the selector's value selects."""
    if x.selector is None:
        return b.piece(x.fillings[0][1], here) if x.fillings else b.unknown()
    chosen = b.bound(b.operand(x.selector, here), "office")
    if not x.fillings or chosen.kind == "unknown":
        return Piece("unknown", "None", chosen.loop, chosen.level, (), chosen.err, own_none=True)
    cells = tuple(b.piece(f, here) for _, f in x.fillings)
    codes, form = b.joined(cells, x)
    code = "None"
    for (office, _), cell in reversed(list(zip(x.fillings, codes, strict=True))):
        code = f"{cell} if {whole(chosen)} == {office!r} else {code}"
    code = f"ERR if {chosen.name} is ERR else {code}" if chosen.err else code
    return b.result((chosen, *cells), f"({code})", form, own_none=True)


# --- tables -------------------------------------------------------------------------------------------------


def lookup(b: Builder, x: e.Lookup, here: Here) -> Piece:
    """The cell of a decision table."""
    table = b.program.tables[x.table]
    columns, keys, pieces = _keys(b, x, table, here)
    conditions = [b.piece(t.condition, here) for row in table.rows for t in row.tests if isinstance(t, ConditionTest)]
    keys += [whole(c) for c in conditions]
    pieces = (*pieces, *conditions)
    rows = [*table.rows, *([table.otherwise] if table.otherwise else [])]
    cells = tuple(b.piece(row.results[x.column], here) for row in rows)
    base = len(table.rows) if table.otherwise else None
    made = table_rows(table, columns)
    sure = never_fails(Plans(made, base, hit=table.hit), columns, len(conditions))
    failing = any(p.may_fail for p in pieces) or (not sure and table.hit != "sum")
    if all(c.const is not VARIES or c.kind == "unknown" for c in cells) and _is_flat(cells):
        return _constant_cells(b, (table, made, base), (pieces, keys, cells), failing=failing)
    plans = b.provide(Plans(made, base, hit=table.hit), table.label)
    chosen = _plan(b, plans, pieces, keys)
    if table.hit == "sum":
        return _sum_of(b, x, chosen, cells, (*pieces, *cells))
    value = _of_plan(b, x, chosen, cells, first=table.hit == "first")
    return value


def _is_flat(cells: tuple[Piece, ...]) -> bool:
    return not any(c.den or c.kind == "pair" for c in cells)


def _constant_cells(b: Builder, table: tuple[TableType, Any, int | None], parts: Any, *, failing: bool) -> Piece:
    (type_, rows, base), (pieces, keys, cells) = table, parts
    numbers = [c for c in cells if c.kind == "number"]
    _, form = b.joined(cells, e.Const(type_.output_types[0], type_.span, None))
    scale = form.get("scale", 1)
    values = tuple(_literal(c, scale) if numbers else _literal(c, 1) for c in cells)
    name = b.provide(Plans(rows, base, hit=type_.hit, cells=values), type_.label)
    code = f"{name}[({', '.join(keys)}{',' if len(keys) == 1 else ''})]"
    unknown = any(p.may_be_unknown for p in (*pieces, *cells))
    if type_.hit == "sum":
        form = {**form, "kind": "number", "nothing": form["nothing"] and type_.otherwise is not None}
    return b.result((b.constant(True), *pieces), code, form, own_none=unknown, own_err=failing)


def _literal(cell: Piece, scale: int) -> Any:
    if cell.kind == "unknown":
        return None
    if cell.kind == "nothing":
        return _nothing()
    return int(cell.const * scale) if isinstance(cell.const, Fraction) else cell.const


def _nothing() -> Any:
    from yiju.program.values import NOTHING

    return NOTHING


def _sum_of(b: Builder, x: e.Expr, chosen: Piece, cells: tuple[Piece, ...], pieces: tuple[Piece, ...]) -> Piece:
    codes, form = b.joined(cells, x)
    ratio = bool(form.get("den"))
    code = f"settle_sum({chosen.name}, ({', '.join(codes)},), ratio={ratio})"
    form = {**form, "kind": "number"}
    return b.result((chosen, *pieces), code, form)


def _keys(
    b: Builder, x: e.Lookup, table: TableType, here: Here
) -> tuple[tuple[Column | None, ...], list[str], tuple[Piece, ...]]:
    """The columns that matter, and for each the code of its key."""
    columns: list[Column | None] = []
    keys: list[str] = []
    pieces: list[Piece] = []
    for i, argument in enumerate(x.arguments):
        tests = [row.tests[i] for row in table.rows]
        if all(isinstance(t, AnyTest | ConditionTest) for t in tests):
            columns.append(None)
            continue
        piece = b.piece(argument, here)
        made = column(tests, piece, argument.type)
        columns.append(made)
        keys.append(_key(b, piece, made))
        pieces.append(piece)
    return tuple(columns), keys, tuple(pieces)


def _key(b: Builder, piece: Piece, made: Column) -> str:
    if made.cuts is None:
        return whole(piece)
    cuts = b.shared(made.cuts, "CUTS")
    if piece.den:
        return f"stretch_of_ratio({cuts}, {whole(piece)}, {piece.scale})"
    if not piece.nothing and not piece.own_none and not piece.own_err:
        inner = f"bisect_right({cuts}, {piece.code})"
        return whole(replace(piece, kind="text", code=inner, name=""))
    return f"place({cuts}, {whole(piece)})"
