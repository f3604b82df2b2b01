"""The pages of a PDF as drawn: what is written where, and the lines ruled between.

Input: bytes. Output: pages. Drawing is interpreted by pdfminer, within budgets; imported only when a PDF is read.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import cast

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdffont import PDFCIDFont, PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.utils import Matrix, PathSegment, Point, Rect, apply_matrix_pt, apply_matrix_rect

from yiju.readers.limits import (
    MAX_FORMS_DRAWN,
    MAX_FORMS_OF_A_PAGE,
    MAX_GLYPHS,
    MAX_GLYPHS_OF_A_PAGE,
    MAX_PAGES,
    MAX_RULES_OF_A_PAGE,
    MAX_UNPACKED_BYTES,
)
from yiju.readers.pages import Glyph, Page, Rule, plain
from yiju.readers.pdf_guard import MOST_STATES, check_document, check_font, content_of
from yiju.readers.unreadable import Unreadable, damaged, too_large, too_many

# what pdfminer has to say of odd files is no business of whoever reads the terminal
logging.getLogger("pdfminer").addHandler(logging.NullHandler())

UNSEEN_MODES = (3, 7)
"""Text rendering modes that draw nothing; recognised text lies so under its picture."""
SLANT = 0.1
"""Rise over run of a line of text that still counts as level; letters may lean."""
THIN = 3.0
STRAIGHT = 0.5
FARTHEST = 100_000.0
UNKNOWN = "□"


def draw_pages(raw: bytes) -> list[Page]:
    """The pages of a PDF.

    Raises:
        Unreadable: YJ545 damaged, YJ548 it unpacks or draws too much, YJ549 too many pages.
    """
    document = PDFDocument(PDFParser(BytesIO(raw)))
    check_document(document, len(raw))
    resources = _Resources()
    device = _Device(resources)
    interpreter = _Interpreter(resources, device)
    for page in PDFPage.create_pages(document):
        if len(device.pages) >= MAX_PAGES:
            raise Unreadable("YJ549", limit=f"{MAX_PAGES}")
        interpreter.process_page(page)
    return device.pages


def _undecoded(font: PDFFont | None, seq: PDFTextSeq) -> int:
    """Codes of two bytes that the font's table does not have, which pdfminer passes over in silence."""
    if not isinstance(font, PDFCIDFont) or "UCS2" not in str(font.cmap.attrs.get("CMapName", "")):
        return 0
    return sum(len(codes) // 2 - sum(1 for _ in font.decode(codes)) for codes in seq if isinstance(codes, bytes))


class _Resources(PDFResourceManager):
    """Looks at each font before it is read."""

    def get_font(self, objid: object, spec: object) -> PDFFont:
        checked = cast("dict[str, object]", spec)
        check_font(checked)
        return super().get_font(objid, checked)


class _Interpreter(PDFPageInterpreter):
    """Counts what it interprets."""

    device: _Device

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            if isinstance(resolve1(stream), PDFStream):
                self.device.take(len(content_of(stream_value(stream))))
        super().execute(streams)

    def do_q(self) -> None:
        if len(self.gstack) > MOST_STATES:
            raise damaged("页面内容", "the content of a page")
        super().do_q()


class _Device(PDFTextDevice):
    """Keeps characters and ruled lines with their places."""

    def __init__(self, resources: PDFResourceManager) -> None:
        super().__init__(resources)
        self.pages: list[Page] = []
        self._outer: list[Matrix | None] = []
        self._left = MAX_UNPACKED_BYTES
        self._glyphs_left = MAX_GLYPHS
        self._forms_left = MAX_FORMS_DRAWN
        self._forms_of_page = 0
        self._is_unseen = False
        self._crop: Rect = (0, 0, 0, 0)

    def take(self, size: int) -> None:
        """Count drawing that is about to be interpreted, each time it is."""
        self._left -= size
        if self._left < 0:
            raise too_large(self._left)

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.mediabox)
        self._crop = apply_matrix_rect(ctm, page.cropbox)
        self._forms_of_page = 0
        self.pages.append(Page(len(self.pages) + 1, abs(x1 - x0), abs(y1 - y0)))

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self._forms_left -= 1
        self._forms_of_page += 1
        if self._forms_left < 0 or self._forms_of_page > MAX_FORMS_OF_A_PAGE:
            raise too_many(MAX_FORMS_DRAWN)
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:
        self.ctm = self._outer.pop()

    def render_image(self, name: str, stream: PDFStream) -> None:
        self.pages[-1].pictures += 1

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._is_unseen = textstate.render in UNSEEN_MODES
        self.pages[-1].unknown += _undecoded(textstate.font, seq)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(  # noqa: PLR0917  # as its parent has it
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        advance = font.char_width(cid) * fontsize * scaling
        self._glyphs_left -= 1
        if self._glyphs_left < 0 or len(self.pages[-1].glyphs) > MAX_GLYPHS_OF_A_PAGE:
            raise too_many(MAX_GLYPHS)
        a, b, _, d, _, _ = matrix
        if font.is_vertical() or a * scaling <= 0 or d <= 0 or abs(b) > SLANT * a:
            self.pages[-1].turned += 1
            return advance
        bottom = font.get_descent() * fontsize + rise
        self._add(self._text(font, cid), apply_matrix_rect(matrix, (0, bottom, advance, bottom + fontsize)))
        return advance

    def _text(self, font: PDFFont, cid: int) -> str:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = ""
        if not text or text == "\ufffd":
            self.pages[-1].unknown += 1
            return UNKNOWN
        return plain(text)

    def _add(self, text: str, box: Rect) -> None:
        x0, x1 = sorted((box[0], box[2]))
        y0, y1 = sorted((box[1], box[3]))
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        crop = self._crop
        if not (crop[0] <= middle[0] <= crop[2] and crop[1] <= middle[1] <= crop[3]) or not text or y1 <= y0:
            return
        page = self.pages[-1]
        page.unseen += self._is_unseen
        page.glyphs.append(Glyph(text, x0, page.height - y1, x1, page.height - y0))

    def paint_path(
        self,
        graphicstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        points: list[Point] = []
        for segment in [*path, ("m",)]:
            if segment[0] == "m":
                self._rule(points, stroke)
                points = []
            if segment[0] == "h" and points:
                points.append(points[0])
            elif len(segment) >= 3:
                points.append(apply_matrix_pt(cast(Matrix, self.ctm), segment[-2:]))

    def _rule(self, points: Sequence[Point], stroke: bool) -> None:
        """The straight lines of a drawn path; a filled one is a line when it is thin."""
        if not points or max(abs(v) for point in points for v in point) > FARTHEST:
            return
        pairs = list(pairwise(points))
        if not stroke:
            xs, ys = [p[0] for p in points], [p[1] for p in points]
            if min(max(xs) - min(xs), max(ys) - min(ys)) > THIN:
                return
            pairs = [((min(xs), min(ys)), (max(xs), max(ys)))]
        page = self.pages[-1]
        for (ax, ay), (bx, by) in pairs[: MAX_RULES_OF_A_PAGE - len(page.rules)]:
            if not stroke or min(abs(ax - bx), abs(ay - by)) <= STRAIGHT:
                page.rules.append(Rule(min(ax, bx), page.height - max(ay, by), max(ax, bx), page.height - min(ay, by)))
