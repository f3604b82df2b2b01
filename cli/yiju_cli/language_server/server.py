"""The server itself: one pygls server with every feature registered; `serve` runs it over stdio until told to stop."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls import uris
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from yiju.version import VERSION
from yiju_cli.language_server.desk import Desk, Seat
from yiju_cli.language_server.findings import diagnostics
from yiju_cli.language_server.positions import Positions, positions
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju.editing.workspace import Workspace


SWITCH = 0.0005
"""Seconds after which a thread that works hands over to one that waits."""


class Protocol(LanguageServerProtocol):
    """The protocol without the library's own copy of texts, which ends lines where Python does: the desk keeps them."""

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Hand a change to whoever keeps texts."""
        handler = self.fm.features.get(lsp.TEXT_DOCUMENT_DID_CHANGE)
        if handler is not None:
            yield handler, (params,), None


class YijuServer(LanguageServer):
    """The server with its desk; `lang` is the language of its texts."""

    def __init__(self, lang: Lang) -> None:
        super().__init__("yiju", VERSION, protocol_cls=Protocol)
        self.lang: Lang = lang
        self.desk = Desk(self.show)

    @property
    def encoding(self) -> str:
        """How the client counts columns."""
        agreed = self.workspace.position_encoding
        return str(getattr(agreed, "value", agreed) or "utf-16")

    def seat(self, uri: str) -> Seat | None:
        """The policy file of a uri with everything typed so far taken in; None for what the place does not have."""
        path = policy_of(uri)
        return _there(self.desk.seat(path)) if path is not None else None

    def at(self, params: Any, *, peek: bool = False) -> tuple[Seat, int] | None:
        """The file and character that a request is about; `peek`: going by the text alone will do."""
        path = policy_of(params.text_document.uri)
        seat = _there(self.desk.peek(path) if peek else self.desk.seat(path)) if path is not None else None
        return None if seat is None else (seat, self.of(seat.text).offset(params.position))

    def of(self, text: str) -> Positions:
        """The positions of a text as the client counts them."""
        return positions(text, self.encoding)

    def show(self, workspace: Workspace, names: frozenset[str]) -> None:
        """Publish the findings of files."""
        snapshot = workspace.snapshot
        for name in sorted(names & set(snapshot.files)):
            path = snapshot.files[name].path
            found = diagnostics(self, snapshot, name)
            version = self.desk.versions.get(path)
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri_of(path), found, version))


def path_of(uri: str) -> Path | None:
    """The file of a uri; None for one that is no file."""
    found = uris.to_fs_path(uri)
    return Path(found) if found else None


def policy_of(uri: str) -> Path | None:
    """The policy file of a uri; None for any other."""
    path = path_of(uri)
    return path if path is not None and path.suffix == ".policy" else None


def _there(seat: Seat | None) -> Seat | None:
    return seat if seat is not None and seat.name in seat.snapshot.files else None


def uri_of(path: Path) -> str:
    """The uri of a file."""
    return uris.from_fs_path(str(path)) or path.as_uri()


def make_server(lang: Lang) -> YijuServer:
    """The server with all its features."""
    from yiju_cli.language_server import actions, commands, documents, looking, names, syncing

    server = YijuServer(lang)
    for module in (syncing, looking, names, actions, documents, commands):
        module.register(server)
    return server


def serve(lang: Lang) -> None:
    """Speak the protocol over stdin and stdout until the client leaves."""
    # an answer waits for whoever goes through the whole place no longer than it must
    sys.setswitchinterval(SWITCH)
    make_server(lang).start_io()
