"""Automatic numbering: what Word would print before a paragraph stands in the text."""

from __future__ import annotations

import pytest
from readers.make_docx import abstract, docx, level, num, numbered, p

from yiju.readers.model import DocumentText
from yiju.readers.number_forms import FORMS, number_text
from yiju.readers.read import read_bytes
from yiju_grammar.span import NOWHERE

CHAPTERS = abstract(
    0,
    level(0, "chineseCountingThousand", "第%1章"),
    level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
    level(2, "chineseCounting", "（%3）"),
    level(3, "decimal", "%4."),
    level(4, "decimalEnclosedCircle", "%5"),
)


def lines(body: str, **parts: str) -> list[str]:
    result = read_bytes(docx(body, **parts), "a.docx", NOWHERE)
    assert isinstance(result, DocumentText), result
    return result.text.splitlines()


def in_list(*levels: int) -> str:
    return "".join(p(f"甲{at}", numbered(1, at)) for at in levels)


def style(key: str, inside: str = "", base: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{key}" {more}>{based}<w:pPr>{inside}</w:pPr></w:style>'


def test_levels_of_a_document_of_articles() -> None:
    body = in_list(0, 1, 2, 2, 3, 3, 4, 2, 3, 0, 1, 2)
    assert lines(body, numbering=CHAPTERS + num(1, 0)) == [
        "第一章 甲0",
        "第一条 甲1",
        "（一）甲2",
        "（二）甲2",
        "1. 甲3",
        "2. 甲3",
        "① 甲4",
        "（三）甲2",
        "1. 甲3",
        "第二章 甲0",
        "第二条 甲1",
        "（一）甲2",
    ]


def test_a_level_starts_again_only_after_the_level_it_names() -> None:
    restart = level(2, "decimal", "%3)", '<w:lvlRestart w:val="1"/>')
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), restart) + num(1, 0)
    assert lines(in_list(0, 1, 2, 1, 2, 0, 2), numbering=numbering) == [
        "1. 甲0",
        "1.1 甲1",
        "1) 甲2",
        "1.2 甲1",
        "2) 甲2",
        "2. 甲0",
        "1) 甲2",
    ]


def test_levels_above_that_were_never_used_count_from_their_start() -> None:
    numbering = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2")) + num(1, 0)
    assert lines(in_list(1, 1, 0), numbering=numbering) == ["一.1 甲1", "一.2 甲1", "一、甲0"]


def test_legal_numbering_is_decimal_throughout() -> None:
    legal = level(1, "decimal", "%1.%2", "<w:isLgl/>")
    numbering = abstract(0, level(0, "upperRoman", "%1."), legal) + num(1, 0)
    assert lines(in_list(0, 0, 1), numbering=numbering) == ["I. 甲0", "II. 甲0", "2.1 甲1"]


def test_two_lists_of_one_definition_go_on_and_a_start_of_its_own_begins_anew() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, again)
    body = "".join(p("甲", numbered(key)) for key in (1, 1, 2, 3, 3, 1))
    assert lines(body, numbering=numbering) == ["1. 甲", "2. 甲", "3. 甲", "1. 甲", "2. 甲", "3. 甲"]


def test_a_list_may_define_a_level_anew() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "%1、")}</w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 0, other)
    assert lines(p("甲", numbered(2)) + p("乙", numbered(2)), numbering=numbering) == ["一、甲", "二、乙"]


def test_numbers_that_hang_on_the_style_and_on_what_it_is_based_on() -> None:
    linked = abstract(
        0,
        level(0, "chineseCounting", "%1、", '<w:pStyle w:val="h1"/>'),
        level(1, "chineseCounting", "（%2）", '<w:pStyle w:val="h2"/>'),
    )
    own = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        style("n", "", "", 'w:default="1"')
        + style("h1", own, "n")
        + style("h2", own, "n")
        + style("mine", "", "h2")
        + style("plain", '<w:numPr><w:numId w:val="0"/></w:numPr>', "h2")
        + style("round", "", "round")
    )
    body = "".join(
        p(key, f'<w:pStyle w:val="{key}"/>') for key in ("h1", "h2", "mine", "plain", "h2", "round", "unknown")
    )
    numbering = linked + num(1, 0)
    assert lines(body, styles=styles, numbering=numbering) == [
        "一、h1",
        "（一）h2",
        "（二）mine",
        "plain",
        "（三）h2",
        "round",
        "unknown",
    ]


