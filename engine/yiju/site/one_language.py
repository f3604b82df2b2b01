"""The site in one language: its source tree brought up to date, then what changed of it rendered by mkdocs.

Input: a `Request`. Output: `Built`, what was made and what mkdocs said; files in the work folder and the output. Runs
in a process of its own, so that both languages are built at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from yiju.load import Rules, load
from yiju.site import index_page, place_page
from yiju.site.addresses import place_page as page_of_place
from yiju.site.configuration import Folders, Group, configuration
from yiju.site.index_page import INDEX, PlaceSummary
from yiju.site.pages import groups_of_site, pages_of_place, pages_of_site, parts_of_site
from yiju.site.search_index import merge_index, user_words
from yiju.site.shell import shell_folder
from yiju.site.source_tree import Part, State, digest, read_state, remove, write_changed, write_state
from yiju_grammar.finding import Lang

SITE = "*"
"""The part of the pages that belong to no place."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to build: places as folders, the output and work folders of the language, the day, the site's address.
    `made_by` is the digest of what makes pages (our own code, theme and guide)."""

    lang: Lang
    places: tuple[Path, ...]
    out: Path
    work: Path
    on: date
    address: str | None
    made_by: str


@dataclass(frozen=True, slots=True)
class Built:
    """`pages` there are (source paths), how many of them were rendered, and what mkdocs warned of."""

    lang: Lang
    pages: tuple[str, ...]
    rendered: int
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Tree:
    """The source tree as it now is: the files written and removed; `whole` when every page is to be rendered."""

    state: State
    written: set[str]
    gone: set[str]
    whole: bool


def build_language(request: Request) -> Built:
    """Build one language."""
    request.work.mkdir(parents=True, exist_ok=True)
    state_file = request.work / "state.json"
    before = read_state(state_file) if (request.out / "index.html").is_file() else State()
    tree = _source(request, before)
    state_file.unlink(missing_ok=True)  # a build that is broken off must not be taken for a whole one
    warnings = _render(request, tree) if tree.whole or tree.written or tree.gone else ()
    write_state(state_file, tree.state)
    pages = tuple(sorted(p for p in tree.state.hashes if p.endswith(".md")))
    rendered = len(pages) if tree.whole else sum(p.endswith(".md") for p in tree.written)
    return Built(request.lang, pages, rendered, warnings)


# --- the source tree


def _source(request: Request, before: State) -> _Tree:
    """Make what is not the same as before, and write it."""
    state = State(hashes=dict(before.hashes), configuration=before.configuration)
    texts, summaries, groups = _made(request, before, state)
    present = {page for part in state.parts.values() for page in part.pages} | {INDEX}
    texts[INDEX] = index_page.render(summaries, frozenset(present), request.lang)
    written = write_changed(request.work / "pages", texts, state.hashes)
    gone = set(state.hashes) - present
    remove(request.work / "pages", gone)
    for path in gone:
        del state.hashes[path]
    whole = _configure(request, state, before, groups, frozenset(present)) or not before.hashes
    stale = {f for f in {*state.groups, *before.groups} if state.groups.get(f) != before.groups.get(f)}
    written |= {page for page in present if any(page.startswith(folder) for folder in stale)}
    return _Tree(state, written, gone, whole)


def _made(request: Request, before: State, state: State) -> tuple[dict[str, str], list[PlaceSummary], list[Group]]:
    """The texts that had to be made; all places' lines and groups. Parts that are the same are taken over."""
    texts: dict[str, str] = {}
    summaries: list[PlaceSummary] = []
    groups: list[Group] = []
    fresh: dict[str, Rules] = {}
    for place in request.places:
        rules = load(place)
        found = digest(rules.program.digest, request.on.isoformat(), request.made_by)
        part = before.parts.get(place.name)
        if part is None or part.digest != found:
            part = _place(rules, place.name, found, request, texts)
            fresh[place.name] = rules
        state.parts[place.name] = part
        summaries.append(_summary(part.kept["summary"]))
        groups += [_group(group) for group in part.kept["groups"]]
    groups += _site(request, before, state, texts)
    pages = frozenset(page for part in state.parts.values() for page in part.pages)
    for name, rules in fresh.items():
        view = place_page.PlaceView(rules, name, request.on, pages, request.lang)
        texts[page_of_place(name)] = place_page.render(view)
    return texts, summaries, groups


