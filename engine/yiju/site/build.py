"""The whole site: Chinese at the root of the output, English in `en/`, and the site map.

Input: places as folders, an output folder. Output: `Site`, and files. Two processes make the pages, each of some
places, then render them, each one language. The work folder beside the output holds the source trees, plain Markdown
with a configuration of mkdocs, and what the next build need not make again.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path

from yiju.site import index_page
from yiju.site.assembly import Contents, assemble, built
from yiju.site.configuration import Group
from yiju.site.index_page import INDEX, PlaceSummary
from yiju.site.making import LANGUAGES, MadePlace, make_places
from yiju.site.pages import groups_of_site, pages_of_site
from yiju.site.references import CommandLine
from yiju.site.relations import place_digests, places_below, shared_out
from yiju.site.rendering import Rendering, render
from yiju.site.shell import shell_folder
from yiju.site.sitemap import sitemap
from yiju.site.source_tree import Part, State, TreeState, read_state, write_state
from yiju.version import VERSION
from yiju_grammar.finding import Lang

MARK = ".yiju-site"
"""The file that says that an output folder is ours to write in."""
NEEDED = ("mkdocs", "material")
STATE = "state.json"
PRELOADED = ("yiju.site.making", "yiju.site.rendering", "mkdocs.commands.build", "material.plugins.search.plugin")
SITE = "*"
"""The part of the pages that belong to no place."""


class NotOurs(ValueError):
    """The output folder holds other things than a site of ours."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was built: the pages there are (source paths), how many of each language were rendered, what mkdocs warned
    of, and the places whose rules have errors."""

    out: Path
    pages: tuple[str, ...]
    rendered: int
    warnings: tuple[str, ...]
    wrong: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What to build.

    `places` are folders; `on` is the day of which the pages tell what is in force and what is to come; `address` is
    that of the site, for its site map (None: there is none); `command_line` tells of the commands in a language (None:
    they are left out), and `command_line_of` is the package that they come from; `places_alone` leaves out the guide
    and the references.
    """

    places: tuple[Path, ...]
    out: Path
    on: date
    address: str | None = None
    command_line: Callable[[Lang], CommandLine] | None = None
    command_line_of: str = ""
    places_alone: bool = False

    @property
    def work(self) -> Path:
        """The folder of the source trees, beside the output."""
        return self.out.with_name(f"{self.out.name}.source")

    def resolved(self) -> Order:
        """The same with whole paths."""
        return replace(self, places=tuple(place.resolve() for place in self.places), out=self.out.resolve())


@dataclass(frozen=True, slots=True)
class Builders:
    """Two processes, kept for as long as something may be built again."""

    pools: tuple[ProcessPoolExecutor, ...]

    def build(self, order: Order) -> Site:
        """Bring a site up to date.

        Raises:
            NotOurs: its folder holds other things.
        """
        asked = order.resolved()
        _take(asked.out)
        for lang in LANGUAGES:
            (asked.work / lang).mkdir(parents=True, exist_ok=True)
        before = read_state(asked.work / STATE)
        state = State(f"{made_by_digest(asked.command_line_of)} {asked.places_alone}")
        if before.made_by != state.made_by:
            before = State(trees={lang: TreeState(tree.hashes) for lang, tree in before.trees.items()})
        tasks = _assembled(asked, before, state, self._made(asked, before, state))
        (asked.work / STATE).unlink(missing_ok=True)  # a build that is broken off must not be taken for a whole one
        warnings = self._rendered(tasks)
        write_state(asked.work / STATE, state)
        pages = tuple(sorted(page for page in state.trees["zh"].hashes if page.endswith(".md")))
        _write_sitemap(asked, pages)
        rendered = max(sum(path.endswith(".html") for path in task.stale) for task in tasks)
        wrong = tuple(place for place in asked.places if state.parts[place.name].kept["has_errors"])
        return Site(asked.out, pages, rendered, warnings, wrong)

    def _made(self, asked: Order, before: State, state: State) -> dict[Lang, dict[str, str]]:
        """The texts that had to be made, by language; the parts go into the state."""
        below = places_below(asked.places)
        digests = place_digests(asked.places, below, asked.on.isoformat(), *sorted(place.name for place in below))
        known = {name: part.digest for name, part in before.parts.items()}
        stale = [place for place in asked.places if known.get(place.name) != digests[place]]
        waiting: list[Future[dict[str, MadePlace]]] = [
            pool.submit(make_places, part, below, asked.on)
            for pool, part in zip(self.pools, shared_out(stale, len(self.pools)), strict=True)
            if part
        ]
        texts: dict[Lang, dict[str, str]] = {lang: {} for lang in LANGUAGES}
        _site_part(asked, before, state, texts)
        found = {name: place for future in waiting for name, place in future.result().items()}
        for place in asked.places:
            made = found.get(place.name)
            if made is None:
                state.parts[place.name] = before.parts[place.name]
                continue
            state.parts[place.name] = _part(digests[place], made)
            for lang in LANGUAGES:
                texts[lang].update(made.texts[lang])
        return texts

    def _rendered(self, tasks: Sequence[Rendering]) -> tuple[str, ...]:
        """Render what is out of date; all warnings."""
        waiting = [
            pool.submit(render, task) for pool, task in zip(self.pools, tasks, strict=True) if task.stale or task.gone
        ]
        return tuple(dict.fromkeys(warning for future in waiting for warning in future.result()))


