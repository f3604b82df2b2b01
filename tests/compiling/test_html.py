"""The page of a compiled document: the text is the document's, every word is escaped, every link leads somewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiju.compiling.compile import compile_document, compile_text
from yiju.compiling.html import to_html
from yiju.compiling.html_code import policy_line
from yiju.compiling.html_marks import Mark, attributes, marked
from yiju.compiling.html_words import WORDS
from yiju.drafting.model import Compiled
from yiju.provisions.model import Accounted, Provisions
from yiju.readers.model import DocumentText
from yiju.sums.model import Amount, Sum
from yiju_grammar.finding import Lang

DOCUMENTS = sorted((Path(__file__).parents[1] / "documents").rglob("*.txt"))
MADE_UP = """白水县<script>alert(1)</script>高龄老人生活补贴办法
白民字[2020]012号

一、补贴对象
（一）具有本县户籍、年满80周岁的老人；
（一）经济困难的“失能” & <b>半失能</b>老人。
三、补贴标准
每人每月100元，其中县级财政承担60%，乡镇承担40%。
2020年安排资金100万元，其中县级60万元、乡镇41万元。
四、本办法自2020年1月1日起施行。
"""


class Read(HTMLParser):
    """A page read: the text in an element of a class, ids, links, elements asked for from outside."""

    def __init__(self, inside: str) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = inside
        self.opened: list[tuple[str, bool]] = []
        self.texts: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.ids += [i] if (i := named.get("id")) else []
        self.links += [h] if (h := named.get("href")) else []
        self.outside += [tag] if tag in ("link", "img", "iframe", "object") or "src" in named else []
        if tag != "meta":
            is_it = self.inside in (named.get("class") or "").split()
            self.texts += [""] if is_it else []
            self.opened.append((tag, is_it))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if any(is_it for _, is_it in self.opened):
            self.texts[-1] += data


def read(page: str, inside: str = "text") -> Read:
    reader = Read(inside)
    reader.feed(page)
    reader.close()
    assert not reader.opened
    return reader


@cache
def compiled_file(path: Path) -> Compiled:
    compiled = compile_document(path)
    assert isinstance(compiled, Compiled)
    return compiled


@cache
def made_up() -> Compiled:
    return compile_text(DocumentText(MADE_UP, "text"), "白水县.txt")


def with_sums(*sums: Sum) -> Compiled:
    compiled = made_up()
    return replace(compiled, reading=replace(compiled.reading, sums=sums))


def amount(value: int, words: str, label: str = "") -> Amount:
    at = MADE_UP.find(words)
    return Amount(Fraction(value), (at, at + len(words)) if words else None, label)


# --- marks ------------------------------------------------------------------------------------------------


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with marks that overlap in any way, also empty ones and some that reach beyond it."""
    text = draw(st.text(alphabet="补贴<>&\"'\r\n a", max_size=30))
    edge = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edge, edge, st.integers(0, 3)), max_size=12))
    return text, [
        Mark((min(a, b), max(a, b)), layer, attributes(class_=f"m{i}"), f"i{i}", "<i></i>", "<b></b>")
        for i, (a, b, layer) in enumerate(spans)
    ]


