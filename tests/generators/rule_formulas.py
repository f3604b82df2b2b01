"""Random conditions and formulas of the rule language, as text, well typed against the names in reach.

A `Reach` says which names stand for which kind of value; `Formulas` writes with one random generator. Kinds of numbers
are units as they are written (`元/月`), `数` for an integer and `率` for a ratio.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

COMPARISONS = ("不低于", "不超过", "低于", "超过", "满", "不满", "等于", "不等于", ">=", "<")
STARTS = ("2019-01-01", "2020-01-31", "2020-02-29", "2020-07-01", "2021-03-15")
MONTHLY = "元/月"
EACH_MONTHLY = "元/人/月"
MONEY = (MONTHLY, "元", EACH_MONTHLY)


@dataclass(slots=True)
class Reach:
    """Names by kind. `optional` may be 无; `choices` enumerated fields with their values, `sets` those of 多选;
    `tables` calls by kind; `members` what the elements of 成员 see (None inside 成员)."""

    numbers: dict[str, list[str]] = field(default_factory=dict)
    optional: dict[str, list[str]] = field(default_factory=dict)
    truths: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    open_days: list[str] = field(default_factory=list)
    choices: dict[str, tuple[str, ...]] = field(default_factory=dict)
    open_choices: set[str] = field(default_factory=set)
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)
    histories: list[str] = field(default_factory=list)
    scales: list[str] = field(default_factory=list)
    members: Reach | None = None

    def add(self, kind: str, name: str) -> None:
        """Let a name of a kind be read: `真` for a condition, else a kind of number."""
        if kind == "真":
            self.truths.append(name)
        else:
            self.numbers.setdefault(kind, []).append(name)

    def copy(self) -> Reach:
        """The same names, to which others can be added."""
        return replace(
            self,
            numbers={k: list(v) for k, v in self.numbers.items()},
            truths=list(self.truths),
            scales=list(self.scales),
            members=self.members.copy() if self.members else None,
        )

    def merged(self, inner: Reach) -> Reach:
        """What an element sees: its own names and, read plainly, those of the record that holds it."""
        kinds = {**{k: list(v) for k, v in self.numbers.items()}}
        for kind, names in inner.numbers.items():
            kinds[kind] = [*kinds.get(kind, []), *names, *names]
        return replace(
            inner,
            numbers=kinds,
            truths=[*self.truths, *inner.truths, *inner.truths],
            days=[*self.days, *inner.days],
            open_days=[*self.open_days, *inner.open_days],
            choices={**self.choices, **inner.choices},
            open_choices=self.open_choices | inner.open_choices,
            histories=[],
            members=None,
        )


class Formulas:
    """Writes conditions and formulas; `reach` is what they may read."""

    def __init__(self, rng: Random, reach: Reach) -> None:
        self.rng = rng
        self.reach = reach

    def inner(self) -> Formulas:
        """For conditions and values of each member."""
        assert self.reach.members is not None
        return Formulas(self.rng, self.reach.merged(self.reach.members))

    # --- numbers ------------------------------------------------------------------------------------------

    def literal(self, kind: str) -> str:
        """A literal of a kind."""
        if kind == "数":
            return str(self.rng.choice((0, 1, 2, 3, 5, 9)))
        if kind == "率":
            return f"{self.rng.choice((5, 10, 25, 30, 50, 70, 100, 120))}%"
        if kind in MONEY:
            return f"{self.rng.choice((0, 10, 100, 250, 500, 760, 1000, 1500.5))}{kind}"
        return f"{self.rng.choice((0, 1, 2, 3, 6, 16, 60))}{kind}"

    def leaf(self, kind: str) -> str:
        """A name of a kind, or a literal."""
        names = self.reach.numbers.get(kind, [])
        open_names = self.reach.optional.get(kind, [])
        if names and self.rng.random() < 0.7:
            return self.rng.choice(names)
        if open_names and self.rng.random() < 0.6:
            return f"（{self.rng.choice(open_names)} 若无 {self.literal(kind)}）"
        return self.literal(kind)

    def number(self, kind: str, depth: int) -> str:
        """A value of a kind, in brackets where it is made of several."""
        if depth <= 0 or self.rng.random() < 0.25:
            return self.leaf(kind)
        made = self.rng.choice(self._forms(kind))(kind, depth - 1)
        return made if made is not None else self.leaf(kind)

    def _forms(self, kind: str):  # type: ignore[no-untyped-def]  # bound methods of one form
        forms = [self._sum, self._choice, self._extreme, self._extreme]
        if kind not in ("数", "率", "人", "岁"):
            forms += [self._share, self._part, self._as_of]
        if self.reach.members is not None:
            forms += [self._of_members] * 2
        if kind == MONTHLY:
            forms += [self._marginal, self._per_person]
        if kind == "元":
            forms.append(self._window)
        if kind == "数":
            forms += [self._whole, self._ranked if self.reach.members is None else self._whole]
        if kind == "月":
            forms = [self._shared_months]
        if kind == "人":
            forms = [self._count] * 2 if self.reach.members is not None else [self._choice]
        return forms

    def _sum(self, kind: str, depth: int) -> str:
        sign = self.rng.choice(("+", "+", "-"))
        return f"（{self.number(kind, depth)} {sign} {self.number(kind, depth)}）"

    def _choice(self, kind: str, depth: int) -> str:
        return f"（若 {self.truth(depth)} 则 {self.number(kind, depth)} 否则 {self.number(kind, depth)}）"

    def _extreme(self, kind: str, depth: int) -> str:
        name = self.rng.choice(("较高者", "较低者"))
        return f"{name}（{self.number(kind, depth)}，{self.number(kind, depth)}）"

    def _share(self, kind: str, depth: int) -> str:
        factor = self.leaf(self.rng.choice(("率", "率", "数")))
        return f"（{self.number(kind, depth)} × {factor}）"

    def _part(self, kind: str, depth: int) -> str:
        by = self.rng.choice(("2", "3", "7", self.leaf("数")))
        return f"（{self.number(kind, depth)} ÷ {by if by != '0' else '4'}）"

    def _as_of(self, kind: str, depth: int) -> str | None:
        names = self.reach.numbers.get(kind, [])
        day = self.rng.choice(("年初", "月初", "2020-06-30", *self.reach.days))
        return f"（{self.rng.choice(names)} 于 {day}）" if names else None

    def _of_members(self, kind: str, depth: int) -> str | None:
        inner = self.inner()
        wanted = EACH_MONTHLY if kind == MONTHLY else kind
        names = self.reach.members.numbers.get(wanted, []) if self.reach.members else []
        if not names:
            return None
        where = f"，其中 {inner.truth(depth)}" if self.rng.random() < 0.6 else ""
        if kind in (MONTHLY, "数"):
            return f"合计（成员 的 {self.rng.choice(names)}{where}）"
        if kind == "岁" or kind == EACH_MONTHLY:
            which = self.rng.choice(("最大", "最小", "平均"))
            return f"（{which}（成员 的 {self.rng.choice(names)}{where}） 若无 {self.literal(kind)}）"
        return None

    def _marginal(self, _: str, depth: int) -> str | None:
        if not self.reach.scales:
            return None
        return f"{self.rng.choice(self.reach.scales)}（{self.number(MONTHLY, depth)}）"

    def _per_person(self, _: str, depth: int) -> str:
        people = self.number("人", depth)
        return f"（{self.leaf(EACH_MONTHLY)} × {people}）"

    def _window(self, _: str, __: int) -> str | None:
        if not self.reach.histories:
            return None
        day = f" 于 {self.rng.choice(self.reach.days)}" if self.reach.days and self.rng.random() < 0.5 else ""
        return f"合计（{self.rng.choice(self.reach.histories)}，近{self.rng.choice((1, 3))}个月{day}）"

    def _whole(self, _: str, depth: int) -> str:
        mode = self.rng.choice(("进位", "舍去", "四舍五入"))
        return f"取整（{self.number(MONTHLY, depth)} ÷ {self.rng.choice((10, 100, 300))}元/月 {mode}）"

    def _ranked(self, _: str, __: int) -> str:
        """A member's place among the household's."""
        down = self.rng.choice(("", " 降序"))
        where = f"，其中 {self.rng.choice(self.reach.truths)}" if self.rng.random() < 0.5 and self.reach.truths else ""
        return f"（名次（成员，按 生日{down}{where}） 若无 9）"

    def _shared_months(self, _: str, __: int) -> str:
        ends = (*self.reach.days, *self.reach.open_days, "2020-09-30")
        start = self.rng.choice((*self.reach.days, "2020-03-01"))
        return f"重叠月数（{start} 至 {self.rng.choice(ends)}，年初 至 年末）"

    def _count(self, _: str, depth: int) -> str:
        where = f"，其中 {self.inner().truth(depth)}" if self.rng.random() < 0.8 else ""
        return f"人数（成员{where}）"

    # --- conditions ---------------------------------------------------------------------------------------

    def truth(self, depth: int) -> str:
        """A condition, in brackets where it is made of several."""
        if depth <= 0 or self.rng.random() < 0.3:
            return self.test()
        if self.rng.random() < 0.3:
            word = self.rng.choice(("且", "或"))
            return f"（{self.truth(depth - 1)} {word} {self.truth(depth - 1)}）"
        forms = [self._compared, self._compared, self._negated]
        if self.reach.members is not None:
            forms += [self._some, self._some]
        return self.rng.choice(forms)(depth - 1)

    def _compared(self, depth: int) -> str:
        kind = self.rng.choice((MONTHLY, "数", "率", "岁" if self._has("岁") else "元", "人", "月"))
        word = self.rng.choice(COMPARISONS)
        return f"{self.number(kind, depth)} {word} {self.leaf(kind)}"

    def _has(self, kind: str) -> bool:
        return bool(self.reach.numbers.get(kind))

    def _negated(self, depth: int) -> str:
        return f"非 {self.rng.choice(self.reach.truths)}" if self.reach.truths else self.test()

    def _some(self, depth: int) -> str:
        made = self.inner().truth(depth)
        return self.rng.choice((f"存在（成员，其中 {made}）", f"全部（成员，{made}）"))

    def test(self) -> str:
        """One test of a name."""
        reach, rng = self.reach, self.rng
        kinds = [self._named] * 2 if reach.truths else []
        kinds += [self._of_choice] * 2 if reach.choices else []
        kinds += [self._of_day] * 2 if reach.days or reach.open_days else []
        kinds += [self._of_set] if reach.sets else []
        kinds += [self._month]
        return rng.choice(kinds)()

    def _named(self) -> str:
        return self.rng.choice(self.reach.truths)

    def _of_choice(self) -> str:
        name = self.rng.choice(sorted(self.reach.choices))
        values = self.reach.choices[name]
        if name in self.reach.open_choices and self.rng.random() < 0.3:
            return f"{name} 是 无"
        some = self.rng.sample(values, min(2, len(values)))
        forms = (f"{name} 是 {some[0]}", f"{name} 不是 {some[0]}", f"{name} 属于（{'，'.join(some)}）")
        return self.rng.choice(forms)

    def _of_set(self) -> str:
        name = self.rng.choice(sorted(self.reach.sets))
        return f"{name} 含 {self.rng.choice(self.reach.sets[name])}"

    def _of_day(self) -> str:
        rng = self.rng
        name = rng.choice([*self.reach.days, *self.reach.open_days])
        if name in self.reach.open_days and rng.random() < 0.3:
            return f"{name} 是 无"
        if rng.random() < 0.2 and name in self.reach.days:
            return f"{name} 属于 当月"
        other = rng.choice((*STARTS, "年初", "月初", "当日", "月末 + 15日", "当日 - 6个月"))
        return f"{name} {rng.choice(('早于', '晚于', '不早于', '不晚于'))} {other}"

    def _month(self) -> str:
        months = sorted(self.rng.sample(range(1, 13), 4))
        return f"当月 属于（{'，'.join(f'{m}月' for m in months)}）"