@contextmanager
def builders() -> Iterator[Builders]:
    """Start the processes; they end with the block."""
    pools = tuple(ProcessPoolExecutor(1, mp_context=_context()) for _ in LANGUAGES)
    try:
        for pool in pools:
            pool.submit(int)  # they start while it is made out what there is to do
        yield Builders(pools)
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How processes start: where it can be, as copies of one that has everything imported."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(list(PRELOADED))
    return context


def build_site(order: Order) -> Site:
    """Build a site once; see `Builders.build`."""
    with builders() as processes:
        return processes.build(order)


def what_is_missing() -> tuple[str, ...]:
    """The packages of the extra `docs` that are not installed."""
    return tuple(name for name in NEEDED if find_spec(name) is None)


def made_by_digest(*others: str) -> str:
    """Changes whenever anything that makes pages does: our packages and others, the theme, the guide."""
    found = sha256(VERSION.encode())
    packages = (spec for spec in map(find_spec, ("yiju", "yiju_grammar", *filter(None, others))) if spec is not None)
    for root in (shell_folder(), *(Path(str(spec.origin)).parent for spec in packages)):
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                stat = os.stat(os.path.join(folder, name))
                found.update(f"{folder}/{name}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return found.hexdigest()


def _site_part(asked: Order, before: State, state: State, texts: dict[Lang, dict[str, str]]) -> None:
    """The pages of no place, made unless they are there already."""
    if SITE in before.parts:
        state.parts[SITE] = before.parts[SITE]
        return
    groups: dict[Lang, list[list[object]]] = {lang: [] for lang in LANGUAGES}
    for lang in () if asked.places_alone else LANGUAGES:
        told = asked.command_line(lang) if asked.command_line else None
        texts[lang].update(pages_of_site(lang, told))
        groups[lang] = _flat(groups_of_site(texts[lang], lang))
    state.parts[SITE] = Part("", tuple(texts["zh"]), {"groups": groups})


def _part(digest: str, made: MadePlace) -> Part:
    """What is kept of a place that was made."""
    told = made.summary
    kept = {
        "groups": {lang: _flat(groups) for lang, groups in made.groups.items()},
        "has_errors": made.has_errors,
        "summary": [told.folder, told.name, told.above, told.policies, told.documents],
    }
    return Part(digest, tuple(made.texts["zh"]), kept)


def _assembled(asked: Order, before: State, state: State, texts: dict[Lang, dict[str, str]]) -> tuple[Rendering, ...]:
    """Both trees written."""
    present = frozenset({INDEX, *(page for part in state.parts.values() for page in part.pages)})
    summaries = [_summary(*part.kept["summary"]) for part in state.parts.values() if "summary" in part.kept]
    tasks = []
    for lang in LANGUAGES:
        texts[lang][INDEX] = index_page.render(summaries, present, lang)
        groups = [_group(*held) for part in state.parts.values() for held in part.kept["groups"][lang]]
        state.trees[lang], task = assemble(
            Contents(texts[lang], present, groups),
            before.trees.get(lang, TreeState()),
            lang=lang,
            work=asked.work / lang,
            out=asked.out if lang == "zh" else asked.out / lang,
            address=asked.address,
        )
        tasks.append(task)
    return tuple(tasks)


def _flat(groups: Sequence[Group]) -> list[list[object]]:
    return [[group.folder, group.name, group.pages] for group in groups]


def _group(folder: str, name: str, pages: Sequence[Sequence[str]]) -> Group:
    return Group(folder, name, tuple((page[0], page[1]) for page in pages))


def _summary(folder: str, name: str, above: str, policies: Sequence[Sequence[str]], documents: int) -> PlaceSummary:
    return PlaceSummary(folder, name, above, tuple((p[0], p[1]) for p in policies), documents)


def _take(out: Path) -> None:
    """Make the output folder ours; one that holds other things is not touched."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise NotOurs(str(out))
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text(f"yiju {VERSION}\n", encoding="utf-8")


def _write_sitemap(asked: Order, pages: Sequence[str]) -> None:
    """The site map; without an address there is none, not even the theme's."""
    for lang in LANGUAGES:
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (asked.out / ("" if lang == "zh" else lang) / name).unlink(missing_ok=True)
    if asked.address is not None:
        addresses = [built(page) for page in pages]
        (asked.out / "sitemap.xml").write_text(sitemap(asked.address, dict.fromkeys(LANGUAGES, addresses)), "utf-8")
