"""PDF documents: the text layer in order, joined as it was meant, and what makes a PDF unreadable."""

from __future__ import annotations

import zlib

import pytest
from readers.make_pdf import FONT, file_of, pdf, stream
from readers.samples import one_line, sheets
from readers.typeset import LEFT, PITCH, RIGHT, SIZE, Sheet, Words, table, typeset

from yiju.readers.model import DocumentText
from yiju.readers.original import place_at
from yiju.readers.page_findings import page_numbers
from yiju.readers.read import read_bytes
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE

LONG = (
    "为保障高龄老年人基本生活，根据国家和省有关规定，结合本县实际，经县人民政府同意，制定本办法，请各乡镇认真贯彻执行。"
)


def read(raw: bytes) -> DocumentText:
    result = read_bytes(raw, "a.pdf", NOWHERE)
    assert isinstance(result, DocumentText), result
    return result


def lines(*made: Sheet) -> list[str]:
    return read(pdf(made)).text.splitlines()


def code(raw: bytes) -> str:
    result = read_bytes(raw, "a.pdf", NOWHERE)
    assert isinstance(result, Finding), result
    assert result.message("zh") != result.code != result.message("en")
    return result.code


def set_lines(*texts: str, x: float = LEFT) -> Sheet:
    return Sheet([Words(x, 150 + PITCH * at, text) for at, text in enumerate(texts)])


def test_lines_are_joined_by_margin_and_indent() -> None:
    paragraphs = ["甲县办法", LONG, "第一条 " + LONG * 2, "短。", "（一）" + LONG, "（二）短；", LONG]
    assert lines(*typeset(paragraphs)) == paragraphs


def test_lines_are_joined_where_paragraphs_are_not_indented() -> None:
    paragraphs = ["甲县办法", LONG, "第一条 " + LONG * 2, "一、短", "（一）" + LONG, "1. " + LONG]
    assert lines(*typeset(paragraphs, indent=0)) == paragraphs


def test_a_number_broken_over_lines_is_one_and_is_no_ordinal() -> None:
    filled = "补" * 27
    sheet = set_lines(filled + "15", "00元。", filled + "共计", "1.5万元。", "二、其他")
    assert lines(sheet) == [filled + "1500元。", filled + "共计1.5万元。", "二、其他"]


def test_lines_that_hang_under_their_ordinal_go_on() -> None:
    sheet = Sheet([Words(LEFT, 150, "1." + "补" * 28), Words(LEFT + 2 * SIZE, 176, "贴。"), Words(LEFT, 202, "2.乙")])
    assert lines(sheet) == ["1." + "补" * 28 + "贴。", "2.乙"]


def test_centred_titles_and_signatures_stand_apart() -> None:
    right = [Words(RIGHT - 7 * SIZE, 300, "甲县人民政府　　"), Words(RIGHT - 7 * SIZE, 330, "2020年1月2日")]
    title = [Words(200, 50, "甲县人民政府关于印发", 22), Words(230, 85, "高龄补贴办法的通知", 22)]
    body = typeset(["", LONG, LONG])[0].words
    assert lines(Sheet([*title, *body, *right])) == [
        "甲县人民政府关于印发",
        "高龄补贴办法的通知",
        LONG,
        LONG,
        "甲县人民政府",
        "2020年1月2日",
    ]


def test_a_signature_at_the_right_margin_and_its_date_stand_apart() -> None:
    signed = [Words(RIGHT - 7 * SIZE, 300, "甲县财政局民政局"), Words(RIGHT - 7 * SIZE, 326, "二〇二〇年一月三日")]
    sheet = Sheet([*typeset(["甲县办法", LONG * 2], indent=0)[0].words, *signed])
    assert lines(sheet)[-2:] == ["甲县财政局民政局", "二〇二〇年一月三日"]


