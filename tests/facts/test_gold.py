"""Facts, document numbers and headers of the documents in `tests/documents` against their readings, by their scorer."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from yiju.facts.read import read_facts

DOCUMENTS = Path(__file__).parent.parent / "documents"


def load_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document_score", DOCUMENTS / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def as_result(text: str) -> dict[str, Any]:
    """What of a compile's result the facts make up."""
    read = read_facts(text)
    header = read.header
    return {
        "schema": "yiju/document/1",
        "document": {
            "title": header.title,
            "number": header.number,
            "issuer": header.issuer,
            "issued": header.issued,
        },
        "numbers": [
            {"text": n.text, "normalized": n.normalized, "wellformed": n.is_wellformed, "span": list(n.span)}
            for n in read.numbers
        ],
        "facts": [{"kind": f.kind, "text": f.text, "value": f.value, "span": list(f.span)} for f in read.facts],
    }


@pytest.fixture(scope="module", params=["examples", "more"])
def scored(request: pytest.FixtureRequest) -> Any:
    score = load_scorer()
    return score.score_directory(DOCUMENTS / request.param, lambda path: as_result(score.read_text(path)))


def test_readings_are_reached(scored: Any) -> None:
    _, total = scored
    for name, floor in {"header": 0.995, "numbers": 0.995, "wellformed": 1.0, "facts": 0.995}.items():
        assert total.named()[name].f1 >= floor, name
    assert all(score.f1 >= 0.985 for score in total.kinds.values())
    assert total.astray == 0


def test_no_document_is_read_badly(scored: Any) -> None:
    reports, _ = scored
    assert len(reports) >= 12
    assert {r.name: r.scores["facts"].f1 for r in reports if r.scores["facts"].f1 < 0.97} == {}