def _place(rules: Rules, name: str, found: str, request: Request, texts: dict[str, str]) -> Part:
    made = pages_of_place(rules, name, request.on, request.lang)
    texts.update(made.pages)
    summary = [
        made.summary.folder,
        made.summary.name,
        made.summary.above,
        made.summary.policies,
        made.summary.documents,
    ]
    groups = [[group.folder, group.name, group.pages] for group in made.groups]
    words = sorted({*rules.program.policies, *rules.program.records, *_fields(rules)})
    kept = {"summary": summary, "groups": groups, "words": words}
    return Part(found, (*made.pages, page_of_place(name)), kept)


def _fields(rules: Rules) -> Iterable[str]:
    return (field.name for record in rules.program.records.values() for field in record.fields)


def _site(request: Request, before: State, state: State, texts: dict[str, str]) -> list[Group]:
    """The pages of no place, and their groups."""
    part = before.parts.get(SITE)
    if part is None or part.digest != request.made_by:
        pages = pages_of_site(request.lang)
        texts.update(pages)
        groups = [[group.folder, group.name, group.pages] for group in groups_of_site(pages, request.lang)]
        part = Part(request.made_by, tuple(pages), {"groups": groups, "words": []})
    state.parts[SITE] = part
    return [_group(group) for group in part.kept["groups"]]


def _summary(held: list[object]) -> PlaceSummary:
    folder, name, above, policies, documents = held
    assert isinstance(policies, list | tuple) and isinstance(documents, int)
    return PlaceSummary(str(folder), str(name), str(above), tuple((p[0], p[1]) for p in policies), documents)


def _group(held: list[object]) -> Group:
    folder, name, pages = held
    assert isinstance(pages, list | tuple)
    return Group(str(folder), str(name), tuple((p[0], p[1]) for p in pages))


def _configure(request: Request, state: State, before: State, groups: list[Group], present: frozenset[str]) -> bool:
    """Write the configuration; whether every page depends on what changed of it."""
    folders = Folders(shell_folder(), request.work, request.out)
    parts = parts_of_site(present, request.lang)
    bare = configuration(request.lang, folders, parts, (), request.address)
    state.configuration = digest(bare, request.made_by)
    by_folder: dict[str, list[Group]] = {}
    for group in groups:
        by_folder.setdefault(group.folder, []).append(group)
    state.groups = {folder: digest(repr(held)) for folder, held in by_folder.items()}
    text = configuration(request.lang, folders, parts, groups, request.address)
    (request.work / "mkdocs.yml").write_text(text, encoding="utf-8")
    words = (word for part in state.parts.values() for word in part.kept["words"])
    (request.work / "words.txt").write_text(user_words(words), encoding="utf-8")
    return state.configuration != before.configuration


# --- rendering


def _render(request: Request, tree: _Tree) -> tuple[str, ...]:
    from yiju.site.rendering import render

    out, kept = request.out, request.work / "search.json"
    remove(out, (_built(path) for path in tree.gone))
    written = None if tree.whole or not kept.is_file() else tree.written
    warnings = render(request.work / "mkdocs.yml", None if written is None else [out / _built(p) for p in written])
    dropped = None if written is None else {_built(path) for path in written | tree.gone}
    merge_index(out, kept, dropped)
    return warnings


def _built(path: str) -> str:
    """Where a file of the source tree stands in the output."""
    return f"{path.removesuffix('.md')}.html" if path.endswith(".md") else path
