"""A field of the records read off a column, whichever engine's SQL reads it; shared by the doors in SQL."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.program.program import FieldType


@dataclass(frozen=True, slots=True)
class Typed:
    """A field's columns: `value` in stored form, `nothing` (无) for an optional field, and whether it is in order."""

    field: FieldType
    value: str
    nothing: str | None
    ok: tuple[str, ...]

    def items(self) -> list[tuple[str, str]]:
        """Name and expression of each column."""
        made = [(self.field.name, self.value)]
        return made if self.nothing is None else [*made, (f"{self.field.name} 无", self.nothing)]


def factor_of(scale: int, digits: int) -> tuple[int | None, int]:
    """What turns steps of 10^-digits into steps of 1/scale: a factor, or a divisor."""
    power = 10**digits
    if scale % power == 0:
        return scale // power, 1
    return (1, power // scale) if power % scale == 0 else (None, 1)
