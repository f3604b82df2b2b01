"""The words of one Word paragraph: what is drawn in its line, its notes, and the text boxes that hang on it.

Input: a `w:p` element. Output: its text with tabs and line breaks, deleted and hidden words left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from yiju.readers.blocks import cleaned
from yiju.readers.docx_names import REMOVED, chosen, is_on
from yiju.readers.xml_parts import child

DRAWN: Mapping[str, str] = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}
SILENT = frozenset(["w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:rt", "w:rubyPr", "w:tblPr", "w:instrText"])
"""Elements whose content is not drawn, or not in the line."""
NOTES: Mapping[str, str] = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}

SYMBOLS: Mapping[str, str] = {
    "F0FE": "☑",
    "F052": "☑",
    "F0FD": "☒",
    "F0A8": "□",
    "F0A3": "□",
    "F06F": "□",
    "F071": "□",
    "F0D7": "×",
    "F0B4": "×",
    "F0B3": "≥",
    "F0A3 Symbol": "≤",
    "F0B0": "°",
}
"""Signs of symbol fonts (Wingdings, Symbol) that carry meaning in a form or a threshold."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's words; `notes` are kind and id of the notes it refers to, `boxes` the text boxes that hang on it,
    each with the characters before it. `deletions` counts the tracked deletions that were left out."""

    text: str
    notes: tuple[tuple[str, str], ...]
    boxes: tuple[tuple[int, Element], ...]
    deletions: int


def read_paragraph(paragraph: Element) -> Paragraph:
    """The words of a paragraph."""
    pieces: list[str] = []
    notes: list[tuple[str, str]] = []
    boxes: list[tuple[int, Element]] = []
    deletions = 0
    length = 0
    stack = [iter(paragraph)]
    while stack:
        element = next(stack[-1], None)
        if element is None:
            stack.pop()
        elif (drawn := _drawn(element)) is not None:
            pieces.append(drawn)
            length += len(drawn)
        elif element.tag in NOTES:
            notes.append((NOTES[element.tag], element.get("w:id", "")))
        elif element.tag == "w:txbxContent":
            boxes.append((length, element))
        elif element.tag in REMOVED:
            deletions += 1
        else:
            stack.append(_inside(element))
    return Paragraph(cleaned("".join(pieces)), tuple(notes), tuple(boxes), deletions)


def _drawn(element: Element) -> str | None:
    """What an element itself draws in the line; None where that is up to what it holds."""
    if element.tag in ("w:t", "m:t"):
        return element.text or ""
    return _symbol(element) if element.tag == "w:sym" else DRAWN.get(element.tag)


def _inside(element: Element) -> Iterator[Element]:
    if element.tag in SILENT or _is_hidden(element):
        return iter(())
    return iter(chosen(element) if element.tag == "mc:AlternateContent" else element)


def is_mark_removed(properties: Element | None) -> bool:
    """Whether the end of a paragraph is deleted or moved away, so that the next goes on with it."""
    return any(child(properties, "w:rPr", name) is not None for name in REMOVED)


def _is_hidden(element: Element) -> bool:
    if element.tag == "w:r":
        return is_on(child(element, "w:rPr"), "w:vanish")
    return element.tag == "w:sdt" and is_on(child(element, "w:sdtPr"), "w:showingPlcHdr")


def _symbol(element: Element) -> str:
    code = element.get("w:char", "").upper()
    return SYMBOLS.get(f"{code} {element.get('w:font', '')}") or SYMBOLS.get(code) or ""
