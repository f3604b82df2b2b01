"""`yiju new PLACE`: a folder to start from, which checks, passes its cases and decides its records as it stands."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from yiju_cli.options import with_language
from yiju_grammar.finding import Lang

TEMPLATES = (".toml",)
"""Files in which `{place}` stands for the new folder's name."""


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command("new", help="新建一个可以上手的规则文件夹" if zh else "Make a folder of rules to start from.")
    @click.argument("place", type=click.Path(path_type=Path))
    @with_language(lang)
    def new(place: Path) -> int:
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise click.UsageError(
                f"`{place}` 已经有了，不会覆盖" if zh else f"`{place}` is there already: not overwritten"
            )
        for name, text in _start():
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = text.replace("{place}", place.resolve().name) if path.suffix in TEMPLATES else text
            path.write_text(text, encoding="utf-8", newline="\n")
            click.echo(path)
        click.echo(_next(place, lang), err=True)
        return 0

    return new


def _start() -> Iterator[tuple[str, str]]:
    """The files of the folder to start from, by their paths in it."""

    def walk(folder: Traversable, prefix: str) -> Iterator[tuple[str, str]]:
        for entry in sorted(folder.iterdir(), key=lambda e: e.name):
            if entry.is_dir():
                yield from walk(entry, f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.read_text("utf-8")

    return walk(files("yiju_cli").joinpath("start"), "")


def _next(place: Path, lang: Lang) -> str:
    """What to type next."""
    commands = (
        f"yiju check {place}",
        f"yiju test {place}",
        f"yiju decide 高龄补贴 {place / '记录.json'} --rules {place} --on 2020-06",
    )
    return ("接下来：" if lang == "zh" else "next:") + "".join(f"\n  {command}" for command in commands)
