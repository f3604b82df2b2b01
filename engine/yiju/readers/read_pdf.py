"""PDF documents: the text layer, its lines joined, headers and page numbers dropped, ruled tables as rows.

Input: bytes. Output: a `DocumentText` with pages, or why there is none. Pictures are not recognised: a scanned file
is a finding. Needs pdfminer, of the extra `documents`.
"""

from __future__ import annotations

import struct
import zlib
from importlib.util import find_spec

from yiju.readers.blocks import SPACES, to_document
from yiju.readers.model import DocumentText
from yiju.readers.page_blocks import blocks_of
from yiju.readers.page_findings import page_findings
from yiju.readers.pages import Page
from yiju.readers.unreadable import Unreadable, damaged
from yiju_grammar.span import Span

BROKEN: tuple[type[Exception], ...] = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    StopIteration,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What pdfminer raises over a file that is not sound, besides its own exceptions: it takes the numbers, names and types
that it finds for granted, so whatever Python says of a wrong one comes through."""

UNKNOWN_SHARE = 5
"""A text of which one character in five is not known says nothing."""


def read_pdf(raw: bytes, place: Span, name: str) -> DocumentText:
    """The text of a PDF.

    Raises:
        Unreadable: YJ543 no words, YJ544 cut off, YJ545 damaged, YJ546 locked, YJ547 only pictures, YJ548 YJ549 YJ551
            too large, YJ554 the component is missing, YJ555 its characters cannot be told.
    """
    if find_spec("pdfminer") is None:
        raise Unreadable("YJ554", suffix=".pdf", extra="yiju[documents]")
    pages = _pages(raw)
    glyphs = sum(len(page.glyphs) for page in pages)
    if sum(page.unknown for page in pages) * UNKNOWN_SHARE > glyphs > 0:
        raise Unreadable("YJ555")
    blocks = blocks_of(pages)
    if not any(block.text.strip(SPACES) for block in blocks):
        raise Unreadable("YJ547" if any(page.pictures for page in pages) else "YJ543")
    return to_document(blocks, "pdf", tuple(page_findings(pages, place, name)))


def _pages(raw: bytes) -> list[Page]:
    from pdfminer.pdfdocument import PDFEncryptionError
    from pdfminer.psexceptions import PSException

    from yiju.readers.pdf_guard import check_bytes
    from yiju.readers.pdf_pages import draw_pages

    check_bytes(raw)
    try:
        return draw_pages(raw)
    except PDFEncryptionError:
        raise Unreadable("YJ546") from None
    except PSException:
        raise damaged("文件结构", "its structure") from None
    except BROKEN:
        raise damaged("文件结构", "its structure") from None
