"""The source tree of one language put together: pages, configuration, words for the search; and what is to be rendered.

Input: pages by path, groups, the state of the last build. Output: files in the work folder, written only where they
changed, and the `Rendering` that brings the output up to date.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yiju.site.configuration import Folders, Group, configuration
from yiju.site.pages import parts_of_site
from yiju.site.rendering import CONFIGURATION, PAGES, Rendering
from yiju.site.shell import shell_folder
from yiju.site.source_tree import TreeState, digest, remove, write_changed
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class Contents:
    """What a language consists of: `texts` were made now, `present` are the paths of all pages and assets."""

    texts: Mapping[str, str]
    present: frozenset[str]
    groups: Sequence[Group]


def assemble(
    contents: Contents, before: TreeState, *, lang: Lang, work: Path, out: Path, address: str | None
) -> tuple[TreeState, Rendering]:
    """Write what changed; the new state, and what is to be rendered."""
    tree = TreeState(hashes=dict(before.hashes))
    written = write_changed(work / PAGES, contents.texts, tree.hashes)
    gone = set(tree.hashes) - contents.present
    remove(work / PAGES, gone)
    for path in gone:
        del tree.hashes[path]
    _configure(contents, tree, lang=lang, folders=Folders(shell_folder(), work, out), address=address)
    if tree.configuration != before.configuration or not (out / "index.html").is_file():
        stale = set(contents.present)
    else:
        stale = written | _with_other_side(contents.present, tree.groups, before.groups)
    return tree, Rendering(work, out, tuple(sorted(map(built, stale))), tuple(sorted(map(built, gone))))


def built(path: str) -> str:
    """Where a file of the source tree stands in the output."""
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path


def _configure(contents: Contents, tree: TreeState, *, lang: Lang, folders: Folders, address: str | None) -> None:
    """Write the configuration, and note what of it every page depends on, and what the pages of each folder."""
    parts = parts_of_site(contents.present, lang)
    tree.configuration = digest(configuration(lang, folders, parts, (), address))
    by_folder: dict[str, list[Group]] = {}
    for group in contents.groups:
        by_folder.setdefault(group.folder, []).append(group)
    tree.groups = {folder: digest(repr(held)) for folder, held in by_folder.items()}
    text = configuration(lang, folders, parts, contents.groups, address)
    (folders.work / CONFIGURATION).write_text(text, encoding="utf-8")


def _with_other_side(present: Iterable[str], now: Mapping[str, str], before: Mapping[str, str]) -> set[str]:
    """The pages at whose side other pages are listed than before."""
    folders = tuple(folder for folder in {*now, *before} if now.get(folder) != before.get(folder))
    return {page for page in present if page.startswith(folders)} if folders else set()
