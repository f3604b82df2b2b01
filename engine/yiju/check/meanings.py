"""What each name in an expression was taken for, by the place where it is written.

Noted by the elaborator as it resolves names; read by whoever shows a writer what a name means (the editor). Inert.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MeaningKind = Literal["field", "declaration", "value", "policy", "record", "variable", "column", "outcome", "builtin"]


@dataclass(frozen=True, slots=True)
class Meant:
    """`owner`: the record of a field, the enumeration of a value, the scope of a declaration (else empty); where it is
    declared follows from these in the rules as they stand. `id`: of a declaration, its definition in the program."""

    kind: MeaningKind
    name: str
    owner: str = ""
    id: str = ""
