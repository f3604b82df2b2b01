"""The extension's snippets, with what stands in their places, are in normal form; each is there in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from yiju_grammar import format_text, parse
from yiju_grammar.finding import Lang

SNIPPETS = json.loads((Path(__file__).parents[2] / "editor/snippets/policy.json").read_text("utf-8"))
AFTER = {"假定": "标准 甲 = 1元\n", "assumed": "standard a = 1 yuan\n"}
AFTER |= {"理解": AFTER["假定"], "reading": AFTER["assumed"]}
"""What stands below a snippet that is no declaration of its own."""


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_snippet_is_in_normal_form(name: str) -> None:
    text = filled(SNIPPETS[name]["body"]).rstrip("\n") + "\n" + AFTER.get(name, "")
    assert [f.code for f in parse(text, name).findings] == []
    lang: Lang = "en" if name.isascii() else "zh"
    assert format_text(text, lang=lang).text == text


def test_every_snippet_is_there_in_both_languages() -> None:
    names = list(SNIPPETS)
    heads = [format_text(filled(SNIPPETS[n]["body"]) + AFTER.get(n, ""), lang="en").text for n in names]
    words = [re.findall(r"^[a-z][a-z-]*", head, re.MULTILINE) for head in heads]
    assert words[::2] == words[1::2]


def filled(body: list[str]) -> str:
    """A snippet's text when every place is left as it is proposed."""
    text = "\n".join(body) + "\n"
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", text)
    return re.sub(r"\$\d", "", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text))
