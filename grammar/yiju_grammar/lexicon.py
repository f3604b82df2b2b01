"""The one table of words: every keyword, builtin name, unit and type in its Chinese and English spelling.

It drives the grammar's keyword terminals, the folding of spellings in the tree, the formatter's change of keyword
language, and whatever else must know the words (editor, highlighter, documentation). It knows nothing of rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Group = Literal["declaration", "clause", "connective", "comparison", "function", "value", "modifier", "mark"]
Before = Literal["word", "bracket", "text", "angle"]
"""What must follow for the keyword to be one: the end of the word, `（`, a quoted text, or `<`."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """One meaning in both languages; several of one keyword are synonyms that keep their shade (不低于, 满)."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Keyword:
    """A keyword: its terminal in the grammar and its spellings, the preferred one first."""

    token: str
    group: Group
    spellings: tuple[Spelling, ...]
    before: Before = "word"


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A builtin unit: the spelling the tree has (`base`) and its English; other spellings in pairs, and plurals."""

    base: str
    en: str
    aliases: tuple[Spelling, ...] = ()
    plurals: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[Spelling, ...]:
        """Its spellings, each with its own in the other language; plurals go back to the base."""
        return (Spelling(self.base, self.en), *self.aliases, *(Spelling(self.base, p) for p in self.plurals))


def _k(token: str, group: Group, spellings: str, before: Before = "word") -> Keyword:
    pairs = (pair.split(" = ") for pair in spellings.split(" | "))
    return Keyword(token, group, tuple(Spelling(zh.strip(), en.strip()) for zh, en in pairs), before)


KEYWORDS: tuple[Keyword, ...] = (
    # declarations
    _k("POLICY", "declaration", "政策 = policy"),
    _k("FILLING", "declaration", "细则 = bylaw"),
    _k("ENUMERATION", "declaration", "枚举 = enumeration"),
    _k("MEASURE", "declaration", "计量 = measure"),
    _k("RECORD", "declaration", "记录 = record"),
    _k("ELIGIBILITY", "declaration", "资格 = eligibility"),
    _k("DEFINITION", "declaration", "定义 = definition"),
    _k("STANDARD", "declaration", "标准 = standard"),
    _k("PARAMETER", "declaration", "参数 = parameter"),
    _k("TABLE", "declaration", "表 = table"),
    _k("SCALE", "declaration", "累进 = scale"),
    _k("POINTS", "declaration", "积分 = points"),
    _k("PAYMENT", "declaration", "发放 = payment"),
    _k("ARREARS", "declaration", "补发 = arrears"),
    _k("EXCLUSION", "declaration", "除外 = exclusion"),
    _k("EXCEPTION", "declaration", "例外 = exception"),
    _k("MUTUAL", "declaration", "互斥 = mutual"),
    _k("FUND", "declaration", "资金 = fund"),
    _k("CUTOFF", "declaration", "截止 = until"),
    _k("START", "declaration", "起始 = start"),
    _k("OBLIGATION", "declaration", "要求 = obligation"),
    _k("REMEDY", "declaration", "救济 = remedy"),
    _k("DEADLINE", "declaration", "时限 = deadline"),
    _k("DISCRETION", "declaration", "裁量 = discretion"),
    _k("DELEGATION", "declaration", "授权 = delegation"),
    _k("LEDGER", "declaration", "账目 = ledger"),
    _k("ASSERTION", "declaration", "核对 = assertion"),
    _k("NOT_RULE", "declaration", "不入规则 = not-a-rule"),
    _k("CASE", "declaration", "案例 = case"),
    # lines and clauses
    _k("BASIS", "clause", "依据 = basis"),
    _k("SUBJECT", "clause", "对象 = subject"),
    _k("ASSUMED", "clause", "假定 = assumed", "text"),
    _k("READING", "clause", "理解 = reading", "text"),
    _k("BECAUSE", "clause", "因 = because"),
    _k("LET", "clause", "令 = let"),
    _k("SEE", "clause", "见 = see", "text"),
    _k("GIVEN", "clause", "假设 = given"),
    _k("EXPECT", "clause", "应为 = expect"),
    _k("RECEIVED", "clause", "收入 = received"),
    _k("ALLOTTED", "clause", "安排 = allotted"),
    _k("USED", "clause", "支出 = used"),
    _k("LEFT", "clause", "结余 = left"),
    _k("WHEN", "clause", "当 = when"),
    _k("INSTEAD", "clause", "改为 = becomes"),
    _k("FROM", "clause", "自 = from"),
    _k("TO", "clause", "至 = to"),
    _k("AT", "clause", "于 = on | 于 = at"),
    _k("OF", "clause", "的 = 's"),
    _k("FOR", "clause", "给 = for"),
    _k("WHERE", "clause", "其中 = where"),
    _k("BY", "clause", "按 = by"),
    _k("DESCENDING", "clause", "降序 = descending"),
    _k("BY_DAY", "clause", "按日 = by-day"),
    _k("MONTHLY", "clause", "每月 = monthly"),
    _k("YEARLY", "clause", "每年 = yearly"),
    _k("EACH", "clause", "每 = each"),
    _k("TAKE", "clause", "取 = take"),
    _k("HIGHER", "clause", "较高者 = higher"),
    _k("LOWER", "clause", "较低者 = lower"),
    _k("FIRST_NAMED", "clause", "前者 = first-named"),
    _k("PAYS", "clause", "付 = pays"),
    _k("SHARE", "clause", "占 = share"),
    _k("ORDER", "clause", "顺位 = order"),
    _k("CAP", "clause", "限 = cap"),
    _k("BY_WHOM", "clause", "由 = by"),
    _k("MAKES", "clause", "制定 = sets"),
    _k("AS", "clause", "为 = as"),
    _k("STOPPED", "clause", "停止 = stopped"),
    _k("ALWAYS", "clause", "始终 = always"),
    _k("BEFORE_THEN", "clause", "此前 = earlier"),
    _k("UNIQUE", "clause", "唯一 = unique"),
    _k("FIRST_ROW", "clause", "首个 = first"),
    _k("SUM_ROWS", "clause", "合计 = sum"),
    _k("CROSS", "clause", "交叉 = cross"),
    _k("CITES", "clause", "引 = cites"),
    _k("LACKS", "clause", "缺 = missing"),
    _k("ELIGIBLE", "clause", "符合 = eligible"),
    _k("INELIGIBLE", "clause", "不符合 = ineligible"),
    _k("UNDETERMINED", "clause", "未定 = undetermined"),
    _k("CONFLICT", "clause", "冲突 = conflict"),
    _k("ROUND_TO", "clause", "舍入到 = rounded to"),
    _k("HALF_UP", "clause", "四舍五入 = half-up"),
    _k("UP", "clause", "进位 = up"),
    _k("DOWN", "clause", "舍去 = down"),
    # connectives
    _k("ALL", "connective", "同时 = all"),
    _k("ANY", "connective", "任一 = any"),
    _k("AND", "connective", "且 = and"),
    _k("OR", "connective", "或 = or"),
    _k("NOT", "connective", "非 = not"),
    _k("IF", "connective", "若 = if"),
    _k("THEN", "connective", "则 = then"),
    _k("ELSE", "connective", "否则 = else"),
    _k("OR_ELSE", "connective", "若无 = if-none"),
    # comparisons
    _k("EQ", "comparison", "等于 = equals"),
    _k("NE", "comparison", "不等于 = differs from | ≠ = ≠"),
    _k(
        "GE",
        "comparison",
        "不低于 = at least | 满 = reaches | 届满 = completes | 不早于 = not before | >= = >= | ≥ = ≥",
    ),
    _k("LE", "comparison", "不超过 = at most | 不晚于 = not after | <= = <= | ≤ = ≤"),
    _k("GT", "comparison", "超过 = over | 高于 = above | 晚于 = after | > = >"),
    _k("LT", "comparison", "不满 = under | 低于 = below | 早于 = before | < = <"),
    _k("IS_NOT", "comparison", "不是 = is not"),
    _k("IS", "comparison", "是 = is"),
    _k("NOT_IN", "comparison", "不属于 = not in"),
    _k("IN", "comparison", "属于 = in"),
    _k("LACKING", "comparison", "不含 = does not have"),
    _k("CONTAINS", "comparison", "含 = has"),
    # functions of special form: a keyword only before a bracket
    _k("COUNT", "function", "人数 = count", "bracket"),
    _k("SUM", "function", "合计 = sum", "bracket"),
    _k("MAX", "function", "最大 = maximum", "bracket"),
    _k("MIN", "function", "最小 = minimum", "bracket"),
    _k("AVERAGE", "function", "平均 = average", "bracket"),
    _k("EXISTS", "function", "存在 = exists", "bracket"),
    _k("EVERY", "function", "全部 = every", "bracket"),
    _k("RANK", "function", "名次 = rank", "bracket"),
    _k("OVERLAP_MONTHS", "function", "重叠月数 = months overlapping", "bracket"),
    _k("OVERLAP_DAYS", "function", "重叠天数 = days overlapping", "bracket"),
    _k("ROUND_INTEGER", "function", "取整 = whole", "bracket"),
    # values
    _k("TRUE", "value", "真 = true"),
    _k("FALSE", "value", "假 = false"),
    _k("NONE", "value", "无 = none"),
    _k("OPEN", "value", "待定 = open", "text"),
    _k("OR_READING", "value", "或 = or", "text"),
    # types with brackets, and marks of a field
    _k("ONE_OF", "modifier", "枚举 = one of", "bracket"),
    _k("LIST", "modifier", "列表 = list", "angle"),
    _k("HISTORY", "modifier", "历史 = history", "angle"),
    _k("IDENTIFIER", "modifier", "标识 = identifier"),
    _k("PRIVATE", "modifier", "隐私 = private"),
    _k("REQUIRED", "modifier", "必填 = required"),
    _k("OPTIONAL", "modifier", "可无 = optional"),
    _k("MULTIPLE", "modifier", "多选 = multiple"),
    _k("DEFAULT", "modifier", "缺省 = default"),
    # signs
    _k("PLUS", "mark", "+ = +"),
    _k("MINUS", "mark", "- = - | − = −"),
    _k("TIMES", "mark", "× = × | * = *"),
    _k("DIVIDE", "mark", "÷ = ÷ | / = /"),
    _k("POWER", "mark", "^ = ^ | 次方 = to the power"),
    _k("EQUAL", "mark", "= = ="),
)

BUILTIN_NAMES: tuple[Spelling, ...] = (
    Spelling("当日", "today"),
    Spelling("当月", "this_month"),
    Spelling("上月", "last_month"),
    Spelling("月初", "month_start"),
    Spelling("月末", "month_end"),
    Spelling("年初", "year_start"),
    Spelling("年末", "year_end"),
)
"""Names the language gives: they stand where any name may, and the tree has their Chinese spelling."""

BUILTIN_FUNCTIONS: tuple[Spelling, ...] = (
    Spelling("周岁", "age_on_birthday"),
    Spelling("较高者", "higher_of"),
    Spelling("较低者", "lower_of"),
    Spelling("折月", "per_month"),
)
"""Functions of plain form; folded only before a bracket."""

BUILTIN_MEMBERS: tuple[Spelling, ...] = (Spelling("结果", "outcome"),)
"""What may be read of a policy; folded only after 的."""

COLUMN_NAMES: tuple[Spelling, ...] = (
    Spelling("条件", "condition"),
    Spelling("原文", "words"),
    Spelling("超过", "over"),
    Spelling("费率", "rate"),
    Spelling("类别", "category"),
    Spelling("事项", "item"),
    Spelling("分值", "points"),
    Spelling("上限", "cap"),
    Spelling("类别上限", "category_cap"),
)
"""Headings with a meaning of their own: 条件 and 原文 in every table, 超过 and 费率 in a scale, the rest in 积分."""

LEDGER_TOTAL = Spelling("合计", "total")
"""The label of a ledger's line that all others of its kind add up to."""

