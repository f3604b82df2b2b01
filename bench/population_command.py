"""The command line of every contender of the population benchmark: `IN OUT [--members]`; prints the seconds of its query."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path


def asked(run: Callable[..., float], about: str | None) -> int:
    """Run what the command line asks for."""
    options = argparse.ArgumentParser(description=about)
    options.add_argument("source", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--members", action="store_true", help="households with a list of members")
    chosen = options.parse_args()
    print(run(chosen.source, chosen.out, members=chosen.members))
    return 0
