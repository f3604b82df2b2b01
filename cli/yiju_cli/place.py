"""Where the rules are: the folder that holds a register, found from the folder at hand."""

from __future__ import annotations

from pathlib import Path

import click

from yiju_grammar.finding import Lang

REGISTER = "documents.toml"


def find_rules(option: Path | None, lang: Lang) -> Path:
    """The place to use: the option, else the nearest `rules/` upward with a register or exactly one place.

    Raises:
        click.UsageError: there is none, or several to choose from.
    """
    if option is not None:
        return _only_place(option, lang)
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / REGISTER).is_file():
            return folder
        if (folder / "rules").is_dir():
            return _only_place(folder / "rules", lang)
    raise click.UsageError(
        "没有找到 rules 文件夹，请用 --rules 指明" if lang == "zh" else "no folder rules/ found: name one with --rules"
    )


def places_under(folder: Path) -> tuple[Path, ...]:
    """The places of a folder: itself when it holds a register, else those directly inside it, sorted."""
    if (folder / REGISTER).is_file():
        return (folder,)
    return tuple(sorted(inner.parent for inner in folder.glob(f"*/{REGISTER}")))


def _only_place(folder: Path, lang: Lang) -> Path:
    places = places_under(folder)
    if len(places) == 1:
        return places[0]
    names = "、".join(place.name for place in places)
    if not places:
        raise click.UsageError(
            f"`{folder}` 里没有登记簿 {REGISTER}" if lang == "zh" else f"`{folder}` holds no register {REGISTER}"
        )
    raise click.UsageError(
        f"`{folder}` 里有几个地方（{names}），请用 --rules 指明"
        if lang == "zh"
        else f"`{folder}` holds several places ({names}): choose one with --rules"
    )
