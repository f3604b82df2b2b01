"""Where the rules are: places are folders that hold a register, found from arguments or from the folder at hand."""

from __future__ import annotations

from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju import Rules

REGISTER = "documents.toml"


def find_rules(option: Path | None, lang: Lang) -> Path:
    """The one place to use: the option, else the nearest upward.

    Raises:
        click.UsageError: there is none, or several to choose from.
    """
    if option is None:
        places = nearest_places(lang)
    elif not (places := places_under(option)):
        raise click.UsageError(
            f"`{option}` 里没有登记簿 {REGISTER}" if lang == "zh" else f"`{option}` holds no register {REGISTER}"
        )
    if len(places) == 1:
        return places[0]
    names = "、".join(place.name for place in places) if lang == "zh" else ", ".join(place.name for place in places)
    raise click.UsageError(
        f"有几个地方的规则（{names}），请用 --rules 指明"
        if lang == "zh"
        else f"several places ({names}): choose one with --rules"
    )


def nearest_places(lang: Lang) -> tuple[Path, ...]:
    """The place at hand, or every place of the nearest `rules/`.

    Raises:
        click.UsageError: there is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / REGISTER).is_file():
            return (folder,)
        if places := places_under(folder / "rules"):
            return places
    raise click.UsageError(
        "没有找到放规则的 rules 文件夹，请写明路径或 --rules"
        if lang == "zh"
        else "no folder rules/ found: name a path, or --rules"
    )


def places_under(folder: Path) -> tuple[Path, ...]:
    """The places of a folder: itself when it holds a register, else those directly inside it, sorted."""
    if (folder / REGISTER).is_file():
        return (folder,)
    return tuple(sorted(inner.parent for inner in folder.glob(f"*/{REGISTER}")))


def selected_places(paths: tuple[Path, ...], lang: Lang) -> tuple[tuple[Path, frozenset[str]], ...]:
    """The places that paths name, each with the engine's names of the files picked out of it (none: all of it)."""
    if not paths:
        return tuple((place, frozenset()) for place in nearest_places(lang))
    picked: dict[Path, set[str]] = {}
    for path in paths:
        if path.is_dir() and (places := places_under(path)):
            picked |= {place: set() for place in places}
            continue
        place = _place_of(path, lang)
        base = place.resolve().parent
        files = sorted(path.rglob("*.policy")) if path.is_dir() else [path]
        picked.setdefault(place, set()).update(file.resolve().relative_to(base).as_posix() for file in files)
    return tuple((place, frozenset(files)) for place, files in picked.items())


def policy_files(paths: tuple[Path, ...], lang: Lang) -> tuple[Path, ...]:
    """The rule files that are named or lie under the folders named; without any, those of the nearest rules."""
    roots = paths or nearest_places(lang)
    found = [file for path in roots for file in (sorted(path.rglob("*.policy")) if path.is_dir() else [path])]
    return tuple(dict.fromkeys(Path(relpath(file)) if not paths else file for file in found))


def display(rules: Rules) -> tuple[dict[str, str], dict[str, str]]:
    """The path a person would type for each file by the engine's name of it, and the texts by those paths.

    The engine names a policy file from its place's parent, a document by its name alone, a register by its whole path.
    """
    names: dict[str, str] = {}
    texts: dict[str, str] = {}
    for register in rules.registers:
        folder = Path(register.folder)
        names[(folder / REGISTER).as_posix()] = typed = _typed(folder / REGISTER)
        texts[typed] = (folder / REGISTER).read_text("utf-8-sig", errors="replace")
        for document in register.documents:
            if document.file:
                names[document.file] = names[document.path] = _typed(folder / "documents" / document.file)
                texts[names[document.file]] = document.text
    folders = {Path(register.folder).resolve().name: Path(register.folder) for register in rules.registers}
    for name, text in rules.sources.items():
        place, _, rest = name.partition("/")
        names[name] = _typed(folders.get(place, rules.path) / rest)
        texts[names[name]] = text
    return names, texts


def _typed(path: Path) -> str:
    return Path(relpath(path)).as_posix()


def _place_of(path: Path, lang: Lang) -> Path:
    """The place that a file or folder belongs to: the nearest folder with a register, upward."""
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / REGISTER).is_file():
            return folder
    raise click.UsageError(
        f"`{path}` 不在任何有登记簿 {REGISTER} 的文件夹里"
        if lang == "zh"
        else f"`{path}` belongs to no folder with a register {REGISTER}"
    )
