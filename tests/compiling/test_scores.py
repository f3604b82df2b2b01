"""Whole documents, compiled and scored against their gold readings: no family falls below its floor."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from yiju.compiling.compile import compile_document
from yiju.compiling.json import to_data
from yiju_grammar.finding import Finding

DOCUMENTS = Path(__file__).parents[1] / "documents"
sys.path.append(str(DOCUMENTS))
from score import FAMILIES, Report, score_document  # noqa: E402  # the scorer that stands beside the documents

FLOORS: Mapping[str, Mapping[str, float]] = {
    "examples": dict.fromkeys(FAMILIES, 1.0),
    "more": {"header": 1.0, "numbers": 1.0, "clauses": 1.0, "facts": 0.995, "sums": 0.99, "rules": 0.98},
    "unseen": {"header": 1.0, "numbers": 1.0, "clauses": 1.0, "facts": 0.99, "sums": 0.98, "rules": 0.92},
}


def compiled(path: Path) -> dict[str, object]:
    made = compile_document(path)
    assert not isinstance(made, Finding)
    return to_data(made)


def score(paths: list[Path]) -> Report:
    total = Report("total")
    for path in paths:
        report = score_document(path, compiled)
        assert report.error is None
        assert report.astray == 0, path.name
        total.add(report)
    return total


@pytest.mark.parametrize("folder", FLOORS)
def test_floors(folder: str) -> None:
    paths = sorted((DOCUMENTS / folder).glob("*.txt"))
    assert len(paths) >= 8
    named = score(paths).named()
    assert {f: round(named[f].f1, 3) for f in FAMILIES if named[f].f1 < FLOORS[folder][f]} == {}


def test_the_statement_of_licheng() -> None:
    named = score(sorted(DOCUMENTS.glob("*.txt"))).named()
    assert {f: named[f].f1 for f in FAMILIES} == dict.fromkeys(FAMILIES, 1.0)
