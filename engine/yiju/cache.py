"""The cache of loaded places, so that a warm start reads no policy file's grammar and checks nothing twice.

A place's program is kept in the user's cache folder under its path, with the digest of every file it was made from;
it is used only while that digest, our version and Python's are the same. Definitions, tables and policies are pickled
one by one and opened when first read. Unpickling runs code, so a file that is not the user's own is not opened; a
damaged one is made anew.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, overload

from yiju.program.program import Program
from yiju.version import VERSION

FORM = 3
LAZY = ("definitions", "tables", "policies", "ledgers")


def cache_folder() -> Path | None:
    """Where places are kept: YIJU_CACHE, else the user's cache folder; None when YIJU_CACHE is empty."""
    named = os.environ.get("YIJU_CACHE")
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    return Path(base or Path.home() / ".cache") / "yiju"


def digest_of(folders: Sequence[str]) -> tuple[str, dict[str, str]]:
    """`sha256:…` over the policy files, registers, tables and documents of some folders, names included, and the
    policy texts by file name (`place/file.policy`)."""
    digest = hashlib.sha256()
    texts: dict[str, str] = {}
    for folder in folders:
        for name, path in sorted(_files(Path(folder))):
            data = Path(path).read_bytes()
            digest.update(name.encode() + b"\0" + str(len(data)).encode() + b"\0" + data)
            if name.endswith(".policy"):
                texts[name] = data.decode("utf-8-sig", errors="replace")
    return "sha256:" + digest.hexdigest(), texts


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """What a place is made from: not its records, and nothing hidden."""
    for root, folders, names in os.walk(folder):
        folders[:] = [f for f in folders if f != "records" and not f.startswith((".", "__"))]
        for name in names:
            if not name.startswith(".") and not name.endswith((".json", ".jsonl")):
                path = os.path.join(root, name)
                yield f"{folder.name}/{os.path.relpath(path, folder)}".replace(os.sep, "/"), path


class LazyMapping(Mapping[str, Any]):
    """Values pickled one by one, opened when first read."""

    def __init__(self, pickled: dict[str, bytes]) -> None:
        self._pickled = pickled
        self._opened: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._opened:
            self._opened[key] = pickle.loads(self._pickled[key])
        return self._opened[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pickled)

    def __len__(self) -> int:
        return len(self._pickled)


class LazySequence(Sequence[Any]):
    """Items pickled one by one, opened when first read."""

    def __init__(self, pickled: list[bytes]) -> None:
        self._pickled = pickled
        self._opened: dict[int, Any] = {}

    @overload
    def __getitem__(self, index: int) -> Any: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Any]: ...
    def __getitem__(self, index: int | slice) -> Any:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index not in self._opened:
            self._opened[index] = pickle.loads(self._pickled[index])
        return self._opened[index]

    def __len__(self) -> int:
        return len(self._pickled)


def fetch(place: Path) -> tuple[Program, dict[str, str], bool] | None:
    """The program of a place as it was kept, with its policy texts and whether its check found errors, if nothing
    has changed since."""
    path = _path(place)
    if path is None or not _is_ours(path):
        return None
    try:
        kept = marshal.loads(path.read_bytes())
        if kept["made_by"] != _made_by():
            return None
        digest, texts = digest_of(kept["folders"])
        if digest != kept["digest"]:
            return None
        program: Program = pickle.loads(kept["program"])
    except (OSError, ValueError, EOFError, TypeError, KeyError, AttributeError, ImportError, pickle.UnpicklingError):
        return None
    lazy: dict[str, Any] = {name: LazyMapping(kept[name]) for name in LAZY}
    lazy["grounds"] = LazySequence(kept["grounds"])
    return replace(program, **lazy), texts, bool(kept["errors"])


def store(place: Path, folders: Sequence[str], program: Program, *, errors: bool) -> None:
    """Keep a place's program, and whether its check found errors; a folder that cannot be written is no mistake."""
    path = _path(place)
    if path is None:
        return
    empty: dict[str, Any] = {name: {} for name in LAZY}
    kept: dict[str, Any] = {
        "made_by": _made_by(),
        "folders": list(folders),
        "digest": program.digest,
        "errors": errors,
        "program": pickle.dumps(replace(program, grounds=(), **empty)),
        "grounds": [pickle.dumps(g) for g in program.grounds],
    }
    for name in LAZY:
        kept[name] = {key: pickle.dumps(value) for key, value in getattr(program, name).items()}
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(marshal.dumps(kept))
        os.replace(aside, path)
    except OSError:
        return


def _path(place: Path) -> Path | None:
    folder = cache_folder()
    if folder is None:
        return None
    return folder / (hashlib.sha256(str(place).encode()).hexdigest()[:32] + ".place")


def _made_by() -> str:
    return f"{FORM} {VERSION} {sys.version} {marshal.version} {_own_source()}"


def _own_source() -> str:
    """When our own files last changed: a program of other code is not used."""
    here = Path(__file__).parent
    newest = max(
        (e.stat().st_mtime_ns for f in ("program", "check", "rule_set") for e in os.scandir(here / f)), default=0
    )
    return str(newest)


def _is_ours(path: Path) -> bool:
    """Whether the file is there and belongs to the user who runs us, and nobody else may write it."""
    try:
        state = path.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return state.st_uid == os.getuid() and not state.st_mode & 0o022
