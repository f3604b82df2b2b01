"""Lenses over policies and cases, and what they do: decide a record, run cases, make a rule, draft a document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from yiju.editing.trying import Lens, Tried, lenses, run
from yiju_cli.language_server.desk import Results, Seat
from yiju_cli.language_server.documents import rule_edit
from yiju_cli.language_server.server import YijuServer, path_of

COMMANDS = {"decide": "yiju.decide", "run_cases": "yiju.runCases", "run_case": "yiju.runCases"}


def register(server: YijuServer) -> None:
    """Register lenses and the commands behind them."""

    @server.feature(lsp.TEXT_DOCUMENT_CODE_LENS, lsp.CodeLensOptions(resolve_provider=False))
    def lensed(ls: YijuServer, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
        seat = ls.seat(params.text_document.uri)
        if seat is None:
            return []
        uri = params.text_document.uri
        return [_lens(ls, seat, lens, uri) for lens in lenses(seat.snapshot, seat.name, ls.lang)]

    @server.command("yiju.runCases")
    def cases(ls: YijuServer, uri: str, case: str) -> dict[str, Any] | None:
        """Run the cases of a file (one, if one is named); the results are shown in the text, and returned."""
        return _run(ls, uri, case)

    @server.command("yiju.decide")
    def decide(ls: YijuServer, uri: str, case: str) -> str:
        """The decision of a case's record, in words."""
        seat = ls.seat(uri)
        tried = run(seat.snapshot, seat.name, ls.lang, case)[0] if seat else ()
        return tried[0].told if tried else ""

    @server.command("yiju.insertRule")
    async def insert(ls: YijuServer, uri: str, start: int) -> bool:
        """Make a rule of a sentence and put it into its policy's file, by way of the editor."""
        edit = rule_edit(ls, uri, start)
        if edit is None:
            return False
        answer = await ls.workspace_apply_edit_async(lsp.ApplyWorkspaceEditParams(edit))
        return bool(answer.applied)

    @server.command("yiju.draft")
    def draft(ls: YijuServer, file: str) -> dict[str, Any]:
        """The draft of a document by its path: files by name, or why it cannot be read."""
        return _draft(ls, file)


def _lens(ls: YijuServer, seat: Seat, lens: Lens, uri: str) -> lsp.CodeLens:
    places = ls.of(seat.text)
    results = ls.desk.results.get(seat.name)
    title = lens.title
    if results is not None and lens.kind == "run_cases":
        title = f"{title} · {results.told}"
    arguments: list[Any] = [uri, "" if lens.kind == "run_cases" else lens.case]
    start = places.position(lens.span.start)
    return lsp.CodeLens(lsp.Range(start, start), command=lsp.Command(title, COMMANDS[lens.kind], arguments=arguments))


def _run(ls: YijuServer, uri: str, case: str) -> dict[str, Any] | None:
    seat = ls.seat(uri)
    if seat is None:
        return None
    tried, left, told = run(seat.snapshot, seat.name, ls.lang, case)
    known = ls.desk.results.setdefault(seat.name, Results())
    known.tried.update({t.case: t for t in tried})
    known.left, known.told = left, told
    ls.show(seat.workspace, frozenset({seat.name}))
    _refresh(ls)
    return {"cases": [_result(t) for t in tried], "coverage": told}


def _result(tried: Tried) -> dict[str, Any]:
    return {"case": tried.case, "passed": tried.passed, "brief": tried.brief, "told": tried.told}


def _refresh(ls: YijuServer) -> None:
    """Have lenses and inlays asked for again, where the client can."""
    workspace = ls.client_capabilities.workspace
    if workspace and workspace.code_lens and workspace.code_lens.refresh_support:
        ls.workspace_code_lens_refresh(None)
    if workspace and workspace.inlay_hint and workspace.inlay_hint.refresh_support:
        ls.workspace_inlay_hint_refresh(None)


def _draft(ls: YijuServer, file: str) -> dict[str, Any]:
    from yiju import compile_document
    from yiju_grammar.finding import Finding

    path = path_of(file) if file.startswith("file:") else Path(file)
    made = compile_document(path or Path(file))
    if isinstance(made, Finding):
        return {"error": made.message(ls.lang), "files": {}}
    return {"error": "", "files": dict(made.draft.files), "text": made.reading.text, "place": made.draft.place}
