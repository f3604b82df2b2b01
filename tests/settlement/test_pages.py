"""The report and the 公示 list: whole pages that ask for nothing, say what they should, give nothing private away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from html.parser import HTMLParser

import pytest
from settlement.payments import item, rules_of, settled

from yiju.load import Rules, load_texts
from yiju.program.values import UNKNOWN
from yiju.settlement.plots import MOST_BARS, Bar, bars_svg
from yiju.settlement.publish import Notice, Posted, heading, notice, publish_head, publish_rows, to_notice
from yiju.settlement.report import Histogram, about, percent, to_report
from yiju.settlement.summary import Summary, summarise
from yiju.settlement.tables import list_sheet
from yiju_grammar.finding import Lang

HALF_YEAR = date(2020, 1, 1), date(2020, 6, 30)
LINES = """\
资金 省 顺位 1
资金 区 顺位 2
互斥 甲，乙 每 证件号 取 较高者
账目 账 假定 “示例”
    收入 省 3元
    收入 区 10元
"""


def summary() -> Summary:
    both = "省", "区"
    return summarise(
        settled(
            LINES,
            item("H1", "1234.5", funds=both, keys=("一",), group="<script>东街"),
            item("H2", 2, "乙", funds=both, keys=("一",), group="西街"),
            item("H3", 9, "乙", funds=both, keys=("二",), group="西街", month=5),
        )
    )


def report(lang: Lang, **more: object) -> str:
    told = about(rules_of(LINES).program, "补贴", HALF_YEAR, decided=1200, rejected=3)
    outcomes = (("eligible", 1000), ("ineligible", 199), ("undetermined", 1))
    return to_report(told, outcomes=outcomes, lang=lang, **more)  # type: ignore[arg-type]  # as given


class Nesting(HTMLParser):
    """Whether each element is closed in its turn."""

    VOID = ("meta", "br")

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_sound(page: str) -> None:
    nesting = Nesting()
    nesting.feed(page)
    assert nesting.open == []
    assert "<script" not in page
    assert not re.search(r"(src|href)=|@import|url\((?!#)", page)
    assert re.findall(r"https?://[^\"' ]+", page.replace("http://www.w3.org/2000/svg", "")) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_report_is_whole_and_asks_for_nothing(lang: Lang) -> None:
    histograms = (Histogram("积分分布 <b>", (("0至9", 3), ("10至19", 0))),)
    for page in (report(lang), report(lang, summary=summary(), histograms=histograms, group_name="街道")):
        assert_sound(page)
    assert "&lt;script&gt;东街" in page
    assert page == report(lang, summary=summary(), histograms=histograms, group_name="街道")


def test_what_a_report_says() -> None:
    page = report("zh", summary=summary(), group_name="街道")
    assert "<h1>生活补贴：审核与发放汇总</h1>" in page
    assert "2020年1月至2020年6月" in page
    assert "共 1,203 条：作出决定 1,200 条，不合要求退回 3 条" in page
    assert "应发 1,245.50 元，实发 9.00 元（1 笔，1 个记录）；互斥不发 2.00 元，未能发放 1,234.50 元</p>" in page
    assert '<td class="tight">符合</td><td class="right">1,000</td><td class="right">83.3%</td>' in page
    assert "省 3.00" in page and "结余 4.00" in page and "乙 9.00" in page
    assert "sha256:" in page


def test_what_a_report_says_in_english() -> None:
    page = report("en", summary=summary(), group_name="street")
    assert "<h1>生活补贴: summary of decisions and payments</h1>" in page
    assert "1,245.50 元 due, 9.00 元 paid (payments: 1, records: 1); 2.00 元 withheld, 1,234.50 元 not paid</p>" in page
    assert "By street" in page and "2020-01 to 2020-06" in page and "not yet determined" in page


def test_without_payments_a_report_says_what_was_decided() -> None:
    page = report("zh")
    assert "<h1>生活补贴：审核汇总</h1>" in page
    assert "发放" not in page.partition("<main>")[2]


def test_lists_stand_at_the_end_of_a_report() -> None:
    made = settled(LINES, *(item(f"H{n}", n + 1, funds=("区",), keys=("一",)) for n in range(5)))
    sheets = [list_sheet(made, "withheld", most=3), list_sheet(made, "unpaid"), list_sheet(made, "paid", "en")]
    assert [len(sheet.rows) for sheet in sheets] == [3, 0, 1]
    page = report("zh", summary=summarise(made), lists=sheets)
    assert_sound(page)
    assert "<h2>互斥不发的款项（共 4 笔，列出前 3 笔）</h2>" in page
    assert "<h2>Payments made (1)</h2>" in page
    assert "未能发放的款项" not in page


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(1, 8, "12.5%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 5000, "<0.1%"), (0, 0, "-")]
)
def test_percent(part: int, whole: int, text: str) -> None:
    assert percent(part, whole) == text


def test_more_bars_than_fit_are_put_together() -> None:
    drawn = bars_svg("按街道", [Bar(f"街{n}", 100 + n) for n in range(100)], "zh")
    assert drawn.count('class="done"') == MOST_BARS
    assert "其余 61 项" in drawn


# --- 公示

RULES = """\
记录 户 每户
    户编号 文本 标识
    户主 文本 隐私
    出生日期 日期 隐私
    收入 元/月 隐私
    证件 文本
    街道 文本
    补贴额 元/月

