"""The places of `rules/`, each read once for all tests of plain words."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from yiju.load import Rules, load

FOLDER = Path(__file__).parents[2] / "rules"
PLACES = sorted(p.parent.name for p in FOLDER.glob("*/documents.toml"))


@cache
def place_rules(place: str) -> Rules:
    """The rules of a place."""
    return load(FOLDER / place)
