"""OFD documents (GB/T 33190): characters at their places, templates, several documents, what is left out."""

from __future__ import annotations

import pytest
from readers.make_ofd import NS, ofd, page
from readers.samples import one_line, sheets
from readers.typeset import Sheet, Words, table, typeset

from yiju.readers.model import DocumentText
from yiju.readers.ofd_drawing import GlyphBudget
from yiju.readers.original import place_at
from yiju.readers.read import read_bytes
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE

PAGE = "Doc_0/Pages/Page_0/Content.xml"


def read(raw: bytes) -> DocumentText:
    result = read_bytes(raw, "a.ofd", NOWHERE)
    assert isinstance(result, DocumentText), result
    return result


def code(raw: bytes) -> str:
    result = read_bytes(raw, "a.ofd", NOWHERE)
    assert isinstance(result, Finding), result
    return result.code


def drawn(*objects: str) -> list[str]:
    """The lines of one page that holds these objects."""
    return read(ofd(one_line(""), parts={PAGE: page("".join(objects))})).text.splitlines()


def text(words: str, attributes: str = "", code_attributes: str = "", box: str = "30 50 150 6") -> str:
    """A text object with characters of 5 mm, 5 mm apart."""
    deltas = code_attributes or f'DeltaX="g {len(words)} 5"'
    return (
        f'<ofd:TextObject Boundary="{box}" Size="5" {attributes}><ofd:TextCode X="0" Y="5" {deltas}>{words}'
        "</ofd:TextCode></ofd:TextObject>"
    )


def test_pages_are_read_as_those_of_a_pdf_are() -> None:
    paragraphs = ["甲县办法", *[f"第{n}条 {'为保障老年人基本生活，' * 6}制定本办法。" for n in "一二三四五六七八九"]]
    made = typeset(paragraphs, headers=("甲县人民政府文件",))
    table(made[-1], [["类别", "金额"], ["老人", "100"]], y=680)
    document = read(ofd(made))
    assert document.text.splitlines() == [*paragraphs, "类别 | 金额", "老人 | 100"] and document.form == "ofd"
    last = place_at(document, len(document.text) - 1)
    assert last is not None and (last.page, last.paragraph) == (len(made), 12)


def test_objects_are_put_in_order_by_their_places() -> None:
    objects = [text("第二行", box="30 60 150 6"), text("行", box="45 50 9 6"), text("第一", box="35 50 9 6")]
    assert drawn(*objects) == ["第一行", "第二行"]


def test_one_text_may_hold_several_lines() -> None:
    words = text("每人每月", code_attributes='DeltaX="5 -5 5" DeltaY="0 8 0"')
    assert drawn(words) == ["每人", "每月"]


def test_deltas_that_are_missing_or_run_out() -> None:
    assert drawn(text("每人100元", code_attributes='DeltaX="5"'), text("正", box="30 70 9 9")) == ["每人100元", "正"]


def test_codes_of_one_object_go_on_where_they_say() -> None:
    two = (
        '<ofd:TextObject Boundary="30 50 150 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="5">每人</ofd:TextCode>'
        '<ofd:TextCode X="10" DeltaX="5">每月</ofd:TextCode></ofd:TextObject>'
    )
    assert drawn(two) == ["每人每月"]


