"""The commands and the Python of README.md do what it shows; `--update` rewrites their output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from case_file import Block, blocks_of, run

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
TIMED = re.compile(r"^用时 .*$", re.MULTILINE)
"""How long a run took is another time otherwise."""


def shown(block: Block) -> str:
    """The block with what its commands print now."""
    commands = [line.removeprefix("$ yiju ") for line in block.text.splitlines() if line.startswith("$ yiju ")]
    return "".join(f"$ yiju {command}\n{run(command, ROOT)}" for command in commands)


def test_commands(update: bool) -> None:
    text = README.read_text("utf-8")
    consoles = [block for block in blocks_of(text) if block.kind == "console"]
    (ROOT / "build").mkdir(exist_ok=True)
    fresh = [shown(block) for block in consoles]
    if update:
        for block, output in reversed(list(zip(consoles, fresh, strict=True))):
            text = text[: block.start] + output + text[block.end :]
        README.write_text(text, encoding="utf-8")
    assert update or [TIMED.sub("", block.text) for block in consoles] == [TIMED.sub("", text) for text in fresh]


def test_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    blocks = [block.text for block in blocks_of(README.read_text("utf-8")) if block.kind == "python"]
    assert blocks
    for code in blocks:
        exec(compile(code, "README.md", "exec"), {})  # the point of the test
