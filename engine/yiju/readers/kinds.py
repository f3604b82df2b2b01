"""What a file really is, by its first bytes and not by its name.

Input: bytes. Output: a kind, one row of the table `KINDS`. A new form is a row with the bytes that give it away.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yiju.readers.encoding import decode

HEAD = 1024
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_ZIP = b"PK\x05\x06"
WHITE = b" \t\r\n\x0c\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Kind:
    """A form of file: its name in both languages, and the suffix under which it is read (empty: not read).

    `suffixes`: the names such files have. `way` says how to make a document of it that is read: `save` as .docx, `text`
    where only its words have to be found first, `unpack` where documents lie inside.
    """

    key: str
    zh: str
    en: str
    suffixes: tuple[str, ...]
    suffix: str = ""
    way: str = "save"


def _kind(key: str, zh: str, en: str, suffixes: str, way: str = "save") -> Kind:
    return Kind(key, zh, en, tuple(suffixes.split()), "", way)


KINDS = (
    Kind("text", "纯文本", "plain text", (".txt", ".md"), ".txt"),
    Kind("docx", "Word 文档", "a Word document", (".docx",), ".docx"),
    Kind("pdf", "PDF", "a PDF", (".pdf",), ".pdf"),
    Kind("html", "网页", "a web page", (".html", ".htm"), ".html"),
    Kind("ofd", "OFD 版式文件", "an OFD file", (".ofd",), ".ofd"),
    _kind("doc", "旧版 Word 文档（.doc）", "an old Word document (.doc)", ".doc .dot"),
    _kind("wps", "WPS 文字文档（.wps）", "a WPS document (.wps)", ".wps .wpt"),
    _kind("rtf", "RTF 文档", "an RTF document", ".rtf"),
    _kind("odt", "ODT 文档", "an ODT document", ".odt"),
    _kind("uof", "UOF 文档", "a UOF document", ".uof .uot"),
    _kind("wordml", "Word 2003 XML 文档", "a Word 2003 XML document", ".xml"),
    _kind("mhtml", "单个文件网页（MHTML）", "a web page in one file (MHTML)", ".mht .mhtml"),
    _kind("ceb", "CEB 版式文件", "a CEB file", ".ceb .cebx", "text"),
    _kind("gd", "书生版式文件", "a Sursen file", ".gd .gw .sep", "text"),
    _kind("caj", "CAJ 文件", "a CAJ file", ".caj", "text"),
    _kind("xls", "电子表格", "a spreadsheet", ".xls .xlsx .et .ods .csv"),
    _kind("ppt", "演示文稿", "a presentation", ".ppt .pptx .dps"),
    _kind("ole", "旧版 Office 文件", "an old Office file", ""),
    _kind("picture", "图片", "a picture", ".png .jpg .jpeg .gif .bmp .tif .tiff .webp", "text"),
    _kind("archive", "压缩包", "an archive", ".zip .rar .7z .gz .tar", "unpack"),
)
KIND_BY_KEY = {kind.key: kind for kind in KINDS}
KIND_BY_SUFFIX = {suffix: kind for kind in KINDS for suffix in kind.suffixes}

STARTS = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"Foxit", "ceb"),
    (b"CAJ\x00", "caj"),
)
"""First bytes that no text has; `BM` and `RIFF` only where the rest is no text."""

IN_ZIP = (
    (b"word/document.xml", "docx"),
    (b"word\\document.xml", "docx"),
    (b"OFD.xml", "ofd"),
    (b"xl/workbook.", "xls"),
    (b"ppt/presentation.", "ppt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"word/", "docx"),
)
"""Names that stand unpacked in an archive, also in one that is cut off."""

IN_OLE = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
LOCKED_OLE = "EncryptedPackage".encode("utf-16-le")

PAGE = re.compile(
    r"(?:<\?xml[^>]*+>|(?><!--.*?-->)|\s)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
MARKUP = (
    (PAGE, "html"),
    (re.compile(r"\s*<\?xml[^>]*>(?s:.){0,200}(?:progid=.Word\.Document|<w:wordDocument)"), "wordml"),
    (re.compile(r"\s*<\?xml[^>]*>(?s:.){0,200}<uof:"), "uof"),
    (re.compile(r"(?:(?!mime-version)[\w-]+:[^\n]*+\n(?:[ \t][^\n]*+\n)*+)*+mime-version\s*:", re.IGNORECASE), "mhtml"),
)


def kind_of(raw: bytes) -> Kind | None:
    """The kind of a file's bytes; None when they are nothing known."""
    key = _binary(raw)
    if key is None:
        text = decode(raw)
        key = None if text is None else _markup(text)
    return KIND_BY_KEY[key] if key else None


def is_locked_ole(raw: bytes) -> bool:
    """Whether the bytes are a new Office document that was given a password."""
    return raw.startswith(OLE) and LOCKED_OLE in raw


def _binary(raw: bytes) -> str | None:
    if raw.startswith(OLE):
        return next((key for name, key in IN_OLE if name.encode("utf-16-le") in raw), "ole")
    if raw.startswith((ZIP, END_OF_ZIP)):
        return next((key for name, key in IN_ZIP if name in raw), "archive")
    if b"%PDF-" in raw[:HEAD] and not raw.lstrip(WHITE).startswith(b"<"):
        return "pdf"
    start = next((key for start, key in STARTS if raw.startswith(start)), None)
    return start if start == "rtf" or (start and decode(raw) is None) else None


def _markup(text: str) -> str:
    return next((key for pattern, key in MARKUP if pattern.match(text[: 4 * HEAD])), "text")
