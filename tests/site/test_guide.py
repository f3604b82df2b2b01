"""The guide does what it shows: its commands are run, its rules are parsed and, where marked, checked; `--update`
rewrites the output of the commands."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from case_file import blocks_of, run
from guide_page import replayed

from yiju_grammar import format_text, parse
from yiju_grammar.finding import Lang
from yiju_grammar.lexicon import BUILTIN_FUNCTIONS, BUILTIN_NAMES, COLUMN_NAMES, KEYWORDS, POSTFIXES, SCHEDULES, TYPES

GUIDE = Path(__file__).parents[2] / "site/guide"
PAGES = sorted(GUIDE.glob("*/*.md"))
CHECKED = re.compile(r"<!-- checked -->\n```policy[^\n]*\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PAGES_MADE = re.compile(r"^.*index\.html[:：].*$", re.MULTILINE)
"""How many pages a site has is another number once a finding code is added."""
CODE = re.compile(r"`([^`\n]+)`")


def page_id(page: Path) -> str:
    return f"{page.parent.name}-{page.stem}"


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands(page: Path, update: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if page.parent.name == "en" and os.environ.get("YIJU_CHECK") != "1" and not update:
        pytest.skip("the commands of the English pages are run by make check")
    monkeypatch.setenv("YIJU_LANG", page.parent.name)
    text = page.read_text("utf-8")
    fresh = replayed(text, tmp_path)
    if update:
        page.write_text(fresh, encoding="utf-8")
    assert update or PAGES_MADE.sub("", fresh) == PAGES_MADE.sub("", text)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_rules_are_sound_and_in_normal_form(page: Path) -> None:
    lang: Lang = "en" if page.parent.name == "en" else "zh"
    for block in blocks_of(page.read_text("utf-8")):
        if block.kind == "policy":
            assert [f.code for f in parse(block.text, page.name).findings] == [], block.text
            assert format_text(block.text, lang=lang).text == block.text


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_marked_rules_pass_the_checker(page: Path, tmp_path: Path) -> None:
    for number, found in enumerate(CHECKED.finditer(page.read_text("utf-8"))):
        folder = tmp_path / str(number)
        (folder / "documents").mkdir(parents=True)
        (folder / "规则.policy").write_text(found[1], encoding="utf-8")
        quotes = re.findall(r"^\s*> (?!同上|as above)(.*)$", found[1], re.MULTILINE)
        keys = re.findall(r"^    (?:依据|basis) (.*)$", found[1], re.MULTILINE)
        (folder / "documents.toml").write_text(register(keys), encoding="utf-8")
        (folder / "documents/文件.txt").write_text("\n".join(dict.fromkeys(quotes)), encoding="utf-8")
        assert run(f"check {folder}", tmp_path) == "没有发现问题\n", found[1]
        assert not run(f"test {folder}", tmp_path).endswith("[1]\n"), found[1]


def register(keys: list[str]) -> str:
    """A register that knows these numbers; the first is the document with the quoted words."""
    entries = [f'[[document]]\nnumber = "{key}"\nissued = 2020-01-01\n' for key in dict.fromkeys(keys)]
    with_text = [entry + 'file = "文件.txt"\n' for entry in entries[:1]] + entries[1:]
    return "\n".join(['[place]\nname = "示例"\n', *with_text])


@pytest.mark.parametrize("name", sorted({page.name for page in PAGES}))
def test_the_english_rules_are_the_chinese_ones(name: str) -> None:
    chinese, english = (
        [block for block in blocks_of((GUIDE / lang / name).read_text("utf-8")) if block.kind == "policy"]
        for lang in ("zh", "en")
    )
    assert [format_text(block.text, lang="en").text for block in chinese] == [block.text for block in english]


def test_every_word_of_the_language_is_in_both_guides() -> None:
    pairs = [pair for word in KEYWORDS for pair in word.spellings]
    pairs += [*BUILTIN_NAMES, *BUILTIN_FUNCTIONS, *COLUMN_NAMES, *(p for _, p in (*POSTFIXES, *SCHEDULES, *TYPES))]
    for lang in ("zh", "en"):
        shown = set(CODE.findall((GUIDE / lang / "language.md").read_text("utf-8")))
        assert [s for pair in pairs for s in (pair.zh, pair.en) if s not in shown] == []
