"""Generated rule sets that pass the checker, loaded; and how many of them a run looks at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from generators.raw_records import Raw
from generators.rule_sets import rule_set

from yiju.load import Rules, load_texts

NIGHTLY = os.environ.get("YIJU_NIGHTLY") == "1"
POLICIES = ("低保", "补助")


def seeds(count: int, nightly: int) -> range:
    """The seeds of a run: the same ones every day, and more of them at night."""
    return range(nightly if NIGHTLY else count)


@cache
def sound(seed: int) -> Rules | None:
    """The rules of a seed, or None where the checker finds an error."""
    rules = load_texts(rule_set(seed).files())
    return None if rules.has_errors else rules


def triples(rules: Rules, seed: int, count: int, *, gaps: float = 0.25) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """A policy, a raw record and a day, so many times."""
    rng = Random(seed)
    raw = Raw(rules.program, rng, gaps)
    for _ in range(count):
        policy = rng.choice(POLICIES)
        yield policy, raw.record(policy), raw.day()