def test_headers_and_page_numbers_are_dropped_and_pages_are_known() -> None:
    paragraphs = ["甲县办法", *[f"第{n}条 {LONG * 2}" for n in "一二三四五六七八九"]]
    made = typeset(paragraphs, headers=("甲县人民政府文件", "内部资料"))
    assert len(made) > 1
    document = read(pdf(made))
    assert document.text.splitlines() == paragraphs
    at = document.text.index("第九条")
    first, last = place_at(document, 0), place_at(document, at)
    assert first is not None and last is not None and (first.page, first.paragraph) == (1, 1)
    assert (last.page, last.paragraph) == (len(made), 10)
    assert sorted({place.page for place in document.places}) == list(range(1, len(made) + 1))


def test_headers_that_count_the_pages_and_lines_that_only_look_alike() -> None:
    made = []
    for at in range(3):
        head = [
            Words(LEFT, 50, f"甲县公报2020年第3期 第{at + 5}页", 9),
            Words(LEFT, 110, f"第{at * 2 + 3}批安排资金如下"),
        ]
        made.append(Sheet([*head, Words(LEFT, 136, f"{196 + at * 17}.5"), Words(LEFT, 760, f"{900 + at * 7}.25")]))
    amounts = [["第3批安排资金如下", "196.5", "900.25"], ["第5批安排资金如下", "213.5", "907.25"]]
    assert lines(*made) == [*amounts[0], *amounts[1], "第7批安排资金如下", "230.5", "914.25"]


@pytest.mark.parametrize("number", ["— 1 —", "-1-", "第1页 共3页", "1/3", "1", "第 1 页"])
def test_forms_of_page_numbers(number: str) -> None:
    sheet = typeset(["甲县办法", LONG])[0]
    sheet.words.append(Words(290, 800, number, 10))
    assert lines(sheet) == ["甲县办法", LONG]


def test_a_number_that_belongs_to_the_text_is_kept() -> None:
    sheet = Sheet([Words(LEFT, 760, "共计（万元）"), Words(LEFT, 782, "12")])
    assert lines(sheet) == ["共计（万元）", "12"]


def test_a_ruled_table_gives_rows_in_its_place() -> None:
    sheet = Sheet([Words(LEFT, 150, "标准如下：")])
    table(sheet, [["类别", "人数", "金额"], ["老人", "10", "1,000"], ["", "20", ""]], y=180)
    sheet.words.append(Words(LEFT, 400, "以上标准按月发放。"))
    assert lines(sheet) == ["标准如下：", "类别 | 人数 | 金额", "老人 | 10 | 1,000", "| 20 |", "以上标准按月发放。"]


def ruled(
    across: list[tuple[float, float, float]], down: list[tuple[float, float, float]], words: list[Words]
) -> Sheet:
    """Lines as y, x0, x1 across and x, y0, y1 down."""
    rules = [(x0, y, x1, y) for y, x0, x1 in across] + [(x, y0, x, y1) for x, y0, y1 in down]
    return Sheet(words, rules)


def test_merged_cells_have_their_words_once() -> None:
    across = [(200.0, 100.0, 400.0), (230.0, 100.0, 400.0), (260.0, 200.0, 400.0), (290.0, 100.0, 400.0)]
    down = [(100.0, 200.0, 290.0), (200.0, 230.0, 290.0), (300.0, 230.0, 290.0), (400.0, 200.0, 290.0)]
    words = [
        Words(200, 222, "补贴标准", 12),
        Words(110, 264, "老人", 12),
        *(
            Words(x, y, text, 12)
            for x, y, text in [(210, 250, "80岁"), (310, 250, "100"), (210, 280, "90岁"), (310, 280, "200")]
        ),
    ]
    assert lines(ruled(across, down, words)) == ["补贴标准", "老人 | 80岁 | 100", "| 90岁 | 200"]


def test_a_table_with_open_sides_and_a_cell_of_two_lines() -> None:
    across = [(200.0, 100.0, 400.0), (230.0, 100.0, 400.0), (275.0, 100.0, 400.0)]
    down = [(250.0, 200.0, 275.0)]
    words = [
        Words(110, 222, "类别", 12),
        Words(260, 222, "说明", 12),
        Words(110, 250, "老人", 12),
        Words(260, 248, "年满八十周岁", 12),
        Words(260, 264, "的本县居民", 12),
    ]
    assert lines(ruled(across, down, words)) == ["类别 | 说明", "老人 | 年满八十周岁的本县居民"]


