"""What the population benchmark is about, and the command line of every contender: `IN OUT [--members]`; it prints
the seconds of its query. It imports nothing heavy: what starts the contenders must stay small (see `population.py`).
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

RULES = Path(__file__).parent / "rules" / "population"
POLICIES = {False: "最低生活保障", True: "最低生活保障按成员"}
"""The policy, without members and with."""

DAY = date(2020, 11, 30)


def asked(run: Callable[..., float], about: str | None) -> int:
    """Run what the command line asks for."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("source", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--members", action="store_true", help="households with a list of members")
    chosen = options.parse_args()
    print(run(chosen.source, chosen.out, members=chosen.members))
    return 0
