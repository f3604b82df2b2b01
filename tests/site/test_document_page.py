"""Pages of documents: the text is the document's, every sentence and citation is there once, links lead both ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from page_reader import PLACES, Page, read_page, rules_of

from yiju import load
from yiju.documents.clauses import clauses
from yiju.documents.register import Document
from yiju.documents.sentences import sentences
from yiju.site.addresses import link, quote_anchor
from yiju.site.document_page import pages
from yiju.site.document_places import document_address
from yiju.site.document_text import clause_anchors
from yiju.site.standing import reasons, standings
from yiju_grammar.finding import Lang

DAY = date(2026, 11, 1)


@cache
def pages_of(place: str, lang: Lang = "zh") -> Mapping[str, str]:
    return pages(rules_of(place), place, lang, as_of=DAY)


def own_documents() -> list[tuple[str, Document]]:
    return [(place, d) for place in PLACES for d in rules_of(place).registers[0].documents]


def page_of(place: str, document: Document, lang: Lang = "zh") -> Page:
    return read(pages_of(place, lang)[document_address(place, document)])


@cache
def read(text: str) -> Page:
    return read_page(text)


def test_every_document_has_a_page_in_both_languages() -> None:
    for place, document in own_documents():
        for lang in ("zh", "en"):
            assert document.number in page_of(place, document, lang).text("yj-head")  # type: ignore[arg-type]  # a literal


def test_the_text_read_out_of_a_page_is_the_document() -> None:
    for place, document in own_documents():
        page = page_of(place, document)
        assert page.text("yj-words") == document.text
        assert [i for i in page.ids if i.startswith("s-")] == [f"s-{s.span[0]}" for s in sentences(document.text)]


def test_a_markdown_reader_leaves_the_text_as_it_is() -> None:
    markdown = pytest.importorskip("markdown")
    for place, document in own_documents():
        source = pages_of(place)[document_address(place, document)].split("---\n", 2)[2]
        built = markdown.markdown(source, extensions=["attr_list", "md_in_html", "tables"])
        assert read_page(built).text("yj-words") == document.text


def test_anchors_are_unique_and_links_inside_a_page_lead_somewhere() -> None:
    for place, document in own_documents():
        page = page_of(place, document)
        assert len(page.ids) == len(set(page.ids))
        headings = {"rules", "legend", "text"}
        inside = {unquote(href[1:]) for href in page.links if href.startswith("#")}
        assert inside <= {*page.ids, *headings}
        assert set(clause_anchors(clauses(document.text))) <= set(page.ids)
        numbers = [int(e.attributes["data-label"]) for e in page.of("yj-back")]
        assert numbers == [*range(1, len(numbers) + 1)]
        assert sorted(int(e.attributes["data-label"]) for e in page.of("yj-ref")) == numbers


def test_every_citation_has_its_words_and_both_ways_between_them_and_the_rule() -> None:
    for place in PLACES:
        rules = rules_of(place)
        own = {d.file: d for d in rules.registers[0].documents if d.text}
        for standing in standings(rules):
            citation = standing.citation
            if citation.document in own:
                document = own[citation.document]
                page = page_of(place, document)
                assert quote_anchor(citation.span) in page.ids
                here = document_address(place, document)
                assert link(here, standing.home.page, standing.home.anchor) in page.links


def test_what_makes_no_rule_has_its_words_and_its_reason() -> None:
    for place in PLACES:
        rules = rules_of(place)
        own = {d.file: d for d in rules.registers[0].documents if d.text}
        for reason in reasons(rules):
            if reason.file in own and reason.is_quote:
                page = page_of(place, own[reason.file])
                assert quote_anchor(reason.span) in page.ids
                here = document_address(place, own[reason.file])
                assert link(here, reason.home.page, reason.home.anchor) in page.links
    hint = page_of("binjiang", rules_of("binjiang").registers[0].documents[1]).of("yj-why")
    assert "○ 不入规则：引起下文" in [e.text for e in hint]


def test_the_account_of_a_page_is_that_of_the_coverage() -> None:
    page = page_of("binjiang", rules_of("binjiang").registers[0].find("滨港扶办〔2016〕43号"))  # type: ignore[arg-type]  # it is there
    counted = {fate: len([e for e in page.of(f"yj-{fate}") if "yj-s" in e.classes and "id" in e.attributes])
               for fate in ("rule", "fact", "stated", "uncovered", "structural")}  # fmt: skip
    assert counted == {"rule": 16, "fact": 0, "stated": 2, "uncovered": 0, "structural": 11}


def test_a_sentence_that_only_a_ledger_stands_on_is_a_fact() -> None:
    document = rules_of("licheng").registers[0].documents[0]
    page = page_of("licheng", document)
    fact = next(e for e in page.of("yj-fact") if "光伏项目质保金 2.35 万元" in e.text)
    assert "yj-s" in fact.classes


def test_what_changes_a_document_is_linked_from_it_and_back(tmp_path: Path) -> None:
    made = _place(tmp_path, HOSTILE)
    old, new = made["places/p/documents/旧办〔2019〕1号.md"], made["places/p/documents/新办法.md"]
    assert '<dt>被废止</dt><dd><a href="%E6%96%B0%E5%8A%9E%E6%B3%95.html">' in old
    assert "已失效（截至2026年11月1日）" in old
    assert "<dt>废止</dt>" in new


def test_a_hostile_text_stays_text(tmp_path: Path) -> None:
    made = _place(tmp_path, HOSTILE)["places/p/documents/新办法.md"].split("---\n", 2)[2]
    page = read_page(made)
    assert page.text("yj-words") == HOSTILE
    assert not page.named("b")
    assert {e.attributes.get("type") for e in page.named("script")} == {"application/ld+json"}
    assert "# &#60;b&#62;&#42;新&#42;办法" in made
    assert "\n&#32;&#32;\n" in made


def test_quotes_that_overlap_are_both_there(tmp_path: Path) -> None:
    page = read_page(
        _place(tmp_path, "一、每人每月发放补贴100元，由县财政承担。", OVERLAPPING)["places/p/documents/新办法.md"]
    )
    assert page.text("yj-words") == "一、每人每月发放补贴100元，由县财政承担。"
    assert {"q-2-14", "q-8-21"} <= set(page.ids)
    assert [e.attributes["data-label"] for e in page.of("yj-back")] == ["1", "2"]


def test_a_sentence_that_nobody_has_accounted_for_is_marked(tmp_path: Path) -> None:
    page = read_page(_place(tmp_path, "一、每人每月发放补贴100元。\n")["places/p/documents/新办法.md"])
    assert [e.text for e in page.of("yj-uncovered") if "yj-s" in e.classes] == ["一、每人每月发放补贴100元。"]
    assert page.of("yj-sign")[0].attributes["aria-label"] == "无着落"
    assert page.text("yj-lost").startswith("▲ 没有规则依据它")


def test_rules_with_mistakes_have_pages_too(tmp_path: Path) -> None:
    broken = (
        RULES + "政策 坏 “坏”\n    依据 没有〔2020〕2号\n    对象 谁\n\n> 没有的话\n资格 甲 当 乙 是 真\n\n标准 丙 =\n"
    )
    made = _place(tmp_path, "一、每人每月发放补贴100元。\n", broken)
    assert read_page(made["places/p/documents/新办法.md"]).of("yj-uncovered")


HOSTILE = (
    "<b>*新*办法</b> & [x](y) `z`\n\n一、补\t贴</p></div><script>alert(1)</script>\n"
    "  \n二、自2020年1月1日起施行 &#60; {: #id }。\n"
)
RULES = "记录 人 每人\n    编号 文本 标识\n"
OVERLAPPING = (
    RULES
    + """
政策 补贴 “补贴”
    依据 《<b>*新*办法</b>》
    对象 人

> 每人每月发放补贴100元
标准 补贴 = 100元/人/月

> 补贴100元，由县财政承担
资金 县财政
"""
)
REGISTER = """
[place]
name = "某地"

[[document]]
title = "<b>*新*办法</b>"
issued = 2019-12-20
effective = 2020-01-01
file = "新办法.txt"
repeals = ["旧办〔2019〕1号"]

[[document]]
number = "旧办〔2019〕1号"
title = "旧办法"
issued = 2019-01-02
effective = 2019-01-02
"""


def _place(folder: Path, text: str, policy: str = RULES) -> Mapping[str, str]:
    place = folder / "p"
    (place / "documents").mkdir(parents=True)
    (place / "documents.toml").write_text(REGISTER, "utf-8")
    (place / "documents" / "新办法.txt").write_text(text, "utf-8")
    (place / "a.policy").write_text(policy, "utf-8")
    return pages(load(place), "p", "zh", as_of=DAY)
