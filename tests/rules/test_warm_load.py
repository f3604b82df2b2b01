"""A place taken from the cache decides as the one that was just read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import yiju

PLACES = Path(__file__).parents[2] / "rules"


@pytest.mark.parametrize(("place", "policy"), [("qinghu", "城乡低保"), ("yushan", "临时救助"), ("licheng", "干部补助")])
def test_a_warm_place_decides_as_a_cold_one(
    place: str, policy: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YIJU_CACHE", str(tmp_path))
    cold = yiju.load(PLACES / place)
    warm = yiju.load(PLACES / place)
    assert warm._loaded is None
    kind = cold.program.records[cold.program.policies[policy].subject]
    required = {f.name: f.type.values[0] for f in kind.fields if f.required and hasattr(f.type, "values")}
    record = {f.name: "1" for f in kind.fields if f.identifier} | required
    for day in (date(2020, 6, 30), date(2021, 4, 30)):
        assert warm.decide(policy, record, on=day) == cold.decide(policy, record, on=day)
    year = (date(2021, 1, 1), date(2021, 12, 31))
    assert warm.decide(policy, record, period=year) == cold.decide(policy, record, period=year)
    assert list(warm.program.policies) == list(cold.program.policies)
    assert all(warm.program.policies[name] == cold.program.policies[name] for name in cold.program.policies)
