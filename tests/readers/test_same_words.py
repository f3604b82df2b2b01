"""The documents of tests/documents in every form: their words, and the clauses made of them, are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest
from readers.make_docx import abstract, docx, level, num, numbered, p
from readers.make_ofd import ofd
from readers.make_pdf import pdf
from readers.typeset import typeset

from yiju.documents.clauses import clauses
from yiju.documents.folding import fold_words
from yiju.readers.model import DocumentText
from yiju.readers.read import read_bytes
from yiju_grammar.span import NOWHERE

DOCUMENTS = sorted((Path(__file__).parent.parent / "documents").rglob("*.txt"), key=lambda f: f.name)
LICHENG = next(f for f in DOCUMENTS if f.name.startswith("历城"))
LEVELS = (
    (r"[一二三四五六七八九十]+、", "chineseCounting", "%1、"),
    (r"（[一二三四五六七八九十]+）", "chineseCountingThousand", "（%2）"),
    (r"\d+\. ", "decimal", "%3."),
)


def paragraphs(path: Path) -> list[str]:
    return [line.strip() for line in re.split(r"\r?\n", path.read_bytes().decode()) if line.strip()]


def automatic(words: Sequence[str]) -> bytes:
    """A Word document whose ordinals are all Word's own."""
    body = ""
    for text in words:
        at, end = next(((n, m.end()) for n, (form, *_) in enumerate(LEVELS) if (m := re.match(form, text))), (-1, 0))
        body += p(text[end:], numbered(1, at) if at >= 0 else "")
    levels = (level(at, form, text) for at, (_, form, text) in enumerate(LEVELS))
    return docx(body, numbering=abstract(0, *levels) + num(1, 0))


def page(words: Sequence[str]) -> bytes:
    return f"<!DOCTYPE html><meta charset=utf-8>{''.join(f'<p>{escape(text)}</p>' for text in words)}".encode()


FORMS: dict[str, Callable[[Sequence[str]], bytes]] = {
    ".docx": lambda words: docx("".join(map(p, words))),
    ".pdf": lambda words: pdf(typeset(words, headers=("内部资料 注意保存",))),
    ".ofd": lambda words: ofd(typeset(words, headers=("内部资料 注意保存",))),
    ".html": page,
}


def read(raw: bytes, suffix: str) -> DocumentText:
    result = read_bytes(raw, f"a{suffix}", NOWHERE)
    assert isinstance(result, DocumentText), result
    return result


def paths(text: str) -> list[str]:
    return [clause.path for clause in clauses(text)]


@pytest.mark.parametrize("suffix", FORMS)
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda f: f.name[:12])
def test_words_and_clauses(path: Path, suffix: str) -> None:
    words = [text for text in paragraphs(path) if not re.fullmatch(r"— \d+ —", text)]
    found = read(FORMS[suffix](words), suffix).text
    assert fold_words(found) == fold_words("\n".join(words))
    assert paths(found) == paths(path.read_bytes().decode())


def test_the_statement_with_automatic_numbers() -> None:
    words = paragraphs(LICHENG)
    raw = automatic(words)
    assert "（一）" not in raw.decode("latin-1")
    found = read(raw, ".docx").text
    assert fold_words(found) == fold_words("\n".join(words))
    assert paths(found) == paths(LICHENG.read_bytes().decode())
