"""What all tests share: `--update` rewrites the answers kept in files; output is in Chinese unless a test asks."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the answers that are kept in files")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether kept answers are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def chinese_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIJU_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "100")
