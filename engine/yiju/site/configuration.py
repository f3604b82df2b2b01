"""The configuration of mkdocs for one language: theme, search, the few entries of navigation, what templates need.

Input: the language, the folders, the pages with their groups. Output: the text of `mkdocs.yml` (JSON, which YAML
reads, but for one value that names a function). Nothing in it is fetched from another host.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from yiju.site.words import say
from yiju_grammar.finding import Lang

SLUGS = "@slugify@"
PALETTE = (
    ("(prefers-color-scheme)", None, "material/brightness-auto", "theme_auto"),
    ("(prefers-color-scheme: light)", "default", "material/weather-sunny", "theme_light"),
    ("(prefers-color-scheme: dark)", "slate", "material/weather-night", "theme_dark"),
)
FEATURES = ("navigation.tabs", "navigation.top", "toc.follow", "search.highlight", "content.code.copy")


@dataclass(frozen=True, slots=True)
class Group:
    """Pages that belong together, shown at the side of every page in `folder`: (page, name) in order."""

    folder: str
    name: str
    pages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site: its first page, and the folder whose pages belong to it."""

    name: str
    page: str
    folder: str


@dataclass(frozen=True, slots=True)
class Folders:
    """Where things stand: the shell, the work folder of the language, the output of the language."""

    shell: Path
    work: Path
    out: Path


def configuration(
    lang: Lang, folders: Folders, parts: Sequence[Part], groups: Sequence[Group], address: str | None
) -> str:
    """The text of the configuration file; `address` is that of the whole site, where it is known."""
    values = {
        "site_name": say(lang, "site_name"),
        "site_description": say(lang, "site_description"),
        "site_url": _site_url(address, lang),
        "docs_dir": str(folders.work / "pages"),
        "site_dir": str(folders.out),
        "use_directory_urls": False,
        "strict": False,
        "theme": _theme(lang, folders.shell),
        "plugins": [{"search": {"lang": "en", "separator": SEPARATOR}}],
        "markdown_extensions": _extensions(lang),
        "extra_css": _styles(folders.shell),
        "nav": [{part.name: part.page} for part in parts],
        "not_in_nav": "*",
        "validation": {"omitted_files": "ignore", "anchors": "warn", "unrecognized_links": "warn"},
        "extra": _extra(lang, parts, groups),
    }
    written = json.dumps(values, ensure_ascii=False, indent=1)
    return written.replace(f'"{SLUGS}"', "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}") + "\n"


SEPARATOR = r"[\s\u3000]+"
"""What parts the words of a search, and those that are marked on the page it leads to."""


def address_of(page: str) -> str:
    """A page of the source as its address on the site."""
    return quote(page.removesuffix(".md") + ".html")


def _styles(shell: Path) -> list[str]:
    """Our style sheets, that of the site first."""
    names = sorted(file.name for file in (shell / "theme" / "assets" / "yiju").glob("*.css"))
    return [f"assets/yiju/{name}" for name in sorted(names, key=lambda name: name != "site.css")]


def _site_url(address: str | None, lang: Lang) -> str | None:
    if not address:
        return None
    return address.rstrip("/") + ("/" if lang == "zh" else "/en/")


def _theme(lang: Lang, shell: Path) -> dict[str, Any]:
    return {
        "name": "material",
        "custom_dir": str(shell / "theme"),
        "language": lang,
        "font": False,
        "logo": "assets/yiju/logo.svg",
        "favicon": "assets/yiju/logo.svg",
        "features": list(FEATURES),
        "palette": [_palette(lang, *row) for row in PALETTE],
    }


def _palette(lang: Lang, media: str, scheme: str | None, icon: str, key: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"media": media, "primary": "custom", "accent": "custom"}
    if scheme is not None:
        shown["scheme"] = scheme
    return {**shown, "toggle": {"icon": icon, "name": say(lang, key)}}


def _extensions(lang: Lang) -> list[Any]:
    return [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "tables",
        {"toc": {"permalink": "#", "permalink_title": say(lang, "permalink"), "slugify": SLUGS, "toc_depth": "2-3"}},
        {"pymdownx.highlight": {"anchor_linenums": False, "use_pygments": True}},
        "pymdownx.superfences",
    ]


def _extra(lang: Lang, parts: Sequence[Part], groups: Sequence[Group]) -> dict[str, Any]:
    other = {"lang": "en", "root": "en/"} if lang == "zh" else {"lang": "zh", "root": "../"}
    return {
        "generator": False,
        "alternate": True,
        "lang": lang,
        "other": {**other, "name": say(lang, "other_language")},
        "words": {key: say(lang, key) for key in ("notice", "parts")},
        "parts": [{"name": p.name, "url": address_of(p.page), "folder": quote(p.folder)} for p in parts],
        "groups": [_group(group) for group in groups],
    }


def _group(group: Group) -> Mapping[str, Any]:
    pages = [{"url": address_of(page), "name": name} for page, name in group.pages]
    return {"folder": quote(group.folder), "name": group.name, "pages": pages}