def test_rows_without_lines_between_them_are_told_by_their_amounts() -> None:
    across = [(200.0, 100.0, 400.0), (230.0, 100.0, 400.0), (320.0, 100.0, 400.0)]
    down = [(100.0, 200.0, 320.0), (250.0, 200.0, 320.0), (400.0, 200.0, 320.0)]
    words = [Words(110, 222, "镇", 12), Words(260, 222, "万元", 12)]
    for at, (town, amount) in enumerate((("甲镇", "1,200.5"), ("乙镇", "300"), ("合计", "1,500.5"))):
        words += [Words(110, 250 + 25 * at, town, 12), Words(260, 250 + 25 * at, amount, 12)]
    assert lines(ruled(across, down, words)) == ["镇 | 万元", "甲镇 | 1,200.5", "乙镇 | 300", "合计 | 1,500.5"]


def test_a_table_over_two_pages_has_its_heading_once() -> None:
    first, second = Sheet(), Sheet()
    table(first, [["类别", "金额"], ["甲", "1"]], y=600)
    table(second, [["类别", "金额"], ["乙", "2"]], y=100)
    assert lines(first, second) == ["类别 | 金额", "甲 | 1", "乙 | 2"]


def test_a_frame_around_text_is_no_table() -> None:
    sheet = set_lines("甲乙丙。", "丁戊己。")
    sheet.rules += [(70, 100, 530, 100), (70, 300, 530, 300), (70, 100, 70, 300), (530, 100, 530, 300)]
    assert lines(sheet) == ["甲乙丙。", "丁戊己。"]


def test_columns_without_lines_keep_their_distance_and_spread_words_do_not() -> None:
    row = [Words(x, 150, text, 12) for x, text in ((90, "甲镇"), (200, "120"), (300, "45.6"))]
    spread = [Words(x, 190, text, 12) for x, text in ((200, "通"), (260, "知"))]
    assert lines(Sheet([*row, *spread])) == ["甲镇  120  45.6", "通知"]


def test_chinese_gets_no_spaces_and_latin_words_keep_theirs() -> None:
    marks = b"BT /F1 15 Tf 3 Tc 1 0 0 1 90 600 Tm <6BCF4EBA6BCF6708> Tj ET "
    assert read(pdf([Sheet()], drawing=marks)).text == "每人每月\n"
    words = [Words(90, 150, "two", 12), Words(112, 150, "words", 12)]
    assert lines(Sheet(words)) == ["two words"]


def test_characters_drawn_twice_and_radicals_are_plain() -> None:
    sheet = Sheet([Words(90, 150, "补贴一一"), Words(90.4, 150, "补贴一一")])
    assert lines(sheet) == ["补贴一一"]
    font = to_unicode(b"1 beginbfrange <0001> <0002> <2F00> endbfrange 1 beginbfchar <0003> <F90A> endbfchar")
    marks = b"BT /F1 15 Tf 1 0 0 1 90 600 Tm <000100020003> Tj ET "
    assert read(pdf([Sheet()], drawing=marks, font=font)).text == "一丨金\n"


def to_unicode(table: bytes) -> tuple[bytes, ...]:
    """A font whose characters only its own table names; the table is object 6's place, so it stands in the font."""
    cmap = b"/CIDInit /ProcSet findresource begin begincmap " + table + b" endcmap end"
    return (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 5 0 R"
        b" /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 1000 >>",
        stream(cmap),
    )


def test_slanting_words_are_left_out_and_told() -> None:
    marks = b"BT /F1 40 Tf 0.7 0.7 -0.7 0.7 100 300 Tm <516C5F00> Tj ET "
    document = read(pdf(one_line("正文"), drawing=marks))
    assert document.text == "正文\n" and [f.code for f in document.findings] == ["YJ558"]


