"""What a PDF must not do to the program that reads it: grow without end, or count to a billion.

Input: the bytes, streams and fonts of a PDF. Output: nothing, or why the file is not read. The library that interprets
PDF trusts the numbers it finds; they are looked at here first. Imports pdfminer, so it is imported only when used.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from itertools import islice

from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFStream,
    dict_value,
    list_value,
    resolve1,
)

from yiju.readers.limits import MAX_PART_BYTES, MAX_UNPACKED_BYTES
from yiju.readers.unreadable import Unreadable, damaged, too_large

END_WITHIN = 4096
END = b"%%EOF"
STREAM = re.compile(rb"stream\r?\n")
DICTIONARY_WITHIN = 1500
IS_PICTURE = re.compile(rb"/Subtype\s*/Image")
KEPT_OBJECTS = re.compile(rb"/(?:XRef|ObjStm)\b")
HUGE_ROW = re.compile(rb"/(?:Columns|Colors|BitsPerComponent)\s+\d{6,}")
CHUNK = 64 * 1024
MOST_FED = 4
"""Times its size that a file may unpack: streams that begin inside one another would be unpacked again and again."""
MOST_CHARACTERS = 0x110000
MOST_STATES = 20_000
MOST_TABLES = 100
MOST_RUN_LENGTH = 1024 * 1024
CODE_RANGE = re.compile(rb"<\s*([0-9A-Fa-f\s]{1,16})>\s*<\s*([0-9A-Fa-f\s]{1,16})>")
WHITE = re.compile(rb"\s+")
FONT_PROGRAMS = ("FontFile", "FontFile2", "FontFile3")


def check_bytes(raw: bytes) -> None:
    """Look at a whole file before it is opened.

    Raises:
        Unreadable: YJ544 it is cut off, YJ545 its numbers are not possible, YJ548 it unpacks to too much.
    """
    end = raw.rfind(END)
    if end < 0 or len(raw) - end > END_WITHIN:
        raise Unreadable("YJ544")
    if HUGE_ROW.search(raw):
        raise damaged("压缩参数", "how its streams are packed")
    left = MAX_UNPACKED_BYTES
    feed = MOST_FED * len(raw)
    for found in STREAM.finditer(raw):
        before = raw[max(0, found.start() - DICTIONARY_WITHIN) : found.start()]
        dictionary = before[before.rfind(b"obj") + 1 :]
        if not IS_PICTURE.search(dictionary) or KEPT_OBJECTS.search(dictionary):
            fed, unpacked = _inflated(raw, found.end(), min(left, MAX_PART_BYTES))
            feed, left = feed - fed, left - unpacked
            if feed < 0:
                raise damaged("压缩的内容", "what is packed in it")


def check_document(document: PDFDocument, size: int) -> None:
    """Look at a document's directory; `size` is that of the file, which holds an object in a byte at the very least.

    Raises:
        Unreadable: YJ545, it names more objects than the file can hold.
    """
    document.catalog.pop("PageLabels", None)  # nobody asks for them, and their tree need not end
    for xref in document.xrefs:
        if isinstance(xref, PDFXRefStream) and sum(max(0, count) for _, count in xref.ranges) > size:
            raise damaged("对象目录", "its directory of objects")


def content_of(stream: PDFStream) -> bytes:
    """A stream of drawing, unpacked.

    Raises:
        Unreadable: YJ545 it is cut off or damaged, YJ548 it unpacks to too much.
    """
    _check_stream(stream, is_whole=True)
    return stream.get_data()


def check_font(spec: Mapping[str, object]) -> None:
    """Look at a font's tables before they are read.

    Raises:
        Unreadable: YJ545 they count further than there are characters, YJ548 they unpack to too much.
    """
    for name in ("ToUnicode", "Encoding"):
        table = resolve1(spec.get(name))
        if isinstance(table, PDFStream):
            _check_stream(table)
            _check_ranges(table.get_data())
    _check_widths(list_value(spec.get("W", [])), 3)
    _check_widths(list_value(spec.get("W2", [])), 5)
    descriptor = dict_value(spec.get("FontDescriptor", {}))
    for name in FONT_PROGRAMS:
        program = resolve1(descriptor.get(name))
        if isinstance(program, PDFStream):
            _check_stream(program)
            _check_program(program.get_data())


def _inflated(raw: bytes, at: int, limit: int) -> tuple[int, int]:
    """How many bytes a packed stream has and holds; it ends where its packing says, whatever stands around it."""
    if raw[at : at + 1] not in (b"\x78", b"\x58", b"\x48", b"\x68"):
        return 0, 0
    unpacker = zlib.decompressobj()
    start, total = at, 0
    try:
        while at < len(raw) and not unpacker.eof:
            tail = raw[at : at + CHUNK]
            at += len(tail)
            while tail and not unpacker.eof:
                total += len(unpacker.decompress(tail, CHUNK * 16))
                tail = unpacker.unconsumed_tail
                if total > limit:
                    raise too_large(limit)
    except zlib.error:
        return total, total
    return at - start - len(unpacker.unused_data), total


def _check_stream(stream: PDFStream, *, is_whole: bool = False) -> None:
    """Unpack a stream step by step, to see that no step grows too far."""
    if stream.data is not None:
        return
    data = stream.rawdata or b""
    if stream.decipher is not None and stream.objid is not None and stream.genno is not None:
        data = stream.decipher(stream.objid, stream.genno, data, stream.attrs)
    for name, _ in stream.get_filters():
        data = _unpacked(name, data, is_whole)


def _unpacked(name: object, data: bytes, is_whole: bool) -> bytes:
    if name in LITERALS_FLATE_DECODE:
        return _inflate(data, is_whole)
    if name in LITERALS_LZW_DECODE:
        return _lzw(data)
    if name in LITERALS_ASCII85_DECODE:
        return ascii85decode(data)
    if name in LITERALS_ASCIIHEX_DECODE:
        return asciihexdecode(data)
    if name in LITERALS_RUNLENGTH_DECODE and len(data) > MOST_RUN_LENGTH:
        raise too_large(MAX_PART_BYTES)
    return data


def _inflate(data: bytes, is_whole: bool) -> bytes:
    """Unpack; the checksum at the end is looked at apart."""
    unpacker = zlib.decompressobj(-15)
    try:
        inflated = unpacker.decompress(data[2:], MAX_PART_BYTES + 1)
    except zlib.error:
        inflated = b""
    if len(inflated) > MAX_PART_BYTES:
        raise too_large(MAX_PART_BYTES)
    if is_whole and not (unpacker.eof and _is_sound(inflated, unpacker.unused_data)):
        raise damaged("页面内容", "the content of a page")
    return inflated


def _is_sound(inflated: bytes, rest: bytes) -> bool:
    """Whether the checksum after packed data is right; many programs cut it off, and then there is none to be wrong."""
    return len(rest) < 4 or int.from_bytes(rest[:4], "big") == zlib.adler32(inflated)


def _lzw(data: bytes) -> bytes:
    unpacked = bytearray()
    for piece in LZWDecoder(BytesIO(data)).run():
        unpacked += piece
        if len(unpacked) > MAX_PART_BYTES:
            raise too_large(MAX_PART_BYTES)
    return bytes(unpacked)


def _check_ranges(table: bytes) -> None:
    """`<0000> <FFFF>`: how many codes the ranges of a table name."""
    total = 0
    for start, end in CODE_RANGE.findall(table):
        total += max(0, _code(end) - _code(start))
        if total > 4 * MOST_CHARACTERS:
            raise damaged("字体的编码表", "the code table of a font")


def _code(digits: bytes) -> int:
    return int(WHITE.sub(b"", digits) or b"0", 16)


def _check_widths(widths: list[object] | tuple[object, ...], length: int) -> None:
    """`first last width`: how many characters a run of widths names."""
    run: list[object] = []
    for item in map(resolve1, widths):
        run = [] if isinstance(item, list) else [*run, item]
        if len(run) == length:
            first, last = run[0], run[1]
            if isinstance(first, int) and isinstance(last, int) and last - first > MOST_CHARACTERS:
                raise damaged("字体的字宽表", "the widths of a font")
            run = []


def _check_program(program: bytes) -> None:
    """The groups of a font's own table of characters (`cmap`, format 12)."""
    for found in islice(re.finditer(rb"\x00\x0c\x00\x00", program), MOST_TABLES):
        header = program[found.end() : found.end() + 12]
        if len(header) < 12:
            return
        length, _, groups = struct.unpack(">III", header)
        if length != 16 + 12 * groups or found.end() + length > len(program) + 16:
            continue
        body = program[found.end() + 12 : found.end() + 12 + 12 * groups]
        total = sum(max(0, last - first) for first, last, _ in struct.iter_unpack(">III", body[: len(body) // 12 * 12]))
        if total > MOST_CHARACTERS:
            raise damaged("字体的字符表", "the characters of a font")
