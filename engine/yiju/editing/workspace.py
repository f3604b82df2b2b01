"""A place under work: the files on disk with the texts that are open over them, and the newest snapshot of both.

The only file of this folder that opens files. An edit is parsed and its policies rechecked at once; what else it may
touch is gone through by `settled`, which the editor calls when it has time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from yiju.check.elaborate import elaborate
from yiju.check.passes import whole_program
from yiju.documents.register import REGISTER_FILE, Register, load_register
from yiju.editing.recheck import by_file, recheck
from yiju.editing.snapshot import OpenFile, Snapshot
from yiju.load import policy_files
from yiju.rule_set.external_rows import with_rows
from yiju.rule_set.model import Source
from yiju.rule_set.tree_to_rules import gather
from yiju_grammar.finding import Finding
from yiju_grammar.parser import parse_with_source


def place_of(path: Path) -> Path | None:
    """The folder of the place that a file belongs to: the nearest upward with a register."""
    return next((f for f in path.resolve().parents if (f / REGISTER_FILE).is_file()), None)


@dataclass
class Workspace:
    """One place. `open_texts`: what stands in the editor, by the name findings use (`place/file.policy`)."""

    folder: Path
    open_texts: dict[str, str] = field(default_factory=dict)
    _files: dict[str, OpenFile] = field(default_factory=dict)
    _snapshot: Snapshot | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The newest; the first is made when it is asked for."""
        if self._snapshot is None:
            self._snapshot = self._anew()
        return self._snapshot

    def name_of(self, path: Path) -> str:
        """What findings call a file."""
        for register in self.snapshot.registers:
            folder = Path(register.folder).resolve()
            if path.resolve().is_relative_to(folder):
                return f"{folder.name}/{path.resolve().relative_to(folder).as_posix()}"
        return path.name

    def edit(self, name: str, text: str) -> Snapshot:
        """A file as it stands in the editor now; its own policies are rechecked."""
        self.open_texts[name] = text
        before = self.snapshot
        held = before.files.get(name)
        if held is not None and held.text == text:
            return before
        if held is None:
            return self._appeared(name)
        made = _parsed(name, held.path, text, held.source.register)
        self._files[name] = made
        self._snapshot = recheck(before, made)
        return self._snapshot

    def peek(self, name: str, text: str) -> Snapshot:
        """The newest snapshot with a file's text as it stands, nothing gone through: for what goes by text alone."""
        before = self.snapshot
        held = before.files.get(name)
        if held is None:
            return before
        return replace(before, files={**before.files, name: replace(held, source=replace(held.source, text=text))})

    def close(self, name: str) -> None:
        """A file is closed: what is on disk holds again."""
        self.open_texts.pop(name, None)
        self.changed_on_disk()

    def changed_on_disk(self) -> None:
        """Something of the place changed beside the editor: the next snapshot reads all files again."""
        self._snapshot = None

    def settled(self) -> Snapshot:
        """Everything gone through anew, as `yiju check` does; the texts are those of the newest snapshot."""
        now = self.snapshot
        return _gone_through(now.folder, now.registers, now.files, now.early)

    def take(self, settled: Snapshot) -> Snapshot:
        """Keep what `settled` found, unless the texts have changed since."""
        now = self.snapshot
        if now.files == settled.files and now.registers == settled.registers:
            self._snapshot = settled
        return self.snapshot

    # --- reading ------------------------------------------------------------------------------------------

    def _appeared(self, name: str) -> Snapshot:
        """A file that the place did not have: all is read again once it is on disk."""
        if any((Path(register.folder).resolve().parent / name).is_file() for register in self.snapshot.registers):
            self._snapshot = None
        return self.snapshot

    def _anew(self) -> Snapshot:
        register, early = load_register(self.folder)
        self._files = {name: self._file(name, path, held) for name, path, held in policy_files(register)}
        return _gone_through(self.folder, tuple(register.chain()), dict(self._files), early)

    def _file(self, name: str, path: Path, register: Register) -> OpenFile:
        text = self.open_texts.get(name)
        if text is None:
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
        known = self._files.get(name)
        if known is not None and known.text == text and known.source.register == register:
            return known
        return _parsed(name, path, text, register)


def _parsed(name: str, path: Path, text: str, register: Register) -> OpenFile:
    parsed = parse_with_source(text, name)
    tree, _, wrong = with_rows(parsed.tree, path.parent)
    return OpenFile(name, path, parsed, Source(name, text, tree, register), (*parsed.tree.findings, *wrong))


def _gone_through(
    folder: Path, registers: tuple[Register, ...], files: Mapping[str, OpenFile], early: tuple[Finding, ...]
) -> Snapshot:
    """The whole place anew: names, types, and the checks of the whole program."""
    rule_set, clashes = gather(folder.name, [f.source for f in files.values()])
    whole = elaborate(rule_set, "")
    found: list[Finding] = [*clashes, *whole.findings]
    of_files = (f for held in files.values() for f in held.findings)
    if not any(f.severity == "error" for f in (*early, *of_files, *found)):
        found += whole_program(whole.program)
    return Snapshot(folder, registers, files, rule_set, whole, {}, early, by_file(found))
