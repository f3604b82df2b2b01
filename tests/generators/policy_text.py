"""Hypothesis strategies for policy texts: expressions, declarations, files, in Chinese spelling, well formed.

They know the grammar, not the meaning: names are not resolved, types are not right. For parser and formatter.
"""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

NAMES = (
    *("甲", "人口", "收入", "金额", "人数", "合计收入", "当地低保标准", "自付费用", "且末县", "是否在校", "非农户口"),
    *("限额一", "表现", "标准差", "待定事项", "无障碍", "若干", "按揭", "给付", "每户补贴", "假定收入", "于田县"),
    *("in_school", "from_city", "orphan", "Ａ类"),
)
UNITS = (
    *("元", "元/月", "元/人/月", "万元", "人", "名", "次", "天", "日", "月", "个月", "岁", "周岁", "平方米"),
    *("头", "元/头"),
)
WORDS = ("示例", "按‘十二个月’计", "a #not comment", "全角（括号），：", "x|y")

names = st.sampled_from(NAMES)
texts = st.sampled_from(WORDS[:4]).map(lambda w: f"“{w}”")
numbers = st.builds(
    lambda whole, part, unit: f"{whole}{part}{unit}",
    st.integers(0, 99999),
    st.sampled_from(["", ".5", ".25"]),
    st.sampled_from(["", "%", *UNITS]),
).filter(lambda n: not (len(n) == 5 and n.endswith("年")))
dates = st.sampled_from(["2020-06-30", "2020年6月30日", "2020年12月", "2020年", "2021-02"])
ranges = st.sampled_from(["0至2岁", "0至12", "0%至30%", "1 至 2次", "1~3人"])
day_names = st.sampled_from(["当日", "月初", "年末", "上月"])
spaces = st.sampled_from([" ", "  ", "\u3000", "\t"])
opening = st.sampled_from(["（", "("])
closing = st.sampled_from(["）", ")"])
comma = st.sampled_from(["，", ", ", "、", ","])


@st.composite
def atoms(draw: st.DrawFn, depth: int = 2) -> str:
    """One value: a literal, a name, a call, an aggregate."""
    if depth <= 0:
        return draw(st.one_of(names, numbers, dates, day_names))
    inner = expressions(depth - 1)
    a, left, right, mark = (draw(s) for s in (names, opening, closing, comma))
    forms: list[Callable[[], str]] = [
        lambda: f"{a}{left}{draw(inner)}{right}",
        lambda: f"周岁{left}{a}{mark}{draw(inner)}{right}",
        lambda: f"人数{left}成员{mark}其中 {draw(conditions(depth - 1))}{right}",
        lambda: f"合计{left}成员 的 {a}{right}",
        lambda: f"合计{left}工资{mark}近12个月 于 {a}{right}",
        lambda: f"名次{left}成员{mark}按 {a} 降序{right}",
        lambda: f"重叠月数{left}{a} 至 离岗{mark}年初 至 年末{right}",
        lambda: f"取整{left}{draw(inner)} 进位{right}",
        lambda: f"{left}{draw(inner)}{right}",
        lambda: f"成员 的 {a}",
        lambda: f"{a} 于 {draw(dates)}",
        lambda: f"{a} 若无 {draw(numbers)}",
        lambda: draw(names),
        lambda: draw(numbers),
        lambda: "待定 “何时起算” 或 “当月” 或 “次月”",
    ]
    return forms[draw(st.integers(0, len(forms) - 1))]()


@st.composite
def sums(draw: st.DrawFn, depth: int = 2) -> str:
    """Arithmetic."""
    parts = draw(st.lists(atoms(depth), min_size=1, max_size=3))
    text = draw(st.sampled_from(["", "-", "- "])) + parts[0]
    for part in parts[1:]:
        text += draw(st.sampled_from([" + ", " - ", " × ", " * ", " ÷ ", "＋"])) + part
    return text


@st.composite
def conditions(draw: st.DrawFn, depth: int = 2) -> str:
    """A condition: comparisons under connectives, never mixed without brackets."""
    if depth > 0 and draw(st.integers(0, 4)) == 0:
        joined = draw(st.sampled_from([" 且 ", " 或 "])).join(
            draw(st.lists(_operands(depth - 1), min_size=2, max_size=3))
        )
        return joined
    return draw(_operands(depth))


