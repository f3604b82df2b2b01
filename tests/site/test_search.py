"""The search of the site in a real browser, from a server and from a folder, typed as a reader types."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from browser import blank

from yiju.site.build import Site
from yiju.site.serving import server_of

pytestmark = pytest.mark.xdist_group("site")

QUERIES = {
    "雨露计划": ("policies/雨露计划.html", "雨露计划"),
    "考核": ("policies/干部补助.html", "考核"),
    "〔2019〕5号": ("policies/积分制扶贫.html", "〔2019〕5号"),
    "[2019]5号": ("policies/积分制扶贫.html", "〔2019〕5号"),
    "50名贫困学生发放补助，减轻": ("情况说明.html", "50 名贫困学生发放补助，减轻"),
    "贫困学生 减轻": ("policies/雨露计划.html", "贫困学生"),
}


@pytest.fixture(params=["http", "file"])
def address(site: Site, request: pytest.FixtureRequest) -> Iterator[str]:
    """Where the site is opened."""
    if request.param == "file":
        yield f"{site.out.as_uri()}/"
        return
    with server_of(site.out, 0) as server:
        yield server.address


def test_chinese_is_found(address: str, browser: Any) -> None:
    seen = blank(browser)
    seen.page.goto(f"{address}index.html")
    for query, (page, words) in QUERIES.items():
        first = _typed(seen.page, query).locator("li").first
        links = [unquote(link.get_attribute("href") or "") for link in first.locator("a").all()]
        assert any(page in link for link in links), (query, links)
        assert words in "".join(first.locator("mark").all_inner_texts()), query
    _typed(seen.page, "鱻麤")
    assert "没有找到" in seen.page.locator(".md-search-result__meta").inner_text()
    assert seen.wrong == []
    assert len(seen.hosts) == 1


def test_a_result_leads_to_the_words(site: Site, browser: Any) -> None:
    page = blank(browser).page
    page.goto(f"{site.out.as_uri()}/index.html")
    _typed(page, "职业教育补贴工作").locator("li a[href*='#']").first.click()
    page.wait_for_load_state()
    assert page.locator("article mark").first.inner_text() == "职业教育补贴工作"


def test_english_finds_the_same_rules(site: Site, browser: Any) -> None:
    page = blank(browser).page
    page.goto(f"{site.out.as_uri()}/en/index.html")
    found = _typed(page, "雨露计划").locator("li a").first.get_attribute("href") or ""
    assert "policies/雨露计划.html" in unquote(found)


def _typed(page: Any, query: str) -> Any:
    """Type into the search from the keyboard, and wait for what it finds."""
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type(query)
    page.keyboard.press("End")  # an input method ends with a key; `type` only puts the characters in
    meta = page.locator(".md-search-result__meta")
    page.wait_for_timeout(300)
    page.wait_for_function("e => /\\d|没有找到|No match/.test(e.textContent)", arg=meta.element_handle())
    return page.locator(".md-search-result__list")
