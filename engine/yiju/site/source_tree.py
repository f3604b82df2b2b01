"""The source trees on disk: what stands there, what it was made from, and what has changed.

Input: texts by path. Output: files, written only where their text is another than before, and the paths of those that
were written. The state is kept beside the trees, so that the next build need not make what is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

FORM = 2


@dataclass(frozen=True, slots=True)
class Part:
    """Pages made from one thing (a place, the whole site) that had this digest, and what else is remembered of it."""

    digest: str
    pages: tuple[str, ...]
    kept: Any = None


@dataclass
class TreeState:
    """A language's tree: the hashes of all files, of the configuration that every page depends on, and of what is
    listed at the side of the pages of each folder."""

    hashes: dict[str, str] = field(default_factory=dict)
    configuration: str = ""
    groups: dict[str, str] = field(default_factory=dict)


@dataclass
class State:
    """What was built last, by whom (see `build.made_by_digest`): parts by name, trees by language."""

    made_by: str = ""
    parts: dict[str, Part] = field(default_factory=dict)
    trees: dict[str, TreeState] = field(default_factory=dict)


def digest(*texts: str) -> str:
    """A hash of texts in order."""
    return sha256("\0".join(texts).encode()).hexdigest()


def read_state(file: Path) -> State:
    """The state kept in a file; an empty one where there is none that can be read."""
    try:
        held = json.loads(file.read_text("utf-8"))
        if held["form"] != FORM:
            return State()
        parts = {name: Part(p["digest"], tuple(p["pages"]), p["kept"]) for name, p in held["parts"].items()}
        return State(held["made_by"], parts, {lang: TreeState(**tree) for lang, tree in held["trees"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return State()


def write_state(file: Path, state: State) -> None:
    """Keep the state."""
    file.write_text(json.dumps({"form": FORM, **asdict(state)}, ensure_ascii=False), encoding="utf-8")


def write_changed(folder: Path, texts: Mapping[str, str], hashes: dict[str, str]) -> set[str]:
    """Write the texts that differ from those of the hashes, which are brought up to date; the paths written."""
    written = set()
    for path, text in texts.items():
        found = digest(text)
        file = folder / path
        if hashes.get(path) == found and file.is_file():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
        hashes[path] = found
        written.add(path)
    return written


def remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files that no longer belong to a tree."""
    for path in paths:
        (folder / path).unlink(missing_ok=True)
