"""What can make a record undecidable at run time, as values."""

from __future__ import annotations

from dataclasses import dataclass

from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True, order=True)
class RunError:
    """`code`: YJ611 zero divisor, YJ612 below a scale's first threshold, YJ613 no candidate in a table, YJ614 an event
    with no row, YJ615 conflict of exceptions, YJ616 overlap in a table, YJ617 negative payment, YJ618 a day out of
    the calendar. `label`: the definition, table or target; `rules`: every rule that clashes, sorted."""

    code: str
    label: str
    rules: tuple[str, ...]
    detail: str = ""
    place: tuple[str, int, int] = ("", 0, 0)

    @property
    def span(self) -> Span:
        return Span(*self.place)


@dataclass(frozen=True, slots=True)
class Failure:
    """An unknown with a cause: the errors that a value would need mended first."""

    errors: frozenset[RunError]
