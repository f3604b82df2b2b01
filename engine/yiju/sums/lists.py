"""Where a list of figures ends: by the stops between them, by their roles, or where a total closes it.

Input: figures in order, and the words between them. Output: the readings that the words allow, and the plain one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from yiju.sums.figures import Figure
from yiju.sums.statements import Statements
from yiju.sums.words import SPENT, pattern

FULL_STOP, SEMICOLON, COMMA, NONE = 3, 2, 1, 0

_SPENT = pattern(SPENT)


def heads_of(
    said: Statements, total: Figure, figures: Sequence[Figure], *, is_free: bool = False
) -> Iterator[Sequence[Figure]]:
    """The beginnings of a list that add up to a total and end where the words allow it: before a stop greater than
    those in the list, before what was used or is left, before another total. `is_free`: anywhere."""
    for kept in _by_role(figures):
        for last, added in enumerate(accumulate(f.counted for f in kept)):
            if added == total.value and (is_free or _may_end(said, kept, last)):
                yield kept[: last + 1]
            if added >= total.value:
                break


def _by_role(figures: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    yield figures
    roles = {f.role for f in figures}
    if roles & {"left", "used"}:
        yield [f for f in figures if f.role != "left"]
        yield [f for f in figures if f.role not in ("left", "used")]
        yield [f for f in figures if f.role == "used"]


def _may_end(said: Statements, kept: Sequence[Figure], last: int) -> bool:
    if last + 1 >= len(kept):
        return True
    following = kept[last + 1]
    if following.is_grand or (following.role != kept[last].role and following.role in ("used", "left")):
        return True
    widest = max((stop_between(said, a, b) for a, b in pairwise(kept[: last + 1])), default=NONE)
    return stop_between(said, kept[last], following) > widest


def plain_head(said: Statements, total: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """The list as it is read at first sight: to the end of its statement, or where it plainly breaks off before."""
    plain: list[Figure] = []
    widest = NONE
    for figure in figures:
        if plain and _breaks_off(said, total, (plain, figure), widest):
            break
        widest = max(widest, stop_between(said, plain[-1], figure)) if plain else NONE
        plain.append(figure)
    return plain


def _breaks_off(said: Statements, total: Figure, step: tuple[Sequence[Figure], Figure], widest: int) -> bool:
    plain, figure = step
    if figure.statement != plain[0].statement or figure.is_grand or figure.role == "left":
        return True
    if total.role != "used" and _SPENT.search(figure.before):
        return True
    return len(plain) >= 2 and stop_between(said, plain[-1], figure) >= SEMICOLON > widest


def tails_of(said: Statements, figures: Sequence[Figure]) -> Iterator[Sequence[Figure]]:
    """The ends of a list that may be closed by the total after it: all of it, or what follows a greater stop."""
    yield figures
    for i in range(1, len(figures) - 1):
        inner = max(stop_between(said, a, b) for a, b in zip(figures[i:], figures[i + 1 :], strict=False))
        if stop_between(said, figures[i - 1], figures[i]) > inner:
            yield figures[i:]


def stop_between(said: Statements, one: Figure, other: Figure) -> int:
    """The greatest stop between two figures."""
    if one.statement != other.statement:
        return FULL_STOP
    words = said.forms[one.span[1] : other.span[0]]
    return SEMICOLON if ";" in words else COMMA if "," in words else NONE
