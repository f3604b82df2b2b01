"""Whatever the document: a version of itself has no change, and one edit is told as that edit alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from compiling.versions_of_texts import DOCUMENTS, bare, text_of, told
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from yiju.compiling.versions import compare
from yiju.documents.clauses import Clause, clauses
from yiju.documents.lines import lines_of

TEXTS = [text_of(path) for path in DOCUMENTS]
WORDS = st.sampled_from(("街道办事处应当公布受理电话。", "另行制定细则。", "每户补助1234元。"))
WIDER = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), 0x25)}


def single_clauses(text: str) -> list[Clause]:
    """The clauses without sub-clauses that begin on a line of their own."""
    found = (c for c in clauses(text) if c.extent[1] == c.body_span[1])
    return [c for c in found if not text[: c.span[0]].rstrip(" \t\u3000\r").rpartition("\n")[2]]


CLAUSES = [(text, clause) for text in TEXTS for clause in single_clauses(text)]
CHOSEN = st.sampled_from(CLAUSES)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_a_text_has_no_change_against_itself(path: Path) -> None:
    text = text_of(path)
    assert compare(bare(text), bare(text)).is_same


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(TEXTS), st.data())
def test_white_space_and_width_are_no_change(text: str, data: st.DataObject) -> None:
    new = text.translate(WIDER)
    for at in sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=20)), reverse=True):
        new = new[:at] + data.draw(st.sampled_from((" ", "\n", "\u3000", "\r\n"))) + new[at:]
    assume(_pages(new) == _pages(text))
    assert compare(bare(text), bare(new)).is_same


@settings(max_examples=60, deadline=None)
@given(CHOSEN)
def test_a_deleted_clause_is_removed_and_nothing_else_is_told(chosen: tuple[str, Clause]) -> None:
    text, clause = chosen
    new = text[: clause.span[0]] + text[clause.body_span[1] :]
    assume(len(clauses(new)) == len(clauses(text)) - 1)
    assert told(compare(bare(text), bare(new))) == [("removed", clause.path, None)]


@settings(max_examples=60, deadline=None)
@given(CHOSEN, WORDS)
def test_an_inserted_clause_is_added_and_nothing_else_is_told(chosen: tuple[str, Clause], words: str) -> None:
    text, clause = chosen
    own = text[: clause.body_span[1]]
    ordinal, gap = text[clause.span[0] : clause.ordinal_end], own[len(own.rstrip()) :] or "\n"
    new = f"{own.rstrip()}{gap}{ordinal}{words}{gap}{text[clause.body_span[1] :]}"
    assume(len(clauses(new)) == len(clauses(text)) + 1)
    assert [t[0] for t in told(compare(bare(text), bare(new)))] == ["added"]


@settings(max_examples=60, deadline=None)
@given(CHOSEN, WORDS, st.data())
def test_an_edit_of_a_clause_is_told_and_nothing_else(
    chosen: tuple[str, Clause], words: str, data: st.DataObject
) -> None:
    text, clause = chosen
    end = len(text[: clause.body_span[1]].rstrip())
    at = data.draw(st.integers(clause.ordinal_end, max(clause.ordinal_end, end - 1)))
    new = text[:at] + words + text[at:]
    assume([c.path for c in clauses(new)] == [c.path for c in clauses(text)])
    changes = told(compare(bare(text), bare(new)))
    assert changes[0][0] in ("changed", "added")
    paths = {path for _, *both in changes for path in both if path is not None}
    assert all(clause.path.startswith(path) for path in paths), "a full stop may part what follows it from the clause"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(TEXTS), st.sampled_from(TEXTS))
def test_every_clause_of_both_versions_is_told_once(old: str, new: str) -> None:
    comparison = compare(bare(old), bare(new))
    olds = [c.old.span for c in comparison.clauses if c.old]
    news = [c.new.span for c in comparison.clauses if c.new]
    assert len(set(olds)) == len(olds) and len(set(news)) == len(news)
    assert {c.span[0] for c in clauses(old)} <= {span[0] for span in olds}
    assert {c.span[0] for c in clauses(new)} <= {span[0] for span in news}


def _pages(text: str) -> list[str]:
    """The page numbers: a line break beside a number may make it one."""
    return [line.text for line in lines_of(text) if line.kind == "page"]
