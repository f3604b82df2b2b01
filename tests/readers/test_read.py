"""The door: which reader a file goes to, and what is said of a file that none can read."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import pytest
from readers.make_docx import docx, p, zipped
from readers.samples import WORDS, samples

from yiju.documents.text import read_document
from yiju.readers import limits
from yiju.readers.kinds import KINDS
from yiju.readers.model import DocumentText
from yiju.readers.read import SUFFIXES, read_bytes, read_file
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE, Span

PLACE = Span("documents.toml", 3, 9)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
TEXT = "第一条 每人每月1000元。\r\n"


def refused(raw: bytes, name: str) -> Finding:
    """The finding, whose sentences must be whole in both languages."""
    result = read_bytes(raw, name, PLACE)
    assert isinstance(result, Finding), result
    assert result.span == PLACE
    for lang in ("zh", "en"):
        assert result.message(lang) != result.code and "{" not in result.message(lang) + result.hint(lang)
    return result


def read(raw: bytes, name: str) -> DocumentText:
    result = read_bytes(raw, name, PLACE)
    assert isinstance(result, DocumentText), result
    return result


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (TEXT.encode(), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("gb18030"), TEXT),
        ("𠮷田".encode("gb18030"), "𠮷田"),
    ],
)
def test_plain_text_is_the_decoded_file(raw: bytes, text: str) -> None:
    for name in ("a.txt", "a.md", "A.TXT"):
        assert read(raw, name) == DocumentText(text, "text")


@pytest.mark.parametrize(
    "raw", [b"\xff\xff\x00", "甲".encode() + b"\x00", b"\x81", TEXT.encode("utf-16-le"), b"\xff\xfe\x00\xd8"]
)
def test_what_is_no_text_stays_unread(raw: bytes) -> None:
    assert refused(raw, "a.txt").code == "YJ512"


@pytest.mark.parametrize("name", sorted(samples()))
def test_each_kind_is_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(samples()[name])
    document = read_file(tmp_path / name, PLACE)
    assert isinstance(document, DocumentText) and WORDS[2] in document.text
    assert read_document(tmp_path / name, PLACE) == document.text


@pytest.mark.parametrize("name", sorted(samples()))
def test_a_file_under_another_name_is_told_as_what_it_is(name: str) -> None:
    right = Path(name).suffix
    for suffix in (set(SUFFIXES) | {".doc", ".xyz"}) - {right}:
        if {suffix, right} <= {".txt", ".md"} or {suffix, right} <= {".html", ".htm"}:
            continue
        if right in (".txt", ".md") and suffix in (".html", ".htm", ".doc", ".xyz"):
            continue
        finding = refused(samples()[name], f"办法{suffix}")
        assert finding.code == "YJ541", suffix
        assert suffix in finding.message() and {".md": ".txt", ".htm": ".html"}.get(right, right) in finding.hint()


@pytest.mark.parametrize(
    ("raw", "zh"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "旧版 Word"),
        (OLE + "Workbook".encode("utf-16-le"), "电子表格"),
        (OLE, "旧版 Office"),
        (b"{\\rtf1 \\'b5\\'da}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "图片"),
        (b"Rar!\x1a\x07\x01\x00" + bytes(20), "压缩包"),
        (zipped({"a.txt": "甲"}), "压缩包"),
        (zipped({"xl/workbook.xml": "<a/>"}), "电子表格"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "压缩包"),
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\n<html>", "MHTML"),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument/>', "Word 2003"),
    ],
)
@pytest.mark.parametrize("suffix", [".docx", ".txt", ".pdf", ".html", ".ofd"])
def test_other_kinds_under_the_names_of_documents(raw: bytes, zh: str, suffix: str) -> None:
    finding = refused(raw, f"a{suffix}")
    assert finding.code == "YJ541" and zh in finding.message() and finding.hint()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.doc", OLE + "WordDocument".encode("utf-16-le")),
        ("a.wps", OLE),
        ("a.rtf", b"{\\rtf1}"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(20)),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(20)),
        ("a.xls", OLE),
        ("a.zip", zipped({"a.txt": "甲"})),
        ("a.ceb", b"Foxit" + bytes(9)),
        ("a.odt", zipped({"content.xml": "<a/>"})),
    ],
)
def test_a_kind_that_is_not_read_is_named_with_the_way_out(name: str, raw: bytes) -> None:
    finding = refused(raw, name)
    assert finding.code == "YJ542" and finding.hint("zh") and finding.hint("en")


def test_an_unknown_suffix_lists_the_known_ones() -> None:
    finding = refused(b"abc", "a.xyz")
    assert finding.code == "YJ514" and all(suffix in finding.hint() for suffix in SUFFIXES)


@pytest.mark.parametrize("suffix", sorted({*SUFFIXES, ".doc"}))
def test_an_empty_file(suffix: str) -> None:
    assert refused(b"", f"a{suffix}").code == refused(b" \r\n", f"a{suffix}").code == "YJ543"


@pytest.mark.parametrize("name", ["办法.docx", "办法.pdf", "办法.ofd"])
def test_a_file_cut_off_anywhere_gives_no_text(name: str) -> None:
    raw = samples()[name]
    for cut in (len(raw) // 3, len(raw) // 2, len(raw) - 60):
        assert refused(raw[:cut], name).code == "YJ544"


def test_a_document_with_a_password() -> None:
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert refused(locked, "a.docx").code == refused(locked, "a.doc").code == "YJ546"


def test_files_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiju.readers.read.MAX_TEXT_BYTES", limits.MIB)
    big = b"a" * (limits.MIB + 1)
    (tmp_path / "a.txt").write_bytes(big)
    for result in (read_bytes(big, "a.txt", PLACE), read_file(tmp_path / "a.txt", PLACE)):
        assert isinstance(result, Finding) and result.code == "YJ513" and "1 MiB" in result.message()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "办法.docx").write_bytes(docx(p("甲")))
    result = read_file(tmp_path / "办法.doxc", PLACE)
    assert isinstance(result, Finding) and result.code == "YJ514"
    result = read_file(tmp_path / "办发.docx", PLACE)
    assert isinstance(result, Finding) and result.code == "YJ511" and "办法.docx" in result.hint()


def test_a_picture_of_a_document_has_no_words() -> None:
    picture = base64.b64decode("iVBORw0KGgo=")
    assert refused(docx(p(""), parts={"word/media/image1.png": picture}), "a.docx").code == "YJ547"
    assert refused(docx(p("")), "a.docx").code == "YJ543"
    assert refused(b"<html><img src=a.png></html>", "a.html").code == "YJ547"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<!--a--><!--b-->" * 300 + "x", "a.txt"),
        ("name: value\r\n" * 300 + "x", "a.txt"),
        ("name: value\r\n more\r\n" * 150, "a.md"),
        (" " * 4000 + "<", "a.txt"),
        ("<p>" + "大  小  " * 30 + "x" + "甲" * 300, "a.html"),
        ("<p>首页" + ">" * 130 + "。<p>" + "甲" * 300, "a.html"),
        ("<p>设为首页" + " | " * 40 + "x<p>" + "甲" * 300, "a.html"),
    ],
)
def test_patterns_do_not_try_without_end(text: str, name: str) -> None:
    before = time.perf_counter()
    read(text.encode(), name)
    assert time.perf_counter() - before < 2


def test_long_white_space_is_cleaned_in_one_go() -> None:
    before = time.perf_counter()
    assert read(docx(p("甲" + " " * 300_000 + "乙")), "a.docx").text.startswith("甲 ")
    assert time.perf_counter() - before < 2


def test_kinds_have_names_of_their_own() -> None:
    suffixes = [suffix for kind in KINDS for suffix in kind.suffixes]
    assert len(suffixes) == len(set(suffixes)) and len({k.key for k in KINDS}) == len(KINDS)
    assert NOWHERE.file == ""
