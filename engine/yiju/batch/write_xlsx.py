"""Output as a workbook that a caseworker keeps: the decisions with a frozen, filtered heading and coloured outcomes,
the quoted words they stand on, and a summary.

Needs XlsxWriter, of the extra `excel`. Numbers are numbers, everything else is text and is never computed; rows go to
the disk as they come.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from yiju.batch.columns import Cell, OutColumn
from yiju.batch.duck import missing_extra
from yiju.batch.job import OUTCOMES, BatchRefused, Counts, Job, Line
from yiju.batch.model import cited
from yiju.batch.sheet_words import word
from yiju.batch.texts import text_of
from yiju.documents.model import Citation
from yiju.explain.values import unit_name
from yiju.program import types as ty
from yiju.records.raw_records import identifier_field

LARGEST_TEXT: Final = 32_767
"""Characters that a cell holds (the .xlsx form)."""

_EXACT_DIGITS: Final = 15
"""A sheet's numbers are exact to so many digits; longer ones are written as text."""

_NARROWEST, _WIDEST = 8, 60
_COLOURS: Final = {
    "eligible": ("#E2F0D9", "#375623"),
    "ineligible": ("#EDEDED", "#595959"),
    "undetermined": ("#FFF2CC", "#7F6000"),
    "error": ("#F8CBAD", "#9C0006"),
}


class XlsxWriter:
    """See `yiju.batch.writers.Writer`."""

    def __init__(self, job: Job, path: Path, scratch: Path) -> None:
        self._job = job
        self._columns = job.columns
        self._book, self._refused = _workbook(job, path, scratch)
        self._formats = {key: self._book.add_format(look) for key, look in _looks().items()}
        lang = job.lang
        self._decided = _Sheet(self._book.add_worksheet(word("decided_sheet", lang)), self._formats)
        self._citations = _Sheet(self._book.add_worksheet(word("citations_sheet", lang)), self._formats)
        self._summary = _Sheet(self._book.add_worksheet(word("summary_sheet", lang)), self._formats)
        self._decided.texts(headings(job), "heading")
        self._cited: set[str] = set()
        self._place = next(n for n, c in enumerate(self._columns) if (c.part, c.name) == ("fixed", "citations"))

    def lines(self, lines: Sequence[Line]) -> None:
        """Write lines."""
        for line in lines:
            self._decided.cells([self._cell(c, cell, line) for c, cell in zip(self._columns, line, strict=True)])
            self._cited.update(line[self._place])

    def close(self, counts: Counts) -> None:
        """Finish the workbook."""
        self._decided.filtered(frozen_columns=1)
        self._write_citations()
        self._write_summary(counts)
        try:
            self._book.close()
        except self._refused as error:
            cause = error.args[0] if error.args else None
            raise cause if isinstance(cause, OSError) else OSError(str(error)) from error

    def abort(self) -> None:
        """Let go of the workbook, which would otherwise be finished when it is forgotten."""
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            with suppress(OSError, AttributeError):
                sheet.row_data_fh.close()

    def _cell(self, column: OutColumn, cell: Cell, line: Line) -> tuple[str | Decimal, str]:
        """What a cell shows, and how it looks."""
        lang = self._job.lang
        if column.name == "outcome":
            return word(cell or "no_outcome", lang), cell or "error"
        if column.name == "grade" and column.part == "fixed":
            return word(cell, lang), "text"
        text = text_of(cell, column)
        if column.kind == "number" and text and sum(c.isdigit() for c in text) <= _EXACT_DIGITS:
            return Decimal(text), f"number{column.digits}"
        if len(text) > LARGEST_TEXT:
            cut = word("cut", lang)
            text = text[: LARGEST_TEXT - len(cut)] + cut
        return text, "text"

    def _write_citations(self) -> None:
        lang = self._job.lang
        self._citations.texts([word(k, lang) for k in ("number", "title", "clause", "grade", "quote")], "heading")
        for c in citations_of(self._job, self._cited):
            self._citations.texts([c.number, c.title, c.clause, word(c.grade, lang), c.quote], "wrapped")
        self._citations.filtered()

    def _write_summary(self, counts: Counts) -> None:
        job, sheet, lang = self._job, self._summary, self._job.lang
        when = job.when
        days = f"{when[0]}..{when[1]}" if isinstance(when, tuple) else str(when)
        sheet.texts([word("policy", lang), job.policy])
        sheet.texts([word("period" if isinstance(when, tuple) else "day", lang), days])
        sheet.texts([word("rules", lang), f"{job.rules.program.place} {job.rules.program.digest}"])
        for key in ("read", "decided", "rejected"):
            sheet.cells([(word(key, lang), "text"), (Decimal(getattr(counts, key)), "count")])
        sheet.texts([])
        sheet.texts([word("outcome", lang), word("records", lang), word("share", lang)], "heading")
        for key in OUTCOMES:
            n = counts.by_outcome.get(key, 0)
            share = Decimal(n) / counts.decided if counts.decided else Decimal(0)
            name = word("no_outcome" if key == "error" else key, lang)
            sheet.cells([(name, key), (Decimal(n), "count"), (share, "share")])
        if counts.payments:
            self._write_payments(counts)
        sheet.fitted()

    def _write_payments(self, counts: Counts) -> None:
        lang, sheet = self._job.lang, self._summary
        sheet.texts([])
        sheet.texts([word(k, lang) for k in ("payment", "total", "paid_records", "open_records")], "heading")
        for name, found in counts.payments.items():
            total = Decimal(found.total.numerator) / Decimal(found.total.denominator)
            sheet.cells([
                (name, "text"), (total, "number2"), (Decimal(found.records), "count"), (Decimal(found.open), "count"),
            ])  # fmt: skip


