"""Documents with what they rule, read and compared by the scorer of `tests/documents`."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from yiju.facts.read import read_facts
from yiju.provisions.read import read_provisions

HERE = Path(__file__).parent
DOCUMENTS = HERE.parent / "documents"
GOLD = sorted([*DOCUMENTS.glob("*.gold.json"), *(DOCUMENTS / "examples").glob("*.gold.json")], key=lambda p: p.name)
MORE = sorted((DOCUMENTS / "more").rglob("*.gold.json"), key=lambda p: p.name)
MADE_UP = sorted((HERE / "documents").glob("*.rules"))


def text_of(path: Path) -> str:
    """The text beside a gold file, line ends as they are."""
    return path.with_name(path.name.split(".")[0] + ".txt").read_bytes().decode("utf-8")


def gold_rules(path: Path) -> list[dict[str, Any]]:
    """The rules that a reader found."""
    if path.suffix == ".json":
        rules: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["rules"]
        return rules
    rules, at, text = [], 0, text_of(path)
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            rules.append(_rule(line, text, at))
            at = rules[-1]["span"][0]
    return rules


def rules_report(path: Path) -> Any:
    """The scorer's report on the rules of one document."""
    text, scorer = text_of(path), _scorer()
    found = read_provisions(text, read_facts(text)).provisions
    got = [{"kind": p.kind, "value": p.value, "quote": p.quote, "span": list(p.span)} for p in found]
    report = scorer.Report(path.stem)
    scorer.compare_family("rules", gold_rules(path), got, text, report)
    return report


def _rule(line: str, text: str, at: int) -> dict[str, Any]:
    """A rule with its place: where its words stand from `at` on, or else anywhere; white space is no difference."""
    kind, value, words = (part.strip() for part in line.lstrip("? ").split("|", 2))
    wanted = re.compile(r"\s*".join(map(re.escape, re.sub(r"\s", "", words))))
    found = wanted.search(text, at) or wanted.search(text)
    assert found, words
    span = list(found.span())
    return {"kind": kind, "value": value or None, "quote": found[0], "span": span, "optional": line.startswith("?")}


@cache
def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document_scorer", DOCUMENTS / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