@st.composite
def _operands(draw: st.DrawFn, depth: int) -> str:
    negation = draw(st.sampled_from(["", "", "非 "]))
    if depth > 0 and draw(st.integers(0, 5)) == 0:
        return f"{negation}（{draw(conditions(depth - 1))}）"
    return negation + draw(comparisons(depth))


COMPARATIVES = (
    *("等于", "不等于", "不低于", "不超过", "满", "届满", "不满", "低于", "高于", "超过", "早于", "晚于", "不早于"),
    *("不晚于", ">=", "<=", "<", ">", "≥", "≤", "是", "不是", "含", "不含"),
)


@st.composite
def comparisons(draw: st.DrawFn, depth: int = 1) -> str:
    """One comparison or test."""
    left = draw(sums(max(depth - 1, 0)))
    shape = draw(st.integers(0, 5))
    if shape <= 1:
        right = draw(sums(max(depth - 1, 0)))
        return f"{left} {draw(st.sampled_from(COMPARATIVES))} {right}"
    if shape == 2:
        return f"{left} {draw(st.sampled_from(['60岁以上', '3次以下', '30日以内', '16岁以外', '3人 以上', '3年内']))}"
    word = draw(st.sampled_from(["属于", "不属于"]))
    if shape == 3:
        items = draw(comma).join(draw(st.lists(st.one_of(names, numbers, ranges), min_size=1, max_size=3)))
        return f"{left} {word}（{items}）"
    if shape == 4:
        interval = draw(st.sampled_from(["[18，60)", "[18，60]", "0至2岁", "当月", "（18，60]"]))
        return f"{left} {word} {interval}"
    return draw(names)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 2) -> str:
    """Any expression."""
    if depth > 0 and draw(st.integers(0, 6)) == 0:
        parts = [draw(conditions(depth - 1)), draw(sums(depth - 1)), draw(sums(depth - 1))]
        return f"若 {parts[0]} 则 {parts[1]} 否则 {parts[2]}"
    return draw(sums(depth))


# --- declarations -------------------------------------------------------------------------------------------

intervals = st.sampled_from(["", "", " 自 2017-01-01", " 自 2015-12 至 2016年11月", " 至 2020年"])
assumed = st.sampled_from(["", "", " 假定 “示例”"])
rounding = st.sampled_from(["", "", " 舍入到 元 进位", " 舍入到 0.01元 四舍五入", " 舍入到 元/月 舍去"])
grounds = st.sampled_from(
    ["", "> 引文，“原话”（一）\n", "> 同上\n", "假定 “十二个月”\n", "理解 “甲” 因 “乙”\n# 说明\n"]
)
recipients = st.sampled_from(["", " 给 成员", " 给 成员 其中 残疾"])
bounds = st.sampled_from(["", " 自 批准日期", " 自 甲 至 乙 按日"])
schedules = st.sampled_from(["每月", "每月初", "每季度", "每年12月", "每年2月，6月，10月", "每年", "一次"])


@st.composite
def whens(draw: st.DrawFn) -> str:
    """Nothing, a condition on the line, or a block below it."""
    shape = draw(st.integers(0, 3))
    if shape == 0:
        return ""
    return draw(needed_whens()) if shape > 1 else f" 当 {draw(conditions())}"


@st.composite
def needed_whens(draw: st.DrawFn) -> str:
    """A condition on the line or a block below it, with grounds and comments."""
    if draw(st.booleans()):
        return f" 当 {draw(conditions())}"
    indent = draw(st.sampled_from(["    ", "\t", "\u3000\u3000", "  "]))
    mode = draw(st.sampled_from(["任一", "同时", "非 任一"]))
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.integers(0, 3)) == 0:
            lines.append(f"{indent}{indent}> （一）名下有机动车的；")
        comment = draw(st.sampled_from(["", "", "  # 逐行核对"]))
        condition = draw(conditions(1).filter(lambda text: not text.startswith("-")))
        lines.append(f"{indent}{indent}{condition}{comment}")
    return "\n".join([" 当  # 见下", f"{indent}{mode}", *lines])


