"""Styles of a Word document, as far as they number paragraphs.

Input: `styles.xml` and a paragraph's own properties. Output: the list and level by which it is numbered. A number may
hang on the style, or on a style it is based on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from yiju.readers.docx_names import integer, value
from yiju.readers.xml_parts import child, children

LONGEST_CHAIN = 50
OFF = "0"
"""The list id that switches numbering off."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style's base and its own numbering; empty or None where it says nothing of it."""

    base: str
    list_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Numbered:
    """How a paragraph is numbered. `level` is None where only its styles, from its own upward, may tell."""

    list_id: str
    level: int | None
    styles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by id, and the style of paragraphs that name none."""

    by_id: Mapping[str, Style]
    default: str

    def own_list(self, style: str) -> str:
        """The list that a style names itself."""
        return self.by_id[style].list_id if style in self.by_id else ""

    def chain(self, style: str) -> Iterator[str]:
        """A style and those it is based on; a circle, or a chain that no writer made, is not followed on."""
        seen: set[str] = set()
        while style in self.by_id and style not in seen and len(seen) < LONGEST_CHAIN:
            seen.add(style)
            yield style
            style = self.by_id[style].base

    def numbering(self, properties: Element | None) -> Numbered | None:
        """How a paragraph with these properties is numbered; None where it is not."""
        style = value(child(properties, "w:pStyle"), self.default)
        chain = tuple(self.chain(style))
        list_id, level = _own(properties)
        for name in chain:
            if list_id:
                break
            list_id = self.by_id[name].list_id
            level = level if level is not None else self.by_id[name].level
        return Numbered(list_id, level, chain) if list_id and list_id != OFF else None


def read_styles(root: Element | None) -> Styles:
    """The styles of a document."""
    by_id: dict[str, Style] = {}
    default = ""
    for element in children(root, "w:style"):
        key = element.get("w:styleId", "")
        by_id[key] = Style(value(child(element, "w:basedOn")), *_own(child(element, "w:pPr")))
        is_default = element.get("w:default", "0") in ("1", "true", "on")
        if is_default and element.get("w:type", "paragraph") == "paragraph":
            default = key
    return Styles(by_id, default)


def _own(properties: Element | None) -> tuple[str, int | None]:
    """The list and level that properties name themselves."""
    numbered = child(properties, "w:numPr")
    if numbered is None:
        return "", None
    level = child(numbered, "w:ilvl")
    return value(child(numbered, "w:numId")), None if level is None else integer(value(level), 0)