OTHERWISE_CELL = Spelling("其他", "otherwise")
ONWARD = Spelling("起", "onward")
RANGE_TO = Spelling("至", "to")
RECENT_MONTHS = Spelling("近{n}个月", "last {n} months")
SAME_AS_ABOVE = Spelling("同上", "as above")

POSTFIXES: tuple[tuple[Literal["ge", "gt", "le", "lt"], Spelling], ...] = (
    ("ge", Spelling("以上", "or more")),
    ("le", Spelling("以下", "or less")),
    ("le", Spelling("以内", "at the most")),
    ("gt", Spelling("以外", "and beyond")),
    ("le", Spelling("内", "within")),
)
"""Comparatives after a literal. 以上 以下 以内 include the number, 以外 does not: 民法典 第1259条."""

SCHEDULES: tuple[tuple[Literal["monthly", "month_start", "quarterly", "yearly", "once"], Spelling], ...] = (
    ("month_start", Spelling("每月初", "at each month start")),
    ("monthly", Spelling("每月", "monthly")),
    ("quarterly", Spelling("每季度", "quarterly")),
    ("yearly", Spelling("每年", "yearly")),
    ("once", Spelling("一次", "once")),
)

MONTH_NAMES: tuple[str, ...] = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

TYPES: tuple[tuple[Literal["text", "date", "truth", "identity", "ratio", "integer"], Spelling], ...] = (
    ("text", Spelling("文本", "text")),
    ("date", Spelling("日期", "date")),
    ("truth", Spelling("是否", "yes_no")),
    ("identity", Spelling("身份证号", "identity_number")),
    ("ratio", Spelling("比例", "ratio")),
    ("integer", Spelling("整数", "integer")),
)

