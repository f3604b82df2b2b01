"""Decisions made by hand, one of each kind; the words of Licheng are from its statement, the rest is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.decision.model import (
    Amount,
    Comparison,
    Decision,
    Duty,
    FundShare,
    IntervalOutcome,
    OpenPoint,
    Payment,
    RecordError,
    Shown,
    Unpaid,
    Why,
)
from yiju.documents.model import Assumed, Citation
from yiju_grammar.span import NOWHERE
from yiju_grammar.tree import Reading

YUAN = (("元", 1),)
PER_MONTH = (("元", 1), ("月", -1))
STATEMENT = "历城区2020年扶贫资金使用及扶贫政策制定情况说明.txt"
NOTICE = ("济历城政办字〔2019〕10号", "关于落实扶贫系统干部补助政策的通知")


def money(amount: str, unit: Any = YUAN) -> Shown:
    return Shown("number", Fraction(amount), unit, decimals=2)


def number(amount: str, unit: Any = ()) -> Shown:
    return Shown("number", Fraction(amount), unit)


def text(words: str, *, private: bool = False) -> Shown:
    return Shown("text", words, private=private)


UNKNOWN = Shown("unknown", None)
NONE = Shown("nothing", None)


def why(kind: Any, words: str, holds: bool | None = None, **more: Any) -> Why:
    given: dict[str, Any] = {
        "rule": None,
        "value": None,
        "facts": (),
        "comparison": None,
        "citations": (),
        "assumed": (),
        "decisive": False,
        "because": (),
        "span": NOWHERE,
    }
    return Why(kind=kind, text=words, holds=holds, **{**given, **more})


def restated(clause: str, quote: str, start: int = 0) -> Citation:
    return Citation(*NOTICE, "restated", STATEMENT, clause, (start, start + len(quote)), quote)


SCOPE = restated("三（二）1", "发放范围：区扶贫办全体工作人员；街道分管扶贫工作的领导干部，扶贫办工作人员。", 2030)
STANDARD = restated("三（二）2", "按照每人每月1000元标准发放", 2078)
MONTHLY = restated("三（二）2", "其中70%\n\n按月进行发放", 2096)
YEARLY = restated("三（二）2", "30%部分年底根据考核情况一次性发放", 2111)
FUND = restated("三（二）3", "所需资金在区级财政资金中列支，纳入区财政预算保障。", 2140)
CUTOFF = restated("三（二）4", "发放截止日为2020年12月", 2175)
WATCH = restated("三（二）4", "区纪检监察机关、财政局、审计局加强对资金的监管，确保资金使用合理。", 2208)
READING = Reading("‘街道’及于‘分管扶贫工作的领导干部’和‘扶贫办工作人员’", "并列成分共用定语", NOWHERE)


def scope(unit: str, post: Shown, holds: bool | None) -> Why:
    in_office, in_street = unit == "区扶贫办", unit == "街道"
    known = post.kind != "unknown"
    in_post = post.value in ("分管扶贫领导", "扶贫办工作人员") if known else None
    both = False if not in_street else in_post
    return why(
        "rule",
        "发放范围",
        holds,
        rule="发放范围",
        citations=(0,),
        because=(
            why(
                "any",
                "任一 单位 是 区扶贫办 单位 是 街道 且 岗位 属于（分管扶贫领导，扶贫办工作人员）",
                holds,
                because=(
                    why("condition", "单位 是 区扶贫办", in_office, facts=(("单位", text(unit)),)),
                    why(
                        "all",
                        "单位 是 街道 且 岗位 属于（分管扶贫领导，扶贫办工作人员）",
                        both,
                        because=(
                            why("condition", "单位 是 街道", in_street, facts=(("单位", text(unit)),)),
                            why(
                                "condition",
                                "岗位 属于（分管扶贫领导，扶贫办工作人员）",
                                in_post,
                                facts=(("岗位", post),),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def standard() -> Amount:
    return Amount("补助", money("1000", PER_MONTH), PER_MONTH, (), (), (2,), (), None)


def monthly(month: int) -> Payment:
    formula = why(
        "formula",
        "补助 × 70%",
        value=money("700"),
        because=(why("definition", "补助", rule="补助", value=money("1000", PER_MONTH)),),
    )
    return Payment(
        name="月度补助",
        due=f"2020-{month:02d}",
        on=date(2020, month, 28),
        value=money("700"),
        if_eligible=None,
        unit=YUAN,
        recipient=None,
        missing=(),
        open=(),
        funds=(FundShare("区级财政资金", money("700"), (3,)),),
        citations=(1, 2),
        assumed=(),
        why=why("formula", "补助 × 70%", rule="月度补助", value=money("700"), because=(formula,)),
    )


def yearly(value: Shown, missing: tuple[str, ...] = ()) -> Payment:
    return replace(
        monthly(12),
        name="年终补助",
        value=value,
        missing=missing,
        funds=(),
        citations=(4, 2),
        assumed=(0,),
        why=None,
    )


ELIGIBLE = Decision(
    policy="干部补助",
    title="扶贫系统干部补助",
    subject="干部",
    record="C002",
    on=date(2020, 6, 30),
    period=None,
    outcome="eligible",
    errors=(),
    grade="restated",
    amounts=(standard(),),
    payments=(monthly(6),),
    unpaid=(),
    why=scope("街道", text("扶贫办工作人员"), True),
    citations=(SCOPE, MONTHLY, STANDARD, FUND, YEARLY, WATCH, CUTOFF),
    assumptions=(),
    missing=(),
    missing_exact=True,
    open=(),
    readings=(("发放范围", READING),),
    duties=(Duty("obligation", "监管", None, "", True, (5,)),),
    changes=(),
    intervals=(),
    unconditional=False,
    digest="sha256:00",
)

RATES = Assumed("文件只写‘根据考核情况’，系数待区扶贫办确认", NOWHERE)

NO_APPRAISAL = replace(
    ELIGIBLE,
    on=date(2020, 12, 31),
    grade="assumed",
    payments=(monthly(12), yearly(UNKNOWN, ("考核结果",))),
    assumptions=(RATES,),
    missing=("考核结果",),
    why=scope("区扶贫办", text("其他"), True),
)

REFUSED = replace(ELIGIBLE, record="C004", outcome="ineligible", payments=(), why=scope("街道", text("其他"), False))

UNDETERMINED = replace(
    ELIGIBLE,
    record="C007",
    outcome="undetermined",
    payments=(replace(monthly(6), value=UNKNOWN, if_eligible=money("700"), missing=("岗位",)),),
    why=scope("街道", UNKNOWN, None),
    missing=("岗位", "到岗日期"),
    missing_exact=False,
)

ENDED = replace(
    ELIGIBLE,
    on=date(2021, 1, 31),
    outcome="ineligible",
    payments=(),
    readings=(),
    duties=(),
    why=why("interval", "截止 2020-12-31", False, rule="截止", citations=(6,), decisive=True),
)

YEAR = replace(
    ELIGIBLE,
    on=None,
    period=(date(2020, 1, 1), date(2020, 12, 31)),
    grade="assumed",
    payments=(*(monthly(m) for m in range(1, 13)), yearly(money("3600"))),
    assumptions=(RATES,),
    intervals=(
        IntervalOutcome(date(2020, 1, 1), date(2020, 12, 31), "eligible", scope("街道", text("扶贫办工作人员"), True)),
    ),
)

TWO_RUNS = replace(
    YEAR,
    period=(date(2020, 11, 1), date(2021, 2, 28)),
    payments=(monthly(11), monthly(12), yearly(UNKNOWN, ("考核结果",))),
    unpaid=(
        Unpaid("交通补助", "2020-11", None, "zero", None, (1,)),
        Unpaid("交通补助", "2020-12", None, "zero", None, (1,)),
    ),
    intervals=(
        IntervalOutcome(date(2020, 11, 1), date(2020, 12, 31), "eligible", ELIGIBLE.why),
        IntervalOutcome(date(2021, 1, 1), date(2021, 2, 28), "ineligible", ENDED.why),
    ),
    missing=("考核结果",),
)

CONFLICT = replace(
    ELIGIBLE,
    outcome=None,
    payments=(),
    errors=(
        RecordError(
            "YJ612",
            {"zh": "两条例外同时适用而结论不同", "en": "two exceptions apply and differ"},
            ("多子女", "超标"),
            (0, 1),
        ),
    ),
)

LAW = ("示民规〔2021〕2号", "示例县最低生活保障办法")


def article(clause: str, quote: str, grade: Any = "verbatim") -> Citation:
    file = "" if grade == "unverified" else "办法.txt"
    return Citation(*LAW, grade, file, clause, (0, len(quote)), quote)


def income(have: str, holds: bool) -> Why:
    left, right = Fraction(have), Fraction(690)
    average = why(
        "definition",
        "人均收入",
        rule="人均收入",
        value=money(have, PER_MONTH),
        because=(
            why(
                "formula",
                "收入 ÷ 人口",
                value=money(have, PER_MONTH),
                facts=(("收入", money("2160", PER_MONTH)), ("人口", number("3", (("人", 1),)))),
            ),
        ),
    )
    return why(
        "condition",
        "人均收入 低于 低保标准（城乡）",
        holds,
        comparison=Comparison(
            "lt", money(have, PER_MONTH), money("690", PER_MONTH), money(str(abs(left - right)), PER_MONTH)
        ),
        because=(average,),
    )


CARS = why(
    "exception",
    "机动车数 超过 0辆",
    True,
    rule="不予救助",
    value=Shown("truth", False),
    citations=(1,),
    because=(
        why(
            "condition",
            "机动车数 超过 0辆",
            True,
            facts=(("机动车数", number("1", (("辆", 1),))),),
            comparison=Comparison(
                "gt", number("1", (("辆", 1),)), number("0", (("辆", 1),)), number("1", (("辆", 1),))
            ),
        ),
    ),
)
PUPILS = why(
    "exists",
    "存在（成员，其中 学籍 属于（小学，初中））",
    None,
    because=(why("member", "学籍 属于（小学，初中）", None, rule="成员[2]", facts=(("成员[2].学籍", UNKNOWN),)),),
)

HOUSEHOLD = replace(
    ELIGIBLE,
    policy="低保",
    title="最低生活保障",
    subject="家庭",
    record="H001",
    outcome="ineligible",
    grade="unverified",
    amounts=(),
    payments=(),
    why=why(
        "policy",
        "低保",
        False,
        rule="低保",
        because=(
            why("rule", "收入", False, rule="收入", citations=(0,), because=(income("720", False),)),
            why(
                "rule",
                "财产",
                False,
                rule="财产",
                citations=(2,),
                because=(why("condition", "财产", False, because=(why("condition", "真", True), CARS)),),
            ),
        ),
    ),
    citations=(
        article("第六条", "共同生活的家庭成员人均收入低于当地最低生活保障标准"),
        article("第九条（一）", "（一）名下有机动车的；"),
        article("", "家庭财产符合规定", "unverified"),
        article("第二十条", "对决定不服的，可以自收到决定之日起60日内申请行政复议"),
    ),
    readings=(),
    duties=(
        Duty("remedy", "申请行政复议", None, "", True, (3,)),
        Duty("deadline", "办结", date(2020, 7, 30), "", True, ()),
        Duty("discretion", "减发停发", None, "民政部门", False, ()),
    ),
)

MEMBERS = replace(
    HOUSEHOLD,
    outcome="undetermined",
    grade="verbatim",
    why=why("rule", "就学", None, rule="就学", citations=(0,), because=(PUPILS,)),
    payments=(
        Payment(
            name="助学补贴",
            due="2020-06",
            on=date(2020, 6, 30),
            value=UNKNOWN,
            if_eligible=money("1/3"),
            unit=YUAN,
            recipient="乙",
            missing=("成员[2].学籍",),
            open=(),
            funds=(),
            citations=(),
            assumed=(),
            why=None,
        ),
    ),
    missing=("成员[2].学籍",),
    open=(OpenPoint("‘在校’是否包括休学", ("包括", "不包括"), NOWHERE),),
    duties=(),
)

SAMPLES: dict[str, Decision] = {
    "eligible": ELIGIBLE,
    "no_appraisal": NO_APPRAISAL,
    "refused": REFUSED,
    "undetermined": UNDETERMINED,
    "ended": ENDED,
    "year": YEAR,
    "two_runs": TWO_RUNS,
    "conflict": CONFLICT,
    "household": HOUSEHOLD,
    "members": MEMBERS,
}
