"""The benchmark's household policy decides as the same rules written by hand, kept values included."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bench.household import against_hand, disagreements, prepared


def test_hand_written_python_and_generated_functions_agree() -> None:
    assert list(disagreements(prepared(50, seed=7))) == []


def test_the_comparison_runs_and_times_every_contender() -> None:
    took = against_hand(prepared(5), rounds=1)
    assert set(took) == {"a", "quick", "b", "full", "c", "traced", "decision"}
    assert all(0 < us < 10**6 for us in took.values())
