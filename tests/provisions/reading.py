"""Documents with what they rule, read and compared by the scorer of `tests/documents`."""

from __future__ import annotations

import importlib.util
import json
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from yiju.facts.read import read_facts
from yiju.provisions.read import read_provisions

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent / "documents"
GOLD = sorted(DOCUMENTS.rglob("*.gold.json"), key=lambda p: p.name)
MADE_UP = sorted((HERE / "documents").glob("*.rules"))


def text_of(path: Path) -> str:
    """The text beside a gold file, line ends as they are."""
    return path.with_name(path.name.split(".")[0] + ".txt").read_bytes().decode("utf-8")


def gold_rules(path: Path) -> list[dict[str, Any]]:
    """The rules that a reader found."""
    if path.suffix == ".json":
        rules: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["rules"]
        return rules
    text = text_of(path)
    return [_rule(line, text) for line in path.read_text("utf-8").splitlines() if line.strip()]


def rules_report(path: Path) -> Any:
    """The scorer's report on the rules of one document."""
    text, scorer = text_of(path), _scorer()
    found = read_provisions(text, read_facts(text)).provisions
    got = [{"kind": p.kind, "value": p.value, "quote": p.quote, "span": list(p.span)} for p in found]
    report = scorer.Report(path.stem)
    scorer.compare_family("rules", gold_rules(path), got, text, report)
    return report


def _rule(line: str, text: str) -> dict[str, Any]:
    kind, value, quote = (part.strip() for part in line.lstrip("? ").split("|", 2))
    start = text.index(quote)
    span = [start, start + len(quote)]
    return {"kind": kind, "value": value or None, "quote": quote, "span": span, "optional": line.startswith("?")}


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document_scorer", DOCUMENTS / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
