"""XML inside archives, read without document types: no entity can grow, no file or address is ever opened.

Input: bytes of a part, and which prefix each namespace is to have. Output: elements named `w:p`, whatever prefix the
file gives its namespaces; names of unknown namespaces begin with `?:`. A prefix may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from yiju.readers.limits import MAX_DEPTH, MAX_ELEMENTS
from yiju.readers.unreadable import Unreadable, damaged, document_type

DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["'](gb[\w-]{1,20})["']""", re.IGNORECASE)
BROKEN = (ExpatError, ValueError, LookupError)
"""What expat raises: its own error; for encodings, those of Python's codecs."""


def parse_xml(data: bytes, name: str, prefixes: Mapping[str, str]) -> Element:
    """The root of a part.

    Raises:
        Unreadable: YJ545 it is no sound XML, YJ550 it is nested too deep or has too many elements, YJ552 it declares a
            document type.
    """
    builder = _Builder(prefixes)
    is_chinese = DECLARED.match(data) is not None
    parser = ParserCreate("utf-8" if is_chinese else None, " ")
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.tree.data
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        # expat knows no Chinese encoding
        parser.Parse(data.decode("gb18030").encode("utf-8") if is_chinese else data, True)
    except BROKEN:
        raise damaged(name, name) from None
    return builder.tree.close()


def child(parent: Element | None, *names: str) -> Element | None:
    """The first child of a name, its first child of the next name, and so on."""
    for name in names:
        parent = next(children(parent, name), None)
    return parent


def children(parent: Element | None, name: str) -> Iterator[Element]:
    """The children of a name, in order."""
    return (element for element in (() if parent is None else parent) if element.tag == name)


class _Builder:
    """Counts what it hands to the tree, and renames it."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.tree = TreeBuilder()
        self._prefixes = prefixes
        self._names: dict[str, str] = {}
        self._depth = 0
        self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise Unreadable("YJ550", limit=f"{MAX_DEPTH if self._depth > MAX_DEPTH else MAX_ELEMENTS}")
        renamed = {self._name(key): value for key, value in attributes.items()}
        self.tree.start(self._name(name), renamed)

    def end(self, name: str) -> None:
        self._depth -= 1
        self.tree.end(self._name(name))

    def _name(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            uri, _, local = name.rpartition(" ")
            prefix = self._prefixes.get(uri, "?") if uri else ""
            known = self._names[name] = f"{prefix}:{local}" if prefix else local
        return known


def _refuse(*_: object) -> None:
    raise document_type()
