"""Quick fixes: the cures of the findings at a place."""

from __future__ import annotations

from lsprotocol import types as lsp

from yiju.editing.fixes import fixes
from yiju_cli.language_server.documents import document_actions
from yiju_cli.language_server.findings import diagnostic
from yiju_cli.language_server.names import workspace_edit
from yiju_cli.language_server.server import YijuServer

KINDS = [lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.Refactor]


def register(server: YijuServer) -> None:
    """Register the request for actions."""

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=KINDS))
    def acted(ls: YijuServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        return [*_fixes(ls, params), *document_actions(ls, params)]


def _fixes(ls: YijuServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    seat = ls.seat(params.text_document.uri)
    if seat is None:
        return []
    snapshot = seat.snapshot
    places = ls.of(seat.text)
    first, last = places.offset(params.range.start), places.offset(params.range.end)
    met = [f for f in snapshot.findings(seat.name) if f.span and f.span.start <= last and first <= f.span.end]
    return [
        lsp.CodeAction(
            fix.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[diagnostic(ls, snapshot, fix.finding)],
            edit=workspace_edit(ls, snapshot, fix.edits),
            is_preferred=fix.preferred,
        )
        for found in met
        for fix in fixes(snapshot, found, ls.lang)
    ]
