"""Pages of ledgers: every figure of the statement, every line with its ground and its anchor, links to the words."""

from __future__ import annotations

from functools import cache
from urllib.parse import unquote

from page_reader import Page, read_page, rules_of

from yiju.site.addresses import ledger_page
from yiju.site.anchors import homes
from yiju.site.ledger_page import pages
from yiju.site.standing import standings

LICHENG = "2020年财政专项资金"
PLACES = ("licheng", "longquan", "shilixian", "shili")


@cache
def page_of(place: str, ledger: str, lang: str = "zh") -> Page:
    return read_page(pages(rules_of(place), place, "en" if lang == "en" else "zh")[ledger_page(place, ledger)])


def ledgers() -> list[tuple[str, str]]:
    return [(p, name) for p in PLACES for name in rules_of(p).program.ledgers if ledger_page(p, name) in pages_of(p)]


@cache
def pages_of(place: str) -> frozenset[str]:
    return frozenset(pages(rules_of(place), place, "zh"))


def test_a_ledger_has_its_page_in_its_own_place_alone() -> None:
    assert ("licheng", LICHENG) in ledgers()
    assert ("shili", LICHENG) not in ledgers()


def test_whatever_is_linked_on_a_page_of_a_ledger_is_there() -> None:
    for place, name in ledgers():
        page = page_of(place, name)
        assert len(page.ids) == len(set(page.ids))
        known = [home for home in homes(rules_of(place).checked.rule_set).values()]
        known += [standing.home for standing in standings(rules_of(place))]
        wanted = {home.anchor for home in known if home.page == ledger_page(place, name)}
        wanted |= {unquote(href[1:]) for href in page.links if href.startswith("#")}
        assert wanted <= set(page.ids)


def test_lines_are_linked_to_their_words() -> None:
    hrefs = page_of("licheng", LICHENG).links
    words = [unquote(href) for href in hrefs if "/documents/" in unquote(href)]
    assert sum("#q-" in href for href in words) == len(rules_of("licheng").funds(LICHENG).citations)


def test_tables_hold_the_figures_of_the_statement() -> None:
    text = " ".join(page_of("licheng", LICHENG).text("yj-figures").split())
    assert "扶贫特惠保险87.4087.4054.1733.23*" in text
    assert "合计1214.251174.3239.93" in text


def test_checks_say_what_holds_and_what_fails() -> None:
    assert "23 项相符，0 项不符，1 项归并" in "".join(e.text for e in page_of("licheng", LICHENG).named("p"))
    failing = page_of("longquan", "2022年爱心超市资金", "en")
    assert [e.text for e in failing.of("yj-badge--wrong")] == ["✗ fails"]
    assert "6.00 ≠ 2.50 + 2.30 + 1.30, -0.10 apart" in failing.text("yj-equation")


def test_the_picture_has_its_words_and_runs_nothing() -> None:
    page = page_of("licheng", LICHENG)
    assert len(page.named("svg")) == 1
    assert "2020年财政专项资金的流向" in page.named("title")[0].text
    assert not [*page.named("script"), *page.named("style")]
