"""Opening, typing, saving, closing; files that change beside the editor."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

from lsprotocol import types as lsp

from yiju_cli.language_server.server import YijuServer, path_of, policy_of


def register(server: YijuServer) -> None:
    """Register the notifications of texts."""

    @server.feature(lsp.INITIALIZED)
    def initialized(ls: YijuServer, params: lsp.InitializedParams) -> None:
        _watch(ls)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: YijuServer, params: lsp.DidOpenTextDocumentParams) -> None:
        _open(ls, params.text_document)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: YijuServer, params: lsp.DidChangeTextDocumentParams) -> None:
        def after(text: str) -> str:
            return reduce(partial(_changed, ls), params.content_changes, text)

        _take(ls, params.text_document.uri, params.text_document.version, after)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: YijuServer, params: lsp.DidCloseTextDocumentParams) -> None:
        path = policy_of(params.text_document.uri)
        if path is not None:
            ls.desk.closed(path)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(ls: YijuServer, params: lsp.DidChangeWatchedFilesParams) -> None:
        for change in params.changes:
            path = path_of(change.uri)
            workspace = ls.desk.changed_on_disk(path) if path is not None else None
            if workspace is not None:
                ls.show(workspace, frozenset(workspace.snapshot.files))


def _open(ls: YijuServer, item: lsp.TextDocumentItem) -> None:
    path = policy_of(item.uri)
    if path is not None:
        ls.desk.opened(path)
        _take(ls, item.uri, item.version, lambda _: item.text)


def _take(ls: YijuServer, uri: str, version: int | None, after: Callable[[str], str]) -> None:
    """Keep a text as it stands after what was told of it."""
    path = policy_of(uri)
    if path is not None:
        ls.desk.typed(path, after(ls.desk.text(path)).removeprefix("\ufeff"), version)


def _changed(ls: YijuServer, text: str, change: lsp.TextDocumentContentChangeEvent) -> str:
    """A text after one change. Lines end as the protocol says, which is not where Python ends them: so our own
    positions are used, not the library's."""
    if isinstance(change, lsp.TextDocumentContentChangeWholeDocument):
        return change.text
    places = ls.of(text)
    start, end = places.offset(change.range.start), places.offset(change.range.end)
    return text[:start] + change.text + text[max(start, end) :]


def _watch(ls: YijuServer) -> None:
    """Ask the client to tell of registers, documents, tables and policies that change on disk."""
    capabilities = ls.client_capabilities.workspace
    watching = capabilities.did_change_watched_files if capabilities else None
    if watching is None or not watching.dynamic_registration:
        return
    patterns = ("**/*.policy", "**/documents.toml", "**/documents/*", "**/*.csv", "**/*.xlsx")
    options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(p) for p in patterns])
    one = lsp.Registration("yiju-files", lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(lsp.RegistrationParams([one]))
