"""The whole site: both languages at once, Chinese at the root of the output and English in `en/`, and the site map.

Input: places as folders, an output folder. Output: `Site`, and files. The work folder beside the output holds the
source trees, plain Markdown with a configuration of mkdocs, and what the next build need not make again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from yiju.site.one_language import Built, Request, build_language
from yiju.site.shell import shell_folder
from yiju.site.sitemap import sitemap
from yiju.version import VERSION
from yiju_grammar.finding import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")
MARK = ".yiju-site"
"""The file that says that an output folder is ours to write in."""
NEEDED = ("mkdocs", "material", "jieba")


class NotOurs(ValueError):
    """The output folder holds other things than a site of ours."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was built, by language."""

    out: Path
    built: tuple[Built, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What mkdocs warned of, in either language."""
        return tuple(dict.fromkeys(w for built in self.built for w in built.warnings))


@dataclass(frozen=True, slots=True)
class Builders:
    """A process for each language, kept for as long as something may be built again."""

    pools: tuple[ProcessPoolExecutor, ...]

    def build(
        self, places: Sequence[Path], out: Path, *, on: date, address: str | None = None, work: Path | None = None
    ) -> Site:
        """Bring the site in `out` up to date.

        Args:
            places: folders of places.
            on: the day of which the pages tell what is in force and what is to come.
            address: of the site, for the site map; without it there is none.
            work: the folder of the source trees; else `OUT.source` beside the output.
        Raises:
            NotOurs: `out` holds other things.
        """
        out = out.resolve()
        _take(out)
        held = work.resolve() if work else out.with_name(f"{out.name}.source")
        made_by = made_by_digest()
        requests = (
            Request(lang, tuple(places), _folder(out, lang), held / lang, on, address, made_by) for lang in LANGUAGES
        )
        waiting = [pool.submit(build_language, request) for pool, request in zip(self.pools, requests, strict=True)]
        built = tuple(future.result() for future in waiting)
        _write_sitemap(out, built, address)
        return Site(out, built)


@contextmanager
def builders() -> Iterator[Builders]:
    """Start the processes; they end with the block."""
    context = get_context("spawn")
    pools = tuple(ProcessPoolExecutor(1, mp_context=context) for _ in LANGUAGES)
    try:
        yield Builders(pools)
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def build_site(
    places: Sequence[Path], out: Path, *, on: date, address: str | None = None, work: Path | None = None
) -> Site:
    """Build the site once; see `Builders.build`."""
    with builders() as processes:
        return processes.build(places, out, on=on, address=address, work=work)


def what_is_missing() -> tuple[str, ...]:
    """The packages of the extra `docs` that are not installed."""
    return tuple(name for name in NEEDED if find_spec(name) is None)


def made_by_digest() -> str:
    """Changes whenever anything that makes pages does: our packages, the theme, the guide."""
    found = sha256(VERSION.encode())
    roots = [
        shell_folder(),
        *(Path(str(spec.origin)).parent for spec in map(find_spec, ("yiju", "yiju_grammar")) if spec),
    ]
    for root in roots:
        for folder, folders, names in os.walk(root):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                stat = os.stat(os.path.join(folder, name))
                found.update(f"{folder}/{name}\0{stat.st_mtime_ns}\0{stat.st_size}\0".encode())
    return found.hexdigest()


def _take(out: Path) -> None:
    """Make the output folder ours; one that holds other things is not touched."""
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise NotOurs(str(out))
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).write_text(f"yiju {VERSION}\n", encoding="utf-8")


def _folder(out: Path, lang: Lang) -> Path:
    return out if lang == "zh" else out / lang


def _write_sitemap(out: Path, built: Sequence[Built], address: str | None) -> None:
    file = out / "sitemap.xml"
    if address is None:
        file.unlink(missing_ok=True)
        return
    pages = {b.lang: [f"{page.removesuffix('.md')}.html" for page in b.pages] for b in built}
    file.write_text(sitemap(address, pages), encoding="utf-8")
