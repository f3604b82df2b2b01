"""A page of the guide as a test reads it: its blocks in order make files and run commands in a folder of their own."""

from __future__ import annotations

import os
import re
from importlib.util import find_spec
from pathlib import Path

from case_file import Block, blocks_of, run

SLOW = "$ yiju docs"
"""Commands that build a site: run only with YIJU_CHECK=1, and where mkdocs is there."""
_HEAD = re.compile(r"^([^\s#>|]\S*)(?:\s+(\S+))?", re.MULTILINE)


def replayed(markdown: str, folder: Path) -> str:
    """The page with the output its console blocks give now, after the files that stand above each."""
    pieces, at = [], 0
    for block in blocks_of(markdown):
        if block.kind == "console":
            pieces += [markdown[at : block.start], console(block, folder)]
            at = block.end
        elif "title" in block.info:
            put(block, folder / block.info["title"])
    return "".join((*pieces, markdown[at:]))


def console(block: Block, folder: Path) -> str:
    """The block with what its commands print now."""
    if SLOW in block.text and (os.environ.get("YIJU_CHECK") != "1" or find_spec("mkdocs") is None):
        return block.text
    commands = [line.removeprefix("$ yiju ") for line in block.text.splitlines() if line.startswith("$ yiju ")]
    return "".join(f"$ yiju {command}\n{run(command, folder)}" for command in commands)


def put(block: Block, file: Path) -> None:
    """Write a file; in a policy file that is there, replace declarations of the same name and add the others."""
    file.parent.mkdir(parents=True, exist_ok=True)
    text = block.text
    if block.kind == "policy" and file.exists():
        text = merged(file.read_text("utf-8"), block.text)
    file.write_text(text, encoding="utf-8")


def merged(old: str, new: str) -> str:
    """The declarations of both, each in the place where it stood first."""
    by_head = {head(paragraph): paragraph for paragraph in paragraphs(old)}
    by_head |= {head(paragraph): paragraph for paragraph in paragraphs(new)}
    return "\n\n".join(by_head.values()) + "\n"


def paragraphs(text: str) -> list[str]:
    return re.split(r"\n{2,}", text.strip())


def head(paragraph: str) -> tuple[str, ...]:
    """The keyword and name of a paragraph's declaration: its last line at the margin that is no ground."""
    found = [m.groups("") for m in _HEAD.finditer(paragraph) if m[1] not in ("假定", "理解", "assumed", "reading")]
    return found[-1] if found else (paragraph,)
