"""What the server keeps between requests: a workspace a place, the texts being typed, what was tried last.

Typing is taken in at once and gone through when something is asked, or after a pause; the whole place is gone through
in a thread of its own when typing rests.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from yiju.editing.snapshot import Snapshot
from yiju.editing.trying import Tried
from yiju.editing.workspace import Workspace, place_of
from yiju_grammar.span import Span

PAUSE = 0.15
"""Seconds without typing until a file's own findings are shown."""
REST = 0.8
"""Seconds without typing until the whole place is gone through."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A file that is asked about: its workspace, the name that findings use for it, and what to answer from."""

    workspace: Workspace
    name: str
    snapshot: Snapshot

    @property
    def text(self) -> str:
        return self.snapshot.files[self.name].text


@dataclass
class Results:
    """What running the cases of a file came to: by case; what none reached; the coverage in words."""

    tried: dict[str, Tried] = field(default_factory=dict)
    left: tuple[Span, ...] = ()
    told: str = ""


@dataclass
class Desk:
    """Everything open. `show` is told the workspace whose findings are to be shown anew, and the files concerned."""

    show: Callable[[Workspace, frozenset[str]], None]
    workspaces: dict[Path, Workspace] = field(default_factory=dict)
    texts: dict[Path, str] = field(default_factory=dict)
    pending: set[Path] = field(default_factory=set)
    versions: dict[Path, int | None] = field(default_factory=dict)
    taken_in: set[Path] = field(default_factory=set)
    results: dict[str, Results] = field(default_factory=dict)
    _tasks: dict[Path, asyncio.Task[None]] = field(default_factory=dict)

    def workspace(self, path: Path) -> Workspace | None:
        """The workspace of the place that a file belongs to."""
        folder = place_of(path)
        if folder is None:
            return None
        return self.workspaces.setdefault(folder, Workspace(folder))

    def seat(self, path: Path) -> Seat | None:
        """A file with everything typed so far taken in; None for one of no place."""
        workspace = self.workspace(path)
        if workspace is None:
            return None
        name = workspace.name_of(path)
        if path in self.pending:
            self.pending.discard(path)
            self.taken_in.add(path)
            workspace.edit(name, self.texts[path])
            self.results.pop(name, None)
        return Seat(workspace, name, workspace.snapshot)

    def peek(self, path: Path) -> Seat | None:
        """A file with its text as it stands, nothing typed gone through yet; but the first time after it was opened."""
        workspace = self.workspace(path)
        if workspace is None or path not in self.taken_in:
            return self.seat(path)
        name = workspace.name_of(path)
        snapshot = workspace.peek(name, self.texts[path]) if path in self.pending else workspace.snapshot
        return Seat(workspace, name, snapshot)

    def opened(self, path: Path) -> None:
        """A file is opened; its text, which may not be that on disk, is yet to be gone through."""
        self.taken_in.discard(path)

    def typed(self, path: Path, text: str, version: int | None) -> None:
        """A text as it stands in the editor; findings follow after a pause."""
        self.texts[path] = text
        self.pending.add(path)
        self.versions[path] = version
        running = self._tasks.pop(path, None)
        if running is not None:
            running.cancel()
        self._tasks[path] = asyncio.get_running_loop().create_task(self._go_through(path))

    def text(self, path: Path) -> str:
        """The text of a file as it stands in the editor."""
        return self.texts.get(path, "")

    async def _go_through(self, path: Path) -> None:
        await asyncio.sleep(PAUSE)
        seat = self.seat(path)
        if seat is None:
            return
        self.show(seat.workspace, frozenset({seat.name}))
        await asyncio.sleep(REST)
        loop = asyncio.get_running_loop()
        settled = await loop.run_in_executor(None, seat.workspace.settled)
        seat.workspace.take(settled)
        self.show(seat.workspace, frozenset(seat.workspace.snapshot.files))

    def closed(self, path: Path) -> None:
        """A file is closed: what is on disk holds."""
        self.pending.discard(path)
        self.taken_in.discard(path)
        self.texts.pop(path, None)
        self.versions.pop(path, None)
        running = self._tasks.pop(path, None)
        if running is not None:
            running.cancel()
        workspace = self.workspace(path)
        if workspace is not None:
            workspace.close(workspace.name_of(path))

    def changed_on_disk(self, path: Path) -> Workspace | None:
        """A file of a place changed beside the editor."""
        workspace = self.workspace(path)
        if workspace is not None:
            workspace.changed_on_disk()
        return workspace
