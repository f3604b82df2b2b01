"""No text crashes the compiler, and what it drafts of any text parses, stands in normal form and passes the checker."""

from __future__ import annotations

import os

import pytest
from mutated_documents import mutated

from yiju.compiling.compile import compile_text
from yiju.compiling.json import to_data
from yiju.compiling.text import to_text
from yiju.drafting.draft import register_of_draft
from yiju.load import load_texts
from yiju.readers.model import DocumentText
from yiju_grammar import format_text

NIGHTLY, CHECK = os.environ.get("YIJU_NIGHTLY") == "1", os.environ.get("YIJU_CHECK") == "1"
TEXTS = 100_000 if NIGHTLY else 2_000 if CHECK else 200
BATCHES = 40 if NIGHTLY else 8
"""`make nightly`, `make check` (continuous integration), `make test`."""


@pytest.mark.parametrize("batch", range(BATCHES))
def test_damaged_texts(batch: int) -> None:
    for index, text in enumerate(mutated(batch, TEXTS // BATCHES)):
        check(text, thorough=index % 10 == 0)


def check(text: str, *, thorough: bool) -> None:
    compiled = compile_text(DocumentText(text, "text"), "文件.txt")
    data = to_data(compiled)
    for key, words in (("numbers", "text"), ("facts", "text"), ("rules", "quote")):
        for item in data[key]:
            assert item[words] == text[slice(*item["span"])], (text, item)
    assert to_text(compiled, "en")
    for file, made in compiled.draft.files.items():
        if thorough and file.endswith(".policy"):
            assert format_text(made, file).text == made, text
    if thorough:
        policies = {f: t for f, t in compiled.draft.files.items() if f.endswith(".policy")}
        rules = load_texts(policies, register=register_of_draft(compiled.reading))
        assert not [f for f in rules.check() if f.severity == "error"], text
