"""Writing aside, then renaming: what a run leaves under the names asked for is whole, or is not there.

Files grow in a folder `.OUT.partial-…` beside the output, are brought to the disk, and get their names when all are
done. A folder that a killed run left is removed by the next one; one in use is told by its lock.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Final

from yiju.batch.job import BatchRefused
from yiju_grammar.finding import Finding, Note, finding

_LOCK: Final = "lock"
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_REASONS: Final[Mapping[int, str]] = {
    **dict.fromkeys(_FULL, "full"),
    errno.EFBIG: "large",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "denied",
}


class Aside:
    """A folder of files that are not finished; `names` says what each is to be called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.names: dict[Path, Path] = {}

    def file(self, target: Path) -> Path:
        """Where to write what is to be named `target` (of the same folder as the output)."""
        path = self.folder / f"{len(self.names)}{target.suffix}"
        self.names[path] = target
        return path

    def publish(self) -> tuple[Path, ...]:
        """Bring the files that were written to the disk and give them their names, the first of all last."""
        made = [(path, target) for path, target in self.names.items() if path.exists()]
        for path, _ in made:
            _to_disk(path)
        for path, target in reversed(made):
            os.replace(path, target)
        for target in {target.parent for _, target in made}:
            _folder_to_disk(target)
        return tuple(target for _, target in made)


@contextmanager
def aside(out: Path) -> Iterator[Aside]:
    """A folder aside for an output; whatever happens, it goes.

    Raises:
        BatchRefused: YJ811 no such folder, YJ813 it cannot be written, YJ817 another run is writing the same output.
    """
    if not out.parent.is_dir():
        raise BatchRefused(finding("YJ811", None, where=str(out.parent), path=out.parent, out=out.name))
    with ExitStack() as stack:
        with writing(out):
            _clear_leftovers(out)
            folder = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            stack.enter_context(_locked(folder))
        yield Aside(folder)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """What the system says against writing, as a finding (YJ813)."""
    try:
        yield
    except OSError as error:
        raise BatchRefused(not_written(out, error)) from error


def not_written(out: Path, error: OSError) -> Finding:
    """The finding of an output that could not be written."""
    key = _REASONS.get(error.errno or 0, "other")
    note = Note(key, args=(("system", error.strerror or str(error)),))
    return finding("YJ813", None, notes=(note,), where=str(out), path=out.name)


def write_whole(target: Path, data: bytes) -> None:
    """Write one small file so that it is the old one or the new one, never half.

    Raises:
        BatchRefused: YJ813.
    """
    with writing(target):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.partial-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _prefix(out: Path) -> str:
    return f".{out.name}.partial-"


def _clear_leftovers(out: Path) -> None:
    for left in out.parent.glob(f"{_escaped(_prefix(out))}*"):
        if left.is_dir() and _is_in_use(left):
            raise BatchRefused(finding("YJ817", None, where=str(out), path=out.name))
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    import glob

    return glob.escape(name)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    with (folder / _LOCK).open("wb") as file:
        _lock(file)
        yield


def _is_in_use(folder: Path) -> bool:
    try:
        with (folder / _LOCK).open("rb+") as file:
            return not _lock(file)
    except OSError:
        return False


def _lock(file: IO[Any]) -> bool:
    """Take the lock, which goes with the process; where the system has none, it is always free."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _folder_to_disk(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
