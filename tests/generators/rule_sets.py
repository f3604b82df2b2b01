"""Whole places as rule text, from a seed: records, definitions, tables, two policies with everything a policy holds.

`rule_set(seed)` is well typed by construction nearly always; `files` lays it out as policy files, shuffled or not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from generators.rule_formulas import EACH_MONTHLY, MONTHLY, Formulas, Reach

ASSUMED = "假定 “生成”"
TOWN = ("城市", "农村")
LEVELS = ("一级", "二级", "三级")
STATES = ("健康", "重病", "残疾")
STREETS = ("东街", "西街")

HOUSE_FIELDS = (
    ("收入 元/月", lambda r: r.add(MONTHLY, "收入")),
    ("租金 元/月 0至5000", lambda r: r.add(MONTHLY, "租金")),
    ("存款 元 0至1000000", lambda r: r.add("元", "存款")),
    ("年入 元/年", lambda r: r.add(MONTHLY, "折月（年入）")),
    ("自付比例 比例 0%至100%", lambda r: r.add("率", "自付比例")),
    ("套数 整数 0至4", lambda r: r.add("数", "套数")),
    ("申报人口 人 0至12 缺省 1人", lambda r: r.add("人", "申报人口")),
    ("有证 是否", lambda r: r.add("真", "有证")),
    ("困难 是否", lambda r: r.add("真", "困难")),
    ("单亲 是否", lambda r: r.add("真", "单亲")),
    ("城乡 枚举（城市，农村）", lambda r: r.choices.update(城乡=TOWN)),
    ("等级 等级 可无", lambda r: (r.choices.update(等级=LEVELS), r.open_choices.add("等级"))),
    ("申请日期 日期", lambda r: r.days.append("申请日期")),
    ("离开日期 日期 可无", lambda r: r.open_days.append("离开日期")),
    ("另有补贴 元/月 可无", lambda r: r.optional.setdefault(MONTHLY, []).append("另有补贴")),
    ("情形 枚举（健康，重病，残疾） 多选", lambda r: r.sets.update(情形=STATES)),
    ("工资 历史<元/月>", lambda r: r.histories.append("工资")),
    ("备注 文本 隐私", lambda r: None),
)
KEPT = ("收入", "困难", "城乡", "申请日期")

MEMBER_FIELDS = (
    ("生日 日期", lambda r: r.days.append("生日")),
    ("津贴 元/人/月", lambda r: r.add(EACH_MONTHLY, "津贴")),
    ("残疾 是否", lambda r: r.add("真", "残疾")),
    ("在读 是否", lambda r: r.add("真", "在读")),
    ("年级 整数 0至12", lambda r: r.add("数", "年级")),
    ("学段 枚举（小学，中学，无学籍）", lambda r: r.choices.update(学段=("小学", "中学", "无学籍"))),
    ("去世日期 日期 可无", lambda r: r.open_days.append("去世日期")),
)
MEMBER_KEPT = ("生日", "残疾")


@dataclass(slots=True)
class Part:
    """A head with what belongs to it; the place's own part has no head."""

    head: str
    declarations: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RuleSet:
    """A place as text, part by part."""

    seed: int
    parts: list[Part]

    def files(self, rng: Random | None = None) -> dict[str, str]:
        """File names and texts. With `rng`: declarations shuffled inside their part and cut into several files, and
        the policies' heads put into another order."""
        if rng is None:
            return {"规则.policy": "\n\n".join(t for p in self.parts for t in (p.head, *p.declarations) if t) + "\n"}
        shuffled = [Part(p.head, rng.sample(p.declarations, len(p.declarations))) for p in self.parts]
        place, others = shuffled[0], shuffled[1:]
        rng.shuffle(others)
        cut = rng.randint(0, len(place.declarations))
        files = {"甲.policy": _text(place.declarations[:cut]), "丙.policy": _text(place.declarations[cut:])}
        for number, part in enumerate(others):
            name = rng.choice((f"乙{number}.policy", f"{number}.policy", "丙.policy"))
            files[name] = files.get(name, "") + "\n" + _text([part.head, *part.declarations])
        return files


