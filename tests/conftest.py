"""What all tests share: `--update` rewrites the answers kept in files; output is in Chinese unless a test asks; the
cache of loaded places lives as long as the run."""

from __future__ import annotations

import os
import tempfile

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the answers that are kept in files")


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="yiju-tests-")
    config.add_cleanup(folder.cleanup)
    os.environ["YIJU_CACHE"] = folder.name


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether kept answers are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(autouse=True)
def chinese_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YIJU_LANG", "zh")
    monkeypatch.setenv("COLUMNS", "100")
