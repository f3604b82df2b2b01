"""The names of Word's XML that the reader needs, whatever the file's prefixes; transitional and strict ones alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final
from xml.etree.ElementTree import Element

from yiju.readers.xml_parts import child

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
        "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
        "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
        "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
        "http://purl.oclc.org/ooxml/officeDocument/math": "m",
        "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    }
)

WRAPPERS: Final = frozenset(
    [
        "w:ins",
        "w:moveTo",
        "w:customXml",
        "w:smartTag",
        "w:sdt",
        "w:sdtContent",
        "w:hyperlink",
        "w:fldSimple",
        "w:dir",
        "w:bdo",
    ]
)
"""Elements that stand around content and are not content."""
REMOVED: Final = frozenset(["w:del", "w:moveFrom"])


def value(element: Element | None, default: str = "") -> str:
    """The `w:val` of an element."""
    return default if element is None else element.get("w:val", default)


def is_on(parent: Element | None, name: str) -> bool:
    """Whether a property that can be switched off is there and on."""
    found = child(parent, name)
    return found is not None and value(found, "1") not in ("0", "false", "off")


def integer(text: str, default: int) -> int:
    """A whole number as written in XML; `default` where it is none."""
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 10 else default


def content_of(parent: Element) -> Iterator[Element]:
    """The children of an element, those inside wrappers too, those of deleted and moved content not; of two ways to
    draw the same, the newer."""
    stack = [iter(parent)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif child.tag == "mc:AlternateContent":
            stack.append(iter(chosen(child)))
        elif child.tag in WRAPPERS:
            stack.append(iter(() if _is_placeholder(child) else child))
        elif child.tag not in REMOVED:
            yield child


def chosen(alternatives: Element) -> Element:
    """The first of `mc:Choice`, else `mc:Fallback`: Word writes the same content in both."""
    for name in ("mc:Choice", "mc:Fallback"):
        found = child(alternatives, name)
        if found is not None:
            return found
    return Element("mc:Fallback")


def _is_placeholder(control: Element) -> bool:
    """Whether a content control still shows `click here to enter text`."""
    return control.tag == "w:sdt" and is_on(child(control, "w:sdtPr"), "w:showingPlcHdr")
