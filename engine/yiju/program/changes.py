"""The days on which a program's answers may change by date alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
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
    match node:
        case Days():
            yield node
        case Bound(day=day):
            yield Days(day, None) if node.kind == "start" else Days(day, day)
        case dict():
            for item in node.values():
                yield from _intervals(item)
        case tuple() | list():
            for item in node:
                yield from _intervals(item)
        case _ if is_dataclass(node):
            for f in fields(node):
                yield from _intervals(getattr(node, f.name))
