"""What some tests need beside Python: where it is missing they are skipped, with the reason; in continuous integration
(YIJU_CI=1) they fail instead, so that none of them is ever left out without a word.
"""

from __future__ import annotations

import os

import pytest


def required(name: str, found: bool) -> None:
    """Skip or fail the test at hand unless `name` is there."""
    if found:
        return
    reason = f"{name} is not installed"
    if os.environ.get("YIJU_CI") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
