"""The documents beside the rules: what became of a sentence, and a rule made of it."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp

from yiju.editing.documents import Sentenced, appended, home_of, not_rule, rule_from, sentence_at, sentences_of
from yiju.editing.words import say
from yiju.editing.workspace import Workspace
from yiju_cli.language_server.names import workspace_edit
from yiju_cli.language_server.server import YijuServer, path_of, uri_of


def register(server: YijuServer) -> None:
    """Register what is asked of documents."""

    @server.command("yiju.sentences")
    def sentences(ls: YijuServer, uri: str) -> list[dict[str, object]]:
        """The sentences of the place's documents, each with its status, clause and place."""
        workspace = _workspace(ls, uri)
        return [_listed(ls, s) for s in sentences_of(workspace.snapshot)] if workspace else []

    @server.command("yiju.ruleFromSentence")
    def rule(ls: YijuServer, uri: str, start: int) -> lsp.WorkspaceEdit | None:
        """The edit that puts the rule of a sentence into its policy's file."""
        return rule_edit(ls, uri, start)


def _workspace(ls: YijuServer, uri: str) -> Workspace | None:
    path = path_of(uri)
    return ls.desk.workspace(path) if path is not None else None


def _listed(ls: YijuServer, item: Sentenced) -> dict[str, object]:
    span = item.sentence.span
    place = ls.of(item.document.text).range(*span)
    return {
        "uri": uri_of(Path(item.document.path)),
        "document": item.document.title or item.document.key,
        "clause": item.sentence.clause_path,
        "text": item.sentence.text,
        "status": item.status,
        "start": span[0],
        "line": place.start.line,
        "character": place.start.character,
        "endLine": place.end.line,
        "endCharacter": place.end.character,
    }


def rule_edit(ls: YijuServer, uri: str, start: int) -> lsp.WorkspaceEdit | None:
    """The edit that puts the rule of the sentence at `start` of a document into its policy's file."""
    workspace, path = _workspace(ls, uri), path_of(uri)
    item = sentence_at(workspace.snapshot, path, start) if workspace is not None and path is not None else None
    if workspace is None or item is None:
        return None
    text, home = rule_from(item), home_of(workspace.snapshot, item.document, item.sentence)
    if not text or home is None:
        return None
    return workspace_edit(ls, workspace.snapshot, (appended(workspace.snapshot, home, text),))


def document_actions(ls: YijuServer, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    """For a sentence of a document: make a rule of it, or say that it makes none."""
    path = path_of(params.text_document.uri)
    if path is None or path.suffix == ".policy":
        return []
    workspace = ls.desk.workspace(path)
    items = sentences_of(workspace.snapshot) if workspace else ()
    own = [s for s in items if Path(s.document.path).resolve() == path.resolve()]
    if workspace is None or not own:
        return []
    offset = ls.of(own[0].document.text).offset(params.range.start)
    held = next((s for s in own if s.sentence.span[0] <= offset < s.sentence.span[1]), None)
    home = home_of(workspace.snapshot, held.document, held.sentence) if held else None
    if held is None or home is None:
        return []
    refused = appended(workspace.snapshot, home, not_rule(held.sentence, ls.lang))
    title = say("make_rule", ls.lang)
    return [
        lsp.CodeAction(
            title,
            kind=lsp.CodeActionKind.Refactor,
            command=lsp.Command(title, "yiju.insertRule", arguments=[params.text_document.uri, held.sentence.span[0]]),
        ),
        lsp.CodeAction(
            say("make_not_rule", ls.lang),
            kind=lsp.CodeActionKind.Refactor,
            edit=workspace_edit(ls, workspace.snapshot, (refused,)),
        ),
    ]