def test_words_outside_the_page_are_not_drawn() -> None:
    assert lines(Sheet([Words(90, 200, "正文"), Words(90, 900, "页外"), Words(700, 200, "页外")])) == ["正文"]


def test_a_form_drawn_by_the_page_and_what_follows_it() -> None:
    form = stream(
        b"BT /F1 15 Tf 1 0 0 1 0 0 Tm <8868> Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Matrix [1 0 0 1 90 500]",
    )
    marks = b"/Im0 Do BT /F1 15 Tf 1 0 0 1 90 450 Tm <540E> Tj ET "
    assert read(pdf([Sheet()], drawing=marks, parts={6: form})).text == "表\n后\n"


def test_scanned_pages() -> None:
    assert code(pdf([Sheet(), Sheet()], pictures=True)) == "YJ547"
    assert code(pdf([Sheet()])) == "YJ543"
    document = read(pdf([*one_line("正文"), Sheet(), Sheet()], pictures=True))
    assert document.text == "正文\n" and [f.code for f in document.findings] == ["YJ556"]
    assert "2–3" in document.findings[0].message() and document.findings[0].severity == "warning"


def test_words_recognised_under_a_picture_are_doubtful() -> None:
    document = read(pdf([Sheet()], drawing=b"BT 3 Tr /F1 15 Tf 1 0 0 1 90 600 Tm <6BCF4EBA> Tj ET ", pictures=True))
    assert document.text == "每人\n" and [f.code for f in document.findings] == ["YJ553"]


def test_characters_that_no_table_names() -> None:
    font = to_unicode(b"1 beginbfchar <0001> <4E00> endbfchar")
    shown = b"BT /F1 15 Tf 1 0 0 1 90 600 Tm <%s> Tj ET "
    few = read(pdf([Sheet()], drawing=shown % (b"0001" * 9 + b"0002"), font=font))
    assert few.text == "一" * 9 + "□\n" and [f.code for f in few.findings] == ["YJ557"]
    assert code(pdf([Sheet()], drawing=shown % b"00010002", font=font)) == "YJ555"


def test_codes_that_the_table_of_a_font_does_not_have() -> None:
    font = (FONT[0].replace(b"UTF16", b"UCS2"), *FONT[1:])
    document = read(pdf(one_line("阿布·买买提"), font=font))
    assert document.text == "阿布买买提\n" and [f.code for f in document.findings] == ["YJ557"]
    assert read(pdf(one_line("阿布·买买提"))).text == "阿布·买买提\n"


def encrypted() -> bytes:
    return pdf(
        one_line("正文"),
        trailer=b"/ID [(0123456789abcdef) (0123456789abcdef)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4"
        b" /O (0123456789abcdef0123456789abcdef) /U (0123456789abcdef0123456789abcdef) >>",
    )


def test_a_pdf_with_a_password() -> None:
    assert code(encrypted()) == "YJ546"
    other = encrypted().replace(b"/Filter /Standard", b"/Filter /Company!")
    assert code(other) == "YJ546"


