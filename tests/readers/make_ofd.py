"""OFD files of typeset pages, written by hand (GB/T 33190-2016)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from readers.make_docx import zipped
from readers.typeset import Sheet, Words, width_of

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MM = 25.4 / 72


def ofd(
    sheets: Sequence[Sheet], *, parts: Mapping[str, str | bytes] | None = None, use: str = "", common: str = ""
) -> bytes:
    """The pages as an OFD.

    Args:
        parts: further parts by name, or in place of those made.
        use: further elements of each page, before its content.
        common: further elements of the document's common data.
    """
    pages = "".join(f'<ofd:Page ID="{9 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets)))
    made: dict[str, str | bytes] = {
        "OFD.xml": f'<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/>'
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID><ofd:PageArea>"
        f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{common}</ofd:CommonData>"
        f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>",
    }
    for number, sheet in enumerate(sheets):
        made[f"Doc_0/Pages/Page_{number}/Content.xml"] = page(drawn(sheet), use)
    return zipped({**made, **(parts or {})})


def page(content: str, use: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {NS}>{use}<ofd:Content><ofd:Layer ID="5" Type="Body">'
        f"{content}</ofd:Layer></ofd:Content></ofd:Page>"
    )


def drawn(sheet: Sheet) -> str:
    return "".join(map(text_object, sheet.words)) + "".join(
        f'<ofd:PathObject ID="7" Boundary="0 0 210 297"><ofd:AbbreviatedData>M {x0 * MM:.3f} {y0 * MM:.3f} '
        f"L {x1 * MM:.3f} {y1 * MM:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        for x0, y0, x1, y1 in sheet.rules
    )


def text_object(words: Words) -> str:
    """Words in a box of their own, the distances of their characters written out."""
    size = words.size * MM
    deltas = " ".join(f"{width_of(c, words.size) * MM:.3f}" for c in words.text[:-1])
    return (
        f'<ofd:TextObject ID="6" Boundary="{words.x * MM:.3f} {words.y * MM - size:.3f} 200 {size * 1.3:.3f}" Font="1"'
        f' Size="{size:.3f}"><ofd:TextCode X="0" Y="{size:.3f}" DeltaX="{deltas}">{escape(words.text)}</ofd:TextCode>'
        "</ofd:TextObject>"
    )
