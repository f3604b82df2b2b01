"""Which page a document has: the place whose register lists it, and a file name that does not change.

Input: documents and the registers of a place and of those above it. Output: paths of pages. Knows no page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from yiju.documents.register import Document, Register
from yiju.site import addresses

UNFIT = re.compile(r"[^\w〔〕（）“”‘’、·-]+")


def place_of_register(register: Register) -> str:
    """The name of a place's folder, as addresses have it; its own name where it was read from no folder."""
    return PurePath(register.folder).name or register.place


def document_address(place: str, document: Document) -> str:
    """The page of a document: by its file's name, else by its number or title."""
    return addresses.document_page(place, document.file or f"{UNFIT.sub('-', document.key).strip('-')}.txt")


def addressed(document: Document, registers: Sequence[Register]) -> str:
    """The page of a document that one of the registers lists.

    Raises:
        KeyError: none does.
    """
    for register in registers:
        if any(listed is document or listed.key == document.key for listed in register.documents):
            return document_address(place_of_register(register), document)
    raise KeyError(document.key)


def address_of_file(file: str, registers: Sequence[Register]) -> str:
    """The page of the document whose text stands in a file.

    Raises:
        KeyError: no register lists it.
    """
    for register in registers:
        for document in register.documents:
            if document.file == file and document.text:
                return document_address(place_of_register(register), document)
    raise KeyError(file)
