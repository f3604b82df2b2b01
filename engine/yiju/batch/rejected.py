"""The file of the records that the door refused: row, identifier, field, code, the reason in both languages, the place.

One line a reason, in the order of the input; a private identifier is masked. What is wrong with a file as a whole, or
with a member that belongs to no record, follows without a row. It exists only where there is anything to say.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from yiju.batch.columns import OutColumn
from yiju.batch.job import Job
from yiju.batch.texts import guarded
from yiju.explain.values import mask_text
from yiju.records.raw_records import identifier_field
from yiju.records.readers import Rejected
from yiju_grammar.finding import Finding, Lang

HEADING: Final = ("row", "identifier", "field", "code", "reason_zh", "reason_en", "place")
_TEXT: Final = OutColumn("", "text", "fixed", "")


def rejected_name(out: Path) -> Path:
    """`认定.parquet` has its rejected in `认定.rejected.csv`."""
    return out.with_name(f"{out.stem}.rejected.csv")


def rejected_table(out: str) -> str:
    """`认定` of a database has its rejected in `认定_rejected`."""
    return f"{out}_rejected"


class RejectedWriter:
    """Writes them as they come; the file is there from the first one on."""

    def __init__(self, job: Job, path: Path) -> None:
        field = identifier_field(job.record_type)
        self._private = field is not None and field.private
        self._path = path
        self._file: IO[str] | None = None
        self._rows: Any = None

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Write records."""
        for record in rejected:
            self._write(reasons(record, self._private))

    def findings(self, findings: Sequence[Finding]) -> None:
        """Write what is of no single record."""
        self._write([("", "", *told(f)) for f in findings])

    def _write(self, rows: list[tuple[str, ...]]) -> None:
        if rows and self._file is None:
            self._file = self._path.open("w", encoding="utf-8-sig", newline="")
            self._rows = csv.writer(self._file)
            self._rows.writerow(HEADING)
        for row in rows:
            self._rows.writerow([guarded(cell, _TEXT) for cell in row])

    def close(self) -> None:
        """Finish the file."""
        if self._file is not None:
            self._file.close()

    def abort(self) -> None:
        """Let go of the file."""
        with suppress(OSError):
            self.close()


def reasons(record: Rejected, private: bool) -> list[tuple[str, ...]]:
    """The lines of one record."""
    name = mask_text(record.identifier) if private and record.identifier else record.identifier
    return [(str(record.row), name, *told(f)) for f in record.findings]


def told(found: Finding) -> tuple[str, ...]:
    """Field, code, the reason in Chinese and in English, place."""
    return dict(found.args).get("field", ""), found.code, _whole(found, "zh"), _whole(found, "en"), found.where


def _whole(found: Finding, lang: Lang) -> str:
    """The sentence with the notes that say why."""
    parts = (found.message(lang), *(text for _, text in found.note_texts(lang)))
    return ("；" if lang == "zh" else "; ").join(part for part in parts if part)
