"""Going to what a name stands for, listing where it stands, giving it another name."""

from __future__ import annotations

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams

from yiju.editing import navigation
from yiju.editing.snapshot import Snapshot
from yiju_cli.language_server.server import YijuServer, uri_of

REFUSED = {
    "invalid": {"zh": "“{name}”不能做名字：它是语言的词，或者不是一个词", "en": "“{name}” cannot be a name"},
    "taken": {"zh": "“{name}”已经有了", "en": "“{name}” is taken already"},
}


def register(server: YijuServer) -> None:
    """Register the requests about names."""

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def defined(ls: YijuServer, params: lsp.DefinitionParams) -> lsp.Location | None:
        found = ls.at(params)
        target = navigation.definition(found[0].snapshot, found[0].name, found[1]) if found else None
        if target is None:
            return None
        return lsp.Location(uri_of(target.path), ls.of(target.text).range(target.start, target.end))

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def referred(ls: YijuServer, params: lsp.ReferenceParams) -> list[lsp.Location]:
        found = ls.at(params)
        if found is None:
            return []
        seat, offset = found
        places = navigation.references(seat.snapshot, seat.name, offset)
        wanted = (o for o in places if params.context.include_declaration or not o.declares)
        return [_location(ls, seat.snapshot, o.span.file, (o.span.start, o.span.end)) for o in wanted]

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlighted(ls: YijuServer, params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
        found = ls.at(params)
        if found is None:
            return []
        seat, offset = found
        places = ls.of(seat.text)
        own = (o for o in navigation.references(seat.snapshot, seat.name, offset) if o.span.file == seat.name)
        return [lsp.DocumentHighlight(places.range(o.span.start, o.span.end)) for o in own]

    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepared(ls: YijuServer, params: lsp.PrepareRenameParams) -> lsp.Range | None:
        found = ls.at(params)
        name = navigation.renameable(found[0].snapshot, found[0].name, found[1]) if found else None
        if found is None or name is None:
            return None
        return ls.of(found[0].text).range(name.span.start, name.span.end)

    @server.feature(lsp.TEXT_DOCUMENT_RENAME, lsp.RenameOptions(prepare_provider=True))
    def renamed(ls: YijuServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        return _rename(ls, params)


def _location(ls: YijuServer, snapshot: Snapshot, file: str, span: tuple[int, int]) -> lsp.Location:
    held = snapshot.files[file]
    return lsp.Location(uri_of(held.path), ls.of(held.text).range(*span))


def _rename(ls: YijuServer, params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
    found = ls.at(params)
    if found is None:
        return None
    seat, offset = found
    edits = navigation.rename(seat.snapshot, seat.name, offset, params.new_name)
    if isinstance(edits, str):
        raise JsonRpcInvalidParams(REFUSED[edits][ls.lang].format(name=params.new_name))
    return workspace_edit(ls, seat.snapshot, edits)


def workspace_edit(ls: YijuServer, snapshot: Snapshot, edits: tuple[navigation.Edit, ...]) -> lsp.WorkspaceEdit:
    """Edits of policy files as the protocol has them."""
    changes = {}
    for file, items in navigation.edits_by_file(edits).items():
        held = snapshot.files[file]
        places = ls.of(held.text)
        changes[uri_of(held.path)] = [
            lsp.TextEdit(places.range(e.span.start, e.span.end), e.text)
            for e in sorted(items, key=lambda e: e.span.start)
        ]
    return lsp.WorkspaceEdit(changes=changes)
