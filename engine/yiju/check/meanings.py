"""What each name in an expression was taken for, by the place where it is written.

Noted by the elaborator as it resolves names; read by whoever shows a writer what a name means (the editor). Inert.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from yiju_grammar.span import Span

MeaningKind = Literal["field", "declaration", "value", "policy", "record", "variable", "column", "outcome", "builtin"]


@dataclass(frozen=True, slots=True)
class Meant:
    """`declared`: the span of the name where it is declared (None for what the language gives, and for arguments and
    令, which are found in the declaration around). `owner`: the record of a field, the enumeration of a value, the
    policy of a declaration read by another (else empty). `id`: of a declaration, its definition in the program."""

    kind: MeaningKind
    name: str
    declared: Span | None = None
    owner: str = ""
    id: str = ""
