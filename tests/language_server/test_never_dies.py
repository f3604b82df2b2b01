"""Random edits at random places with every request in between: the server answers each, and in the end finds what
checking the text by itself finds."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any

import pytest
from language_server_client import RULES, Open, opened
from lsprotocol import types as lsp
from pytest_lsp import LanguageClient

from yiju.editing.workspace import Workspace

pytestmark = pytest.mark.asyncio(loop_scope="module")
STEPS = 10_000 if os.environ.get("YIJU_NIGHTLY") else 500 if os.environ.get("YIJU_CHECK") else 20
TYPED = (
    *("资格", "发放 ", "> 发放", "\n", "    ", "（", "）", "“", "”", "𠮷", "当 ", "= ", "1000元", "|", "#", "\t", "、"),
    *(
        "单位 是 ",
        "属于（",
        "自 2020年",
        "待定 ",
        "\r\n",
        "\u2028",
        "a",
        "policy ",
        "〔2019〕",
        "-",
        "÷ 0",
        "\x00",
        "e\u0301",
    ),
)
Ask = Callable[[LanguageClient, lsp.TextDocumentIdentifier, lsp.Position], Coroutine[Any, Any, Any]]
RANGE = lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))

ASKED: tuple[Ask, ...] = (
    lambda c, d, p: c.text_document_hover_async(lsp.HoverParams(d, p)),
    lambda c, d, p: c.text_document_completion_async(lsp.CompletionParams(d, p)),
    lambda c, d, p: c.text_document_definition_async(lsp.DefinitionParams(d, p)),
    lambda c, d, p: c.text_document_references_async(lsp.ReferenceParams(lsp.ReferenceContext(True), d, p)),
    lambda c, d, p: c.text_document_document_highlight_async(lsp.DocumentHighlightParams(d, p)),
    lambda c, d, p: c.text_document_prepare_rename_async(lsp.PrepareRenameParams(d, p)),
    lambda c, d, p: c.text_document_document_symbol_async(lsp.DocumentSymbolParams(d)),
    lambda c, d, p: c.text_document_folding_range_async(lsp.FoldingRangeParams(d)),
    lambda c, d, p: c.text_document_semantic_tokens_full_async(lsp.SemanticTokensParams(d)),
    lambda c, d, p: c.text_document_inlay_hint_async(lsp.InlayHintParams(d, RANGE)),
    lambda c, d, p: c.text_document_code_lens_async(lsp.CodeLensParams(d)),
    lambda c, d, p: c.text_document_code_action_async(
        lsp.CodeActionParams(d, lsp.Range(p, p), lsp.CodeActionContext([]))
    ),
    lambda c, d, p: c.text_document_formatting_async(lsp.DocumentFormattingParams(d, lsp.FormattingOptions(4, True))),
)
"""Every request about a text."""


@pytest.mark.parametrize("name", ["licheng/干部补助.policy", "shili/家庭生活补贴.policy"])
async def test_random_edits_with_every_request_in_between(client: LanguageClient, name: str) -> None:
    held = opened(client, RULES / name)
    random = Random(name)
    for step in range(STEPS // 2):
        start = _outside_line_end(held.text, random.randrange(len(held.text) + 1))
        end = _outside_line_end(held.text, min(len(held.text), start + random.choice((0, 0, 1, 3, 20))))
        _edit(held, start, end, random.choice(TYPED))
        line = random.randrange(held.text.count("\n") + 2)
        place = lsp.Position(line, random.randrange(60))
        await ASKED[step % len(ASKED)](client, held.id, place)
    place = Workspace((RULES / name).parent)
    place.edit(name, held.text)
    expected = [(f.code, f.span.start if f.span else 0) for f in place.settled().findings(name)]
    assert [(d.code, _offset(held.text, d.range.start)) for d in await held.settled()] == expected


def _outside_line_end(text: str, offset: int) -> int:
    """Between a return and its line feed no editor has a place."""
    return offset + 1 if text[offset - 1 : offset + 1] == "\r\n" else offset


def _edit(held: Open, start: int, end: int, typed: str) -> None:
    """Tell of an edit by the lines as the protocol counts them: ended by a line feed, a return, or both."""
    held.text, before = held.text[:start] + typed + held.text[end:], held.text
    held.version += 1
    change = lsp.TextDocumentContentChangePartial(range=lsp.Range(_at(before, start), _at(before, end)), text=typed)
    versioned = lsp.VersionedTextDocumentIdentifier(version=held.version, uri=held.uri)
    held.client.text_document_did_change(lsp.DidChangeTextDocumentParams(versioned, [change]))


def _at(text: str, offset: int) -> lsp.Position:
    lines = text[:offset].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lsp.Position(len(lines) - 1, len(lines[-1].encode("utf-16-le")) // 2)


def _offset(text: str, position: lsp.Position) -> int:
    """The character at a place, by the lines of the protocol."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    before = lines[position.line].encode("utf-16-le")[: 2 * position.character].decode("utf-16-le", "replace")
    return sum(map(len, lines[: position.line])) + len(before)
