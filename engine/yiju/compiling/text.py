"""A compiled document as text for a terminal: what was read, the sums, the draft, what is left to do.

Input: a compiled document. Output: lines in either language. Computes nothing that the compiled document does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.drafting.model import Compiled
from yiju.drafting.naming import phrase
from yiju.drafting.phrases import plain
from yiju.facts.model import FactKind
from yiju.sums.model import Amount, Sum
from yiju_grammar.finding import Lang

WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "number": "文号",
        "issuer": "发文机关",
        "issued": "成文日期",
        "none": "（没有写）",
        "read": "读到",
        "clauses": "条款",
        "facts": "事实",
        "numbers": "文号",
        "sums": "合计",
        "rules": "规定",
        "difference": "相差",
        "derived": "推算",
        "ways": "有 {ways} 种凑法，没有选定",
        "draft": "草案",
        "open": "有待明确",
        "readings": "可能的理解",
        "coverage": "句子",
        "ruled": "写成规定",
        "stated": "陈述事实",
        "not_normative": "不是规定",
        "structural": "标题落款",
        "uncovered": "没有读懂",
        "given": "检查没有通过，改成了待定或者要求",
        "colon": "：",
        "comma": "，",
    },
    "en": {
        "number": "number",
        "issuer": "issuer",
        "issued": "issued",
        "none": "(not given)",
        "read": "read",
        "clauses": "clauses",
        "facts": "facts",
        "numbers": "document numbers",
        "sums": "Sums",
        "rules": "provisions",
        "difference": "off by",
        "derived": "derived",
        "ways": "{ways} ways to balance, none chosen",
        "draft": "Draft",
        "open": "Left open",
        "readings": "possible readings",
        "coverage": "Sentences",
        "ruled": "ruled",
        "stated": "facts",
        "not_normative": "not normative",
        "structural": "headings and the like",
        "uncovered": "not understood",
        "given": "Weakened, because the checker refused them",
        "colon": ": ",
        "comma": ", ",
    },
}
MARKS: dict[str, str] = {"holds": "✓", "fails": "✗", "regrouped": "⇄"}
KINDS: dict[FactKind, dict[Lang, str]] = {
    "money": {"zh": "金额", "en": "money"},
    "rate": {"zh": "标准", "en": "rates"},
    "percentage": {"zh": "比例", "en": "percentages"},
    "date": {"zh": "日期", "en": "dates"},
    "month": {"zh": "月份", "en": "months"},
    "count": {"zh": "数量", "en": "counts"},
    "age": {"zh": "年龄", "en": "ages"},
    "duration": {"zh": "期限", "en": "durations"},
    "points": {"zh": "分值", "en": "points"},
}


def to_text(compiled: Compiled, lang: Lang = "zh") -> str:
    """The report, ending with a line break."""
    parts = (_head, _read, _sums, _draft, _open, _given_up, _coverage)
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part(compiled, lang)))) + "\n"


def _head(compiled: Compiled, lang: Lang) -> Iterator[str]:
    words, header = WORDS[lang], compiled.reading.facts.header
    title = "".join((header.title or compiled.reading.file).split())
    yield f"《{title}》" if lang == "zh" else title
    told = (("number", header.number), ("issuer", header.issuer), ("issued", header.issued))
    yield "  " + "  ".join(f"{words[key]} {value or words['none']}" for key, value in told)


def _read(compiled: Compiled, lang: Lang) -> Iterator[str]:
    words, reading = WORDS[lang], compiled.reading
    counts = (
        ("clauses", len(reading.clauses)),
        ("facts", len(reading.facts.facts)),
        ("numbers", len(reading.facts.numbers)),
        ("rules", len(reading.provisions.provisions)),
    )
    yield words["read"] + words["colon"] + words["comma"].join(f"{words[key]} {n}" for key, n in counts)
    kinds = [(kind, sum(1 for f in reading.facts.facts if f.kind == kind)) for kind in KINDS]
    yield "  " + "  ".join(f"{KINDS[kind][lang]} {n}" for kind, n in kinds if n)


def _sums(compiled: Compiled, lang: Lang) -> Iterator[str]:
    if compiled.reading.sums:
        yield WORDS[lang]["sums"]
    for checked in compiled.reading.sums:
        if checked.alternatives:
            ways = 1 + len(checked.alternatives)
            label, (scale, unit) = _label(checked.total), scale_of(checked)
            amount = f"{label}{plain(checked.total.value / scale)}{unit}"
            yield f"  ? {amount}{WORDS[lang]['colon']}{WORDS[lang]['ways'].format(ways=ways)}"
        else:
            yield f"  {MARKS[checked.status]} {sum_line(checked, lang)}"


def sum_line(checked: Sum, lang: Lang = "zh") -> str:
    """One sum as figures: `1214.25万元 = 38.9 + 1175.35`, with its difference or what is derived in it."""
    words = WORDS[lang]
    scale, unit = scale_of(checked)
    shown = " + ".join(_part(p, scale, words["derived"]) for p in checked.parts)
    line = f"{_label(checked.total)}{plain(checked.total.value / scale)}{unit} = {shown}"
    if checked.status == "fails":
        line += f"（{words['difference']} {plain(abs(checked.difference) / scale)}{unit}）"
    return line


def scale_of(checked: Sum) -> tuple[int, str]:
    """By what the figures of a sum are divided, and their unit then: money of ten thousand and more is in 万元."""
    is_large = checked.unit == "元" and abs(checked.total.value) >= 10_000
    return (10_000, "万元") if is_large else (1, checked.unit)


def _part(amount: Amount, scale: int, derived: str) -> str:
    mark = f"（{derived}）" if amount.span is None else ""
    times = f"×{amount.times}" if amount.times > 1 else ""
    return f"{plain(amount.value / scale)}{times}{mark}"


def _label(amount: Amount) -> str:
    return f"{phrase(amount.label, 20)} " if amount.label else ""


def _draft(compiled: Compiled, lang: Lang) -> Iterator[str]:
    draft, words = compiled.draft, WORDS[lang]
    yield f"{words['draft']}{words['colon']}{draft.place}"
    for policy in draft.policies:
        kinds: dict[str, int] = {}
        for declared in policy.declared:
            kinds[declared.keyword] = kinds.get(declared.keyword, 0) + 1
        yield f"  {policy.file}  " + "  ".join(f"{kind} {n}" for kind, n in kinds.items())
    others = [file for file in draft.files if file not in {p.file for p in draft.policies}]
    yield f"  {'  '.join(others)}"


def _open(compiled: Compiled, lang: Lang) -> Iterator[str]:
    words = WORDS[lang]
    points = compiled.draft.open_points
    if points:
        yield words["open"]
    for point in points:
        yield f"  - {point.question}"
        if point.readings:
            joined = "；".join(point.readings)
            yield f"      {words['readings']}{words['colon']}{joined}"


def _given_up(compiled: Compiled, lang: Lang) -> Iterator[str]:
    if compiled.draft.given_up:
        yield WORDS[lang]["given"]
    for head, code in compiled.draft.given_up:
        yield f"  - {code}  {phrase(head, 60)}"


def _coverage(compiled: Compiled, lang: Lang) -> Iterator[str]:
    words, account = WORDS[lang], compiled.reading.provisions.account
    kinds = ("ruled", "stated", "not_normative", "structural", "uncovered")
    counts = [(kind, sum(1 for a in account if a.status == kind)) for kind in kinds]
    shown = words["comma"].join(f"{words[kind]} {n}" for kind, n in counts)
    yield f"{words['coverage']} {len(account)}{words['colon']}{shown}"
    for item in account:
        if item.status == "uncovered":
            yield f"  - {item.sentence.clause_path or '·'}  {phrase(item.sentence.text, 60)}"