def test_what_is_hidden_or_turned_is_left_out() -> None:
    turned = text("水印", 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    document = read(ofd(one_line(""), parts={PAGE: page(text("正文") + text("藏", 'Visible="false"') + turned)}))
    assert document.text == "正文\n" and [f.code for f in document.findings] == ["YJ558"]


def test_scaled_objects_blocks_and_groups() -> None:
    scaled = text("大", 'CTM="2 0 0 2 0 0"', box="30 70 20 20")
    grouped = f"<ofd:PageBlock><ofd:CompositeObject>{text('内')}</ofd:CompositeObject></ofd:PageBlock>"
    assert drawn(grouped, scaled) == ["内", "大"]


def test_characters_are_plain() -> None:
    assert drawn(text("\u2f00\uf90a\u200b文")) == ["一金文"]


def test_a_table_ruled_with_boxes_and_thin_filled_paths() -> None:
    box = (
        '<ofd:PathObject Boundary="30 50 100 20"><ofd:AbbreviatedData>M 0 0 L 100 0 L 100 20 L 0 20 C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    line = (
        '<ofd:PathObject Boundary="{}" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L {} 0 L {} {} L 0 {} C'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    middle = line.format("30 60 100 0.2", 100, 100, 0.2, 0.2)
    down = line.format("80 50 0.2 20", 0.2, 0.2, 20, 20)
    cells = [
        text(w, box=f"{x} {y} 20 6")
        for w, x, y in (("类别", 35, 52), ("金额", 85, 52), ("老人", 35, 62), ("一百", 85, 62))
    ]
    assert drawn(box, middle, down, *cells) == ["类别 | 金额", "老人 | 一百"]


def test_templates_are_part_of_the_page() -> None:
    raw = ofd(
        one_line("正文"),
        common='<ofd:TemplatePage ID="3" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        use='<ofd:Template TemplateID="3" ZOrder="Background"/><ofd:Template TemplateID="9"/>',
        parts={"Doc_0/Tpls/Tpl_0/Content.xml": page(text("甲县文件"))},
    )
    assert read(raw).text == "甲县文件\n正文\n"


def test_several_documents_in_one_file() -> None:
    entry = (
        f"<ofd:OFD {NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody/>"
        "<ofd:DocBody><ofd:DocRoot>/Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    other = (
        f'<ofd:Document {NS}><ofd:CommonData/><ofd:Pages><ofd:Page ID="1" BaseLoc="../Doc_1/P.xml"/></ofd:Pages>'
        "</ofd:Document>"
    )
    parts: dict[str, str | bytes] = {"OFD.xml": entry, "Doc_1/Document.xml": other, "Doc_1/P.xml": page(text("附件"))}
    document = read(ofd(one_line("正文"), parts=parts))
    assert document.text == "正文\n附件\n" and [p.page for p in document.places] == [1, 2]


def test_annotations_are_left_out_and_told() -> None:
    pages = '<ofd:Pages><ofd:Page ID="9" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages>'
    listed = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>"
    parts: dict[str, str | bytes] = {
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData/>{pages}{listed}</ofd:Document>",
        "Doc_0/Annots/Annotations.xml": f'<ofd:Annotations {NS}><ofd:Page PageID="9"><ofd:FileLoc>Page_0/A.xml'
        "</ofd:FileLoc></ofd:Page></ofd:Annotations>",
        "Doc_0/Annots/Page_0/A.xml": f'<ofd:PageAnnot {NS}><ofd:Annot Type="Watermark"><ofd:Appearance>{text("水印")}'
        "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>",
    }
    found = read(ofd(one_line("正文"), parts=parts))
    assert found.text == "正文\n" and [f.code for f in found.findings] == ["YJ558"]
    assert read(ofd(one_line("正文"))).findings == ()


def test_scanned_locked_and_empty_files(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = '<ofd:ImageObject ID="1" Boundary="0 0 210 297" ResourceID="2"/>'
    assert code(ofd(one_line(""), parts={PAGE: page(picture)})) == "YJ547"
    assert code(ofd([Sheet()])) == code(ofd([])) == "YJ543"
    assert code(ofd(one_line("正文"), parts={"Encryptions.xml": "<a/>"})) == "YJ546"
    mixed = read(ofd([*one_line("正文"), Sheet()], parts={"Doc_0/Pages/Page_1/Content.xml": page(picture)}))
    assert [f.code for f in mixed.findings] == ["YJ556"]
    monkeypatch.setattr("yiju.readers.ofd_package.MAX_PAGES", 1)
    assert code(ofd(one_line("甲") * 2)) == "YJ549"


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("Doc_0/Document.xml", "<ofd"),
        (
            "Doc_0/Document.xml",
            f'<ofd:Document {NS}><ofd:Pages><ofd:Page BaseLoc="Pages/none.xml"/></ofd:Pages></ofd:Document>',
        ),
        ("Doc_0/Document.xml", f"<ofd:Document {NS}><ofd:Pages><ofd:Page/></ofd:Pages></ofd:Document>"),
        (PAGE, b"\xff\xfe\x00"),
        (PAGE, b""),
    ],
)
def test_damaged_parts(part: str, content: str | bytes) -> None:
    assert code(ofd(one_line("甲"), parts={part: content})) == "YJ545"


def test_a_name_that_leads_outside() -> None:
    root = f'<ofd:Document {NS}><ofd:Pages><ofd:Page BaseLoc="../../P.xml"/></ofd:Pages></ofd:Document>'
    assert code(ofd(one_line("甲"), parts={"Doc_0/Document.xml": root})) == "YJ552"


@pytest.mark.parametrize(
    "attributes",
    [
        'CTM="a b c d e f"',
        'CTM="1e99 0 0 1e99 0 0"',
        'CTM="1 2"',
        'Size="nan"',
        'Boundary="1e999 0"',
        'ReadDirection="90"',
    ],
)
def test_numbers_that_are_none(attributes: str) -> None:
    box = "" if "Boundary" in attributes else 'Boundary="30 90 9 9"'
    inside = '<ofd:TextCode X="0" Y="1" DeltaX="g 9999999 x">坏</ofd:TextCode>'
    other = f"<ofd:TextObject {box} {attributes}>{inside}</ofd:TextObject>"
    assert drawn(text("正文"), other)[0] == "正文"


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.readers.ofd_drawing.MAX_GLYPHS_OF_A_PAGE", 100)
    assert code(ofd(sheets())) == "YJ548"
    monkeypatch.undo()
    monkeypatch.setattr("yiju.readers.read_ofd.GlyphBudget", lambda: GlyphBudget(100))
    assert code(ofd(sheets())) == "YJ548"


def test_words_with_a_wide_gap_keep_it() -> None:
    assert read(ofd([Sheet([Words(90, 200, "甲镇"), Words(300, 200, "一百")])])).text == "甲镇  一百\n"
