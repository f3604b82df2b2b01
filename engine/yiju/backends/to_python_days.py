"""Generated Python for days: the day at hand and another day, dated values, ages, shifts, overlaps, histories."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from yiju.backends.calendar import full_years
from yiju.backends.to_python_build import Builder, Here, Now
from yiju.backends.to_python_numbers import ROUNDERS
from yiju.backends.to_python_value import VARIES, Piece, embraced, guards
from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju.program.types import HistoryType


def day(b: Builder, x: e.Day, here: Here) -> Piece:
    """当日 月初 月末 年初 年末 上月."""
    return b.part(here.now, x.which)


def in_force(b: Builder, x: e.InForce, here: Here) -> Piece:
    """Whether the day lies in one of some intervals."""
    return _any(b, [_holds(b, span, here.now) for span in x.intervals], here.now)


def _any(b: Builder, tests: list[str], now: Now) -> Piece:
    if "True" in tests:
        return b.constant(True)
    open_tests = [t for t in tests if t != "False"]
    if not open_tests:
        return b.constant(False)
    return Piece("truth", " or ".join(f"({t})" for t in open_tests), now.loop, now.level)


def _holds(b: Builder, span: Days, now: Now) -> str:
    """The test that the day lies in an interval, decided beforehand where it can be."""
    if now.low is not None and span.end is not None and span.end < now.low:
        return "False"
    if now.high is not None and span.start is not None and span.start > now.high:
        return "False"
    tests = []
    if span.start is not None and (now.low is None or now.low < span.start):
        tests.append(f"{b.constant(span.start).code} <= {now.name}")
    if span.end is not None and (now.high is None or now.high > span.end):
        tests.append(f"{now.name} <= {b.constant(span.end).code}")
    return " and ".join(tests) or "True"


def dated(b: Builder, x: e.Dated, here: Here) -> Piece:
    """The value of the piece that is in force; unknown if none is."""
    open_ones: list[tuple[str, Piece]] = []
    for part in x.pieces:
        test = _holds(b, part.interval, here.now)
        if test == "True":
            if not open_ones:
                return b.piece(part.value, here)
            open_ones.append((test, b.piece(part.value, here)))
            break
        if test != "False":
            open_ones.append((test, b.piece(part.value, here)))
    if not open_ones:
        return b.unknown()
    return _chosen_by_day(b, x, here.now, open_ones)


def _chosen_by_day(b: Builder, x: e.Dated, now: Now, cells: list[tuple[str, Piece]]) -> Piece:
    pieces = tuple(p for _, p in cells)
    codes, form = b.joined(pieces, x)
    code = "None"
    for (test, _), cell in reversed(list(zip(cells, codes, strict=True))):
        code = cell if test == "True" else f"({cell} if {test} else {code})"
    when = Piece("day", now.name, now.loop, now.level)
    return b.result(
        (*pieces, when), code, form, own_none=cells[-1][0] != "True" or any(p.may_be_unknown for p in pieces)
    )


def at(b: Builder, x: e.At, here: Here) -> Piece:
    """`X 于 D`: everything inside as of another day."""
    when = b.operand(x.day, here)
    if when.kind in ("unknown", "nothing"):
        return when
    if isinstance(when.const, date):
        now = Now(when.code, b.root, (0,), when.const, when.const)
        return b.piece(x.value, replace(here, now=now, kept=False))
    when = b.bound(when, "when")
    now = here.now if when.name == here.now.name else _other_day(b, when, here.now)
    if now is here.now:
        return b.piece(x.value, here)
    value = b.guarded(b.piece(x.value, replace(here, now=now, kept=False)))
    return _as_of(b, x, when, value)


def _other_day(b: Builder, when: Piece, now: Now) -> Now:
    """The day to evaluate by: where it is unknown or 无 any day will do, as the result is not used."""
    tests = [
        f"{when.name} is {m}" for m, may in (("None", when.none), ("ERR", when.err), ("NOTHING", when.nothing)) if may
    ]
    if not tests:
        return Now(when.name, when.loop, when.level, None, None)
    key = ("day for", when.name)
    if key not in b.safe_days:
        code = f"({now.name} if {' or '.join(tests)} else {when.name})"
        place = guards(when, Piece("day", now.name, now.loop, now.level))
        b.safe_days[key] = b.bound(Piece("day", code, place.loop, place.level), "when")
    safe = b.safe_days[key]
    return Now(safe.name, safe.loop, safe.level, None, None)


def _as_of(b: Builder, x: e.At, when: Piece, value: Piece) -> Piece:
    """The value under the day's guards; where the day is unknown an error inside counts for nothing."""
    if not when.nothing and not (when.none and value.may_fail):
        both = guards(replace(when, kind="day"), value)
        return replace(value, name="", loop=both.loop, level=both.level, none=both.none, err=both.err, const=VARIES)
    codes, form = b.joined((value,), x)
    code = f"(NOTHING if {when.name} is NOTHING else {codes[0]})" if when.nothing else codes[0]
    for names, mark in ((when.none, "None"), (when.err, "ERR")):
        code = f"({mark} if {' or '.join(f'{n} is {mark}' for n in names)} else {code})" if names else code
    return b.result((when, value), code, {**form, "nothing": when.nothing or form["nothing"]})


