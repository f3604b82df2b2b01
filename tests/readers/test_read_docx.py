"""Word documents: what stands in the text, in which order, and what does not."""

from __future__ import annotations

import io
import time

import docx as python_docx
import pytest
from readers.make_docx import PACKAGE, RELATIONS, W, abstract, docx, level, num, numbered, p, r

from yiju.readers.model import DocumentText, TextPlace
from yiju.readers.read import read_bytes
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
DELETED = '<w:del w:id="1"><w:r><w:delText>不</w:delText></w:r></w:del>'
MARK_DELETED = '<w:rPr><w:del w:id="2"/></w:rPr>'


def read(raw: bytes) -> DocumentText:
    result = read_bytes(raw, "a.docx", NOWHERE)
    assert isinstance(result, DocumentText), result
    return result


def lines(body: str, **parts: str) -> list[str]:
    return read(docx(body, **parts)).text.splitlines()


def one(inside: str) -> str:
    """The text of one paragraph."""
    return read(docx(f"<w:p>{inside}</w:p>")).text.removesuffix("\n")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def controlled(inside: str) -> str:
    """Content inside a content control."""
    return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def test_paragraphs_are_lines_with_their_places() -> None:
    document = read(docx(p("甲") + p("") + p(" 乙　") + p("丙")))
    assert document.text == "甲\n乙\n丙\n" and document.form == "docx" and document.runs == ()
    assert document.places == (TextPlace(0, 0, 1), TextPlace(2, 0, 2), TextPlace(4, 0, 3))


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r("甲") + "<w:r><w:tab/></w:r>" + r("乙"), "甲\t乙"),
        (r("甲") + "<w:r><w:br/></w:r>" + r(" 乙"), "甲\n乙"),
        (r("甲") + '<w:r><w:br w:type="page"/></w:r>', "甲"),
        (r("2020") + "<w:r><w:noBreakHyphen/></w:r>" + r("2021"), "2020-2021"),
        (r("甲") + "<w:r><w:softHyphen/></w:r>" + r("乙\u00ad丙\u200b"), "甲乙丙"),
        (f'<w:hyperlink w:anchor="x">{r("甲")}</w:hyperlink>' + r("乙"), "甲乙"),
        (f"<w:smartTag><w:ins>{r('甲')}</w:ins></w:smartTag>" + r("乙"), "甲乙"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('甲')}</w:sdtContent></w:sdt>", "甲"),
        (
            f"{r('甲')}<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('单击此处')}</w:sdtContent></w:sdt>",
            "甲",
        ),
        (f"{r('每人')}{DELETED}<w:ins>{r('每月')}</w:ins>", "每人每月"),
        (f"<w:moveFrom>{r('旧')}</w:moveFrom><w:moveTo>{r('新')}</w:moveTo>", "新"),
        (r("甲") + r("藏", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>'), "甲乙"),
        (f"<w:r><w:ruby><w:rt>{r('yi')}</w:rt><w:rubyBase>{r('依')}</w:rubyBase></w:ruby></w:r>", "依"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("同意"), "☑同意"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText></w:r>' + r("2020年"), "2020年"),
        (f'<w:fldSimple w:instr="PAGE">{r("3")}</w:fldSimple>', "3"),
        (r("甲") + '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>', "甲"),
        (r("上\u2028下\u0085左"), "上\n下\n左"),
    ],
)
def test_what_is_drawn_in_a_line(inside: str, text: str) -> None:
    assert one(inside) == text


def test_deletions_are_told() -> None:
    findings = read(docx(f"<w:p>{r('可以')}{DELETED}{DELETED}</w:p>")).findings
    assert [f.code for f in findings] == ["YJ558"] and "2" in findings[0].message("en")
    assert findings[0].severity == "note"


def test_a_paragraph_without_its_end_goes_on_in_the_next() -> None:
    joined = f"<w:p><w:pPr>{MARK_DELETED}</w:pPr>{r('每人')}</w:p>"
    assert lines(joined + p("每月")) == ["每人每月"]
    assert lines(joined) == ["每人"]
    assert lines(joined + table(row(cell("甲"), cell("乙")))) == ["每人", "甲 | 乙"]


def test_tables_stand_in_their_place_with_merged_cells_once() -> None:
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    made = table(
        row(cell("补贴标准", '<w:gridSpan w:val="3"/>')),
        row(cell("类别", wide), cell("金额（元）")),
        row(cell("老人", down), cell("80岁"), cell("100")),
        row(cell("", on), cell("90岁"), cell("200")),
        row(cell(""), cell(""), cell("")),
        row(cell("90岁"), cell("300"), properties='<w:gridBefore w:val="1"/>'),
    )
    assert lines(p("如下：") + made + p("以上。")) == [
        "如下：",
        "补贴标准",
        "类别 |  | 金额（元）",
        "老人 | 80岁 | 100",
        "| 90岁 | 200",
        "| 90岁 | 300",
        "以上。",
    ]


def test_deleted_rows_and_cells_are_left_out() -> None:
    made = table(
        row(cell("甲"), cell("1")),
        row(cell("乙"), cell("2"), properties='<w:del w:id="1"/>'),
        row(cell("丙"), cell("3", '<w:cellDel w:id="2"/>'), cell("4")),
    )
    assert lines(made) == ["甲 | 1", "丙 | 4"]


def test_cells_hold_several_paragraphs_numbers_and_tables() -> None:
    counted = f"<w:tc>{p('', numbered(1))}</w:tc>"
    inner = f"<w:tc>{table(row(cell('内'), cell('外')))}{p('')}</w:tc>"
    made = table(row(counted, f"<w:tc>{p('每人')}{p('每月')}</w:tc>", inner), row(counted, cell("乙"), cell("丙")))
    numbering = abstract(0, level(0, "decimal", "%1")) + num(1, 0)
    assert lines(made, numbering=numbering) == ["1 | 每人 每月 | 内 | 外", "2 | 乙 | 丙"]


def test_a_table_that_only_lays_out_text_gives_paragraphs() -> None:
    made = table(row(f"<w:tc>{p('一、范围')}{p('老人。')}</w:tc>"), row(cell("二、标准"), cell("")))
    assert lines(made) == ["一、范围", "老人。", "二、标准"]


def test_rows_and_cells_inside_content_controls() -> None:
    wrapped = controlled(row(cell("乙"), controlled(cell("2"))))
    assert lines(table(row(cell("甲"), cell("1")), wrapped)) == ["甲 | 1", "乙 | 2"]


def test_notes_stand_after_the_paragraph_that_refers_to_them() -> None:
    refers = '<w:r><w:footnoteReference w:id="3"/></w:r>'
    ends = '<w:r><w:endnoteReference w:id="1"/></w:r>'
    footnotes = (
        f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
        f'<w:footnote w:id="3">{p("户籍人口。")}{p("不含学生。")}</w:footnote>'
    )
    body = f"<w:p>{r('居民')}{refers}{r('可以申请。')}{ends}</w:p>" + table(
        row(cell("甲"), f"<w:tc><w:p>{r('乙')}{refers}</w:p></w:tc>")
    )
    found = lines(body + p("第二条"), footnotes=footnotes, endnotes=f'<w:endnote w:id="1">{p("尾。")}</w:endnote>')
    assert found == [
        "居民可以申请。",
        "（注1：户籍人口。 不含学生。）",
        "（尾注1：尾。）",
        "甲 | 乙",
        "（注2：户籍人口。 不含学生。）",
        "第二条",
    ]


def test_text_boxes_once_though_word_writes_them_twice() -> None:
    content = f"<w:txbxContent>{p('框一')}{p('框二')}</w:txbxContent>"
    box = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{content}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert lines(f"<w:p>{box}{r('正文')}</w:p>") == ["框一", "框二", "正文"]
    assert lines(f"<w:p>{r('正文')}{box}</w:p>") == ["正文", "框一", "框二"]


def test_headers_and_comments_are_left_out_and_embedded_files_are_told() -> None:
    parts: dict[str, str | bytes] = {"word/header1.xml": "<w:hdr/>", "word/comments.xml": "<w:comments/>"}
    document = read(docx(p("甲") + '<w:altChunk r:id="x" xmlns:r="y"/>', parts=parts))
    assert document.text == "甲\n" and [f.code for f in document.findings] == ["YJ558"]


def test_the_strict_form_and_other_prefixes() -> None:
    body = f'<x:document xmlns:x="{STRICT}"><x:body><x:p><x:r><x:t>甲</x:t></x:r></x:p></x:body></x:document>'
    assert read(docx("", parts={"word/document.xml": body})).text == "甲\n"
    chinese = f'<?xml version="1.0" encoding="GBK"?>{body}'.encode("gb18030")
    assert read(docx("", parts={"word/document.xml": chinese})).text == "甲\n"


def test_a_main_part_under_another_name() -> None:
    relation = (
        f'<Relationships {PACKAGE}><Relationship Type="{RELATIONS}/officeDocument" Target="/word/main.xml"/>'
        "</Relationships>"
    )
    main = f"<w:document {W}><w:body>{p('甲')}</w:body></w:document>"
    assert read(docx("", parts={"_rels/.rels": relation, "word/main.xml": main})).text == "甲\n"
    outside = relation.replace("/word/main.xml", "../main.xml")
    result = read_bytes(docx("", parts={"_rels/.rels": outside}), "a.docx", NOWHERE)
    assert isinstance(result, Finding) and result.code == "YJ552"


def test_a_document_made_by_another_library() -> None:
    made = python_docx.Document()
    made.add_heading("甲县办法", 0)
    made.add_paragraph("范围", style="List Number")
    made.add_paragraph("标准", style="List Number")
    grid = made.add_table(2, 2)
    for at, text in enumerate("甲乙丙丁"):
        grid.cell(at // 2, at % 2).text = text
    made.sections[0].header.paragraphs[0].text = "页眉"
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue()).text == "甲县办法\n1. 范围\n2. 标准\n甲 | 乙\n丙 | 丁\n"


def test_thousands_of_joined_paragraphs_and_styles_take_no_longer() -> None:
    joined = f"<w:p><w:pPr>{MARK_DELETED}</w:pPr>{r('每人')}</w:p>" * 20_000
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(5_000)
    )
    before = time.perf_counter()
    document = read(docx(joined + p("甲", '<w:pStyle w:val="s0"/>') * 5_000, styles=styles))
    assert document.text.startswith("每人每人") and document.text.endswith("甲\n")
    assert time.perf_counter() - before < 10


def test_a_megabyte_of_text_is_read_in_a_second() -> None:
    body = "".join(p("按照每人每月1000元标准发放，其中70%按月进行发放。") for _ in range(12_000))
    raw = docx(body)
    before = time.perf_counter()
    assert len(read(raw).text) > 340_000
    assert time.perf_counter() - before < 5
