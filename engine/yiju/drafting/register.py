"""The register of a draft: the document itself, those it restates, and those it repeals.

Input: what was read, and the policy parts. Output: register entries, the register in memory, and `documents.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiju.documents.dates import PartialDate, read_date
from yiju.documents.register import Document, Reference, Register
from yiju.drafting.groups import cited_documents, document_title
from yiju.drafting.model import DocumentReading, PolicyPart


@dataclass(frozen=True, slots=True)
class Entry:
    """One `[[document]]`; dates as the register writes them (`2021-08-12`, `2019`), empty where not known."""

    number: str
    title: str
    issuer: str = ""
    issued: str = ""
    effective: str = ""
    file: str = ""
    repeals: tuple[str, ...] = ()
    restated_by: tuple[tuple[str, str], ...] = ()
    note: str = ""

    @property
    def key(self) -> str:
        return self.number or f"《{self.title}》"


def entries(reading: DocumentReading, parts: Sequence[PolicyPart]) -> tuple[Entry, ...]:
    """The entries in order: the document, those it restates, those it repeals."""
    own = _own(reading)
    titles = {c.number: c.title for c in cited_documents(reading)}
    restated = [_restated(reading, part, own) for part in parts if part.within]
    repealed = [Entry(n, titles.get(n, ""), issued=_year(n), note="正文不在手头") for n in own.repeals if n != own.key]
    known: dict[str, Entry] = {}
    for entry in (own, *restated, *repealed):
        known.setdefault(entry.key, entry)
    return tuple(known.values())


def _own(reading: DocumentReading) -> Entry:
    header = reading.facts.header
    start = next((p.value for p in reading.provisions.provisions if p.kind == "effective" and p.value), "")
    year = re.search(r"((?:19|20)\d\d)年", document_title(reading))
    told = "" if header.number or start or not _tells(reading) else (year[1] if year else "")
    repeals = tuple(
        dict.fromkeys(
            p.value for p in reading.provisions.provisions if p.kind == "repeal" and p.value and "〔" in p.value
        )
    )
    return Entry(
        header.number or "",
        document_title(reading),
        "、".join((header.issuer or "").split()),
        header.issued or _year(header.number or ""),
        start or told,
        reading.file,
        tuple(r for r in repeals if r != header.number),
        note="" if header.number else "原文没有发文字号",
    )


def _tells(reading: DocumentReading) -> bool:
    """Whether the document tells of a year that has passed, and rules nothing itself."""
    return re.search(r"说明|总结|报告|情况", document_title(reading)) is not None


def _restated(reading: DocumentReading, part: PolicyPart, own: Entry) -> Entry:
    issuer = ""
    where = ((own.key, part.within),)
    return Entry(part.key, part.title, issuer, _year(part.key), restated_by=where, note="正文不在手头，内容由转述得知")


def _year(number: str) -> str:
    match = re.search(r"〔(\d{4})〕", number)
    return match[1] if match else ""


def register_of(place: str, made: Sequence[Entry], text: str) -> Register:
    """The register in memory, with the document's text."""
    return Register(place, place, tuple(_document(e, text) for e in made))


def _document(entry: Entry, text: str) -> Document:
    return Document(
        entry.number,
        entry.title,
        entry.issuer,
        _dated(entry.issued),
        _dated(entry.effective),
        file=entry.file,
        path=entry.file,
        text=text if entry.file else "",
        repeals=tuple(Reference(key) for key in entry.repeals),
        restated_by=tuple(Reference(key, clause) for key, clause in entry.restated_by),
        note=entry.note,
    )


def _dated(text: str) -> PartialDate | None:
    return read_date(text) if text else None


def register_toml(place: str, made: Sequence[Entry]) -> str:
    """`documents.toml` of the entries."""
    lines = ["# 文件登记：由文件编译成的草案，请核对。", "", "[place]", f"name = {_text(place)}"]
    for entry in made:
        lines += ["", "[[document]]", *_lines(entry)]
    return "\n".join(lines) + "\n"


def _lines(entry: Entry) -> list[str]:
    plain = (
        ("number", entry.number),
        ("title", entry.title),
        ("issuer", entry.issuer),
        ("issued", entry.issued),
        ("effective", entry.effective),
        ("file", entry.file),
    )
    lines = [f"{key} = {_text(value)}" for key, value in plain if value]
    if entry.repeals:
        lines.append(f"repeals = [{', '.join(_text(r) for r in entry.repeals)}]")
    if entry.restated_by:
        pairs = ", ".join(f"{{ document = {_text(d)}, clause = {_text(c)} }}" for d, c in entry.restated_by)
        lines.append(f"restated_by = [{pairs}]")
    if entry.note:
        lines.append(f"note = {_text(entry.note)}")
    return lines


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
