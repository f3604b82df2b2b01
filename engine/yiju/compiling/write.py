"""A compiled document written to a folder: a place of rules to go on from, the document beside it, and the report.

Input: a compiled document and where to write. Output: the files written. Nothing that a person edited is overwritten
without a copy: a file that is there and differs is kept as `NAME.bak`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from yiju.compiling.html import to_html
from yiju.compiling.json import to_json
from yiju.compiling.text import to_text
from yiju.documents.register import DOCUMENTS_FOLDER
from yiju.drafting.confirmations import confirmations_toml
from yiju.drafting.model import Compiled
from yiju_grammar.finding import Lang

REPORT_FOLDER = "report"
CONFIRM_FILE = "confirm.toml"


def write_draft(compiled: Compiled, document: Path, folder: Path, lang: Lang = "zh") -> list[Path]:
    """Write policies, records, register, ledger and report.

    Args:
        document: the document's own file, copied to `documents/`.
        folder: made where it is not there.
    Returns: the files written or already as they should be, in order.
    Raises:
        OSError: the folder can't be written to.
    """
    pairs = [(folder / name, data) for name, data in _contents(compiled, lang)]
    pairs.append((folder / DOCUMENTS_FOLDER / compiled.reading.file, document.read_bytes()))
    for path, data in pairs:
        _write(path, data)
    return [path for path, _ in pairs]


def _contents(compiled: Compiled, lang: Lang) -> Iterator[tuple[str, bytes]]:
    for name, text in compiled.draft.files.items():
        yield name, text.encode("utf-8")
    yield CONFIRM_FILE, confirmations_toml(compiled.draft).encode("utf-8")
    yield f"{REPORT_FOLDER}/report.txt", to_text(compiled, lang).encode("utf-8")
    yield f"{REPORT_FOLDER}/report.json", f"{to_json(compiled)}\n".encode()
    yield f"{REPORT_FOLDER}/report.html", to_html(compiled, lang).encode("utf-8")


def _write(path: Path, data: bytes) -> None:
    if path.is_file() and path.read_bytes() != data:
        path.replace(path.with_name(f"{path.name}.bak"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
