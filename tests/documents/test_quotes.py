"""Quotes located whatever the white space, width, script and line ends; grades; force; coverage."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiju.documents.coverage import Stated, coverage, places_of_clauses, uncovered
from yiju.documents.dates import PartialDate, whole
from yiju.documents.folding import fold
from yiju.documents.force import in_force, is_known
from yiju.documents.model import Citation
from yiju.documents.quotes import locate
from yiju.documents.register import Document, Reference, Register
from yiju_grammar.finding import Finding
from yiju_grammar.span import Span
from yiju_grammar.tree import Quote

HERE = Path(__file__).parent
STATEMENT = next(HERE.glob("历城*.txt")).read_bytes().decode("utf-8")
PLACE = Span("x.policy", 0, 1)

TEXT = (
    "一、范围\r\n\r\n区扶贫办全体工作人员；街道分管扶贫工作的领导干部。\r\n\r\n"
    "二、标准\r\n\r\n（一）每人每月 1000 元，其中 70%\r\n\r\n按月发放（见“附表”）。\r\n\r\n"
    "（二）资金由区财政负担。每人每月发放。\r\n"
)
OWN = Document(
    "甲办〔2020〕1号", "办法", file="办法.txt", path="documents/办法.txt", text=TEXT, issued=whole(date(2020, 1, 2))
)
RETOLD = Document(
    "甲办〔2019〕2号", "旧办法", restated_by=(Reference(OWN.number, "二（一）"),), issued=whole(date(2019, 1, 2))
)
UNSEEN = Document("甲办〔2018〕3号", "未见", issued=PartialDate(date(2018, 1, 1), date(2018, 12, 31)))
REGISTER = Register("甲", documents=(OWN, RETOLD, UNSEEN))


def found(words: str, *basis: Document) -> Citation:
    result = locate(Quote(words, PLACE), basis or (OWN,), REGISTER)
    assert isinstance(result, Citation), result
    return result


def missed(words: str, *basis: Document) -> Finding:
    result = locate(Quote(words, PLACE), basis or (OWN,), REGISTER)
    assert isinstance(result, Finding), result
    return result


@pytest.mark.parametrize(
    ("words", "clause"),
    [
        ("每人每月1000元，其中70%按月发放", "二（一）"),
        ("每人每月１０００元,其中７０％按月发放(见「附表」)", "二（一）"),
        ("區扶貧辦全體工作人員", "一"),
        ("每人每月……按月发放", "二（一）"),
        ("按月发放（见“附表”）。（二）资金由区财政负担", "二（一）、二（二）"),
    ],
)
def test_words_are_found_after_folding(words: str, clause: str) -> None:
    citation = found(words)
    assert (citation.clause, citation.grade, citation.document) == (clause, "verbatim", "办法.txt")
    start, end = citation.span
    assert TEXT[start : start + 2] in ("每人", "区扶", "按月") and not TEXT[start:end].endswith((" ", "\n"))


def test_own_words_are_cited_as_they_stand_when_script_differs() -> None:
    assert found("區扶貧辦全體工作人員").quote == "区扶贫办全体工作人员"
    assert found("每人每月1000元").quote == "每人每月1000元"


def test_words_found_twice_ask_for_more_with_both_places() -> None:
    finding = missed("每人每月")
    assert finding.code == "YJ521" and len(finding.notes) == 2
    assert all("二（" in text for _, text in finding.note_texts())


def test_words_not_found_show_the_closest_passage() -> None:
    finding = missed("每人每月1200元，其中70%按月发放")
    assert finding.code == "YJ520" and "1000" in finding.hint() and finding.hint("en")
    assert finding.notes[0].span is not None and finding.notes[0].span.file == "documents/办法.txt"


def test_an_ellipsis_stays_in_its_paragraph() -> None:
    assert missed("全体工作人员……按月发放").code == "YJ525"
    assert missed("……").code == "YJ522"


def test_grades_go_by_where_the_words_stand() -> None:
    assert found("每人每月1000元", RETOLD).grade == "restated"
    assert found("每人每月1000元", RETOLD).number == RETOLD.number
    assert found("任何话", UNSEEN).grade == "unverified"
    assert missed("资金由区财政负担", RETOLD).code == "YJ523"
    assert found("资金由区财政负担", RETOLD, OWN).number == OWN.number


def test_the_first_document_that_has_the_words_decides() -> None:
    other = replace(OWN, number="甲办〔2021〕9号", file="另.txt")
    assert found("资金由区财政负担", other, OWN).document == "另.txt"


def test_a_page_number_between_lines_is_no_part_of_the_words() -> None:
    text = "一、标准\n每人每月发给补助，按季\n— 3 —\n发放到户。\n"
    document = replace(OWN, text=text)
    assert found("按季发放到户", document).span[1] == text.index("户") + 1


def test_the_words_of_the_statement() -> None:
    document = Document("", "说明", file="s.txt", text=STATEMENT)
    citation = found("其中70%按月进行发放", document)
    assert citation.clause == "三（二）2"
    assert "".join(STATEMENT[slice(*citation.span)].split()) == "其中70%按月进行发放"


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(STATEMENT) - 1), st.integers(20, 60), st.sampled_from(["", " ", "\n", "　"]))
def test_any_passage_is_found_again_with_other_white_space(start: int, length: int, space: str) -> None:
    words = "".join(STATEMENT[start : start + length].split())
    if "…" in words or len(words) < 16:
        return
    result = locate(Quote(space.join(words), PLACE), (Document("", "说明", text=STATEMENT),), REGISTER)
    if isinstance(result, Citation):
        assert "".join(STATEMENT[slice(*result.span)].split()) == words
    else:
        assert result.code == "YJ521" and fold(STATEMENT).text.count(fold(words).text) > 1


def test_two_thousand_quotes_take_well_under_a_second() -> None:
    document = Document("", "说明", text=STATEMENT)
    words = fold(STATEMENT).text
    quotes = [Quote(words[i % 1800 : i % 1800 + 30], Span("x.policy", i, i + 1)) for i in range(2000)]
    begun = time.process_time()
    for quote in quotes:
        locate(quote, (document,), REGISTER)
    assert time.process_time() - begun < 1.5


def test_a_repeal_ends_a_document_the_day_before_it_takes_effect() -> None:
    repealing = replace(OWN, effective=whole(date(2020, 3, 1)), repeals=(Reference(RETOLD.number),))
    register = Register("甲", documents=(repealing, RETOLD))
    force = in_force(RETOLD, register)
    assert (force.start, force.end, force.ended_by) == (date(2019, 1, 2), date(2020, 2, 29), repealing)
    assert in_force(RETOLD, register, date(2020, 1, 1)).end is None
    assert in_force(RETOLD, register, date(2020, 1, 2)).end == date(2020, 2, 29)


def test_a_partial_repeal_is_noted_only() -> None:
    repealing = replace(OWN, repeals=(Reference(RETOLD.number, "第四条"),))
    force = in_force(RETOLD, Register("甲", documents=(repealing, RETOLD)))
    assert force.end is None and len(force.partial) == 1


def test_the_end_is_cited_in_the_words_that_say_it() -> None:
    text = "第一条 甲。\n第二条 本办法自2020年2月1日起施行。甲办〔2019〕02号文件同时废止。\n"
    repealing = replace(OWN, text=text, repeals=(Reference(RETOLD.number),))
    force = in_force(RETOLD, Register("甲", documents=(repealing, RETOLD)))
    assert force.ended is not None and force.ended.clause == "第二条"
    assert force.ended.quote == "甲办〔2019〕02号文件同时废止。"


def test_a_partial_date_counts_from_its_first_day_and_is_known_from_its_last() -> None:
    assert in_force(UNSEEN, REGISTER).start == date(2018, 1, 1)
    assert not is_known(UNSEEN, date(2018, 6, 1)) and is_known(UNSEEN, date(2018, 12, 31))


def test_every_sentence_is_ruled_stated_structural_or_uncovered() -> None:
    ruled = [found("每人每月1000元").span]
    file_and_places = places_of_clauses("一", PLACE, (OWN,))
    assert not isinstance(file_and_places, Finding)
    result = coverage(TEXT, ruled, [Stated("范围", file_and_places[1])])
    assert [s.status for s in result.sentences] == [
        "structural", "stated", "stated", "structural", "ruled", "uncovered", "uncovered",
    ]  # fmt: skip
    assert [f.code for f in uncovered(result, OWN)] == ["YJ531", "YJ531"]


def test_an_unknown_clause_is_a_finding_with_the_closest() -> None:
    result = places_of_clauses("二（三）", PLACE, (OWN,))
    assert isinstance(result, Finding) and result.code == "YJ530" and "二（" in result.hint()
