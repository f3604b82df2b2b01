"""Each sample decision in each form, compared whole with the answer kept beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from explain.sample_decisions import SAMPLES

from yiju.explain.html import to_html
from yiju.explain.json import to_json_text
from yiju.explain.text import to_text

ANSWERS = Path(__file__).parent / "answers"
FORMS = {
    "zh.txt": lambda d: to_text(d, "zh", width=80),
    "en.txt": lambda d: to_text(d, "en", width=80),
    "json": lambda d: to_json_text(d) + "\n",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", SAMPLES)
def test_answer(name: str, form: str, update: bool) -> None:
    compare(ANSWERS / f"{name}.{form}", FORMS[form](SAMPLES[name]), update=update)


def test_page(update: bool) -> None:
    compare(ANSWERS / "refused.zh.html", to_html(SAMPLES["refused"], "zh"), update=update)


def compare(file: Path, made: str, *, update: bool) -> None:
    if update:
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text("utf-8")