def _text(declarations: list[str]) -> str:
    return "\n\n".join(declarations) + "\n"


class Writer:
    """Writes one rule set."""

    def __init__(self, seed: int) -> None:
        self.rng = Random(seed)
        self.reach = Reach(members=Reach())
        self.place = Part("")
        self.count = 0

    def name(self, stem: str) -> str:
        """A new name."""
        self.count += 1
        return f"{stem}{'甲乙丙丁戊己庚辛壬癸'[self.count % 10]}{self.count}"

    def chance(self, p: float) -> bool:
        return self.rng.random() < p

    def formulas(self, reach: Reach) -> Formulas:
        return Formulas(self.rng, reach)

    # --- the place ----------------------------------------------------------------------------------------

    def records(self) -> None:
        """Enumeration and records; what they make readable is in reach."""
        house, member = ["户编号 文本 标识"], ["姓名 文本 标识"]
        for lines, fields, kept, reach in (
            (house, HOUSE_FIELDS, KEPT, self.reach),
            (member, MEMBER_FIELDS, MEMBER_KEPT, self.reach.members),
        ):
            for text, register in fields:
                if text.split()[0] in kept or self.chance(0.6):
                    lines.append(text if "缺省" not in text else f"{ASSUMED}\n    {text}")
                    register(reach)  # type: ignore[no-untyped-call]  # a row of the table above
        house += ["街道 枚举（东街，西街）", "成员 列表<成员>", "事件 列表<事件>"]
        self.place.declarations += [
            f"枚举 等级（{'，'.join(LEVELS)}）",
            "记录 家庭 每户\n" + "\n".join(f"    {line}" for line in house),
            "记录 成员 每人\n" + "\n".join(f"    {line}" for line in member),
            "记录 事件\n    事项 枚举（甲，乙，丙）\n    日期 日期\n    次数 次 0至20",
        ]

    def ages(self) -> None:
        """The members' ages, a condition on them."""
        members = self.reach.members
        assert members is not None
        self.place.declarations.append(f"{ASSUMED}\n定义 成员 的 年龄 = 周岁（生日）")
        members.add("岁", "年龄")
        self.define(self.place, self.reach, member=True, kind="真")

    def definitions(self, part: Part, reach: Reach, count: int) -> None:
        """Some definitions of the record and of its members."""
        for _ in range(count):
            kind = self.rng.choice((MONTHLY, MONTHLY, "元", "真", "真", "数"))
            member = self.chance(0.35)
            self.define(part, reach, member=member, kind=EACH_MONTHLY if member and kind in (MONTHLY, "元") else kind)

    def define(self, part: Part, reach: Reach, *, member: bool, kind: str) -> None:
        """One definition, readable afterwards."""
        name = self.name("定")
        made = self.formulas(reach).inner() if member else self.formulas(reach)
        head = f"{ASSUMED}\n定义 {'成员 的 ' if member else ''}{name}"
        if kind == "真":
            text = f"{head} 当 {made.truth(2)}"
        elif kind != "数" and self.chance(0.25):
            bound = made.number(kind, 1)
            text = f"{head} = {self.rounded(f'较高者（暂，{made.literal(kind)}） × 50%', kind)}\n    令 暂 = {bound}"
        else:
            text = f"{head} = {self.rounded(made.number(kind, 2), kind)}"
        part.declarations.append(text)
        home = reach.members if member else reach
        assert home is not None
        home.add(kind, name)

    def dated(self, part: Part, reach: Reach) -> None:
        """Two definitions of one name, one after the other."""
        name = self.name("期")
        made = self.formulas(reach)
        for days in ("至 2020-06-30", "自 2020-07-01"):
            text = self.rounded(made.number(MONTHLY, 1), MONTHLY)
            part.declarations.append(f"{ASSUMED}\n定义 {name} {days} = {text}")
        reach.add(MONTHLY, name)

    def points(self, part: Part, reach: Reach) -> None:
        """Points for events, a standard of their own."""
        name, period = self.name("积"), self.rng.choice(("月", "年"))
        rows = [
            ["类别", "事项", "分值", "上限"],
            ["公益", "甲", "5分/次", f"20分/{period}"],
            ["教育", "乙", "30分/次", "无"],
        ]
        rows.append(["扣分", "丙", "-3分/次", self.rng.choice(("无", f"12分/{period}"))])
        part.declarations.append(f"{ASSUMED}\n积分 {name}（事件）\n" + _rows(rows))
        part.declarations.append(f"标准 {self.name('标')} = {name}")
        reach.add(MONTHLY, f"较高者（{name} × 1.5元/月/分，0元/月）")

    def rounded(self, formula: str, kind: str) -> str:
        """A formula that ends in a rounding, where money is meant."""
        if kind == "数":
            return formula
        step = self.rng.choice(("0.01元", "0.01元", "1元", "10元"))
        return f"{formula} 舍入到 {step} {self.rng.choice(('四舍五入', '进位', '舍去'))}"

    def with_arguments(self, part: Part, reach: Reach) -> None:
        """A definition with arguments, used by calling it."""
        name = self.name("函")
        own = self.formulas(Reach(numbers={MONTHLY: ["收入"]}, truths=["困难"]))
        part.declarations.append(
            f"{ASSUMED}\n定义 {name}（收入，困难） = {self.rounded(own.number(MONTHLY, 2), MONTHLY)}"
        )
        call = self.formulas(reach)
        reach.add(MONTHLY, f"{name}（{call.number(MONTHLY, 1)}，{call.truth(1)}）")

    def parameter(self, part: Part, reach: Reach) -> None:
        """Dated values, by 城乡 or not."""
        name = self.name("参")
        days = sorted(self.rng.sample(("2020-01-01", "2020-07-01", "2020-10-16", "2021-03-01"), self.rng.randint(1, 2)))
        first = self.rng.choice(("此前", "此前", "始终"))
        if self.chance(0.4):
            columns = [first] if first == "始终" else [first, *(f"{d}起" for d in days)]
            rows = [[town, *(self.rng.choice(("200", "450.5", "690")) for _ in columns)] for town in TOWN]
            part.declarations.append(f"{ASSUMED}\n参数 {name}（城乡） 元/月\n" + _rows([["城乡", *columns], *rows]))
            reach.add(MONTHLY, f"{name}（{self.rng.choice(('城乡', *TOWN))}）")
            return
        values = [f"{first} = {self.rng.choice((300, 520, 800))}"]
        if first == "此前":
            values += [f"自 {d} = {self.rng.choice((310, 690, 760))}" for d in days]
        if self.chance(0.08):
            values = ["始终 = 待定 “数额”"]
        part.declarations.append(f"{ASSUMED}\n参数 {name} 元/月\n" + "\n".join(f"    {v}" for v in values))
        reach.add(MONTHLY, name)

    def scale(self, part: Part, reach: Reach) -> None:
        """A marginal scale over monthly income."""
        name = self.name("累")
        rows = [["超过", "费率"], ["0元/月", "2%"], ["500元/月", "10%"], ["1500元/月", "25%"]]
        part.declarations.append(f"{ASSUMED}\n累进 {name}\n" + _rows(rows[: self.rng.randint(2, 4)]))
        if self.chance(0.8):
            reach.scales.append(name)

    def table(self, part: Part, reach: Reach) -> None:
        """A table of one of the hit policies."""
        name = self.name("表")
        shapes = (self._by_income, self._by_town, self._grid, self._first, self._summed)
        text, use = self.rng.choice(shapes)(name, reach)
        part.declarations.append(f"{ASSUMED}\n{text}")
        reach.add(MONTHLY, use)

    def _by_income(self, name: str, _: Reach) -> tuple[str, str]:
        a, b = sorted(self.rng.sample((200, 500, 690, 900, 1000), 2))
        rows = [["收入", "额（元/月）", "档"], [f"不满 {a}元/月", "300", "1"], [f"[{a}元/月，{b}元/月)", "200.5", "2"]]
        rows.append(["其他", self.rng.choice(("0", "50", "100")), "3"])
        return f"表 {name}（收入）\n" + _rows(rows), f"（{name}（收入） 的 额）"

    def _by_town(self, name: str, _: Reach) -> tuple[str, str]:
        rows = [["城乡", "困难", "额（元/月）"], ["城市", "真", "100"], ["城市", "假", "50"], ["农村", "—", "120"]]
        if self.chance(0.4):
            rows = [rows[0], ["农村", "—", "120"], ["其他", "其他", "80"]]
        return f"表 {name}（城乡，困难）\n" + _rows(rows), f"{name}（城乡，困难）"

    def _grid(self, name: str, _: Reach) -> tuple[str, str]:
        rows = [["收入", *TOWN], ["不满 600元/月", "300元/月", "200元/月"], ["不低于 600元/月", "30元/月", "20元/月"]]
        return f"表 {name}（收入，城乡） 交叉\n" + _rows(rows), f"{name}（收入，城乡）"

    def _conditions(self, reach: Reach, last: str) -> list[list[str]]:
        made = self.formulas(reach)
        values = self.rng.sample(("10", "20", "30", "40"), 3)
        return [["条件", "额（元/月）"], *([_plain(made.truth(1)), v] for v in values), ["其他", last]]

    def _first(self, name: str, reach: Reach) -> tuple[str, str]:
        return f"表 {name} 首个\n" + _rows(self._conditions(reach, "5")), name

    def _summed(self, name: str, reach: Reach) -> tuple[str, str]:
        return f"表 {name} 合计\n" + _rows(self._conditions(reach, "0")), name

    # --- a policy -----------------------------------------------------------------------------------------

    def policy(self, name: str, other: Part | None) -> list[Part]:
        """A policy with its parts; `other` may be read."""
        part = Part(f"政策 {name} “{name}” {ASSUMED}\n    对象 家庭")
        reach = self.reach.copy()
        if other is not None:
            reach.add("真", f"{other.head.split()[1]} 的 结果")
            reach.add("元", f"{other.head.split()[1]} 的 {_first_paid(other)}")
        extra: list[Part] = self.delegation(part, reach, name) if self.chance(0.35) else []
        self.definitions(part, reach, self.rng.randint(0, 2))
        for make, p in ((self.parameter, 0.4), (self.table, 0.5), (self.scale, 0.2), (self.with_arguments, 0.3),
                        (self.dated, 0.25), (self.points, 0.25)):  # fmt: skip
            if self.chance(p):
                make(part, reach)
        targets = self.eligibility(part, reach)
        standards = self.standards(part, reach)
        payments = self.payments(part, reach)
        self.exceptions(part, reach, [*targets, *standards, *payments])
        self.interval(part)
        self.funds(part, payments)
        self.duties(part, reach)
        return [part, *extra]

    def delegation(self, part: Part, reach: Reach, policy: str) -> list[Part]:
        """A value left to the streets, filled by one of them or both."""
        name = self.name("授")
        part.declarations.append(f"授权 街道 制定 {name} 为 元/月")
        reach.add(MONTHLY, name)
        offices = self.rng.sample(STREETS, self.rng.randint(1, 2))
        own = self.formulas(self.reach)
        return [
            Part(f"细则 {o} 于 {policy}", [f"{ASSUMED}\n定义 {name} = {self.rounded(own.number(MONTHLY, 1), MONTHLY)}"])
            for o in offices
        ]

    def eligibility(self, part: Part, reach: Reach) -> list[tuple[str, str]]:
        """Some eligibility rules, plain or as blocks."""
        names = []
        for _ in range(self.rng.choice((0, 1, 1, 1, 2, 2))):
            name = self.name("资")
            part.declarations.append(f"资格 {name} 当{self.block(reach)}")
            names.append((name, "真"))
        return names

    def block(self, reach: Reach) -> str:
        """A condition after 当: on its line, or a block of lines."""
        made = self.formulas(reach)
        if self.chance(0.06):
            return " 待定 “如何认定”"
        if self.chance(0.5):
            return f" {_plain(made.truth(2))}"
        outer, inner = self.rng.sample(("任一", "同时"), 2)
        lines = [f"    {outer}", *(f"        {_plain(made.truth(1))}" for _ in range(2))]
        if self.chance(0.4):
            lines += [f"        {inner}", *(f"            {_plain(made.truth(1))}" for _ in range(2))]
        return "\n" + "\n".join(lines)

    def standards(self, part: Part, reach: Reach) -> list[tuple[str, str]]:
        """Standards: readable by payments."""
        names = []
        for _ in range(self.rng.randint(1, 2)):
            name = self.name("标")
            text = self.rounded(self.formulas(reach).number(MONTHLY, 2), MONTHLY)
            part.declarations.append(f"标准 {name} = {text}")
            reach.add(MONTHLY, name)
            names.append((name, MONTHLY))
        return names

    def payments(self, part: Part, reach: Reach) -> list[tuple[str, str]]:
        """Payments of some schedules; two to members may exclude each other."""
        forms: tuple[Callable[[Reach], tuple[str, str]], ...] = (
            self._monthly, self._monthly, self._yearly, self._quarterly, self._once, self._to_members, self._to_members,
        )  # fmt: skip
        names, paid = [], []
        for form in self.rng.sample(forms, self.rng.randint(1, 4)):
            name = self.name("付")
            head, formula = form(reach)
            kind = EACH_MONTHLY if "给" in head else "元" if MONTHLY not in formula[0] else MONTHLY
            part.declarations.append(f"发放 {name} {head} = {formula}{self.when(reach) if '给' not in head else ''}")
            names.append((name, "付员" if "给" in head else "付"))
            paid += [name] if kind == EACH_MONTHLY else []
        if len(paid) == 2:
            rule = self.rng.choice(("较高者", "较低者", "前者"))
            part.declarations.append(f"互斥 {paid[0]}，{paid[1]} 每 姓名 取 {rule}")
        return names

    def when(self, reach: Reach) -> str:
        return f" 当 {_plain(self.formulas(reach).truth(1))}" if self.chance(0.3) else ""

    def money(self, reach: Reach, kind: str, depth: int = 2) -> str:
        """A formula for a payment, seldom below zero."""
        made = self.formulas(reach).number(kind, depth)
        return self.rounded(f"较高者（{made}，0{kind}）" if self.chance(0.9) else made, kind)

    def _monthly(self, reach: Reach) -> tuple[str, str]:
        start = f" 自 {self.rng.choice(reach.days)}" if reach.days and self.chance(0.4) else ""
        end = f" 至 {self.rng.choice(reach.open_days)}" if start and reach.open_days and self.chance(0.5) else ""
        by_day = " 按日" if start and self.chance(0.4) else ""
        word = "每月" if by_day or self.chance(0.8) else "每月初"
        return f"{word}{start}{end}{by_day}", self.money(reach, MONTHLY)

    def _yearly(self, reach: Reach) -> tuple[str, str]:
        if self.chance(0.5):
            return self.rng.choice(("每年6月，12月", "每年2月，6月，10月")), self.money(reach, MONTHLY)
        return f"每年{self.rng.choice((6, 12))}月", self.money(reach, "元")

    def _quarterly(self, reach: Reach) -> tuple[str, str]:
        return "每季度", self.money(reach, "元")

    def _once(self, reach: Reach) -> tuple[str, str]:
        start = f" 自 {self.rng.choice(reach.days)}" if reach.days and self.chance(0.6) else ""
        return f"一次{start}", self.money(reach, "元")

    def _to_members(self, reach: Reach) -> tuple[str, str]:
        inner = self.formulas(reach).inner()
        where = f" 其中 {inner.truth(1)}" if self.chance(0.8) else ""
        return f"每月 给 成员{where}", self.money(inner.reach, EACH_MONTHLY, 1)

    def exceptions(self, part: Part, reach: Reach, targets: list[tuple[str, str]]) -> None:
        """Exceptions and exclusions, and some of these again."""
        for _ in range(self.rng.randint(0, 3)):
            target, kind = self.rng.choice([*targets, ("", "")])
            made = self.formulas(self.reach)
            made = made.inner() if kind == "付员" else made
            name = self.name("例")
            dates = " 自 2020-03-01 至 2020-12-31" if self.chance(0.2) else ""
            condition = f" 当 {_plain(made.truth(1))}"
            if kind in ("真", "例外", "付员") or (kind == "付" and self.chance(0.5)):
                part.declarations.append(f"除外 {name} 于 {target}{condition}")
                targets = [*targets, *[(name, "付员" if kind == "付员" else "例外")] * 2]
            elif kind == MONTHLY:
                part.declarations.append(f"例外 {name} 于 {target}{dates} 改为 {made.literal(MONTHLY)}{condition}")
                targets = [*targets, (name, "例外"), (name, "例外")]

    def interval(self, part: Part) -> None:
        """The policy's first and last day."""
        if self.chance(0.5):
            part.declarations.append(f"起始 {self.rng.choice(('2019-01-01', '2020-01-10', '2019年7月'))}")
        if self.chance(0.5):
            part.declarations.append(f"截止 {self.rng.choice(('2021-12-31', '2021-11-20', '2021年6月'))}")

    def funds(self, part: Part, payments: list[tuple[str, str]]) -> None:
        """Two funds by share, one fund for all, or none."""
        if self.chance(0.3):
            part.declarations += ["资金 省级资金 占 30%", "资金 县级资金 占 70%"]
        elif payments and self.chance(0.4):
            part.declarations.append(f"资金 县级资金 付 {payments[0][0]}")

    def duties(self, part: Part, reach: Reach) -> None:
        """Obligations, a deadline, a discretion, a remedy."""
        made = self.formulas(self.reach)
        texts = [
            f"要求 公示 当 {_plain(made.truth(1))}",
            "要求 建档",
            "时限 办结 = 申请日期 + 30日",
            f"裁量 减发 由 民政部门 当 {_plain(made.truth(1))}",
            "救济 申请复核",
        ]
        part.declarations += [t for t in texts if self.chance(0.3)]


def _first_paid(policy: Part) -> str:
    return next(text.split()[1] for text in policy.declarations if text.startswith("发放 "))


def _plain(condition: str) -> str:
    """Without the outermost brackets, where they hold the whole."""
    depth = 0
    for i, c in enumerate(condition):
        depth += (c == "（") - (c == "）")
        if depth == 0 and i < len(condition) - 1:
            return condition
    return condition[1:-1] if condition.startswith("（") else condition


def _rows(rows: list[list[str]]) -> str:
    return "\n".join("    | " + " | ".join(cells) + " |" for cells in rows)


def rule_set(seed: int) -> RuleSet:
    """The rule set of a seed."""
    work = Writer(seed)
    work.records()
    work.ages()
    for make, p in ((work.parameter, 0.8), (work.table, 0.6), (work.scale, 0.5), (work.with_arguments, 0.3)):
        if work.chance(p):
            make(work.place, work.reach)
    work.definitions(work.place, work.reach, work.rng.randint(1, 3))
    parts = work.policy("低保", None)
    parts += work.policy("补助", parts[0] if work.chance(0.6) else None)
    return RuleSet(seed, [work.place, *parts])
