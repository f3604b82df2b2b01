"""Building a site: both languages, what is rendered again after a change, links and addresses, strict mkdocs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from browser import blank

from yiju.site.build import NotOurs, Order, Site, builders
from yiju.site.source_tree import read_state

pytestmark = pytest.mark.xdist_group("site")
slow = pytest.mark.skipif(os.environ.get("YIJU_CHECK") != "1", reason="builds sites again: only with YIJU_CHECK=1")

RULES, DAY = Path(__file__).parents[2] / "rules", date(2026, 11, 27)
LINK = re.compile(r'<(?:a|link|img|script)\b[^>]*\b(?:href|src)="([^"]*)"')
ANCHOR = re.compile(r'\b(?:id|name)="([^"]*)"')


def test_every_link_leads_somewhere(site: Site) -> None:
    anchors = {page: set(map(unescape, ANCHOR.findall(page.read_text("utf-8")))) for page in _pages(site.out)}
    broken = [
        f"{page.relative_to(site.out)} -> {target}#{anchor}"
        for page in anchors
        for target, anchor in _links(page)
        if not target.is_file() or (anchor and anchor not in anchors.get(target, {anchor}))
    ]
    assert broken == []


def test_a_page_has_its_other_language(site: Site) -> None:
    page = site.out / "places/licheng/index.html"
    other = re.search(r'class="yj-language"[^>]*href="([^"]*)"', page.read_text("utf-8"))
    assert other is not None
    assert (page.parent / other[1]).resolve() == site.out / "en/places/licheng/index.html"


def test_nothing_is_asked_of_another_host(site: Site, browser: Any) -> None:
    seen = blank(browser)
    for page in ("index.html", "en/places/licheng/index.html", "places/licheng/policies/干部补助.html"):
        seen.page.goto(f"{site.out.as_uri()}/{page}")
        seen.page.wait_for_load_state("networkidle")
    assert seen.hosts == {""}
    assert seen.wrong == []


@slow
def test_mkdocs_is_strict_about_it(site: Site, tmp_path: Path) -> None:
    """The source tree, as any mkdocs builds it: without a warning."""
    made = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "zh")]
        + ["-f", str(site.out.with_name("out.source") / "zh" / "mkdocs.yml")],
        capture_output=True,
        text=True,
        timeout=300,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": ""},
    )
    assert (made.returncode, "WARNING" in made.stderr) == (0, False), made.stderr


@slow
def test_a_change_renders_what_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of one policy: its page, its document's; then nothing; then a place that is gone."""
    monkeypatch.setattr("yiju.site.build.made_by_digest", lambda package: "the same")
    rules = tmp_path / "rules"
    for place in ("yushan", "qinghu"):
        shutil.copytree(RULES / place, rules / place)
    order = Order((rules / "yushan", rules / "qinghu"), tmp_path / "out", DAY, places_alone=True)
    with builders() as processes:
        first = processes.build(order)
        assert first.rendered == len(first.pages)
        file = rules / "qinghu" / "低保.policy"
        file.write_text(file.read_text("utf-8").replace("谁是低保对象按已作出的认定", "谁是低保对象另行认定"), "utf-8")
        assert 1 <= processes.build(order).rendered <= 3
        assert "另行认定" in (tmp_path / "out/places/qinghu/policies/城乡低保.html").read_text("utf-8")
        assert "另行认定" in (tmp_path / "out/search/search_index.json").read_text("utf-8")
        assert processes.build(order).rendered == 0
        left = processes.build(Order((rules / "qinghu",), tmp_path / "out", DAY, places_alone=True))
        assert not (tmp_path / "out/places/yushan/index.html").exists()
        assert not any("yushan" in page for page in left.pages)
        assert "places/yushan" not in (tmp_path / "out/search/search_index.json").read_text("utf-8")


@slow
def test_wrong_rules_leave_the_rest_and_a_map_is_made(tmp_path: Path) -> None:
    """A place with an error is shown as far as it is sound; with an address there is a site map of both languages."""
    rules = tmp_path / "yushan"
    shutil.copytree(RULES / "yushan", rules)
    file = rules / "临时救助.policy"
    file.write_text(file.read_text("utf-8") + "\n\n> 没有这句话\n资格 没有 当 没有的字段\n\n资格 {{{\n", "utf-8")
    with builders() as processes:
        address = "https://rules.example/依据"
        processes.build(Order((rules,), tmp_path / "out", DAY, address, places_alone=True))
    assert "错误" in (tmp_path / "out/places/yushan/index.html").read_text("utf-8")
    urls = ElementTree.parse(tmp_path / "out/sitemap.xml").getroot()
    assert "https://rules.example/依据/en/places/yushan/index.html" in {unquote(url[0].text or "") for url in urls}


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("", "utf-8")
    with builders() as processes, pytest.raises(NotOurs):
        processes.build(Order((RULES / "qinghu",), tmp_path, DAY, places_alone=True))
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_state_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    file = tmp_path / "state.json"
    for text in ("", "{", "[]", '{"form": 0}', '{"form": 2, "parts": 1}'):
        file.write_text(text, "utf-8")
        assert read_state(file).parts == {}


def _pages(out: Path) -> Iterator[Path]:
    return (page for page in out.rglob("*.html") if page.name != "404.html")


def _links(page: Path) -> Iterator[tuple[Path, str]]:
    for href in map(unescape, LINK.findall(page.read_text("utf-8"))):
        parts = urlsplit(href)
        if not parts.scheme:
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            yield target, unquote(parts.fragment)
