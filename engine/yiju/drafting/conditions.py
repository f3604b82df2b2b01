"""Conditions as small trees: tests on proposed fields, joined by 同时 and 任一; and their text in the rule language.

Inert data and its rendering. How words become conditions is `phrases.py` and `scopes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yiju.drafting.model import OpenPoint, Proposed

INDENT = "    "


@dataclass(frozen=True, slots=True)
class Test:
    """One test, as the language writes it, with the fields it proposes and the points it leaves open."""

    text: str
    fields: tuple[Proposed, ...] = ()
    opens: tuple[OpenPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class All:
    """All must hold."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """One must hold."""

    parts: tuple[Condition, ...]


Condition = Test | All | Any_


def all_of(parts: tuple[Condition, ...]) -> Condition:
    """All of the parts; a single part is itself, and what already joins all is taken apart."""
    flat = tuple(q for p in parts for q in (p.parts if isinstance(p, All) else (p,)))
    return flat[0] if len(flat) == 1 else All(flat)


def any_of(parts: tuple[Condition, ...]) -> Condition:
    """One of the parts; a single part is itself, and what already joins alternatives is taken apart."""
    flat = tuple(q for p in parts for q in (p.parts if isinstance(p, Any_) else (p,)))
    return flat[0] if len(flat) == 1 else Any_(flat)


def tests_of(condition: Condition) -> Iterator[Test]:
    """Every test of a condition."""
    if isinstance(condition, Test):
        yield condition
        return
    for part in condition.parts:
        yield from tests_of(part)


def fields_of(condition: Condition) -> tuple[Proposed, ...]:
    """The fields a condition proposes."""
    return tuple(f for test in tests_of(condition) for f in test.fields)


def opens_of(condition: Condition) -> tuple[OpenPoint, ...]:
    """The points a condition leaves open."""
    return tuple(o for test in tests_of(condition) for o in test.opens)


def inline(condition: Condition) -> str | None:
    """The condition on one line; None where it needs a block."""
    if isinstance(condition, Test):
        return condition.text
    joiner = " 且 " if isinstance(condition, All) else " 或 "
    other = " 或 " if isinstance(condition, All) else " 且 "
    texts = [inline(part) for part in condition.parts]
    if any(t is None or other in t or (joiner == " 或 " and "待定" in t) for t in texts):
        return None
    return joiner.join(t for t in texts if t is not None)


def when(condition: Condition) -> tuple[str, tuple[str, ...]]:
    """What stands behind the head of a declaration: ` 当 …`, and the lines of a block below it."""
    line = inline(condition)
    if line is not None and len(line) <= 60:
        return f" 当 {line}", ()
    return " 当", tuple(_block(condition, 0))


def _block(condition: Condition, depth: int) -> Iterator[str]:
    line = inline(condition)
    if isinstance(condition, Test) or (line is not None and (depth and len(line) <= 60)):
        yield f"{INDENT * depth}{line}"
        return
    assert not isinstance(condition, Test)
    yield f"{INDENT * depth}{'同时' if isinstance(condition, All) else '任一'}"
    for part in condition.parts:
        yield from _block(part, depth + 1)