class Covered(HTMLParser):
    """For each character the marks around it, outermost first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.opened: list[str] = []
        self.text = ""
        self.around: list[tuple[str, ...]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(dict(attrs).get("class") or tag)
        self.ids += [i] if (i := dict(attrs).get("id")) else []

    def handle_endtag(self, tag: str) -> None:
        closed = self.opened.pop()
        assert closed == tag or (tag == "span" and closed.startswith("m"))

    def handle_data(self, data: str) -> None:
        self.text += data
        self.around += [tuple(self.opened)] * len(data)


@given(texts_with_marks())
def test_marks_nest_and_leave_the_text(made: tuple[str, list[Mark]]) -> None:
    text, marks = made
    markup = marked(text, marks)
    assert re.sub(r"<[^>]*>", "", markup).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text
    seen = Covered()
    seen.feed(markup)
    seen.close()
    assert not seen.opened
    assert seen.text == text
    assert sorted(seen.ids) == sorted(m.anchor for m in marks if m.span[0] < m.span[1])
    layers = {f"m{i}": m.layer for i, m in enumerate(marks)}
    for at, around in enumerate(seen.around):
        assert set(around) == {f"m{i}" for i, m in enumerate(marks) if m.span[0] <= at < m.span[1]}
        assert [layers[m] for m in around] == sorted(layers[m] for m in around)


def test_crossing_marks_are_cut() -> None:
    marks = [Mark((0, 3), 0, ' class="s"', "s"), Mark((2, 5), 1, ' class="p"', "p", before="<i></i>", after="<b></b>")]
    assert marked("abcdef", marks) == (
        '<span id="s" class="s">ab<span id="p" class="p"><i></i>c</span></span><span class="p">de<b></b></span>f'
    )


# --- the page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem[:20])
def test_a_document_stands_as_printed(path: Path) -> None:
    compiled = compiled_file(path)
    page = read(to_html(compiled))
    assert page.texts == [compiled.reading.text]
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert page.outside == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem[:20])
def test_a_draft_stands_as_it_is_and_each_declaration_leads_to_its_words(path: Path) -> None:
    compiled = compiled_file(path)
    page = to_html(compiled)
    assert sorted(read(page, "lines").texts) == sorted(compiled.draft.files.values())
    ids = set(read(page).ids)
    for number, policy in enumerate(compiled.draft.policies):
        assert {f"d{number}-{i}" for i, _ in enumerate(policy.declared)} <= ids


def test_nothing_of_a_document_is_markup() -> None:
    page = to_html(made_up())
    assert page.count("<script") == 1
    assert "<b>半失能" not in page
    assert read(page).texts == [MADE_UP]


def test_only_our_script_may_run() -> None:
    page = to_html(made_up())
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)[0]
    assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_provision_and_its_declaration_lead_to_each_other(lang: Lang) -> None:
    compiled = made_up()
    page = to_html(compiled, lang)
    declared = compiled.draft.policies[0].declared[0]
    for index in declared.provisions:
        assert re.search(rf'id="p{index}"[^>]*><a class="tag" href="#d0-', page)
    assert f'href="#p{declared.provisions[0]}"' in page


def test_what_was_not_understood_is_marked_and_listed() -> None:
    compiled = made_up()
    account = tuple(Accounted(a.sentence, "uncovered") for a in compiled.reading.provisions.account[-1:])
    provisions = Provisions(compiled.reading.provisions.provisions, account)
    page = to_html(replace(compiled, reading=replace(compiled.reading, provisions=provisions)))
    assert 'class="tag lost" data-label="没有读懂"' in page
    assert '<h3 id="uncovered">没有读懂的句子 <b class="n">1</b></h3>' in page
    assert '<li class="uncovered"><a href="#t0" lang="zh-CN">四、本办法自2020年1月1日起施行。</a>' in page
    assert page.count("YJ708") == 0


def test_a_number_to_repair_and_ordinals_out_of_order_are_shown() -> None:
    page = to_html(made_up())
    assert 'data-label="应为 白民字〔2020〕12号？"' in page
    assert re.search(r"YJ704</b> <a href=\"#n\d+\">", page)


def test_words_that_became_no_declaration_say_so() -> None:
    compiled = made_up()
    page = to_html(replace(compiled, draft=replace(compiled.draft, policies=())))
    assert 'class="p unmade"' in page
    assert 'data-label="标准，草案未写"' in page


def test_sums_have_their_sign_and_lead_to_their_figures() -> None:
    total, parts = (
        amount(1000000, "100万元", "资金"),
        (amount(600000, "60万元", "县级"), amount(410000, "41万元", "乡镇")),
    )
    page = to_html(with_sums(Sum(total, parts, "fails", Fraction(-10000), "元")))
    at = MADE_UP.find("60万元")
    assert f'<td class="figure"><a href="#a{at}-{at + 4}">60</a></td>' in page
    assert 'class="tag sign fails" href="#s0" data-label="✗"' in page
    assert (
        '<tr class="difference"><td class="figure">1</td><td class="unit">万元</td><td class="name">相差</td>' in page
    )


@pytest.mark.parametrize(
    ("lang", "derived", "other"), [("zh", "推算", "还有 1 种分法"), ("en", "derived", "1 other sets")]
)
def test_what_is_derived_and_what_competes_is_said(lang: Lang, derived: str, other: str) -> None:
    parts = (amount(400000, "", "乡镇"), amount(600000, "60万元", "县级"))
    others = ((amount(410000, "41万元", "乡镇"), amount(590000, "", "县级")),)
    total = amount(1000000, "100万元")
    page = to_html(with_sums(Sum(total, parts, "regrouped", Fraction(0), "元", parts[:1], others)), lang)
    assert "⇄" in page
    assert page.count(f">{derived}</b>") == 2
    assert other in page


def test_figures_of_a_sum_stand_point_below_point() -> None:
    parts = (Amount(Fraction(196500), None, "甲"), Amount(Fraction(170000), None, "乙"))
    page = to_html(with_sums(Sum(Amount(Fraction(366500), None), parts, "holds", Fraction(0), "元")))
    assert '<td class="figure">19.65</td>' in page
    assert '<td class="figure">17<i class="pad" data-label=".00"></i></td>' in page


def test_an_empty_document_has_a_page() -> None:
    assert read(to_html(compile_text(DocumentText("", "text"), "空.txt"))).texts == [""]


def test_a_keyword_is_one_only_where_it_can_be() -> None:
    line = policy_line("标准 合计 = 最大（甲，1000元/人） 当 最大 是 真", {})
    assert line.startswith('<span class="kd">标准</span>')
    assert '<span class="kf">最大</span>（' in line
    assert '<span class="kn">1000元/人</span>' in line
    assert "最大 <span" in line


def test_an_open_point_leads_to_the_question() -> None:
    line = policy_line("资格 范围 当 待定 “甲 & 乙” 或 “甲” 或 “乙”", {"甲 & 乙": "o3"})
    assert '<a class="open" href="#o3">待定 “甲 &amp; 乙” 或 “甲” 或 “乙”</a>' in line


def test_both_languages_say_the_same_things() -> None:
    for zh, en in WORDS.values():
        assert _places(zh) == _places(en)


def _places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}
