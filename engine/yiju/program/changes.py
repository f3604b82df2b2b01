"""The days on which a program's answers may change by date alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from yiju.documents.model import Days
from yiju.program.program import Bound, Program


def changes(program: Program) -> Program:
    """The program with `changes` filled in: the first day of each stretch on which every dated choice is the same."""
    days: set[date] = set()
    parts = (program.definitions, program.tables, program.scales, program.policies, program.assertions)
    for part in parts:
        for days_found in _intervals(part):
            days.update(edges(days_found))
    return replace(program, changes=tuple(sorted(days)))


def edges(days: Days) -> Iterator[date]:
    """The first day inside an interval and the first after it."""
    if days.start is not None:
        yield days.start
    if days.end is not None and days.end < date.max:
        yield days.end + timedelta(days=1)


def _intervals(node: Any) -> Iterator[Days]:
    """Every interval anywhere inside, in no order."""
    stack = [node]
    while stack:
        here = stack.pop()
        kind: Any = type(here)
        match here:
            case Days():
                yield here
            case Bound(day=day):
                yield Days(day, None) if here.kind == "start" else Days(day, day)
            case dict():
                stack.extend(here.values())
            case tuple() | list():
                stack.extend(here)
            case _:
                stack.extend(getattr(here, name) for name in _names(kind))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a dataclass; nothing of another type."""
    return tuple(f.name for f in fields(kind) if f.name != "span") if is_dataclass(kind) else ()