@st.composite
def tables(draw: st.DrawFn) -> str:
    """Rows of a table, ragged as people write them."""
    width = draw(st.integers(1, 3))
    cell = st.one_of(
        names, numbers, ranges, st.sampled_from(["—", "优秀，称职", "[18，60)", "3岁以上", "不低于 60%", "无"])
    )
    head = [f"{draw(names)}{place}" for place in range(width)] + [
        draw(st.sampled_from(["标准（元/人/月）", "值", "原文"]))
    ]
    rows = [[draw(cell) for _ in range(width)] + [draw(numbers)] for _ in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        rows.append(["其他"] * width + ["1元"])
    return "\n".join("    | " + draw(st.sampled_from([" | ", "|", "  |  "])).join(row) + " |" for row in [head, *rows])


@st.composite
def declarations(draw: st.DrawFn) -> str:
    """One declaration with its grounds."""
    a, b = draw(names), draw(names)
    forms: list[Callable[[], str]] = [
        lambda: f"资格 {a}{draw(intervals)}{draw(needed_whens())}",
        lambda: f"定义 {a} = {draw(expressions())}{draw(rounding)}{draw(assumed)}\n    令 n = {draw(sums())}",
        lambda: f"定义 成员 的 {a}（{b}，丙）{draw(intervals)} 当 {draw(conditions())}",
        lambda: f"标准 {a}{draw(intervals)} = {draw(sums())}\n    + {draw(sums())}  # 续行\n    × {draw(atoms())}",
        lambda: f"标准 {a} = {draw(expressions())}{draw(rounding)}{draw(whens())}",
        lambda: f"参数 {a} 元/月 不低于\n    自 2010-01-01 = {draw(numbers)}\n    > 停止\n    自 2016-12-01 停止",
        lambda: f"参数 {a}（{b}） 元/人/月\n    | {b} | 此前 | 2021年1月起 |\n    | 城市 | 690 | 760 |",
        lambda: (
            f"表 {a}（{b}） {draw(st.sampled_from(['唯一', '首个', '合计', '交叉']))}{draw(assumed)}\n{draw(tables())}"
        ),
        lambda: (
            f"发放 {a} {draw(schedules)}{draw(bounds)}{draw(recipients)} = {draw(sums())}"
            f"{draw(rounding)}{draw(whens())}"
        ),
        lambda: f"除外 {a} 于 {b}{draw(needed_whens())}",
        lambda: f"例外 {a} 于 {b}{draw(intervals)} 改为 {draw(sums())}{draw(whens())}",
        lambda: f"互斥 {a}，{b} 每 证件号 取 {draw(st.sampled_from(['较高者', '较低者', '前者', a]))}",
        lambda: f"资金 {a} 付 {b}，丙 占 30% 顺位 1 限 100万元{draw(whens())}",
        lambda: f"要求 {a}{draw(whens())}",
        lambda: f"时限 {a} = {draw(sums())}{draw(whens())}",
        lambda: f"裁量 {a} 由 {b}{draw(whens())}",
        lambda: f"授权 {a} 制定 {b} 为 {draw(st.sampled_from(['积分', '元/月', '表']))} 不低于 {draw(numbers)}",
        lambda: f"补发 {a} 自 2021年1月 于 2021年4月",
        lambda: f"截止 {draw(dates)}{draw(assumed)}",
        lambda: f"枚举 {a}（{b}、一级，２级）",
        lambda: f"记录 {a} 每户\n    编号  文本 标识\n    {b} 枚举（甲，乙）  必填 多选\n    月数 月  0至12 可无 # 注",
        lambda: f"账目 2020年{a}\n    收入 合计 19.65万元\n        {a} 19.65万元\n            雨露计划 4.05万元",
        lambda: (
            f"账目 {a}\n    安排 “雨露、保险” 21.5万元\n        > 原文\n        {a} 5元\n        自 {a} 5元\n"
            f"    支出 {a} 1万元\n    结余 total 4元"
        ),
        lambda: "不入规则 “组织”\n    第四条至第八条，三（一）\n    > 全年惠及困难群众两万余人",
        lambda: (
            f"案例 {a}\n    假设 {b} = {draw(numbers)}， 丙 = 是\n    于 2020年6月\n"
            f"    应为 不符合 因 {a}，{b} 缺 丙，丁，戊 = 1元"
        ),
    ]
    body = forms[draw(st.integers(0, len(forms) - 1))]()
    return draw(grounds) + body


@st.composite
def policy_texts(draw: st.DrawFn) -> str:
    """A file: some declarations, blank lines and comments between them."""
    parts = draw(st.lists(declarations(), min_size=1, max_size=4))
    gap = draw(st.sampled_from(["\n\n", "\n", "\n\n\n# 一条注释\n\n"]))
    return gap.join(parts) + draw(st.sampled_from(["", "\n", "\n\n"]))
