"""Word documents (.docx): paragraphs with the numbers that Word puts before them, rows of tables, notes, text boxes.

Input: bytes. Output: a `DocumentText`, or why there is none. The XML is read directly: libraries lose automatic
numbering, tracked changes, text boxes and content controls, and parse parts that nobody needs.

A note stands in brackets on a line of its own after the paragraph or table that refers to it, `（注1：…）`, an endnote
`（尾注1：…）`; no mark is put into the sentence, whose words stay as they can be quoted. A text box stands before its
paragraph where it hangs on its beginning, else after it. Headers, footers and comments are left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

from yiju.readers.archive import Archive, open_archive
from yiju.readers.blocks import SPACES, Block, to_document
from yiju.readers.docx_names import PREFIXES, content_of, integer, value
from yiju.readers.docx_numbering import Counters, read_numbering
from yiju.readers.docx_paragraphs import Paragraph, is_mark_removed, read_paragraph
from yiju.readers.docx_styles import Styles, read_styles
from yiju.readers.model import DocumentText
from yiju.readers.rows import Cell, CellBudget, row_lines
from yiju.readers.unreadable import Unreadable, damaged, suspicious_name
from yiju.readers.xml_parts import child, children, parse_xml
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

MAIN = "word/document.xml"
PICTURES = ("word/media/",)
NOTE_WORDS = {"footnote": "注", "endnote": "尾注"}
WIDEST_SPAN = 1000


@dataclass(slots=True)
class _Reading:
    """One document while it is read."""

    styles: Styles
    counters: Counters
    notes: Mapping[tuple[str, str], Element]
    cells: CellBudget = field(default_factory=CellBudget)
    numbers: dict[str, int] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)
    deletions: int = 0
    embedded: int = 0


def read_docx(raw: bytes, place: Span, name: str) -> DocumentText:
    """The text of a Word document.

    Raises:
        Unreadable: YJ543 no words, YJ544 cut off, YJ545 damaged, YJ546 locked, YJ547 only pictures, YJ548 YJ550 YJ551
            too large, YJ552 not to be trusted.
    """
    archive = open_archive(raw)
    main = _main_part(archive)
    parts = _related(archive, main)
    body = child(_part(archive, main), "w:body")
    if body is None:
        raise damaged(main, main)
    reading = _start(archive, parts)
    blocks = [Block(line) for line in _lines(body, reading)]
    if not any(block.text.strip(SPACES) for block in blocks):
        raise Unreadable("YJ547" if any(n.startswith(PICTURES) for n in archive.names) else "YJ543")
    return to_document(blocks, "docx", tuple(_findings(reading, place, name)))


def _start(archive: Archive, parts: Mapping[str, str]) -> _Reading:
    styles = read_styles(_optional(archive, parts.get("styles")))
    lists = read_numbering(_optional(archive, parts.get("numbering")), styles)
    notes = {
        (kind, note.get("w:id", "")): note
        for kind in NOTE_WORDS
        for note in _notes(_optional(archive, parts.get(f"{kind}s")), kind)
    }
    return _Reading(styles, Counters(lists), notes)


def _findings(reading: _Reading, place: Span, name: str) -> Iterator[Finding]:
    if reading.deletions:
        what, what_en = "修订中删除的文字", "words deleted in tracked changes"
        yield finding("YJ558", place, file=name, what=what, what_en=what_en, times=reading.deletions)
    if reading.embedded:
        what, what_en = "嵌入的其他文件", "files embedded in it"
        yield finding("YJ558", place, file=name, what=what, what_en=what_en, times=reading.embedded)
    for form in sorted(reading.counters.unknown_forms):
        yield finding("YJ559", place, file=name, form=form)


def _main_part(archive: Archive) -> str:
    """The part that holds the document: named by the package, `word/document.xml` where it is silent."""
    if "_rels/.rels" in archive:
        for relation in children(_part(archive, "_rels/.rels"), "rel:Relationship"):
            if relation.get("Type", "").endswith("/officeDocument"):
                return _inside("", relation.get("Target", ""))
    return MAIN


def _related(archive: Archive, main: str) -> dict[str, str]:
    """The parts that the document names, by the last word of their relation: styles, numbering, footnotes."""
    relations = join(dirname(main), "_rels", main.rpartition("/")[2] + ".rels")
    if relations not in archive:
        return {}
    return {
        relation.get("Type", "").rpartition("/")[2]: _inside(dirname(main), relation.get("Target", ""))
        for relation in children(_part(archive, relations), "rel:Relationship")
        if relation.get("TargetMode") != "External"
    }


def _inside(folder: str, target: str) -> str:
    """A part's name as another part names it.

    Raises:
        Unreadable: YJ552, it points outside.
    """
    path = normpath(target.lstrip("/") if target.startswith("/") else join(folder, target))
    if path.startswith(".."):
        raise suspicious_name(target)
    return path


def _part(archive: Archive, name: str) -> Element:
    return parse_xml(archive.read(name), name, PREFIXES)


def _optional(archive: Archive, name: str | None) -> Element | None:
    return _part(archive, name) if name is not None and name in archive else None


def _notes(root: Element | None, kind: str) -> Iterator[Element]:
    """The notes that a writer wrote: those with a type are rules drawn above them."""
    for note in children(root, f"w:{kind}"):
        if note.get("w:type", "normal") == "normal":
            yield note


def _lines(parent: Element, reading: _Reading) -> Iterator[str]:
    """The lines of a body, a cell or a text box, in order."""
    for element in content_of(parent):
        if element.tag == "w:p":
            yield from _paragraph(element, reading)
        elif element.tag == "w:tbl":
            yield from _left_over(reading)
            yield from row_lines(_rows(element, reading))
        elif element.tag == "w:altChunk":
            reading.embedded += 1
        yield from _pending_notes(reading) if parent.tag == "w:body" else ()
    yield from _left_over(reading)


def _left_over(reading: _Reading) -> Iterator[str]:
    """Words whose paragraph lost its end, with nothing after them to go on with."""
    words = "".join(reading.carried).strip(SPACES)
    reading.carried = []
    if words:
        yield words


def _paragraph(element: Element, reading: _Reading) -> Iterator[str]:
    paragraph = read_paragraph(element)
    properties = child(element, "w:pPr")
    reading.deletions += paragraph.deletions
    reading.pending.extend(_note_texts(paragraph, reading))
    reading.carried.append(paragraph.text)
    if is_mark_removed(properties):
        return
    words = "".join(reading.carried)
    reading.carried = []
    numbered = reading.styles.numbering(properties)
    label = reading.counters.label(numbered) if numbered is not None else ""
    yield from (line for at, box in paragraph.boxes if not paragraph.text[:at].strip() for line in _lines(box, reading))
    yield (label + words.strip(SPACES)).rstrip(SPACES)
    yield from (line for at, box in paragraph.boxes if paragraph.text[:at].strip() for line in _lines(box, reading))


def _note_texts(paragraph: Paragraph, reading: _Reading) -> Iterator[str]:
    for kind, key in paragraph.notes:
        note = reading.notes.get((kind, key))
        if note is not None:
            number = reading.numbers[kind] = reading.numbers.get(kind, 0) + 1
            texts = (read_paragraph(p).text.strip(SPACES) for p in content_of(note) if p.tag == "w:p")
            yield f"（{NOTE_WORDS[kind]}{number}：{' '.join(t for t in texts if t)}）"


def _pending_notes(reading: _Reading) -> Iterator[str]:
    notes, reading.pending = reading.pending, []
    yield from notes


def _rows(table: Element, reading: _Reading) -> list[list[Cell]]:
    return [_row(row, reading) for row in content_of(table) if row.tag == "w:tr" and not _is_deleted(row)]


def _is_deleted(row: Element) -> bool:
    return child(row, "w:trPr", "w:del") is not None


def _row(row: Element, reading: _Reading) -> list[Cell]:
    cells: list[Cell] = [()] * _skipped(row, "w:gridBefore")
    reading.cells.take(len(cells))
    for cell in content_of(row):
        if cell.tag != "w:tc" or child(cell, "w:tcPr", "w:cellDel") is not None:
            continue
        width = min(WIDEST_SPAN, max(1, integer(value(child(cell, "w:tcPr", "w:gridSpan")), 1)))
        reading.cells.take(width)
        words = tuple(line for line in _lines(cell, reading) if line.strip(SPACES))
        cells.extend([None if _goes_on(cell) else words, *[None] * (width - 1)])
    return cells


def _skipped(row: Element, name: str) -> int:
    return min(WIDEST_SPAN, max(0, integer(value(child(row, "w:trPr", name)), 0)))


def _goes_on(cell: Element) -> bool:
    """Whether a cell is merged with the one above or before it, which holds the words."""
    return any(
        merged is not None and value(merged, "continue") == "continue"
        for merged in (child(cell, "w:tcPr", "w:vMerge"), child(cell, "w:tcPr", "w:hMerge"))
    )
