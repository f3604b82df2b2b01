"""The real language server as a process, and files open in a client that speaks to it."""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient, make_test_lsp_client

RULES = Path(__file__).parents[1] / "rules"
TOLD: WeakKeyDictionary[LanguageClient, list[lsp.PublishDiagnosticsParams]] = WeakKeyDictionary()
"""What each client was told, in order: the client itself keeps the last of each file only."""


def _client() -> LanguageClient:
    client = make_test_lsp_client()
    told = TOLD.setdefault(client, [])
    client.protocol.fm.features[lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = told.append
    return client


COMMAND = [sys.executable, "-m", "yiju_cli", "lsp", "--lang", "zh"]
SERVER = ClientServerConfig(server_command=COMMAND, client_factory=_client)


@dataclass
class Open:
    """A file open in the client; places are found by words of its text."""

    client: LanguageClient
    path: Path
    text: str
    version: int = field(default_factory=lambda: next(VERSIONS))

    @property
    def uri(self) -> str:
        return self.path.as_uri()

    @property
    def id(self) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri)

    def position(self, words: str, *, into: int = 1) -> lsp.Position:
        """The place `into` characters into the first occurrence of some words, in UTF-16 units."""
        offset = self.text.index(words) + into
        line = self.text.count("\n", 0, offset)
        before = self.text[self.text.rfind("\n", 0, offset) + 1 : offset]
        return lsp.Position(line, len(before.encode("utf-16-le")) // 2)

    def words(self, range_: lsp.Range) -> str:
        """The words of a range within one line."""
        line = self.text.split("\n")[range_.start.line].encode("utf-16-le")
        return line[2 * range_.start.character : 2 * range_.end.character].decode("utf-16-le")

    def edit(self, old: str, new: str) -> None:
        """Change the first occurrence of some words, as an editor would tell of it."""
        start, end = self.position(old, into=0), self.position(old, into=len(old))
        self.text = self.text.replace(old, new, 1)
        self.version += 1
        change = lsp.TextDocumentContentChangePartial(range=lsp.Range(start, end), text=new)
        versioned = lsp.VersionedTextDocumentIdentifier(version=self.version, uri=self.uri)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(versioned, [change]))

    def close(self) -> None:
        """Close the file: what is on disk holds."""
        self.client.text_document_did_close(lsp.DidCloseTextDocumentParams(self.id))

    async def findings(self, *, times: int = 1) -> list[lsp.Diagnostic]:
        """The diagnostics of the file as it stands, when they have been told of so many times: first of the file by
        itself, then with the whole place gone through."""
        for _ in range(1200):
            told = [p for p in TOLD.get(self.client, []) if (p.uri, p.version) == (self.uri, self.version)]
            if len(told) >= times:
                return list(told[-1].diagnostics)
            await asyncio.sleep(0.05)
        raise AssertionError(f"no findings of {self.path.name} in version {self.version}")

    async def settled(self) -> list[lsp.Diagnostic]:
        """The diagnostics with the whole place gone through."""
        return await self.findings(times=2)

    async def command(self, name: str, *arguments: Any) -> Any:
        """What a command of the server comes to."""
        params = lsp.ExecuteCommandParams(command=name, arguments=list(arguments))
        return await self.client.workspace_execute_command_async(params)


VERSIONS = count(1, 10_000)
"""Each time a file is opened its versions begin anew: one server serves many tests."""


def opened(client: LanguageClient, path: Path, text: str | None = None) -> Open:
    """Open a file, with its own text or another."""
    held = Open(client, path, path.read_text("utf-8") if text is None else text)
    item = lsp.TextDocumentItem(held.uri, "policy", held.version, held.text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    return held
