"""The real language server as a process, and files open in a client that speaks to it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

RULES = Path(__file__).parents[1] / "rules"
SERVER = ClientServerConfig(server_command=[sys.executable, "-m", "yiju_cli", "lsp", "--lang", "zh"])


@dataclass
class Open:
    """A file open in the client; places are found by words of its text."""

    client: LanguageClient
    path: Path
    text: str
    version: int = 1
    told: tuple[int, list[lsp.Diagnostic]] | None = None

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

    async def findings(self) -> list[lsp.Diagnostic]:
        """The diagnostics of the file as it stands: waits until the server has told of this version."""
        while self.told is None or self.told[0] < self.version:
            params = await self.client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            if params.uri == self.uri and params.version is not None:
                self.told = (params.version, list(params.diagnostics))
        return self.told[1]

    async def settled(self) -> list[lsp.Diagnostic]:
        """The diagnostics after the whole place was gone through, once more than was told before."""
        await self.findings()
        while True:
            params = await self.client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
            if params.uri == self.uri and params.version == self.version:
                return list(params.diagnostics)

    async def command(self, name: str, *arguments: Any) -> Any:
        """What a command of the server comes to."""
        params = lsp.ExecuteCommandParams(command=name, arguments=list(arguments))
        return await self.client.workspace_execute_command_async(params)


def opened(client: LanguageClient, path: Path, text: str | None = None) -> Open:
    """Open a file, with its own text or another."""
    held = Open(client, path, path.read_text("utf-8") if text is None else text)
    item = lsp.TextDocumentItem(held.uri, "policy", held.version, held.text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    return held
