"""The form of a calculator: every control has a name, nothing leaves the page; Chromium decides as Python does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from javascript.browser import opened

import yiju
from yiju.calculator.assets import calculator_assets, shared_assets
from yiju.calculator.examples import Example, case_examples
from yiju.calculator.page import calculator_html
from yiju.explain.compose import compose
from yiju.explain.page import Cited, Line, Page
from yiju_grammar.finding import Lang

RULES = Path(__file__).parents[2] / "rules"
FORBIDDEN = re.compile(
    r"\b(fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource|localStorage|sessionStorage|indexedDB|cookie|eval"
    r"|pushState|replaceState|serviceWorker|Function|import)\b\s*[.(=]"
)


@dataclass
class Controls(HTMLParser):
    """The controls of some HTML without a name, and ids that stand twice."""

    ids: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    bare: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"]] if told.get("id") else []
        if tag == "label":
            self.labelled.add(told.get("for") or "")
        if tag in ("input", "select") and "label" not in self.inside and "aria-label" not in told:
            self.bare.append(told.get("id") or "?")
        if tag not in ("input", "br", "meta", "link"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag


@pytest.mark.parametrize("place", sorted(p.parent.name for p in RULES.glob("*/documents.toml")))
def test_every_control_has_a_name(place: str) -> None:
    rules = yiju.load(RULES / place)
    for policy in rules.program.policies:
        for lang in ("zh", "en"):
            html = calculator_html(rules.program, policy, lang, examples=case_examples(rules, policy))  # type: ignore[arg-type]  # two literals
            found = Controls()
            found.feed(html)
            assert not found.inside
            assert set(found.bare) <= found.labelled
            assert len(found.ids) == len(set(found.ids))
            assert "\n\n" not in html


def test_nothing_leaves_the_page() -> None:
    for name, text in shared_assets().items():
        code = re.sub(r"^ *(//|\*|/\*).*$", "", text, flags=re.MULTILINE)
        assert not FORBIDDEN.findall(code), name


# --- in a browser -------------------------------------------------------------------------------------------


def laid_out(folder: Path, place: str, policy: str, lang: Lang = "zh") -> tuple[Path, yiju.Rules]:
    """A page with the calculator of a policy, its cases as examples."""
    rules = yiju.load(RULES / place)
    for name, text in calculator_assets(rules, place, [policy]).items():
        file = folder / "calculator" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    html = calculator_html(
        rules.program, policy, lang, href=lambda c: f"d.html#q-{c.span[0]}", examples=case_examples(rules, policy)
    )
    style = '<link rel="stylesheet" href="calculator/calculator.css">'
    page = folder / "page.html"
    page.write_text(f'<!DOCTYPE html><html lang="zh"><meta charset="utf-8"><title>试算</title>{style}{html}', "utf-8")
    return page, rules


def expected(rules: yiju.Rules, policy: str, example: Example, lang: Lang) -> Page:
    return compose(rules.decide(policy, example.record, on=example.day), lang, reveal=True)


def told_words(page: Page) -> Iterator[str]:
    """Every sentence of a page but what is missing, which the calculator says in its own place."""
    for section in page.sections:
        if section.key != "missing":
            yield section.title
            for block in section.blocks:
                if isinstance(block, Line):
                    yield block.text
                if isinstance(block, Cited):
                    yield block.source
                    yield from (quote for _, quote in block.quotes)


def assert_shown(page: Any, told: Page) -> None:
    page.wait_for_timeout(50)
    assert page.inner_text(".yiju-headline") == told.headline
    assert page.inner_text(".yiju-summary .yiju-sub") == told.subline
    shown = page.text_content(".yiju-sections")
    for words in told_words(told):
        assert words in shown


def test_a_cadre(tmp_path: Path) -> None:
    file, rules = laid_out(tmp_path, "licheng", "干部补助")
    with opened(file) as (page, faults):
        assert "尚不能确定" in page.inner_text(".yiju-headline")
        page.click(".yiju-asked button >> nth=0")
        assert page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "单位"
        page.fill("[data-when=day]", "2020-12-31")
        page.select_option("[data-field=单位] select", "街道")
        page.select_option("[data-field=岗位] select", "扶贫办工作人员")
        page.fill("[data-field=到岗日期] input", "2018-03-01")
        page.check("[data-field=离岗日期] [data-none]")
        page.select_option("[data-field=考核结果] select", "称职")
        page.wait_for_timeout(300)
        record = {
            "编号": "试算",
            "单位": "街道",
            "岗位": "扶贫办工作人员",
            "到岗日期": "2018-03-01",
            "考核结果": "称职",
        }
        assert_shown(page, expected(rules, "干部补助", Example("", record, date(2020, 12, 31)), "zh"))
        assert page.inner_text(".yiju-amounts").split() == ["月度补助", "700.00元", "年终补助", "3600.00元"]
        assert page.get_attribute(".yiju-source a", "href").startswith("d.html#q-")
        page.click("[data-clear]")
        assert "尚不能确定" in page.inner_text(".yiju-headline")
        assert not faults


def test_a_household_with_members(tmp_path: Path) -> None:
    file, rules = laid_out(tmp_path, "yushan", "临时救助", "en")
    with opened(file) as (page, faults):
        page.click("[data-more]")
        for example in case_examples(rules, "临时救助")[::5]:
            page.click(f"[data-example] >> text='{example.name}'")
            assert_shown(page, expected(rules, "临时救助", example, "en"))
        page.click("[data-clear]")
        for _ in range(2):
            page.click("[data-field=成员] [data-add]")
        assert page.input_value("[data-field=成员] .yiju-member >> nth=1 >> [data-identifier] input") == "成员2"
        page.click("[data-remove] >> nth=0")
        assert page.locator(".yiju-member").count() == 1
        page.fill("[data-field=货币财产] input", "6000元")
        page.wait_for_timeout(1200)
        assert "1,200.00" in page.inner_text("[data-field=货币财产] .yiju-problem")
        assert page.get_attribute("[data-field=货币财产] input", "aria-invalid") == "true"
        assert not faults
