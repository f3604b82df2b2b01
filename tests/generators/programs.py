"""Random programs of the core calculus, with random records and days: what every backend must agree on.

`triple(seed)` gives a program, a stored record and a day. Expressions are well typed as the checker would have them
(arithmetic on nothing optional, a 人数 read as a number by `Sure`), and use every kind of node.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from random import Random
from typing import Any

from yiju.documents.model import Days
from yiju.program import expressions as e
from yiju.program import program as p
from yiju.program import types as ty
from yiju.program.values import NOTHING, UNKNOWN, Row
from yiju_grammar.span import Span

AT = Span("generated", 0, 0)
ONE = ty.NumberType((), 1)
MONEY = ty.NumberType((("元", 1),), 100)
RATIO = ty.NumberType((), 0)
TRUTH, DAY = ty.TruthType(), ty.DateType()
LEVEL = ty.EnumType("等级", ("甲", "乙", "丙"))
CITY = ty.EnumType("城乡", ("城市", "农村"))
HISTORY = ty.HistoryType(MONEY)


def _optional(kind: Any) -> Any:
    return type(kind)(**{**{s: getattr(kind, s) for s in kind.__slots__}, "optional": True})


def _field(name: str, kind: ty.Type, *, required: bool = False) -> p.FieldType:
    return p.FieldType(name, kind, False, required, False, None, None, AT)


EVENT = p.RecordType(
    "事件", None, (_field("事项", ty.TextType()), _field("发生", DAY), _field("次数", _optional(ONE))), AT
)
MEMBER = p.RecordType(
    "成员",
    "人",
    (
        _field("收入", MONEY),
        _field("出生", DAY),
        _field("等级", _optional(LEVEL)),
        _field("在校", TRUTH, required=True),
        _field("补贴", _optional(MONEY)),
        _field("事件", ty.ListType("事件")),
    ),
    AT,
)
HOUSE = p.RecordType(
    "家庭",
    "户",
    (
        _field("面积", ty.NumberType((), 10)),
        _field("存款", MONEY),
        _field("房租", _optional(MONEY)),
        _field("城乡", CITY, required=True),
        _field("等级", LEVEL),
        _field("类别", ty.MultiType(LEVEL)),
        _field("低保", TRUTH),
        _field("申请", DAY),
        _field("停止", _optional(DAY)),
        _field("工资", HISTORY),
        _field("成员", ty.ListType("成员")),
        _field("积分", _optional(ty.ListType("事件"))),
        _field("系数", ONE),
    ),
    AT,
)
RECORDS = {r.name: r for r in (HOUSE, MEMBER, EVENT)}
FIRST, LAST = date(2018, 1, 1), date(2022, 12, 31)
ITEMS = ("劳动", "入学", "违约")


@dataclass
class Maker:
    """Makes expressions; `frames` are the records in reach, innermost first."""

    random: Random
    definitions: dict[str, p.Definition] = field(default_factory=dict)
    tables: dict[str, p.TableType] = field(default_factory=dict)
    scales: dict[str, p.ScaleType] = field(default_factory=dict)
    points: dict[str, p.PointsType] = field(default_factory=dict)

    # --- choosing -----------------------------------------------------------------------------------------

    def pick(self, *options: Any) -> Any:
        return self.random.choice(options)

    def chance(self, of: float) -> bool:
        return self.random.random() < of

    def date(self) -> date:
        if self.chance(0.1):
            return self.pick(date(2020, 2, 29), date(2019, 2, 28), date(2021, 12, 31))
        return FIRST + timedelta(days=self.random.randrange((LAST - FIRST).days))

    def fraction(self, scale: int) -> Fraction:
        return Fraction(self.random.randrange(-3 * scale, 12 * scale + 1), scale)

    def days(self) -> Days:
        first, last = sorted((self.date(), self.date()))
        return Days(self.pick(None, first, first), self.pick(None, last, last))

    # --- fields and definitions ---------------------------------------------------------------------------

    def field_of(self, frames: tuple[p.RecordType, ...], kind: type, *, optional: bool) -> e.Expr | None:
        found = [
            e.Field(f.type, AT, up, f.name, self.default(f.type) if self.chance(0.1) else None)
            for up, record in enumerate(frames)
            for f in record.fields
            if isinstance(f.type, kind) and (optional or not f.type.optional)
        ]
        return self.pick(*found) if found else None

    def default(self, kind: ty.Type) -> e.Expr | None:
        match kind:
            case ty.NumberType():
                return e.Const(kind, AT, self.fraction(kind.scale or 1))
            case ty.DateType():
                return e.Const(kind, AT, self.date())
            case ty.EnumType():
                return e.Const(kind, AT, self.pick(*kind.values))
        return None

    def refs(self, frames: tuple[p.RecordType, ...], kind: type, depth: int) -> list[e.Expr]:
        found: list[e.Expr] = []
        for up, record in enumerate(frames):
            for d in self.definitions.values():
                if d.record == record.name and isinstance(d.type, kind) and not d.type.optional:
                    arguments = tuple(self.number(frames, depth - 2) for _ in d.parameters)
                    found.append(e.Ref(d.type, AT, up, d.id, arguments))
        return found

    def sub(self, kind: type, frames: tuple[p.RecordType, ...], depth: int, variables: tuple[str, ...] = ()) -> e.Expr:
        made: dict[type, Any] = {ty.NumberType: self.number, ty.TruthType: self.truth, ty.DateType: self.day}
        if kind is ty.EnumType:
            return self.level(frames, depth)
        return made[kind](frames, depth, variables)

    # --- numbers ------------------------------------------------------------------------------------------

    def number(self, frames: tuple[p.RecordType, ...], depth: int, variables: tuple[str, ...] = ()) -> e.Expr:
        """A number that is never 无."""
        leaves = [
            lambda: e.Const(RATIO, AT, self.fraction(self.pick(1, 1, 10, 100, 3))),
            lambda: self.field_of(frames, ty.NumberType, optional=False) or e.Const(ONE, AT, Fraction(2)),
        ]
        leaves += [lambda: e.Variable(RATIO, AT, self.pick(*variables))] if variables else []
        leaves += [lambda: e.Open(ONE, AT, "多少")] if self.chance(0.05) else []
        if depth <= 0:
            return self.pick(*leaves)()
        return self.pick(*leaves, *self._numbers(frames, depth - 1, variables))()

    def _numbers(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> list[Any]:
        n = partial(self.number, f, d, v)
        more = [
            lambda: e.Arithmetic(RATIO, AT, self.pick("add", "subtract", "multiply", "divide"), n(), n()),
            lambda: e.Arithmetic(RATIO, AT, self.pick("add", "subtract", "multiply", "divide"), n(), n()),
            lambda: e.Arithmetic(
                RATIO, AT, "power", self.number(f, min(d, 1), v), e.Const(ONE, AT, Fraction(self.random.randrange(4)))
            ),
            lambda: e.Extreme(RATIO, AT, self.pick("max", "min"), tuple(n() for _ in range(self.pick(2, 2, 3)))),
            lambda: e.Round(
                MONEY,
                AT,
                n(),
                Fraction(*self.pick((1, 1), (1, 100), (10, 1), (3, 2))),
                self.pick("half_up", "up", "down"),
            ),
            lambda: e.FullYears(ONE, AT, self.day(f, d, v)),
            lambda: e.DaysBetween(ONE, AT, self.day(f, d, v), self.day(f, d, v)),
            lambda: e.Overlap(
                ONE,
                AT,
                self.pick("month", "day"),
                (self.maybe_day(f, d, v), self.day(f, d, v)),
                (self.day(f, d, v), self.maybe_day(f, d, v)),
            ),
            lambda: self.plain(ty.NumberType, f, d, v),
            lambda: e.OrElse(RATIO, AT, self.maybe_number(f, d, v), n()),
            lambda: e.Sure(ONE, AT, self.count(f, d, v)),
            lambda: self.marginal(f, d, v),
        ]
        more += [lambda: self.history(f)] if f[-1] is HOUSE else []
        more += [lambda: self.total(f, d, v, "sum")] * 2
        more += [lambda: self.points_total(f)] if self.lists(f, "事件") else []
        return more

    def plain(self, kind: type, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        """What a value of any type may be: a choice, a definition, a table, an exception, another day's."""
        sub = partial(self.sub, kind, f, d, v)
        named = f"n{self.random.randrange(10**9)}"
        options = [
            lambda: e.Choice(of(kind), AT, self.truth(f, d, v), sub(), sub()),
            lambda: e.Candidates(of(kind), AT, "例外", self.alternatives(kind, f, d, v), sub()),
            lambda: e.Dated(of(kind), AT, self.pieces(kind, f, d, v), "分段"),
            lambda: e.At(of(kind), AT, sub(), self.day(f, d, v)),
            lambda: e.Grounded(of(kind), AT, sub(), ()),
            lambda: e.Let(of(kind), AT, named, self.number(f, d - 1, v), self.sub(kind, f, d, (*v, named))),
            lambda: self.lookup(kind, f, d, v),
            lambda: e.Delegated(
                of(kind),
                AT,
                "授权",
                self.pick(None, self.level(f, d)),
                tuple((name, self.sub(kind, f, 0, v)) for name in LEVEL.values if self.chance(0.7)),
            ),
        ]
        refs = self.refs(f, kind, d)
        options += [lambda: self.pick(*refs)] * 4 if refs else []
        return self.pick(*options)()

    def alternatives(
        self, kind: type, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]
    ) -> tuple[e.Alternative, ...]:
        return tuple(
            e.Alternative(f"例外{i}", self.truth(f, d, v), self.sub(kind, f, self.pick(0, d), v), (), AT)
            for i in range(self.pick(1, 1, 2, 3))
        )

    def pieces(self, kind: type, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> tuple[e.Piece, ...]:
        cuts = sorted({self.date() for _ in range(self.pick(1, 2))})
        ends: list[Days] = []
        before: date | None = None
        for cut in cuts:
            ends.append(Days(before, cut - timedelta(days=1)))
            before = cut
        ends.append(Days(before, None))
        kept = [span for span in ends if self.chance(0.85)] or ends
        return tuple(e.Piece(span, self.sub(kind, f, min(d, 1), v), (), AT) for span in kept)

    def maybe_number(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        """A number that may be 无."""
        options = [
            lambda: e.Const(ty.NothingType(), AT, None),
            lambda: self.total(f, d, v, self.pick("max", "min", "average")),
            lambda: e.Choice(
                _optional(RATIO), AT, self.truth(f, d, v), self.number(f, d, v), e.Const(ty.NothingType(), AT, None)
            ),
            lambda: self.lookup(ty.NumberType, f, d, v, nothing=True),
            lambda: e.At(_optional(RATIO), AT, self.number(f, d, v), self.maybe_day(f, d, v)),
            lambda: self.field_of(f, ty.NumberType, optional=True) or self.number(f, d, v),
            lambda: e.Round(_optional(ONE), AT, self.maybe_number(f, d - 1, v), Fraction(1), "up"),
            lambda: e.FullYears(_optional(ONE), AT, self.maybe_day(f, d, v)),
        ]
        if f[0] is MEMBER and len(f) > 1:
            options.append(lambda: self.rank(f, d))
        return self.pick(*options)() if d > 0 else self.pick(options[0], options[5])()

    # --- lists --------------------------------------------------------------------------------------------

    def lists(self, f: tuple[p.RecordType, ...], record: str | None = None) -> list[e.Field]:
        return [
            e.Field(x.type, AT, up, x.name)
            for up, r in enumerate(f)
            for x in r.fields
            if isinstance(x.type, ty.ListType) and (record is None or x.type.record == record) and up == 0
        ]

    def source(self, f: tuple[p.RecordType, ...]) -> tuple[e.Field, tuple[p.RecordType, ...]] | None:
        found = self.lists(f)
        if not found:
            return None
        chosen = self.pick(*found)
        assert isinstance(chosen.type, ty.ListType)
        return chosen, (RECORDS[chosen.type.record], *f)

    def total(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...], op: str) -> e.Expr:
        over = self.source(f)
        if over is None:
            return self.number(f, d, v)
        source, inner = over
        where = self.pick(None, self.truth(inner, d - 1, v))
        kind = RATIO if op == "sum" else _optional(RATIO)
        return e.Aggregate(kind, AT, op, source, where, self.number(inner, d - 1, v))  # type: ignore[arg-type]

    def count(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        """A 人数 (a pair), or a plain number where there is no list."""
        over = self.source(f)
        if over is None:
            return self.number(f, d, v)
        source, inner = over
        where = self.truth(inner, d - 1, v) if self.chance(0.8) else None
        return e.Aggregate(ty.NumberType((), 1, pair=True), AT, "count", source, where, None)

    def rank(self, f: tuple[p.RecordType, ...], d: int) -> e.Expr:
        key = self.pick(e.Field(DAY, AT, 0, "出生"), self.number(f, d - 1))
        where = self.pick(None, self.truth(f, d - 1))
        return e.Rank(_optional(ONE), AT, e.Field(ty.ListType("成员"), AT, 1, "成员"), key, where, self.chance(0.5))

    # --- tables, scales, points, histories ----------------------------------------------------------------

    def lookup(
        self, kind: type, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...], *, nothing: bool = False
    ) -> e.Expr:
        hit = self.pick("unique", "unique", "first", "sum") if kind is ty.NumberType else self.pick("unique", "first")
        kinds = [self.pick("number", "level", "day", "condition") for _ in range(self.pick(1, 2))]

        def cell() -> e.Expr:
            if nothing and self.chance(0.3):
                return e.Const(ty.NothingType(), AT, None)
            return self.sub(kind, f, 0 if self.chance(0.7) else d - 1, v)

        constant = self.chance(0.6)
        result = (lambda: self.constant(kind, nothing)) if constant else cell
        rows = tuple(
            p.TableRow(tuple(self.test(k, f, d - 1, v) for k in kinds), (result(),), (), AT)
            for _ in range(self.pick(1, 2, 3, 9))
        )
        otherwise = p.TableRow((), (result(),), (), AT) if self.chance(0.5) else None
        name = f"表{self.random.randrange(10**9)}"
        arguments = tuple(self.argument(k, f, d - 1, v) for k in kinds)
        types = tuple(None if k == "condition" else a.type for k, a in zip(kinds, arguments, strict=True))
        self.tables[name] = p.TableType(
            name, name, tuple(kinds), types, ("果",), (of(kind),), hit, rows, otherwise, None, (), AT
        )
        return e.Lookup(of(kind), AT, name, arguments, 0)

    def constant(self, kind: type, nothing: bool) -> e.Expr:
        if nothing and self.chance(0.3):
            return e.Const(ty.NothingType(), AT, None)
        match kind:
            case ty.NumberType:
                return e.Const(RATIO, AT, self.fraction(self.pick(1, 10, 3)))
            case ty.DateType:
                return e.Const(DAY, AT, self.date())
            case ty.EnumType:
                return e.Const(LEVEL, AT, self.pick(*LEVEL.values))
        return e.Const(TRUTH, AT, self.chance(0.5))

    def argument(self, kind: str, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        match kind:
            case "number":
                return self.pick(self.number, self.maybe_number)(f, d, v)
            case "level":
                return self.pick(self.level(f, d), self.maybe_level(f))
            case "day":
                return self.pick(self.day, self.maybe_day)(f, d, v)
        return e.Const(TRUTH, AT, True)

    def test(self, kind: str, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> p.Test:
        if kind == "condition":
            return p.ConditionTest(self.truth(f, d, v))
        if self.chance(0.2):
            return p.AnyTest()
        if kind == "level":
            return p.ValuesTest(tuple(self.pick(*LEVEL.values, None) for _ in range(self.pick(1, 2))))
        if self.chance(0.2):
            return p.EitherTest((self._range(kind), self._values(kind)))
        return self.pick(self._range, self._values)(kind)

    def _values(self, kind: str) -> p.ValuesTest:
        return p.ValuesTest((self.date() if kind == "day" else self.fraction(self.pick(1, 2)),))

    def _range(self, kind: str) -> p.RangeTest:
        ends: list[Any] = sorted(self.date() if kind == "day" else self.fraction(self.pick(1, 2, 3)) for _ in range(2))
        return p.RangeTest(
            self.pick(None, ends[0], ends[0]), self.chance(0.5), self.pick(None, ends[1], ends[1]), self.chance(0.5)
        )

    def marginal(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        cuts = sorted({self.fraction(self.pick(1, 2)) for _ in range(3)})
        rates = [e.Const(RATIO, AT, self.fraction(10)) if self.chance(0.8) else self.number(f, 0, v) for _ in cuts]
        name = f"累进{len(self.scales)}"
        self.scales[name] = p.ScaleType(
            name, name, tuple(p.Band(c, r, (), AT) for c, r in zip(cuts, rates, strict=True)), (), AT
        )
        return e.Marginal(RATIO, AT, name, self.number(f, d, v))

    def points_total(self, f: tuple[p.RecordType, ...]) -> e.Expr:
        rows = tuple(
            p.PointsRow(
                self.pick("一", "二"),
                item,
                self.fraction(2),
                self.pick(None, abs(self.fraction(2))),
                self.pick(None, None, abs(self.fraction(1))),
                self.pick("month", "year"),
                (),
                AT,
            )
            for item in (ITEMS if self.chance(0.8) else ITEMS[:2])
        )
        name = f"积分{len(self.points)}"
        self.points[name] = p.PointsType(name, name, "事项", "发生", self.pick("次数", None), rows, (), AT)
        return e.PointsTotal(ONE, AT, name, self.pick(*self.lists(f, "事件")))

    def history(self, f: tuple[p.RecordType, ...]) -> e.Expr:
        held = e.Field(HISTORY, AT, len(f) - 1, "工资")
        if self.chance(0.5):
            return e.HistoryAt(MONEY, AT, held)
        return e.HistoryWindow(MONEY, AT, self.pick("sum", "max", "min", "average"), held, self.pick(1, 2, 3))

    # --- days and enumeration values ----------------------------------------------------------------------

    def day(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...] = ()) -> e.Expr:
        options = [
            lambda: e.Const(DAY, AT, self.date()),
            lambda: e.Day(
                DAY, AT, self.pick("day", "month_start", "month_end", "year_start", "year_end", "last_month")
            ),
            lambda: self.field_of(f, ty.DateType, optional=False) or e.Day(DAY, AT, "day"),
        ]
        if d > 0:
            options += [
                lambda: e.ShiftDate(
                    DAY,
                    AT,
                    self.day(f, d - 1, v),
                    self.pick(
                        e.Const(ONE, AT, Fraction(self.random.randrange(-40, 40))), e.Field(ONE, AT, len(f) - 1, "系数")
                    ),
                    self.pick("day", "month", "year"),
                    self.chance(0.5),
                ),
                lambda: e.Extreme(DAY, AT, self.pick("max", "min"), (self.day(f, d - 1, v), self.day(f, d - 1, v))),
                lambda: self.plain(ty.DateType, f, d - 1, v),
                lambda: e.OrElse(DAY, AT, self.maybe_day(f, d - 1, v), self.day(f, d - 1, v)),
            ]
        return self.pick(*options)()

    def maybe_day(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...] = ()) -> e.Expr:
        return self.field_of(f, ty.DateType, optional=True) or self.day(f, d, v)

    def level(self, f: tuple[p.RecordType, ...], d: int) -> e.Expr:
        options = [
            lambda: e.Const(LEVEL, AT, self.pick(*LEVEL.values)),
            lambda: e.Field(LEVEL, AT, len(f) - 1, "等级"),
            lambda: e.Field(LEVEL, AT, len(f) - 1, "等级"),
        ]
        options += [lambda: self.plain(ty.EnumType, f, d - 1, ())] if d > 0 else []
        return self.pick(*options)()

    def maybe_level(self, f: tuple[p.RecordType, ...]) -> e.Expr:
        return e.Field(_optional(LEVEL), AT, 0, "等级") if f[0] is MEMBER else self.level(f, 0)

    # --- conditions ---------------------------------------------------------------------------------------

    def truth(self, f: tuple[p.RecordType, ...], depth: int, v: tuple[str, ...] = ()) -> e.Expr:
        """A condition."""
        leaves = [
            lambda: self.field_of(f, ty.TruthType, optional=False) or e.Const(TRUTH, AT, True),
            lambda: e.Is(
                TRUTH, AT, self.pick(self.level(f, 0), self.maybe_level(f)), self.level(f, 0), self.chance(0.5)
            ),
            lambda: e.Compare(TRUTH, AT, self.pick("ge", "lt"), self.number(f, 0, v), self.number(f, 0, v)),
        ]
        leaves += [lambda: e.Const(TRUTH, AT, self.chance(0.5))] if self.chance(0.2) else []
        if depth <= 0:
            return self.pick(*leaves)()
        return self.pick(*leaves, *self._truths(f, depth - 1, v))()

    def _truths(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> list[Any]:
        t = partial(self.truth, f, d, v)
        op = partial(self.pick, "eq", "ne", "ge", "gt", "le", "lt")
        values = [
            lambda: e.Compare(TRUTH, AT, op(), self.number(f, d, v), self.number(f, d, v)),
            lambda: e.Compare(TRUTH, AT, op(), self.maybe_number(f, d, v), self.number(f, d, v)),
            lambda: e.Compare(TRUTH, AT, op(), self.count(f, d, v), self.pick(self.count, self.number)(f, d, v)),
            lambda: e.Compare(TRUTH, AT, op(), self.day(f, d, v), self.maybe_day(f, d, v)),
            lambda: e.IsNothing(TRUTH, AT, self.maybe_number(f, d, v)),
            lambda: e.IsNothing(TRUTH, AT, self.maybe_day(f, d, v)),
            lambda: e.Is(TRUTH, AT, self.maybe_number(f, d, v), self.maybe_number(f, d, v), self.chance(0.5)),
            lambda: e.OneOf(
                TRUTH, AT, self.maybe_number(f, d, v), tuple(self.fraction(2) for _ in range(3)), self.chance(0.5)
            ),
            lambda: e.OneOf(TRUTH, AT, self.maybe_level(f), ("甲", "丙"), self.chance(0.5)),
            lambda: e.InRange(TRUTH, AT, self.maybe_number(f, d, v), *self._ends(self._range("number"))),
            lambda: e.InRange(TRUTH, AT, self.maybe_day(f, d, v), *self._ends(self._range("day"))),
        ]
        others = [
            lambda: e.InMonth(TRUTH, AT, self.maybe_day(f, d, v), self.pick("month", "year")),
            lambda: e.MonthIn(TRUTH, AT, tuple(self.random.sample(range(1, 13), 5))),
            lambda: e.InForce(TRUTH, AT, tuple(self.days() for _ in range(self.pick(1, 2)))),
            lambda: e.Contains(TRUTH, AT, e.Field(ty.MultiType(LEVEL), AT, len(f) - 1, "类别"), "甲"),
            lambda: e.Not(TRUTH, AT, t()),
            lambda: self.quantified(f, d, v),
            lambda: self.quantified(f, d, v),
            lambda: self.plain(ty.TruthType, f, d, v),
            lambda: self.plain(ty.TruthType, f, d, v),
            lambda: self.exclusions(f, d, v),
        ]
        joined = [
            lambda: e.Both(TRUTH, AT, self.pick("all", "any"), tuple(t() for _ in range(self.pick(2, 3))))
            for _ in range(6)
        ]
        return values + others + joined

    def _ends(self, r: p.RangeTest) -> tuple[Any, ...]:
        return r.low, r.low_included, r.high, r.high_included

    def quantified(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        over = self.source(f)
        if over is None:
            return self.truth(f, d, v)
        source, inner = over
        return e.Aggregate(TRUTH, AT, self.pick("exists", "all"), source, self.truth(inner, d, v), None)

    def exclusions(self, f: tuple[p.RecordType, ...], d: int, v: tuple[str, ...]) -> e.Expr:
        value = e.Const(TRUTH, AT, self.chance(0.3))
        rows = tuple(e.Alternative(f"除外{i}", self.truth(f, d, v), value, (), AT) for i in range(self.pick(1, 2)))
        return e.Candidates(TRUTH, AT, "除外", rows, self.truth(f, d, v))


def of(kind: type) -> ty.Type:
    """A type of a kind."""
    return {ty.NumberType: RATIO, ty.TruthType: TRUTH, ty.DateType: DAY, ty.EnumType: LEVEL}[kind]


# --- programs, records, days --------------------------------------------------------------------------------


def program(random: Random, *, depth: int = 3) -> p.Program:
    """A program with definitions of the household and its members, later ones reading earlier ones."""
    make = Maker(random)
    for i in range(random.randrange(3, 9)):
        kind = random.choice((ty.NumberType, ty.NumberType, ty.TruthType, ty.TruthType, ty.DateType))
        frames = random.choice(((HOUSE,), (MEMBER, HOUSE)))
        arguments = random.choice(((), (), (), ("甲数", "乙数")))
        body = make.sub(kind, frames, depth, arguments)
        name = f"{frames[0].name}.d{i}"
        parameters = tuple(p.Parameter(a, RATIO) for a in arguments)
        make.definitions[name] = p.Definition(
            name, f"定义{i}", "definition", frames[0].name, parameters, body, of(kind), (), (), AT
        )
    return p.Program(
        "generated",
        "sha256:0",
        RECORDS,
        make.definitions,
        make.tables,
        make.scales,
        make.points,
        {},
        (),
        (),
        (),
    )


def row(random: Random, record: p.RecordType = HOUSE) -> Row:
    """A record as stored, with unknown fields."""
    return tuple(_stored(random, f) for f in record.fields)


def _stored(random: Random, f: p.FieldType) -> Any:
    if not f.required and random.random() < 0.15:
        return UNKNOWN
    if f.type.optional and random.random() < 0.4:
        return NOTHING
    match f.type:
        case ty.NumberType(scale=scale):
            return random.choice((0, random.randrange(-2 * scale, 10 * scale), random.randrange(0, 5) * scale))
        case ty.TruthType():
            return random.random() < 0.5
        case ty.DateType():
            return Maker(random).date()
        case ty.EnumType(values=values):
            return random.choice(values)
        case ty.MultiType(of=inner):
            return frozenset(v for v in inner.values if random.random() < 0.4)
        case ty.HistoryType():
            months = range(2018 * 12, 2023 * 12)
            return {
                m: random.choice((random.randrange(0, 900),) * 9 + (UNKNOWN,)) for m in months if random.random() < 0.9
            }
        case ty.ListType(record=record):
            return tuple(row(random, RECORDS[record]) for _ in range(random.choice((0, 1, 2, 3))))
    return random.choice((*ITEMS, *ITEMS, "不在册"))


def day(random: Random) -> date:
    """A day."""
    return Maker(random).date()


def triple(seed: int) -> tuple[p.Program, Row, date]:
    """A program, a household as stored, and a day."""
    random = Random(seed)
    return program(random), row(random), day(random)
