"""Every kind of page in a real browser: from the quoted words to the document and back, on a narrow screen, on paper,
and for those who read with other means."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import Any
from urllib.parse import quote, unquote

import pytest
from browser import NARROW, WIDE, blank
from services import required

from yiju.site.build import Site

pytestmark = pytest.mark.xdist_group("site")
POLICY = "places/licheng/policies/干部补助.html"
DOCUMENT = "places/licheng/documents/历城区2020年扶贫资金使用及扶贫政策制定情况说明.html"
PAGES = (POLICY, DOCUMENT, "places/licheng/records/干部.html", "places/licheng/ledgers/2020年财政专项资金.html")
SCHEMES = ("light", "dark") if os.environ.get("YIJU_CHECK") == "1" else ("dark",)


def _address(site: Site, path: str) -> str:
    return f"{site.out.as_uri()}/{quote(path)}"


def test_from_a_rule_to_its_words_and_back(site: Site, browser: Any) -> None:
    seen = blank(browser)
    page = seen.page
    page.goto(_address(site, POLICY))
    rule = page.locator("article.yp-rule", has=page.locator("[id='标准-补助']"))
    rule.locator("a.yp-see").first.click()
    assert unquote(page.url).endswith(f"{DOCUMENT}#q-2073-2095")
    words = page.locator("[id='q-2073-2095']")
    assert words.is_visible() and words.inner_text().startswith("发放标准")
    words.locator("a.yj-ref").click()
    page.locator("[id='n-2073-2095'] a", has_text="补助").click()
    assert unquote(page.url).endswith(f"{POLICY}#标准-补助")
    assert page.locator("[id='标准-补助']").is_visible()
    assert (seen.wrong, seen.hosts) == ([], {""})


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_narrow_screen(site: Site, browser: Any, path: str) -> None:
    page = blank(browser, size=(320, 640)).page
    page.goto(_address(site, path))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_policy_on_paper(site: Site, browser: Any) -> None:
    page = blank(browser).page
    page.goto(_address(site, POLICY))
    page.emulate_media(media="print")
    shown = page.locator("body").inner_text()
    assert "发放标准：按照每人每月1000元标准发放" in shown and "补助为每人每月1000元。" in shown
    assert "清空" not in shown and not page.get_by_role("search").first.is_visible()
    quoted, told = (
        page.locator(f".yp-rule--standard {part}").first.bounding_box() for part in (".yp-words", ".yp-code-side")
    )
    assert quoted["y"] + quoted["height"] <= told["y"] + 1, "on paper the words stand above their rule"
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_serious_fault_on_any_kind_of_page(site: Site, browser: Any, scheme: str) -> None:
    required("axe-playwright-python", find_spec("axe_playwright_python") is not None)
    from axe_playwright_python.sync_playwright import Axe

    page = blank(browser, scheme=scheme, size=WIDE if scheme == "light" else NARROW).page
    faults = []
    for path in PAGES:
        page.goto(_address(site, path))
        found = Axe().run(page).response["violations"]
        faults += [(path, v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
    assert faults == []
