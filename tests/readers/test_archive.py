"""Archives that no honest program writes, and XML that would grow."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from readers.make_docx import W, docx, p, zipped
from readers.make_ofd import NS, ofd
from readers.samples import one_line, samples

from yiju.readers.limits import MAX_DEPTH
from yiju.readers.model import DocumentText
from yiju.readers.read import read_bytes
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE

BOMB = b"0" * (80 * 1024 * 1024)
LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def code(raw: bytes, name: str) -> str:
    result = read_bytes(raw, name, NOWHERE)
    return result.code if isinstance(result, Finding) else "read"


def with_entry(raw: bytes, name: str, mode: int = 0) -> bytes:
    out = io.BytesIO(raw)
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        archive.writestr(info, "x")
    return out.getvalue()


@pytest.mark.parametrize("name", ["办法.docx", "办法.ofd"])
@pytest.mark.parametrize(
    ("entry", "mode"),
    [
        ("../../etc/passwd", 0),
        ("word/../../x", 0),
        ("/etc/passwd", 0),
        ("C:/x", 0),
        ("..\\x", 0),
        ("word/link", 0o120777),
    ],
)
def test_names_that_lead_outside(name: str, entry: str, mode: int) -> None:
    assert code(with_entry(samples()[name], entry, mode), name) == "YJ552"


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, "<!DOCTYPE w:document>"])
def test_a_document_type_is_refused_wherever_it_stands(doctype: str) -> None:
    body = f"{doctype}<w:document {W}><w:body>{p('甲')}</w:body></w:document>"
    assert code(docx("", parts={"word/document.xml": body}), "a.docx") == "YJ552"
    assert code(docx(p("甲"), styles="", parts={"word/styles.xml": f"{doctype}<w:styles {W}/>"}), "a.docx") == "YJ552"
    content = f"{doctype}<ofd:Page {NS}/>"
    assert code(ofd(one_line("甲"), parts={"Doc_0/Pages/Page_0/Content.xml": content}), "a.ofd") == "YJ552"


def test_a_part_that_unpacks_to_too_much() -> None:
    assert code(docx("", parts={"word/document.xml": BOMB}), "a.docx") == "YJ548"
    assert code(ofd(one_line("甲"), parts={"OFD.xml": BOMB}), "a.ofd") == "YJ548"
    # what nobody reads may be as large as it likes
    assert code(docx(p("甲"), parts={"word/media/image1.bmp": BOMB[: 8 * 1024 * 1024]}), "a.docx") == "read"


def test_a_size_that_is_not_true_does_not_help() -> None:
    raw = bytearray(docx("", parts={"word/document.xml": BOMB}))
    size = struct.pack("<I", len(BOMB))
    while (at := raw.find(size)) >= 0:
        raw[at : at + 4] = struct.pack("<I", 100)
    assert code(bytes(raw), "a.docx") in ("YJ545", "YJ548")


def test_too_many_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.readers.archive.MAX_ENTRIES", 3)
    assert code(docx(p("甲")), "a.docx") == "YJ548"


def test_elements_too_deep_or_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<w:sdt><w:sdtContent>" * MAX_DEPTH + "</w:sdtContent></w:sdt>" * MAX_DEPTH
    assert code(docx(deep), "a.docx") == "YJ550"
    monkeypatch.setattr("yiju.readers.xml_parts.MAX_ELEMENTS", 10)
    assert code(docx(p("甲") * 10), "a.docx") == "YJ550"


def test_a_deep_document_within_the_limit_is_read() -> None:
    tables = "<w:tbl><w:tr><w:tc>" * 60 + p("甲") + "</w:tc></w:tr></w:tbl>" * 60
    result = read_bytes(docx(tables), "a.docx", NOWHERE)
    assert isinstance(result, DocumentText) and result.text == "甲\n"


def test_damaged_archives() -> None:
    raw = samples()["办法.docx"]
    start = raw.index(b"word/document.xml") + 40
    assert code(raw[:start] + b"\xff" * 50 + raw[start + 50 :], "a.docx") == "YJ545"
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = with_entry(raw, "word/document.xml")
    assert code(twice, "a.docx") == "YJ545"
    assert code(zipped({"word/document.xml": "<a>"}), "a.docx") == "YJ545"
    assert code(zipped({"word/document.xml": "<a/>"}), "a.docx") == "YJ545"
    assert code(zipped({"word/x.xml": "<a/>"}), "a.docx") == "YJ545"
    assert (
        code(docx("", parts={"_rels/.rels": "<Relationships/>", "word/document.xml": b"\xff\xfe"}), "a.docx") == "YJ545"
    )


def test_a_locked_archive() -> None:
    raw = bytearray(samples()["办法.docx"])
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = raw.find(signature)
        while found >= 0:
            raw[found + at] |= 1
            found = raw.find(signature, found + 4)
    assert code(bytes(raw), "a.docx") == "YJ546"


def test_names_written_with_backslashes_are_read() -> None:
    raw = docx(p("甲")).replace(b"word/document.xml", b"word\\document.xml")
    assert code(raw, "a.docx") == "read"