class _Sheet:
    """A sheet that is written row by row, and remembers how wide its columns are."""

    def __init__(self, sheet: Any, formats: dict[str, Any]) -> None:
        self.sheet = sheet
        self.formats = formats
        self.row = 0
        self.widths: list[int] = []

    def texts(self, texts: Sequence[str], look: str = "text") -> None:
        self.cells([(text, look) for text in texts])

    def cells(self, cells: Sequence[tuple[str | Decimal, str]]) -> None:
        for n, (cell, look) in enumerate(cells):
            if isinstance(cell, Decimal):
                self.sheet.write_number(self.row, n, cell, self.formats[look])
            elif cell:
                self.sheet.write_string(self.row, n, cell, self.formats[look])
            self._widen(n, width_of(cell) if isinstance(cell, str) else len(f"{cell:,.2f}"))
        self.row += 1

    def filtered(self, frozen_columns: int = 0) -> None:
        """The first row stays in sight and filters the others."""
        self.sheet.freeze_panes(1, frozen_columns)
        self.sheet.autofilter(0, 0, max(self.row - 1, 0), max(len(self.widths) - 1, 0))
        self.fitted(2)

    def fitted(self, more: int = 1) -> None:
        """Each column as wide as what it holds, within reason; `more`: room for the button of a filter."""
        for n, width in enumerate(self.widths):
            self.sheet.set_column(n, n, min(max(width + more, _NARROWEST), _WIDEST))

    def _widen(self, n: int, width: int) -> None:
        if n == len(self.widths):
            self.widths.append(0)
        self.widths[n] = max(self.widths[n], width)


def headings(job: Job) -> list[str]:
    """The headings of the decisions: the identifier's own name, each amount with its unit, the others in words."""
    field = identifier_field(job.record_type)
    kinds = {c.name: c.type for c in job.amounts.amounts}
    made = []
    for column in job.columns:
        if column.part == "fixed":
            named = field.name if field and column.name == "record" else word(column.name, job.lang)
            made.append(named)
        else:
            kind = kinds.get(column.label) if column.part == "amount" else ty.NumberType((("元", 1),), 100)
            unit = unit_name(kind.unit) if isinstance(kind, ty.NumberType) else ""
            made.append(f"{column.name}（{unit}）" if unit else column.name)
    return made


def citations_of(job: Job, names: set[str]) -> list[Citation]:
    """The citations that bear the names, with their quoted words; each once, by name and place."""
    found = [g for g in job.rules.program.grounds if isinstance(g, Citation) and cited(g) in names]
    quoted = {cited(g) for g in found if g.quote}
    once = {(cited(g), g.span, g.quote): g for g in found if g.quote or cited(g) not in quoted}
    return [once[key] for key in sorted(once)]


def width_of(text: str) -> int:
    """Columns that a text takes: a wide character counts two. Of several lines, the longest."""
    return max((sum(2 if ord(c) > 0x2E7F else 1 for c in line) for line in text.split("\n")), default=0)


def _workbook(job: Job, path: Path, scratch: Path) -> tuple[Any, type[Exception]]:
    """The workbook, and what it raises where it cannot be written."""
    try:
        xlsxwriter: Any = import_module("xlsxwriter")
        exceptions: Any = import_module("xlsxwriter.exceptions")
    except ImportError:
        raise BatchRefused(missing_extra(job.out.name, ".xlsx", "yiju[excel]")) from None
    options = {"constant_memory": True, "tmpdir": str(scratch), "strings_to_urls": False}
    return xlsxwriter.Workbook(str(path), options), exceptions.XlsxWriterException


def _looks() -> dict[str, dict[str, Any]]:
    base: dict[str, Any] = {"valign": "top"}
    looks: dict[str, dict[str, Any]] = {
        "heading": {"bold": True, "bg_color": "#D9E2F3", "bottom": 1, "valign": "vcenter"},
        "text": {**base, "num_format": "@"},
        "wrapped": {**base, "num_format": "@", "text_wrap": True},
        "count": {**base, "num_format": "#,##0"},
        "share": {**base, "num_format": "0.0%"},
    }
    for digits in range(13):
        decimals = "." + "0" * digits if digits else ""
        looks[f"number{digits}"] = {**base, "num_format": f"#,##0{decimals}"}
    for outcome, (back, front) in _COLOURS.items():
        looks[outcome] = {**base, "bg_color": back, "font_color": front}
    return looks
