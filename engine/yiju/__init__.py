"""yiju 依据: rules written beside the words they come from; every decision says on which words it stands.

`load` a place, then `decide`:

    rules = yiju.load("rules/licheng")
    decision = rules.decide("干部补助", record, on=date(2020, 6, 30))

`compile_document` reads an official document and drafts its rules:

    compiled = compile_document("通知.docx")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yiju.load import RecordRejected, Rules, load, load_texts

if TYPE_CHECKING:
    from pathlib import Path

    from yiju.drafting.model import Compiled, Confirmed
    from yiju_grammar.finding import Finding

__all__ = ["RecordRejected", "Rules", "compile_document", "load", "load_texts"]


def compile_document(path: str | Path, *, confirmed: Confirmed | None = None) -> Compiled | Finding:
    """Compile a document's file to what it states, adds up and rules, and a draft; or the finding why it can't be read.

    Args:
        confirmed: what a person confirmed of an earlier draft (`yiju.compiling.compile.read_confirmed`).
    """
    from yiju.compiling.compile import compile_document as compile_file

    return compile_file(path, confirmed=confirmed)