NAMED_TYPES: tuple[Spelling, ...] = (Spelling("积分", "points"), Spelling("表", "table"))
"""What a delegation may ask for besides a type."""

UNITS: tuple[UnitWord, ...] = (
    UnitWord("元", "yuan"),
    UnitWord("人", "person", (Spelling("名", "people"),), ("persons",)),
    UnitWord("户", "household", (), ("households",)),
    UnitWord("次", "time", (), ("times",)),
    UnitWord("分", "point"),
    UnitWord("天", "day", (Spelling("日", "days"),)),
    UnitWord("月", "month", (Spelling("个月", "months"),)),
    UnitWord("年", "year", (), ("years",)),
    UnitWord("岁", "year_of_age", (Spelling("周岁", "years_of_age"),)),
    UnitWord("小时", "hour", (), ("hours",)),
    UnitWord("平方米", "square_metre", (Spelling("㎡", "sqm"),), ("square_metres",)),
    UnitWord("亩", "mu"),
)

MULTIPLIERS: tuple[tuple[str, int], ...] = (
    ("万亿", 10**12),
    ("亿", 10**8),
    ("千万", 10**7),
    ("百万", 10**6),
    ("十万", 10**5),
    ("万", 10**4),
)


@cache
def keyword(token: str) -> Keyword:
    """The keyword of a terminal.

    Raises:
        KeyError: there is none.
    """
    return {k.token: k for k in KEYWORDS}[token]


