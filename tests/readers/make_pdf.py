"""A PDF of typeset pages, written by hand: Chinese in a font that is not embedded, as many offices' programs do."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

from readers.typeset import HEIGHT, WIDTH, Sheet, Words

FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UTF16-H /DescendantFonts [4 0 R] >>",
    b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1)"
    b" /Supplement 4 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500] >>",
    b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
    b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
)
PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
)


def pdf(
    sheets: Sequence[Sheet],
    *,
    drawing: bytes = b"",
    pictures: bool = False,
    trailer: bytes = b"",
    font: Sequence[bytes] = FONT,
    parts: Mapping[int, bytes] | None = None,
) -> bytes:
    """The pages as a PDF.

    Args:
        drawing: further marks on each page, in the language of PDF.
        pictures: a picture on each page.
        trailer: further entries of the trailer.
        font: the font and what it needs, from object 3 on.
        parts: objects to put in place of those made, by number.
    """
    first = 7
    kids = b" ".join(b"%d 0 R" % (first + 2 * at) for at in range(len(sheets)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(sheets)),
        *font,
        PICTURE + b"\nstream\n\x80\nendstream",
    ]
    for at, sheet in enumerate(sheets):
        marks = drawn(sheet) + drawing + (b"q 400 0 0 600 90 100 cm /Im0 Do Q\n" if pictures else b"")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >>"
            b" /XObject << /Im0 6 0 R >> >> >>" % (WIDTH, HEIGHT, first + 2 * at + 1)
        )
        objects.append(stream(marks))
    for number, part in (parts or {}).items():
        objects[number - 1 : number] = [part]
    return file_of(objects, trailer)


def stream(data: bytes, dictionary: bytes = b"/Filter /FlateDecode") -> bytes:
    packed = zlib.compress(data) if b"Flate" in dictionary else data
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(packed), packed)


def file_of(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """The objects, numbered from 1, with their table."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def packed_file(packed: Sequence[tuple[int, bytes]], streams: Sequence[tuple[int, bytes]]) -> bytes:
    """A file whose objects lie in an object stream and whose directory is a stream (PDF 1.5); object 1 is the root."""
    last = max(number for number, _ in streams)
    heads, bodies = b"", b""
    for number, body in packed:
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    holder = (
        last + 1,
        stream(heads + bodies, b"/Type /ObjStm /N %d /First %d /Filter /FlateDecode" % (len(packed), len(heads))),
    )
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    rows = {0: (0, 0, 65535)} | {number: (2, holder[0], at) for at, (number, _) in enumerate(packed)}
    for number, body in [*streams, holder]:
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    rows[last + 2] = (1, start, 0)
    table = b"".join(struct.pack(">BIH", *rows.get(number, (0, 0, 0))) for number in range(last + 3))
    directory = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Filter /FlateDecode" % (last + 3)
    out += b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last + 2, stream(table, directory), start)
    return bytes(out)


def drawn(sheet: Sheet) -> bytes:
    """A page's marks."""
    marks = [written(words) for words in sheet.words]
    marks += [b"%g %g m %g %g l S\n" % (x0, HEIGHT - y0, x1, HEIGHT - y1) for x0, y0, x1, y1 in sheet.rules]
    return b"".join(marks)


def written(words: Words) -> bytes:
    code = words.text.encode("utf-16-be").hex().encode()
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (words.size, words.x, HEIGHT - words.y, code)
