"""The rules in rules/ are in the formatter's form, and their English spelling is too."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiju_grammar import format_text

RULES = Path(__file__).parent.parent / "rules"


@pytest.mark.parametrize("file", sorted(RULES.rglob("*.policy")), ids=lambda f: f.stem)
def test_formatted_in_either_language(file: Path) -> None:
    text = file.read_text("utf-8")
    assert format_text(text).text == text
    english = format_text(text, lang="en").text
    assert format_text(english).text == english