def pattern(word: Keyword) -> str:
    """The regular expression of a keyword's terminal, longest spelling first."""
    spelled = {s for pair in word.spellings for s in (pair.zh, pair.en)}
    return "|".join(_one_pattern(s, word.before) for s in sorted(spelled, key=lambda s: (-len(s), s)))


_FOLLOWED_BY: Mapping[Before, str] = {
    "word": r"(?!\w)",
    "bracket": r"(?=\s*\()",
    "text": r"(?=\s*[“\"「])",
    "angle": r"(?=\s*<)",
}


def _one_pattern(spelling: str, before: Before) -> str:
    escaped = r"\s+".join(re.escape(part) for part in spelling.split())
    if re.match(r"\w", spelling[-1]):
        return escaped + _FOLLOWED_BY[before]
    return escaped + ("(?!=)" if spelling in "<>=" else "")


@cache
def unit_by_spelling() -> Mapping[str, str]:
    """Each spelling of a builtin unit, and the base unit it is."""
    return {spelling: u.base for u in UNITS for p in u.pairs for spelling in (p.zh, p.en)}


@cache
def english_units() -> tuple[str, ...]:
    """The English spellings of units, longest first."""
    return tuple(sorted((p.en for u in UNITS for p in u.pairs), key=lambda s: -len(s)))


def unit_in(lang: Literal["zh", "en"], word: str) -> str:
    """A unit's spelling in one language; another word as it is."""
    pairs = [p for u in UNITS for p in u.pairs]
    if lang == "en":
        return next((p.en for p in pairs if p.zh == word), word)
    return next((p.zh for p in pairs if p.en == word), word)


def fold(spellings: tuple[Spelling, ...], word: str) -> str:
    """The Chinese spelling of `word` if it is one of `spellings` in either language, else `word` itself."""
    return next((s.zh for s in spellings if word in (s.zh, s.en)), word)
