"""A Chromium for the tests, and pages opened from a folder; a test that needs it is skipped where there is none."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from services import required


@contextmanager
def opened(file: Path, **options: Any) -> Iterator[tuple[Any, list[str]]]:
    """A page of Playwright on a file, and what went wrong on it: errors thrown, and requests to anything but files."""
    executable = shutil.which("chromium")
    required("Chromium", executable is not None and find_spec("playwright") is not None)
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page(**options)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(file.as_uri())
        yield page, faults
        browser.close()
