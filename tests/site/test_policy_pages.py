"""Policy pages: every rule is there with its anchor and words, links lead somewhere, nothing goes unescaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest

from yiju.cases.run import run_cases
from yiju.explain.terms import quote_text
from yiju.load import Rules, load, load_texts
from yiju.site import record_page
from yiju.site.addresses import quote_anchor
from yiju.site.anchors import homes, place_of
from yiju.site.policy import Prepared, pages
from yiju.site.standing import standings
from yiju_grammar import tree as t
from yiju_grammar.display_width import display_width
from yiju_grammar.finding import Lang

RULES = Path(__file__).parents[2] / "rules"
PLACES = ("licheng", "qinghu", "shili", "yushan")
SVG = "{http://www.w3.org/2000/svg}"
VOID = {"br", "rect", "path", "line", "polygon", "link", "input", "img", "wbr", "hr"}


class _Page(HTMLParser):
    """Ids, links, text; what was opened and not closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.tags: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.tags.add(tag)
        self.ids += [held["id"] or ""] if "id" in held and "template" not in self.open else []
        self.links += [held["href"] or ""] if tag == "a" and "href" in held else []
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.wrong.append(tag)


@cache
def rules_of(place: str) -> Rules:
    return load(RULES / place)


@cache
def prepared(place: str) -> Prepared:
    """Without the calculators' scripts, which have tests of their own; cases are run for one place."""
    rules = rules_of(place)
    return Prepared(run_cases(rules).results if place == "yushan" else (), {})


@cache
def pages_of(place: str, lang: Lang = "zh") -> Mapping[str, str]:
    rules = rules_of(place)
    return {**pages(rules, place, lang, prepared=prepared(place)), **record_page.pages(rules, place, lang)}


@cache
def parsed(place: str, path: str, lang: Lang = "zh") -> _Page:
    return _Page(pages_of(place, lang)[path])


def declared(place: str) -> Iterator[t.Declaration]:
    for source in rules_of(place).checked.rule_set.sources:
        yield from (d for d in source.tree.declarations if place_of(d) == place and not isinstance(d, t.Ledger))


@pytest.mark.parametrize("place", PLACES)
def test_every_declaration_is_shown_with_its_anchor(place: str) -> None:
    known = homes(rules_of(place).checked.rule_set)
    for declaration in declared(place):
        home = known[declaration.span]
        assert home.anchor in anchors(place, home.page), f"{home.page} {home.anchor}"


def anchors(place: str, path: str) -> set[str]:
    """Ids of HTML elements and of Markdown headings."""
    return {*parsed(place, path).ids, *re.findall(r"\{ #(\S+) \}$", pages_of(place)[path], re.MULTILINE)}


@pytest.mark.parametrize("place", PLACES)
def test_every_quote_is_shown_with_a_link_to_its_words(place: str) -> None:
    pages_here = {path: unescape(text) for path, text in pages_of(place).items()}
    for standing in standings(rules_of(place)):
        text = pages_here.get(standing.home.page)
        if text is not None:
            assert quote_text(standing.citation.quote) in text, standing
            assert f"#{quote_anchor(standing.citation.span)}" in text, standing


@pytest.mark.parametrize("place", PLACES)
def test_links_inside_the_place_lead_to_pages_and_anchors(place: str) -> None:
    for path in pages_of(place):
        for link in parsed(place, path).links:
            where = urlsplit(link)
            target = resolved(path, unquote(where.path)) if where.path else path
            if target in pages_of(place) and where.fragment:
                assert unquote(where.fragment) in anchors(place, target), f"{path}: {link}"
            else:
                assert is_elsewhere(target) or target in pages_of(place), f"{path}: {link}"


def resolved(path: str, link: str) -> str:
    steps: list[str] = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(link).parts:
        if part == "..":
            steps.pop()
        else:
            steps.append(part)
    return "/".join(steps).removesuffix(".html") + ".md"


def is_elsewhere(target: str) -> bool:
    """Pages that other makers write: documents, and what belongs to the place above."""
    return "/documents/" in target or (target.startswith("places/licheng/") and target in pages_of("licheng"))


