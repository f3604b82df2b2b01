"""Looking at a file: hover, completion, outline, folding, colours, inlays, formatting."""

from __future__ import annotations

from datetime import date

from lsprotocol import types as lsp

from yiju.editing.completion import Candidate, CandidateKind, complete
from yiju.editing.hover import hover
from yiju.editing.outline import COLOURS, Coloured, Entry, EntryKind, coloured, folds, outline
from yiju.editing.trying import inlays
from yiju_cli.language_server.positions import Positions
from yiju_cli.language_server.server import YijuServer

TOKEN_TYPES = sorted(set(COLOURS.values()))
TOKEN_MODIFIERS = ["declaration", "defaultLibrary"]
KINDS: dict[CandidateKind, lsp.CompletionItemKind] = {
    "keyword": lsp.CompletionItemKind.Keyword,
    "field": lsp.CompletionItemKind.Field,
    "value": lsp.CompletionItemKind.EnumMember,
    "declaration": lsp.CompletionItemKind.Function,
    "function": lsp.CompletionItemKind.Function,
    "unit": lsp.CompletionItemKind.Unit,
    "type": lsp.CompletionItemKind.Class,
    "document": lsp.CompletionItemKind.Reference,
    "quote": lsp.CompletionItemKind.Text,
    "record": lsp.CompletionItemKind.Struct,
    "policy": lsp.CompletionItemKind.Module,
}
SYMBOLS: dict[EntryKind, lsp.SymbolKind] = {
    "policy": lsp.SymbolKind.Module,
    "record": lsp.SymbolKind.Struct,
    "field": lsp.SymbolKind.Field,
    "rule": lsp.SymbolKind.Boolean,
    "value": lsp.SymbolKind.Number,
    "table": lsp.SymbolKind.Array,
    "payment": lsp.SymbolKind.Event,
    "case": lsp.SymbolKind.Method,
    "other": lsp.SymbolKind.Key,
}
LEGEND = lsp.SemanticTokensLegend(list(TOKEN_TYPES), TOKEN_MODIFIERS)
TRIGGERS = [">", " ", "/", "（", "(", "，", "〔"]


def register(server: YijuServer) -> None:
    """Register the requests that only look."""

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(ls: YijuServer, params: lsp.HoverParams) -> lsp.Hover | None:
        return _hover(ls, params)

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=TRIGGERS))
    def completed(ls: YijuServer, params: lsp.CompletionParams) -> lsp.CompletionList:
        return _complete(ls, params)

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(ls: YijuServer, params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        seat = ls.seat(params.text_document.uri)
        if seat is None:
            return []
        places = ls.of(seat.text)
        return [_symbol(e, places) for e in outline(seat.snapshot, seat.name)]

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folded(ls: YijuServer, params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        seat = ls.seat(params.text_document.uri)
        found = folds(seat.snapshot, seat.name) if seat else ()
        return [lsp.FoldingRange(f.first, f.last, kind=lsp.FoldingRangeKind(f.kind)) for f in found]

    @server.feature(lsp.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, LEGEND)
    def colours(ls: YijuServer, params: lsp.SemanticTokensParams) -> lsp.SemanticTokens:
        seat = ls.seat(params.text_document.uri)
        if seat is None:
            return lsp.SemanticTokens([])
        places = ls.of(seat.text)
        return lsp.SemanticTokens(_tokens(coloured(seat.snapshot, seat.name), places))

    @server.feature(lsp.TEXT_DOCUMENT_INLAY_HINT)
    def inlaid(ls: YijuServer, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
        return _inlays(ls, params)

    @server.feature(lsp.TEXT_DOCUMENT_FORMATTING)
    def formatted(ls: YijuServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
        return _format(ls, params)


def _hover(ls: YijuServer, params: lsp.HoverParams) -> lsp.Hover | None:
    found = ls.at(params)
    if found is None:
        return None
    seat, offset = found
    shown = hover(seat.snapshot, seat.name, offset, today=date.today(), lang=ls.lang)
    if shown is None:
        return None
    places = ls.of(seat.text)
    content = lsp.MarkupContent(lsp.MarkupKind.Markdown, shown.text)
    return lsp.Hover(content, places.range(shown.span.start, shown.span.end))


MOST_ITEMS = 100
"""Candidates told at once; more are asked for as more is typed."""


def _complete(ls: YijuServer, params: lsp.CompletionParams) -> lsp.CompletionList:
    found = ls.at(params, peek=True)
    if found is None:
        return lsp.CompletionList(False, [])
    seat, offset = found
    places = ls.of(seat.text)
    made = complete(seat.snapshot, seat.name, offset)
    typed = [c for c in made if c.kind == "quote" or c.label.startswith(places.text[c.start : c.end])] or made
    more = len(typed) > MOST_ITEMS or any(c.kind == "quote" for c in made)
    return lsp.CompletionList(more, [_item(c, n, places) for n, c in enumerate(typed[:MOST_ITEMS])])


def _item(candidate: Candidate, number: int, places: Positions) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        candidate.label,
        kind=KINDS[candidate.kind],
        detail=candidate.detail or None,
        sort_text=f"{number:04d}",
        filter_text=places.text[candidate.start : candidate.end] if candidate.kind == "quote" else None,
        text_edit=lsp.TextEdit(places.range(candidate.start, candidate.end), candidate.insert),
    )


def _symbol(entry: Entry, places: Positions) -> lsp.DocumentSymbol:
    return lsp.DocumentSymbol(
        entry.name or entry.detail,
        SYMBOLS[entry.kind],
        places.range(entry.span.start, entry.span.end),
        places.range(entry.name_span.start, entry.name_span.end),
        detail=entry.detail,
        children=[_symbol(e, places) for e in entry.under],
    )


def _tokens(names: tuple[Coloured, ...], places: Positions) -> list[int]:
    """The protocol's numbers: each token's place from the one before, its length, colour and marks."""
    data: list[int] = []
    line = column = 0
    for name in names:
        start, end = places.position(name.span.start), places.position(name.span.end)
        if start.line != end.line:
            continue
        ahead = start.character - (column if start.line == line else 0)
        marks = name.declares + 2 * name.builtin
        data += [start.line - line, ahead, end.character - start.character, TOKEN_TYPES.index(name.colour), marks]
        line, column = start.line, start.character
    return data


def _inlays(ls: YijuServer, params: lsp.InlayHintParams) -> list[lsp.InlayHint]:
    seat = ls.seat(params.text_document.uri)
    if seat is None:
        return []
    places = ls.of(seat.text)
    first, last = places.offset(params.range.start), places.offset(params.range.end)
    found = inlays(seat.snapshot, seat.name, today=date.today(), lang=ls.lang)
    made = [(i.offset, i.text) for i in found]
    results = ls.desk.results.get(seat.name)
    made += [(t.span.end, f" {t.brief}") for t in (results.tried.values() if results else ())]
    return [lsp.InlayHint(places.position(at), text) for at, text in sorted(made) if first <= at <= last]


def _format(ls: YijuServer, params: lsp.DocumentFormattingParams) -> list[lsp.TextEdit]:
    from yiju_grammar import format_text

    seat = ls.seat(params.text_document.uri)
    if seat is None:
        return []
    text = seat.text
    made = format_text(text, seat.name).text
    if made == text:
        return []
    return [lsp.TextEdit(ls.of(text).range(0, len(text)), made)]