政策 补贴 “生活补贴” 假定 “示例”
    对象 户

发放 补贴金 每月 = 补贴额
救济 向街道申请复核
"""


def posting(**more: object) -> tuple[Rules, Notice]:
    rules = load_texts({"例.policy": RULES}, place="示例")
    assert not rules.has_errors
    return rules, notice(rules.program, "补贴", date(2020, 6, 30), payments=("补贴金",), **more)  # type: ignore[arg-type]


def records() -> Iterator[Posted]:
    row = ("H1", "张示例", date(1980, 2, 3), 120050, "370112198001010018", "东街", 5000)
    yield Posted(row, "eligible", (), (Fraction(50),))
    yield Posted(("H2", "李示例", UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN), "ineligible", (), (Fraction(0),))
    yield Posted(("H3", *[UNKNOWN] * 6), "eligible", (), (None,))


def test_private_fields_are_masked_and_only_the_eligible_are_posted() -> None:
    _, made = posting()
    assert publish_head(made) == (
        "户编号", "户主", "出生日期", "证件", "街道", "补贴额", "审核结果", "补贴金",
    )  # fmt: skip
    assert list(publish_rows(made, records())) == [
        ("H1", "张***", "1980年**月**日", "370***18", "东街", "50.00元/月", "符合", "50.00"),
        ("H3", "—", "—", "—", "—", "—", "符合", "未定"),
    ]
    assert list(publish_rows(made, records(), "en"))[0][2] == "1980-**-**"
    assert list(publish_rows(made, records(), "en"))[1][-2:] == ("eligible", "open")


def test_the_fields_to_post_may_be_chosen() -> None:
    _, made = posting(fields=("街道", "收入"))
    assert publish_head(made, "en") == ("户编号", "街道", "outcome", "补贴金")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_posted_page(lang: Lang) -> None:
    _, made = posting()
    page = to_notice(made, publish_rows(made, records(), lang), lang)
    assert_sound(page)
    for private in ("张示例", "1980-02-03", "1200", "370112198001010018"):
        assert private not in page
    assert "向街道申请复核" in page
    assert_sound(to_notice(made, (), lang))


def test_the_heading() -> None:
    _, made = posting()
    assert heading(made) == ("生活补贴公示", "日期：2020年6月30日", "有异议或者不服的：向街道申请复核")
    assert heading(made, "en") == (
        "生活补贴: public notice",
        "as of: 2020-06-30",
        "Objections and remedies: 向街道申请复核",
    )


def test_a_wide_list_is_printed_in_landscape() -> None:
    fields = "".join(f"    项{n} 文本\n" for n in range(20))
    rules = load_texts({"例.policy": RULES.replace("    街道 文本\n", f"    街道 文本\n{fields}")})
    row = ("H1", *[UNKNOWN] * 26)
    for chosen, kind in ((None, '<main class="wide dense">'), (("街道",), "<main>")):
        made = notice(rules.program, "补贴", date(2020, 6, 30), fields=chosen)
        page = to_notice(made, publish_rows(made, [Posted(row, "eligible")]))
        assert kind in page
        assert ("size: A4 landscape; margin: 12mm" in page) == (chosen is None)