@pytest.mark.parametrize(("place", "lang"), [*((p, "zh") for p in PLACES), ("shili", "en")])
def test_markup_is_closed_and_ids_are_unique(place: str, lang: Lang) -> None:
    for path in pages_of(place, lang):
        page = parsed(place, path, lang)
        assert not page.wrong and not page.open, path
        assert len(page.ids) == len(set(page.ids)), path


def test_a_policy_of_a_place_above_is_shown_where_it_is_filled_in() -> None:
    shown = {PurePosixPath(p).stem for p in pages_of("shili") if "/policies/" in p}
    assert shown == {"家庭生活补贴", "用水补贴", "积分制扶贫"}
    assert "细则-示例街道-积分-赋分事项" in parsed("shili", "places/shili/policies/积分制扶贫.md").ids


def test_assumptions_and_open_points_stand_apart() -> None:
    assert 'class="yp-doubt yp-doubt--assumptions"' in pages_of("licheng")["places/licheng/policies/干部补助.md"]
    assert 'class="yp-doubt yp-doubt--open-points"' in pages_of("yushan")["places/yushan/policies/临时救助.md"]


def test_a_shared_figure_is_shown_on_the_page_that_reads_it() -> None:
    assert "参数-低保标准" in parsed("qinghu", "places/qinghu/policies/城乡低保.md").ids
    assert "参数-低保标准" not in parsed("qinghu", "places/qinghu/policies/孤儿保障.md").ids


def test_cases_say_whether_they_come_out() -> None:
    text = pages_of("yushan")["places/yushan/policies/临时救助.md"]
    assert text.count("yp-case-passed") == text.count("yp-rule yp-case") > 10
    assert "yp-case-failed" not in text


@pytest.mark.parametrize("place", PLACES)
def test_drawings_are_well_formed_and_labels_are_clear(place: str) -> None:
    for path, text in pages_of(place).items():
        for svg in re.findall(r"<svg.*?</svg>", text, re.DOTALL):
            root = ElementTree.fromstring(svg)
            labels = [extent(x) for x in root.iter(f"{SVG}text")]
            for a, b in combinations(labels, 2):
                assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (path, a, b)
            assert root.find(f"{SVG}title") is not None and root.find(f"{SVG}desc") is not None


def extent(label: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text."""
    width = display_width(label.text or "") * 6.3
    x, y = float(label.get("x", 0)), float(label.get("y", 0))
    left = {"middle": x - width / 2, "end": x - width}.get(label.get("text-anchor", "start"), x)
    return left, y - 11, left + width, y + 3


HOSTILE = """政策 试 “<b>题</b> & {#x} [a](b) `c`”
    对象 人

# ---- <i>注</i> ----

假定 “<script>alert(1)</script>”
资格 甲 当 年龄 满 18岁

假定 “&lt;”
标准 额 = 若 年龄 满 60岁 则 100元 否则 待定 “</article><img src=x onerror=y>” 或 “<u>”

案例 名
    假设 编号 = “<b>1</b>”， 年龄 = 20岁
    于 2020年1月
    应为 符合 因 甲 引 “<b>”， 额 = 未定

记录 人 每人
    编号 文本 标识
    年龄 岁
"""


def test_nothing_of_a_rule_file_becomes_markup() -> None:
    rules = load_texts({"规则/试.policy": HOSTILE}, place="规则")
    ready = Prepared(run_cases(rules).results, {})
    made = {**pages(rules, "规则", "zh", prepared=ready), **record_page.pages(rules, "规则", "zh")}
    for path, text in made.items():
        page = _Page(text)
        assert not page.tags & {"script", "img", "i", "s", "u"} - scripts_of(text), path
        assert not page.wrong and not page.open, path
    assert "&lt;script&gt;alert(1)" in made["places/规则/policies/试.md"]
    assert "# &#60;b&#62;题&#60;&#47;b&#62;" in made["places/规则/policies/试.md"]


def scripts_of(text: str) -> set[str]:
    """The calculator has scripts of its own, each from a file."""
    return {"script"} if all("src=" in found for found in re.findall(r"<script[^>]*>", text)) else set()
