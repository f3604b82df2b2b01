"""OFD documents (GB/T 33190): the text layer, read as that of a PDF is.

Input: bytes. Output: a `DocumentText` with pages, or why there is none. Templates are read with the pages that use
them; what they repeat on each page goes as headers do. Annotations (stamps, watermarks) are left out, and said so.
"""

from __future__ import annotations

from yiju.readers.archive import open_archive
from yiju.readers.blocks import SPACES, to_document
from yiju.readers.model import DocumentText
from yiju.readers.ofd_drawing import GlyphBudget, draw_page
from yiju.readers.ofd_package import pages_of
from yiju.readers.page_blocks import blocks_of
from yiju.readers.page_findings import page_findings
from yiju.readers.pages import Page
from yiju.readers.unreadable import Unreadable
from yiju_grammar.finding import finding
from yiju_grammar.span import Span


def read_ofd(raw: bytes, place: Span, name: str) -> DocumentText:
    """The text of an OFD document.

    Raises:
        Unreadable: YJ543 no words, YJ544 cut off, YJ545 damaged, YJ546 locked, YJ547 only pictures, YJ548 YJ549 YJ550
            YJ551 too large, YJ552 not to be trusted.
    """
    budget = GlyphBudget()
    pages: list[Page] = []
    annotations = 0
    for number, page in enumerate(pages_of(open_archive(raw)), 1):
        pages.append(draw_page(page, number, budget))
        annotations += page.annotations
    blocks = blocks_of(pages)
    if not any(block.text.strip(SPACES) for block in blocks):
        raise Unreadable("YJ547" if any(page.pictures for page in pages) else "YJ543")
    findings = list(page_findings(pages, place, name))
    if annotations:
        what, what_en = "注释和签章", "annotations and stamps"
        findings.append(finding("YJ558", place, file=name, what=what, what_en=what_en, times=annotations))
    return to_document(blocks, "ofd", tuple(findings))
