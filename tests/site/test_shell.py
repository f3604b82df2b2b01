"""The pieces of the shell: what the search knows of a page, HTML past Markdown, serving, the command's refusals."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from urllib.request import urlopen

import pytest
from services import required

from yiju.site.relations import places_below, shared_out
from yiju.site.search_entries import entries_of
from yiju.site.serving import changes_of, server_of
from yiju.site.sitemap import sitemap
from yiju_cli.main import main

RULES = Path(__file__).parents[2] / "rules"
PAGE = """<html><article class="x"><h1 id="t">雨露<b>计划</b><a class="headerlink" href="#t">#</a></h1>
<p>给 &lt;谁&gt;</p><svg><text>图</text><svg></svg></svg><table><tr><td>一</td><td>二</td></tr></table>
<h2 id="资格-甲">资格</h2><pre>资格 甲</pre><div data-search-exclude>不<div>算</div></div>
<p>“为50名<br>学生”</p></article>其他</html>"""


def test_the_search_knows_sections_and_their_blocks() -> None:
    first, second = entries_of("places/甲/a.html", PAGE)
    assert first == {"location": "places/%E7%94%B2/a.html", "title": "雨露计划", "text": "给 &lt;谁&gt;\n一\n二"}
    assert second == {"location": "places/%E7%94%B2/a.html#资格-甲", "title": "资格", "text": "“为50名\n学生”"}


@pytest.mark.parametrize(
    "text",
    [
        "# 一\n\n<div class='a'>\n<div>甲 *不是*</div>\n\n乙\n</div>\n\n后面 *是*",
        "<p>一</p>\n\n<p>二</p>\n",
        "前\n\n<table><tr><td>`x`</td></tr></table>\n\n```\n<div>\n\n</div>\n```\n",
        "<div markdown='1'>\n\n*是*\n\n</div>\n\n<section><div>没有完</div>\n\n*是*\n",
        "<div>一</div> 同一行\n\n<ul><li>二</li></ul>\n\n- <b>三</b>\n\n    <div>四</div>\n",
    ],
)
def test_html_past_markdown_is_the_same(text: str) -> None:
    required("Markdown", find_spec("markdown") is not None)
    from markdown import Markdown

    from yiju.site.whole_blocks import WholeBlocks

    plain = Markdown(extensions=["md_in_html", "fenced_code", "tables"]).convert(text)
    quick = Markdown(extensions=["md_in_html", "fenced_code", "tables", WholeBlocks()]).convert(text)
    assert [line for line in quick.splitlines() if line] == [line for line in plain.splitlines() if line]


def test_pages_are_served_and_load_themselves_again(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body>页</body>", "utf-8")
    (tmp_path / "a.css").write_text("b {}", "utf-8")
    with server_of(tmp_path, 0) as server:
        page = urlopen(server.address, timeout=5).read().decode()
        assert page.startswith("<body>页") and "location.reload" in page
        assert urlopen(f"{server.address}a.css", timeout=5).read() == b"b {}"
        server.builds = 3
        assert urlopen(f"{server.address}_build", timeout=5).read() == b"3"


def test_a_change_is_seen_once(tmp_path: Path) -> None:
    turns = iter([{}, {"a": (1, 1)}, {"a": (1, 1)}, {"a": (1, 1)}, {"a": (2, 1)}, {"a": (2, 1)}])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("yiju.site.serving.sleep", lambda seconds: None)
        patch.setattr("yiju.site.serving._snapshot", lambda folders: next(turns))
        changes = changes_of(lambda: (tmp_path,))
        next(changes)
        next(changes)
        assert next(turns, None) is None


def test_places_below_and_sharing_out() -> None:
    places = tuple(sorted(RULES.iterdir()))
    below = places_below(places)
    assert {place.name: [o.name for o in others] for place, others in below.items() if others} == {"licheng": ["shili"]}
    parts = shared_out(places, 2)
    assert sorted(place for part in parts for place in part) == list(places)
    assert all(parts)


def test_the_map_names_both_languages() -> None:
    made = sitemap("https://a.example", {"zh": ["i&.html"], "en": ["i&.html"]})
    assert '<loc>https://a.example/en/i%26.html</loc><xhtml:link rel="alternate" hreflang="zh"' in made


def test_without_the_extra_it_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("yiju.site.build.NEEDED", ("no_such_package",))
    assert main(["docs", "build", "--rules", str(RULES)]) == 2
    assert "pip install 'yiju[docs]'" in capsys.readouterr().err


def test_a_folder_of_other_things_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    required("mkdocs-material", find_spec("material") is not None)
    (tmp_path / "letter.txt").write_text("", "utf-8")
    assert main(["docs", "build", "--rules", str(RULES / "qinghu"), "-o", str(tmp_path), "--lang", "en"]) == 2
    assert "holds other things" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    required("mkdocs-material", find_spec("material") is not None)
    with server_of(tmp_path, 0) as server:
        port = str(server.server_address[1])
        out = str(tmp_path / "out")
        assert main(["docs", "serve", "--rules", str(RULES / "qinghu"), "-o", out, "--port", port]) == 2
    assert f"端口 {port} 不能用" in capsys.readouterr().err
