"""Every code in the source has a whole page in both languages, and every page belongs to a code in the source."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from yiju_grammar.finding import all_codes, code_page

ROOT = Path(__file__).parent.parent
CODE = re.compile(r"\bYJ\d{3}\b")
NEEDED = ("message", "means", "why", "example", "instead")


def codes_in_source() -> dict[str, str]:
    """The codes the source names, with one file that does."""
    return {
        code: str(path.relative_to(ROOT))
        for folder in ("engine", "cli", "grammar")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for code in CODE.findall(path.read_text("utf-8"))
    }


def test_every_code_has_a_page() -> None:
    missing = {code: path for code, path in codes_in_source().items() if code not in all_codes()}
    assert not missing


def test_no_page_is_unused() -> None:
    assert not set(all_codes()) - set(codes_in_source())


@pytest.mark.parametrize("code", all_codes())
def test_page_is_whole(code: str) -> None:
    page = code_page(code)
    assert page["severity"] in ("error", "warning", "note")
    for lang in ("zh", "en"):
        assert not [key for key in NEEDED if not page[lang].get(key, "").strip()], lang
        assert not page[lang]["message"].rstrip().endswith((".", "。")), "a message has no full stop"
    assert placeholders(page["zh"]["message"]) == placeholders(page["en"]["message"])
    assert set(page["zh"].get("notes", {})) == set(page["en"].get("notes", {}))


def placeholders(template: str) -> set[str]:
    """The words a sentence needs; `reason_en` is the English of `reason`."""
    return {name.removesuffix("_en") for _, name, _, _ in Formatter().parse(template) if name}
