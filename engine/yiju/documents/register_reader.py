"""`documents.toml` to a register, with findings at places in the file.

Input: a place's folder. Output: the register and findings YJ501–YJ517. The only file of this folder that opens files
beside `text.py`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import BaseModel, ValidationError

from yiju.documents.numbers import read_number
from yiju.documents.register import DOCUMENTS_FOLDER, REGISTER_FILE, Document, Reference, Register, fold_key
from yiju.documents.register_check import check_register
from yiju.documents.register_form import (
    DOCUMENT_KEYS,
    PLACE_KEYS,
    REFERENCE_KEYS,
    TOP_KEYS,
    DocumentForm,
    PlaceForm,
    ReferenceForm,
    english,
)
from yiju.documents.text import decode, read_document
from yiju.documents.toml_places import TomlPlaces, with_quoted_keys
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

KEY_AND_CLAUSE = re.compile(r"\s*(《[^》]*》|.*?号)\s*(.*?)\s*", re.DOTALL)
TABLES = {"place": ("place", "地方"), "document": ("document", "文件")}


@dataclass(slots=True)
class _Reading:
    """One register while it is read."""

    folder: Path
    places: TomlPlaces
    findings: list[Finding] = field(default_factory=list)

    def add(self, code: str, span: Span, **args: object) -> None:
        words = {name: str(value) for name, value in args.items()}
        self.findings.append(Finding(code, span, tuple(words.items())))


def read_register(folder: Path, below: tuple[Path, ...] = ()) -> tuple[Register, tuple[Finding, ...]]:
    """Read a register; `below` are the places that inherit from it, so that a circle is seen."""
    path = folder / REGISTER_FILE
    file = path.as_posix()
    nothing = Register(folder.name, folder.as_posix())
    try:
        raw = path.read_bytes()
    except OSError:
        return nothing, (finding("YJ501", Span(file, 0, 0), place=folder.name, file=file),)
    text = decode(raw)
    if text is None:
        return nothing, (finding("YJ512", Span(file, 0, 0), file=file),)
    reading = _Reading(folder, TomlPlaces(file, text))
    tables = _tables(reading)
    register = nothing if tables is None else _register(reading, tables, below)
    return register, tuple(reading.findings)


def _tables(reading: _Reading) -> dict[str, Any] | None:
    try:
        tables = tomllib.loads(with_quoted_keys(reading.places.text.replace("\r\n", "\n")))
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        line = int(where[1]) if where else len(reading.places.text.splitlines())
        reading.add("YJ502", reading.places.line(line), line=line)
        return None
    return english(tables, TOP_KEYS)


def _register(reading: _Reading, tables: Mapping[str, Any], below: tuple[Path, ...]) -> Register:
    for name in sorted(set(tables) - {"place", "document"}):
        span = reading.places.word(name, Span(reading.places.file, 0, 0))
        reading.add("YJ503", span, name=name, close=_close(name, (*TOP_KEYS, *TOP_KEYS.values())))
    place = _place(reading, tables.get("place", {}))
    documents = tuple(_documents(reading, tables.get("document", [])))
    above = _above(reading, place.above, below)
    register = Register(
        place.name or reading.folder.name,
        reading.folder.as_posix(),
        documents,
        currency=place.currency,
        regions=tuple(place.regions),
        above=above,
    )
    reading.findings.extend(check_register(register, reading.places))
    return register


def _place(reading: _Reading, table: object) -> PlaceForm:
    span = reading.places.table(TABLES["place"])
    form = _checked(reading, PlaceForm, table, keys=PLACE_KEYS, span=span)
    return form if isinstance(form, PlaceForm) else PlaceForm(name="")


def _documents(reading: _Reading, tables: object) -> Iterator[Document]:
    for index, table in enumerate(tables if isinstance(tables, list) else [tables]):
        span = reading.places.table(TABLES["document"], index)
        form = _checked(reading, DocumentForm, table, keys=DOCUMENT_KEYS, span=span)
        if isinstance(form, DocumentForm):
            yield _document(reading, form, span)


def _checked(
    reading: _Reading, form: type[BaseModel], table: object, *, keys: Mapping[str, str], span: Span
) -> BaseModel | None:
    """The table as its form; wrong keys and values are findings and are left out."""
    if not isinstance(table, dict):
        reading.add("YJ504", span, key="[place] / [[document]]", value=str(table)[:40], expected="表 / a table")
        return None
    values = english(table, keys)
    for _ in range(len(values) + 1):
        try:
            return form(**values)
        except ValidationError as error:
            for key in _report(reading, error, keys, span):
                values.pop(key, None)
    return None


def _report(reading: _Reading, error: ValidationError, keys: Mapping[str, str], span: Span) -> Iterator[str]:
    """Findings for what a form refused; gives the keys to leave out."""
    by_key: dict[str, Any] = {}
    for problem in error.errors():
        by_key.setdefault(str(problem["loc"][0]), problem)
    for key, problem in by_key.items():
        spellings = tuple(k for k, v in keys.items() if v == key)
        place = reading.places.key((key, *spellings), span)
        if problem["type"] == "extra_forbidden":
            reading.add("YJ503", place, name=key, close=_close(key, (*keys, *keys.values())))
        elif problem["type"] == "missing":
            reading.add("YJ504", span, key=key, value="", expected=_expected(key))
        elif key in ("issued", "effective", "ends"):
            reading.add("YJ515", place, key=key, value=problem["input"])
        else:
            reading.add("YJ504", place, key=key, value=str(problem["input"])[:40], expected=_expected(key))
        yield key


def _expected(key: str) -> str:
    if key in ("regions",):
        return "文本的列表 / a list of texts"
    if key in ("amends", "repeals", "restated_by"):
        names = "、".join(REFERENCE_KEYS.values())
        return f"文件的列表，或有 {names} 的表 / a list of documents, or of tables with {names}"
    return "文本 / a text"


def _document(reading: _Reading, form: DocumentForm, span: Span) -> Document:
    number = _number(reading, form.number, reading.places.key(("number", "编号"), span))
    text = _text(reading, form.file, reading.places.key(("file", "文件"), span))
    return Document(
        number,
        form.title.strip().removeprefix("《").removesuffix("》"),
        issuer=form.issuer.strip(),
        issued=form.issued,
        effective=form.effective,
        ends=form.ends,
        file=form.file if text else "",
        path=(reading.folder / DOCUMENTS_FOLDER / form.file).as_posix() if text else "",
        text=text,
        amends=_references(reading, form.amends, reading.places.key(("amends", "修改"), span)),
        repeals=_references(reading, form.repeals, reading.places.key(("repeals", "废止"), span)),
        restated_by=_references(reading, form.restated_by, reading.places.key(("restated_by", "转述于"), span)),
        note=form.note,
        span=span,
    )


def _number(reading: _Reading, text: str, key: Span) -> str:
    """The number in its normal form; a malformed one is reported with its repair, and what follows goes on with it."""
    if not text.strip():
        return ""
    number = read_number(text)
    if number.is_wellformed:
        return number.normal
    span = reading.places.word(text, key)
    reading.add("YJ505" if number.normal else "YJ506", span, number=text, repair=number.normal)
    return number.normal or fold_key(text)


def _references(reading: _Reading, forms: list[ReferenceForm], key: Span) -> tuple[Reference, ...]:
    return tuple(_reference(reading, form, key) for form in forms)


def _reference(reading: _Reading, form: ReferenceForm, key: Span) -> Reference:
    split = KEY_AND_CLAUSE.fullmatch(form.document)
    name, clause = (split[1], split[2]) if split else (form.document.strip(), "")
    if not name.startswith("《") and any(c.isdigit() for c in name):
        name = _number(reading, name, key)
    return Reference(name, form.clause or clause, form.start.first if form.start else None)


def _text(reading: _Reading, file: str, key: Span) -> str:
    if not file:
        return ""
    relative = PurePosixPath(file.replace("\\", "/"))
    if relative.is_absolute() or ".." in relative.parts or ":" in file:
        reading.add("YJ517", key, file=file)
        return ""
    text = read_document(reading.folder / DOCUMENTS_FOLDER / relative, key)
    if isinstance(text, Finding):
        reading.findings.append(text)
        return ""
    return text


def _above(reading: _Reading, above: str, below: tuple[Path, ...]) -> Register | None:
    """The register of the place above: a folder relative to this one, or a folder or a place beside it."""
    if not above:
        return None
    chain = (*below, reading.folder.resolve())
    span = reading.places.key(("above", "上级"), reading.places.table(TABLES["place"]))
    folder = next((f for f in _candidates(reading.folder, above) if (f / REGISTER_FILE).is_file()), None)
    if folder is None:
        reading.add("YJ516", span, name=above)
        return None
    if folder.resolve() in chain:
        reading.add("YJ518", span, way=" → ".join(f.name for f in (*chain, folder.resolve())))
        return None
    register, findings = read_register(folder, chain)
    reading.findings.extend(findings)
    return register


def _candidates(folder: Path, above: str) -> Iterator[Path]:
    yield folder / above
    yield folder.parent / above
    for path in sorted(folder.parent.glob(f"*/{REGISTER_FILE}")):
        if re.search(rf'^[ \t]*(?:name|名称)[ \t]*=[ \t]*"{re.escape(above)}"', decode(path.read_bytes()) or "", re.M):
            yield path.parent


def _close(name: str, names: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(name, names, 1, 0.5)), "")