def test_a_pdf_that_is_cut_off_or_damaged() -> None:
    raw = pdf(sheets())
    assert code(raw[: len(raw) // 2]) == "YJ544"
    assert code(raw + bytes(5000)) == "YJ544"
    assert read(raw + b"\r\n" * 50).text == read(raw).text
    at = raw.index(b"stream\n", raw.index(b"/Page /Parent")) + 200
    assert code(raw[:at] + b"\xff" * 40 + raw[at + 40 :]) == "YJ545"
    assert code(b"%PDF-1.4\n%%EOF") == "YJ545"
    assert code(file_of([b"<< /Type /Catalog >>"])) == "YJ543"


def test_a_table_of_objects_that_is_wrong_is_made_anew() -> None:
    raw = pdf(one_line("正文"))
    assert read(raw.replace(b"startxref\n", b"startxref\n9")).text == "正文\n"


def test_many_small_pages_are_read() -> None:
    made = [Sheet([Words(90, 200, f"第{n}条")]) for n in range(60)]
    assert lines(*made) == [f"第{n}条" for n in range(60)]


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.readers.pdf_pages.MAX_PAGES", 2)
    assert code(pdf(one_line("甲") * 3)) == "YJ549"


BOMB = zlib.compress(bytes(400 * 1024 * 1024), 9)


def packed(data: bytes, filters: bytes) -> bytes:
    return b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (filters, len(data), data)


@pytest.mark.parametrize(
    "part",
    [
        packed(BOMB, b"/FlateDecode"),
        packed(zlib.compress(BOMB), b"[/FlateDecode /FlateDecode]"),
        packed(BOMB.hex().encode() + b">", b"[/ASCIIHexDecode /FlateDecode]"),
        packed(b"\x81\x00" * 1024 * 1024, b"/RunLengthDecode"),
        b"<< /Subtype /Image " + packed(BOMB, b"/FlateDecode")[2:],
    ],
    ids=["once", "twice", "hex", "run", "as a picture"],
)
def test_a_stream_that_unpacks_to_too_much(part: bytes) -> None:
    assert code(pdf(one_line("甲"), parts={8: part})) == "YJ548"


def test_a_picture_may_be_large() -> None:
    picture = packed(BOMB, b"/FlateDecode /Type /XObject /Subtype /Image /Width 1 /Height 1")
    assert read(pdf(one_line("甲"), pictures=True, parts={6: picture})).text == "甲\n"


def test_drawings_that_draw_one_another_without_end() -> None:
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /A %d 0 R >> >>"
    pages = pdf(one_line("甲"), drawing=b"/Im0 Do ", parts={6: stream(b"/A Do /A Do ", head % 9)})
    objects = [part.split(b"obj\n", 1)[1].rsplit(b"\nendobj", 1)[0] for part in pages.split(b"\nendobj\n")[:-1]]
    for number in range(9, 40):
        objects.append(stream(b"/A Do " * 10, head % (number + 1)))
    assert code(file_of(objects)) == "YJ548"
    loop = pdf(one_line("甲"), drawing=b"/Im0 Do ", parts={6: stream(b"/A Do ", head % 6)})
    assert read(loop).text == "甲\n"


@pytest.mark.parametrize(
    "font",
    [
        (FONT[0], FONT[1].replace(b"/W [1 95 500]", b"/W [1 9999999999 500]"), FONT[2]),
        to_unicode(b"1 beginbfrange <00000000> <FFFFFFFF> <0000> endbfrange"),
        to_unicode(b"1 begincidrange <00000000> <FFFFFFFF> 0 endcidrange"),
    ],
    ids=["widths", "characters", "codes"],
)
def test_fonts_that_count_too_far(font: tuple[bytes, ...]) -> None:
    assert code(pdf(one_line("甲"), font=font)) == "YJ545"


def test_streams_that_begin_inside_one_another() -> None:
    nested = b""
    for _ in range(300):
        nested = b"stream\n" + zlib.compress(nested + bytes(100), 0)
    assert code(pdf(one_line("甲"), parts={6: b"<< >>" + nested + b"\nendstream"})) == "YJ545"


def test_too_many_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.readers.pdf_pages.MAX_GLYPHS_OF_A_PAGE", 100)
    assert code(pdf(sheets())) == "YJ548"


def test_states_pushed_without_end() -> None:
    assert code(pdf(one_line("甲"), drawing=b"q " * 30_000)) == "YJ545"


def test_without_the_component_that_reads_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.readers.read_pdf.find_spec", lambda name: None)
    result = read_bytes(pdf(one_line("甲")), "a.pdf", NOWHERE)
    assert isinstance(result, Finding) and result.code == "YJ554"
    assert "pip install 'yiju[documents]'" in result.hint("zh") and "yiju[documents]" in result.hint("en")


def test_page_numbers_are_said_in_runs() -> None:
    assert page_numbers([1, 3, 4, 5, 9, 10]) == "1、3–5、9–10"
