"""The pages of the shell for those who read with other means: axe-core finds no serious fault, in either theme."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest
from browser import NARROW, WIDE, blank
from services import required

from yiju.site.build import Site

pytestmark = pytest.mark.xdist_group("site")


@pytest.mark.parametrize(("scheme", "size"), [("light", WIDE), ("dark", NARROW)])
def test_no_serious_fault(site: Site, browser: Any, scheme: str, size: tuple[int, int]) -> None:
    required("axe-playwright-python", find_spec("axe_playwright_python") is not None)
    from axe_playwright_python.sync_playwright import Axe

    page = blank(browser, scheme=scheme, size=size).page
    for path in ("index.html", "en/places/licheng/index.html"):
        page.goto(f"{site.out.as_uri()}/{path}")
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
