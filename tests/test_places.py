"""The rules in rules/: they check without a finding, their cases pass, they are formatted, and their records decide."""

from __future__ import annotations

from pathlib import Path

import pytest

import yiju
from yiju.cases.run import run_cases
from yiju.records.readers import READERS, read_records
from yiju_grammar import format_text

RULES = Path(__file__).parent.parent / "rules"
PLACES = sorted(folder.parent for folder in RULES.glob("*/documents.toml"))


@pytest.fixture(params=PLACES, ids=lambda place: place.name, scope="module")
def rules(request: pytest.FixtureRequest) -> yiju.Rules:
    return yiju.load(request.param)


def test_checks(rules: yiju.Rules) -> None:
    assert [f.message("zh") for f in rules.findings if f.severity != "note"] == []


def test_cases_pass(rules: yiju.Rules) -> None:
    ran = run_cases(rules)
    assert ran.results
    assert [(r.name, f.message("zh")) for r in ran.results for f in r.findings] == []


@pytest.mark.parametrize("file", sorted(RULES.rglob("*.policy")), ids=lambda f: f.stem)
def test_formatted_in_either_language(file: Path) -> None:
    text = file.read_text("utf-8")
    assert format_text(text).text == text
    english = format_text(text, lang="en").text
    assert format_text(english).text == english


def test_records_are_sound_for_some_policy(rules: yiju.Rules) -> None:
    kinds = {rules.program.records[policy.subject].name for policy in rules.program.policies.values()}
    files = [f for f in sorted((rules.path / "records").iterdir()) if f.suffix in READERS and "." not in f.stem]
    assert files
    for file in files:
        read = [read_records(file, rules.program.records[kind], rules.program.records) for kind in sorted(kinds)]
        assert any(r.rows and not r.rejected for r in read), file.name
