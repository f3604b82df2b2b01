"""One made-up document of each kind, holding most of what that kind can hold; what the fuzzer damages."""

from __future__ import annotations

import io
import re
from functools import cache

import docx as python_docx
from readers.make_docx import abstract, docx, level, num, numbered, p, r
from readers.make_ofd import NS, ofd, page, text_object
from readers.make_pdf import packed_file, pdf, stream
from readers.typeset import HEIGHT, Sheet, Words, table, typeset

WORDS = (
    "甲县高龄补贴办法",
    "第一条 为保障老年人生活，根据《甲县财政资金管理办法》（甲政发〔2019〕3号），制定本办法。",
    "第二条 年满80周岁的老人，每人每月补贴100元；年满90周岁的，每人每月补贴200元。补贴按月发放到本人账户，"
    "当月不满十五日的不发。",
    "（一）户籍在本县；",
    "（二）未领取其他同类补贴。",
    "第三条 本办法自2020年1月1日起施行。",
)
ROWS = (("年龄", "人数", "金额（元）"), ("80至89周岁", "120", "12,000"), ("90周岁以上", "30", "6,000"))


def sheets() -> list[Sheet]:
    made = typeset(WORDS * 4, headers=("甲县人民政府文件",))
    table(made[-1], ROWS, y=560)
    return made


def sample_docx() -> bytes:
    rows = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in ROWS)
    bare = [re.sub("^(第.条 |（.）)", "", text) for text in WORDS]
    body = (
        p(WORDS[0])
        + "".join(p(text, numbered(1)) for text in bare[1:3])
        + "".join(p(text, numbered(1, 1)) for text in bare[3:5])
        + f"<w:tbl>{rows}</w:tbl>"
        + f'<w:p><w:r><w:t>每人</w:t></w:r><w:del w:id="1"><w:r><w:delText>800</w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{r("每月")}</w:ins><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        + f"<w:sdt><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
    )
    return docx(
        body,
        styles='<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:pPr/></w:style>',
        numbering=abstract(0, level(0, "chineseCountingThousand", "第%1条"), level(1, "chineseCounting", "（%2）"))
        + num(1, 0),
        footnotes=f'<w:footnote w:id="2">{p("脚注")}</w:footnote>',
    )


def sample_ofd() -> bytes:
    template = page(text_object(Words(80, 30, "甲县文件", 11)))
    return ofd(
        sheets(),
        common='<ofd:TemplatePage ID="3" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        use='<ofd:Template TemplateID="3" ZOrder="Background"/>',
        parts={"Doc_0/Tpls/Tpl_0/Content.xml": template, "Doc_0/Annots/Annotations.xml": f"<ofd:Annotations {NS}/>"},
    )


def sample_html() -> str:
    items = "".join(f"<p>&emsp;&emsp;{text}</p>\n" for text in WORDS[1:])
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>甲县</title><style>p{}</style></head><body>\n'
        '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/a">公开</a></li></ul>\n'
        f"<h1>{WORDS[0]}</h1><div id=zoom>{items}<table>{rows}</table><!-- 注 --></div>"
        "<script>var a = '<p>';</script>\n<p>版权所有：甲县人民政府</p></body></html>"
    )


def sample_new_pdf() -> bytes:
    """A PDF as newer programs write it: objects packed together, so too the directory, and a font of its own."""
    codes = {char: at for at, char in enumerate(sorted(set("".join(WORDS))), 1)}
    table = b" ".join(b"<%04x> <%s>" % (at, c.encode("utf-16-be").hex().encode()) for c, at in codes.items())
    cmap = b"begincmap %d beginbfchar " % len(codes) + table + b" endbfchar endcmap"
    marks = b"/Fm0 Do "
    for words in typeset(WORDS)[0].words:
        code = "".join(f"{codes[c]:04x}" for c in words.text).encode()
        marks += b"BT /F1 15 Tf 1 0 0 1 %g %g Tm [<%s>] TJ ET " % (words.x, HEIGHT - words.y, code)
    packed = [
        b"<< /Type /Catalog /Pages 2 0 R /PageLabels << /Nums [0 << /S /D >>] >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents [6 0 R] /Resources"
        b" << /Font << /F1 4 0 R >> /XObject << /Fm0 8 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /ToUnicode 7 0 R"
        b" /DescendantFonts [5 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 /W [1 [1000 500] 3 9 1000]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) >>"
        b" /FontDescriptor << /Ascent 880 /Descent -120 >> >>",
    ]
    form = stream(b"q 1 w 80 100 m 500 100 l S Q", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]")
    return packed_file(list(enumerate(packed, 1)), [(6, stream(marks)), (7, stream(cmap)), (8, form)])


def sample_libraries_docx() -> bytes:
    """A Word document with all the parts that a library puts in."""
    made = python_docx.Document()
    for text in WORDS:
        made.add_paragraph(text, style="List Number")
    grid = made.add_table(len(ROWS), 3)
    for cell, text in zip((c for row in grid.rows for c in row.cells), (t for row in ROWS for t in row), strict=True):
        cell.text = text
    grid.cell(1, 0).merge(grid.cell(2, 0))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@cache
def samples() -> dict[str, bytes]:
    """The documents by the names they have."""
    text = "\n".join(WORDS) + "\n" + "\n".join(" | ".join(row) for row in ROWS) + "\n"
    return {
        "办法.txt": text.encode(),
        "办法.md": text.encode("gb18030"),
        "办法.docx": sample_docx(),
        "办法.pdf": pdf(sheets(), pictures=True),
        "新办法.pdf": sample_new_pdf(),
        "新办法.docx": sample_libraries_docx(),
        "办法.html": sample_html().encode(),
        "办法.htm": sample_html().replace("utf-8", "gbk").encode("gb18030"),
        "办法.ofd": sample_ofd(),
    }


def one_line(text: str) -> list[Sheet]:
    """A page with one line."""
    return [Sheet([Words(90, 200, text)])]
