"""A page in a real browser: Debian's Chromium, without a window; what it asked for and what went wrong is kept.

Tests that need it are left out where it is missing, and say so (`services.required`).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from services import required

WIDE, NARROW = (1280, 900), (390, 844)


@dataclass
class Seen:
    """A page, and what it did: `asked` the addresses of all requests, `wrong` failures, errors, and bad answers."""

    page: Any
    asked: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def hosts(self) -> set[str]:
        """The hosts that were asked for anything; a folder is the empty host."""
        return {urlsplit(url).netloc for url in self.asked if not url.startswith(("data:", "blob:", "about:"))}


def chromium() -> str | None:
    """Where the browser is."""
    return os.environ.get("YIJU_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def started() -> Iterator[Any]:
    """A browser; the test is left out where there is none."""
    required("playwright", find_spec("playwright") is not None)
    program = chromium()
    required("Chromium", program is not None)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def blank(browser: Any, *, size: tuple[int, int] = WIDE, scheme: str = "light") -> Seen:
    """A blank page with nothing kept from other pages."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    seen = Seen(context.new_page())
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("requestfailed", lambda request: seen.wrong.append(f"failed: {request.url}"))
    seen.page.on("response", lambda answer: _note(seen, answer))
    seen.page.on("pageerror", lambda error: seen.wrong.append(str(error)))
    seen.page.on("console", lambda said: seen.wrong.append(said.text) if said.type == "error" else None)
    return seen


def _note(seen: Seen, answer: Any) -> None:
    if answer.status >= 400:
        seen.wrong.append(f"{answer.status}: {answer.url}")
