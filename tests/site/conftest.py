"""A small site that the tests of this folder look at, built once: one place and its documents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from browser import started
from services import required

from yiju.site.build import Order, Site, build_site

RULES = Path(__file__).parents[2] / "rules"
DAY = date(2026, 11, 27)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One browser for all tests."""
    with started() as program:
        yield program


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of 历城区, with nothing but its places."""
    required("mkdocs-material", find_spec("material") is not None)
    return build_site(Order((RULES / "licheng",), tmp_path_factory.mktemp("site") / "out", DAY, places_alone=True))