def years(b: Builder, x: e.FullYears, here: Here) -> Piece:
    """周岁."""
    born = b.operand(x.operand, here)
    if born.kind in ("unknown", "nothing"):
        return born
    if isinstance(born.const, date) and here.now.fixed is not None:
        return b.constant(full_years(born.const, here.now.fixed))
    born, test = b.apart(b.bound(born, "born"))
    year, key = b.part(here.now, "year"), b.part(here.now, "birthday_key")
    own = born.code
    code = f"{year.code} - {own}.year - ({own}.month * 32 + {own}.day > {key.code})"
    code = f"(NOTHING if {test} else {code})" if test else code
    return guards(born, year, key).piece("number", code, nothing=bool(test))


def shift(b: Builder, x: e.ShiftDate, here: Here) -> Piece:
    """A day moved on by days, months or years."""
    when, amount = b.operand(x.operand, here), b.operand(x.amount, here)
    both = guards(when, amount)
    if both.unknown:
        return both.piece("unknown", "None")
    if "nothing" in (when.kind, amount.kind):
        return both.piece("nothing", "NOTHING", nothing=True, const=VARIES)
    inner, test = b.apart(amount)
    count = inner.code
    if inner.den or inner.scale != 1:
        count = f"{ROUNDERS['down']}({inner.code}, {inner.scale}{' * ' + embraced(inner.den) if inner.den else ''})"
    count = f"-{embraced(count)}" if x.negative else count
    count = f"(NOTHING if {test} else {count})" if test else count
    code = f"shifted({when.code}, {count}, {x.unit!r})"
    return both.piece("day", code, own_err=True, nothing=when.nothing or amount.nothing)


def between(b: Builder, x: e.DaysBetween, here: Here) -> Piece:
    """Days from one day to another, the first not counted."""
    left, right = b.operand(x.left, here), b.operand(x.right, here)
    return guards(left, right).piece("number", f"({embraced(left.code)} - {embraced(right.code)}).days")


def overlap(b: Builder, x: e.Overlap, here: Here) -> Piece:
    """重叠天数, 重叠月数."""
    ends = [b.operand(o, here) for o in (*x.first, *x.second)]
    return guards(*ends).piece("number", f"overlap_{x.unit}s({', '.join(p.code for p in ends)})")


# --- histories ----------------------------------------------------------------------------------------------


def _history(b: Builder, x: e.Expr, here: Here) -> tuple[Piece, Piece, str, int]:
    value = b.bound(b.operand(x, here), "history")
    inner, test = b.apart(value) if value.kind == "history" else (value, "")
    assert isinstance(x.type, HistoryType)
    return value, inner, test, x.type.of.scale


def history_at(b: Builder, x: e.HistoryAt, here: Here) -> Piece:
    """A history's value for the month of the day."""
    value, inner, test, scale = _history(b, x.history, here)
    if value.kind in ("unknown", "nothing"):
        return value
    now = b.part(here.now, "month_number")
    code = f"{inner.code}.get({now.code})"
    code = f"(NOTHING if {test} else {code})" if test else code
    return guards(value, now).piece("number", code, scale=scale, own_none=True, nothing=bool(test))


def history_window(b: Builder, x: e.HistoryWindow, here: Here) -> Piece:
    """近N个月: the whole months before that of the day."""
    value, inner, test, scale = _history(b, x.history, here)
    if value.kind in ("unknown", "nothing"):
        return value
    now = b.part(here.now, "month_number")
    code = f"window({inner.code}, {now.code}, {x.months})"
    code = f"(NOTHING if {test} else {code})" if test else code
    months = guards(value, now).piece("list", code, own_none=True, nothing=bool(test))
    months = b.bound(months, "months")
    op = "sum" if x.op == "average" else x.op
    code = f"{op}({months.name})"
    code = f"(NOTHING if {months.name} is NOTHING else {code})" if test else code
    scale = scale * x.months if x.op == "average" else scale
    return guards(months).piece("number", code, scale=scale, nothing=bool(test))
