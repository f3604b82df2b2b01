"""A case file: rules, records, commands and their whole expected output in Markdown; see cases/README.md."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from yiju_cli.main import main

FENCE = re.compile(r"^```(\w+)[ ]*([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
DEFAULT_NAMES = {
    "rule": "规则.policy",
    "toml": "documents.toml",
    "json": "记录.json",
    "jsonl": "记录.jsonl",
    "csv": "记录.csv",
}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the `key=value` words after it, its text, and where the text stands in the file."""

    kind: str
    info: Mapping[str, str]
    text: str
    start: int
    end: int


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The fenced blocks of a file in order."""
    return tuple(
        Block(found[1], dict(word.partition("=")[::2] for word in shlex.split(found[2])), found[3], *found.span(3))
        for found in FENCE.finditer(markdown)
    )


def lay_out(blocks: tuple[Block, ...], folder: Path) -> None:
    """Write the files that the blocks describe; without a register of its own a case gets one listing its documents."""
    entries = [f"[place]\nname = {quoted(folder.name)}\n"]
    for number, block in enumerate(blocks):
        if block.kind == "document":
            file = block.info.get("file", f"文件{number}.txt")
            entries.append(register_entry(block.info, file))
            name = f"documents/{file}"
        elif block.kind in DEFAULT_NAMES:
            name = block.info.get("file", DEFAULT_NAMES[block.kind])
        else:
            continue
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(block.text, encoding="utf-8")
    if not (folder / "documents.toml").exists():
        (folder / "documents.toml").write_text("\n".join(entries), encoding="utf-8")


def register_entry(info: Mapping[str, str], file: str) -> str:
    """The register's entry for a `document` block: its info words, with the text's file."""
    words = {"issuer": "示例机关", **{k: v for k, v in info.items() if k != "file"}, "file": file}
    lines = [f"{key} = {quoted(value)}" for key, value in words.items()]
    return "[[document]]\n" + "\n".join(lines) + "\n"


def quoted(value: str) -> str:
    """A TOML string."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def replay(block: Block, folder: Path) -> str:
    """The console block with the output its commands give now."""
    commands = [line[2:] for line in block.text.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{run(command, folder)}" for command in commands)


def run(command: str, folder: Path) -> str:
    """What one command prints, both streams as they come; a status other than 0 stands at the end as `[1]`."""
    words = with_records(shlex.split(command), folder)
    output = io.StringIO()
    with inside(folder), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = main(words)
    text = output.getvalue().replace(str(folder) + os.sep, "").replace(str(folder), ".")
    if text and not text.endswith("\n"):
        text += "\n"
    return text + (f"[{status}]\n" if status else "")


def with_records(words: list[str], folder: Path) -> list[str]:
    """`decide POLICY` without a records file reads the case's own."""
    if words[0] == "decide" and (len(words) == 2 or words[2].startswith("-")):
        own = next(name for kind in ("json", "jsonl", "csv") if (folder / (name := DEFAULT_NAMES[kind])).exists())
        return [*words[:2], own, *words[2:]]
    return words


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
