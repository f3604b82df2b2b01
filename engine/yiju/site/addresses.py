"""Where each thing stands on the published site: addresses that stay when other things are added.

Input: names. Output: paths of pages from the root of the source tree (`.md`), links between them, anchors.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote


def place_page(place: str) -> str:
    """A place's own page."""
    return f"places/{place}/index.md"


def policy_page(place: str, policy: str) -> str:
    """A policy's page."""
    return f"places/{place}/policies/{policy}.md"


def document_page(place: str, file: str) -> str:
    """The page of a document by its file name."""
    return f"places/{place}/documents/{PurePosixPath(file).stem}.md"


def record_page(place: str, record: str) -> str:
    """The page of a record type."""
    return f"places/{place}/records/{record}.md"


def ledger_page(place: str, ledger: str) -> str:
    """The page of a ledger."""
    return f"places/{place}/ledgers/{ledger}.md"


def code_page(code: str) -> str:
    """The page of a finding code."""
    return f"codes/{code}.md"


def declaration_anchor(kind: str, name: str = "") -> str:
    """A declaration on its policy's page: `资格-发放范围`, `截止`."""
    return f"{kind}-{_joined(name)}" if name else kind


def clause_anchor(clause: str) -> str:
    """A clause on its document's page: `c-三（二）1`."""
    return f"c-{_joined(clause)}"


def sentence_anchor(start: int) -> str:
    """A sentence on its document's page, by where it begins."""
    return f"s-{start}"


def quote_anchor(span: tuple[int, int]) -> str:
    """Quoted words on their document's page."""
    return f"q-{span[0]}-{span[1]}"


def link(page: str, target: str, anchor: str = "") -> str:
    """A relative link from one page of the source tree to another, as Markdown and HTML of the built site want it."""
    here = PurePosixPath(page).parent.parts
    there = PurePosixPath(target).with_suffix(".html").parts
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    steps = [*[".."] * (len(here) - shared), *there[shared:]]
    return quote("/".join(steps)) + (f"#{quote(anchor)}" if anchor else "")


def _joined(name: str) -> str:
    return "-".join(name.split())