def test_a_paragraph_switches_off_or_moves_the_number_of_its_style() -> None:
    styles = style("h", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    body = (
        p("甲", '<w:pStyle w:val="h"/>')
        + p("乙", '<w:pStyle w:val="h"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("丙", '<w:pStyle w:val="h"/><w:numPr><w:ilvl w:val="0"/></w:numPr>')
        + p("丁", '<w:pStyle w:val="h"/>')
    )
    numbering = abstract(0, level(0, "chineseCounting", "%1、"), level(1, "decimal", "%2.")) + num(1, 0)
    assert lines(body, styles=styles, numbering=numbering) == ["1. 甲", "乙", "一、丙", "1. 丁"]


def test_the_style_of_paragraphs_that_name_none() -> None:
    styles = style("n", numbered(1), "", 'w:default="1"')
    numbering = abstract(0, level(0, "decimal", "%1、")) + num(1, 0)
    assert lines(p("甲") + p("乙"), styles=styles, numbering=numbering) == ["1、甲", "2、乙"]


def test_a_list_that_names_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    )
    numbering = (
        abstract(0, '<w:numStyleLink w:val="L"/>')
        + abstract(1, '<w:styleLink w:val="L"/>', level(0, "chineseCounting", "%1、"))
        + num(1, 0)
        + num(9, 1)
    )
    assert lines(in_list(0, 0), styles=styles, numbering=numbering) == ["一、甲0", "二、甲0"]


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("tab", "%1.", "1. 甲"),
        ("space", "%1.", "1. 甲"),
        ("nothing", "%1.", "1.甲"),
        ("tab", "%1、", "1、甲"),
        ("space", "%1、", "1、 甲"),
        ("tab", "（%1）", "（1）甲"),
    ],
)
def test_what_stands_between_number_and_words(suffix: str, text: str, expected: str) -> None:
    numbering = abstract(0, level(0, "decimal", text, f'<w:suff w:val="{suffix}"/>')) + num(1, 0)
    assert lines(p("甲", numbered(1)), numbering=numbering) == [expected]


def test_bullets_are_no_numbers_and_fixed_words_are_kept() -> None:
    numbering = abstract(0, level(0, "bullet", "\uf06c"), level(1, "none", "附件"), level(2, "none", "%3")) + num(1, 0)
    assert lines(in_list(0, 1, 2), numbering=numbering) == ["甲0", "附件 甲1", "甲2"]


def test_a_missing_start_is_zero_and_a_list_that_is_not_there_numbers_nothing() -> None:
    numbering = abstract(0, '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>') + num(1, 0)
    assert lines(in_list(0, 0, 5) + p("乙", numbered(7)), numbering=numbering) == ["0. 甲0", "1. 甲0", "甲5", "乙"]


def test_newer_forms_stand_beside_older_ones() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    one = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{custom}<w:lvlText w:val="%1"/></w:lvl>'
    assert lines(in_list(0, 0), numbering=abstract(0, one) + num(1, 0)) == ["009 甲0", "010 甲0"]


def test_a_form_that_is_not_known_is_told() -> None:
    numbering = abstract(0, level(0, "hebrew1", "%1.")) + num(1, 0)
    result = read_bytes(docx(in_list(0), numbering=numbering), "a.docx", NOWHERE)
    assert isinstance(result, DocumentText) and result.text == "1. 甲0\n"
    assert [f.code for f in result.findings] == ["YJ559"] and "hebrew1" in result.findings[0].message("en")


def test_deleted_paragraphs_do_not_count() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    deleted = (
        f'<w:p><w:pPr>{numbered(1)}{gone}</w:pPr><w:del w:id="2"><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>'
    )
    numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0)
    assert lines(p("甲", numbered(1)) + deleted + p("丙", numbered(1)), numbering=numbering) == ["1. 甲", "2. 丙"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "一 十 十一 二十 九十九 一〇〇 一〇五"),
        ("chineseCountingThousand", "一 十 十一 二十 九十九 一百 一百零五"),
        ("taiwaneseCountingThousand", "一 十 十一 二十 九十九 一百 一百零五"),
        ("japaneseCounting", "一 十 十一 二十 九十九 百 百五"),
        ("ideographDigital", "一 一〇 一一 二〇 九九 一〇〇 一〇五"),
        ("ideographTraditional", "甲 癸 11 20 99 100 105"),
        ("ideographZodiac", "子 酉 戌 20 99 100 105"),
        ("ideographZodiacTraditional", "甲子 癸酉 甲戌 癸未 壬寅 癸卯 戊申"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 玖拾玖 壹佰 壹佰零伍"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ 99 100 105"),
        ("decimalEnclosedParen", "⑴ ⑽ ⑾ ⒇ 99 100 105"),
        ("decimalEnclosedFullstop", "⒈ ⒑ ⒒ ⒛ 99 100 105"),
        ("ideographEnclosedCircle", "㊀ ㊉ 11 20 99 100 105"),
        ("decimalZero", "01 10 11 20 99 100 105"),
        ("decimalFullWidth", "１ １０ １１ ２０ ９９ １００ １０５"),
        ("upperRoman", "I X XI XX XCIX C CV"),
        ("lowerRoman", "i x xi xx xcix c cv"),
        ("upperLetter", "A J K T UUUU VVVV AAAAA"),
        ("lowerLetter", "a j k t uuuu vvvv aaaaa"),
        ("ordinal", "1st 10th 11th 20th 99th 100th 105th"),
        ("decimal", "1 10 11 20 99 100 105"),
    ],
)
def test_forms_of_numbers(form: str, expected: str) -> None:
    assert " ".join(number_text(n, form) for n in (1, 10, 11, 20, 99, 100, 105)) == expected


def test_places_passed_over_are_said_once() -> None:
    texts = [number_text(n, "chineseCountingThousand") for n in (110, 111, 1001, 1010, 1100, 2020, 9999)]
    assert texts == ["一百一十", "一百一十一", "一千零一", "一千零一十", "一千一百", "二千零二十", "九千九百九十九"]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_numbers_without_a_sign_are_decimal(form: str) -> None:
    assert [number_text(n, form) for n in (0, -1, 10**9)] == ["0", "-1", "1000000000"]
    assert all(number_text(n, form) for n in range(1, 130))
