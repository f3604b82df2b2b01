"""Rules and what they are in plain words, side by side in Markdown: each block of rules is followed by its words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from case_file import blocks_of

from yiju.explain.plain import plain_rule, plain_text
from yiju.load import Rules, load_texts
from yiju_grammar import parse
from yiju_grammar.finding import Lang

FILES = sorted(Path(__file__).parent.glob("*.md"))
pytestmark = pytest.mark.xdist_group("plain")
LANGS: tuple[Lang, ...] = ("zh", "en")
_WORDS = re.compile(r"\n\n```(?:zh|en)\n.*?^```$", re.DOTALL | re.MULTILINE)


@cache
def place(file: Path) -> Rules:
    """Every block of rules of a file together, as one place."""
    texts = [b.text for b in blocks_of(file.read_text("utf-8")) if b.kind == "rule"]
    return load_texts({"规则.policy": "\n".join(texts)})


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_rules_are_sound(file: Path) -> None:
    assert [f.message("en") for f in place(file).findings if f.severity == "error"] == []


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_words(file: Path, update: bool) -> None:
    text = file.read_text("utf-8")
    told = _with_words(file, text)
    if update:
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text("utf-8")


def _with_words(file: Path, text: str) -> str:
    """The file with the words of each block of rules below it; the first block is only what others stand on."""
    bare = _WORDS.sub("", text)
    made, at = [], 0
    declarations = iter(place(file).checked.rule_set.sources[0].tree.declarations)
    for number, block in enumerate(b for b in blocks_of(bare) if b.kind == "rule"):
        own = [next(declarations) for _ in parse(block.text, "规则.policy").declarations]
        end = block.end + len("```")
        made.append(bare[at:end])
        if number:
            made += [f"\n\n```{lang}\n{_told(file, own, lang)}\n```" for lang in LANGS]
        at = end
    return "".join([*made, bare[at:]])


def _told(file: Path, declarations: list, lang: Lang) -> str:  # type: ignore[type-arg]  # any declarations
    rules = place(file)
    return "\n".join(plain_text(plain_rule(rules.program, rules.sources, d, lang)) for d in declarations)
