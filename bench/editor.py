"""An editing session replayed against the language server: `python -m bench.editor [--policies 50] [--rules 2000]`.

A made-up place of many policies is written to a temporary folder; lines are typed, character by character, into files
of it, with the requests an editor makes in between. Told: how long each kind of request waited, at the median and the
95th percentile, and how long until the findings of an edit were shown.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import quantiles
from time import perf_counter
from typing import Any

from bench.many_rules import POLICY_RULES, RECORD, policy
from bench.timing import machine
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

LINE = "定义 试 = 收入 × 70% + 存款 × 1%\n"


class Session:
    """A client with its clock: waits by kind of request."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.waits: dict[str, list[float]] = {}
        self.shown: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()

    async def ask(self, kind: str, asked: Any) -> None:
        """Wait for one answer."""
        begin = perf_counter()
        await asked
        self.waits.setdefault(kind, []).append(perf_counter() - begin)


def write_place(folder: Path, policies: int, rules: int) -> list[Path]:
    """A place of so many policies with so many rules in all."""
    (folder / "documents.toml").write_text('[place]\nname = "编造"\n', "utf-8")
    (folder / "记录.policy").write_text(RECORD, "utf-8")
    made = []
    each = rules // policies // POLICY_RULES
    for number in range(policies):
        head, body = policy(number * each).split("\n\n", 1)
        more = (policy(number * each + k).split("\n\n", 1)[1] for k in range(1, each))
        path = folder / f"part{number:03}.policy"
        path.write_text("\n\n".join((head, body, *more)), "utf-8")
        made.append(path)
    return made


async def replay(folder: Path, files: list[Path], edits: int) -> Session:
    """Type a line into some files, asking as an editor asks."""
    client = LanguageClient("bench", "1")
    session = Session(client)

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def shown(params: lsp.PublishDiagnosticsParams) -> None:
        session.shown.put_nowait(params)

    await client.start_io(sys.executable, "-m", "yiju_cli", "lsp", "--lang", "zh")
    await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=folder.as_uri()))
    client.initialized(lsp.InitializedParams())
    random = Random(1)
    for path in random.sample(files, min(edits, len(files))):
        await _type_into(session, path)
    await client.shutdown_async(None)
    client.exit(None)
    return session


async def _type_into(session: Session, path: Path) -> None:
    client, text, uri = session.client, path.read_text("utf-8"), path.as_uri()
    item = lsp.TextDocumentItem(uri, "policy", 1, text)
    client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
    document = lsp.TextDocumentIdentifier(uri)
    last = text.count("\n")
    whole = lsp.Range(lsp.Position(0, 0), lsp.Position(last + 2, 0))
    await session.ask(
        "open: first answer", client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
    )
    for column, char in enumerate(LINE):
        place = lsp.Position(last, column)
        change = lsp.TextDocumentContentChangePartial(range=lsp.Range(place, place), text=char)
        versioned = lsp.VersionedTextDocumentIdentifier(version=column + 2, uri=uri)
        client.text_document_did_change(lsp.DidChangeTextDocumentParams(versioned, [change]))
        after = lsp.Position(last, column + 1) if char != "\n" else lsp.Position(last + 1, 0)
        await session.ask("completion", client.text_document_completion_async(lsp.CompletionParams(document, after)))
        await session.ask("hover", client.text_document_hover_async(lsp.HoverParams(document, lsp.Position(12, 6))))
        tokens = lsp.SemanticTokensParams(document)
        await session.ask("colours", client.text_document_semantic_tokens_full_async(tokens))
        if column % 8 == 0:
            await _now_and_then(session, document, after, whole)
        await asyncio.sleep(0.08)
    while True:
        begin = perf_counter()
        shown = await session.shown.get()
        if shown.uri == uri and shown.version == len(LINE) + 1:
            session.waits.setdefault("findings after the last key", []).append(perf_counter() - begin)
            break


async def _now_and_then(
    session: Session, document: lsp.TextDocumentIdentifier, place: lsp.Position, whole: lsp.Range
) -> None:
    client = session.client
    await session.ask("outline", client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document)))
    await session.ask("lenses", client.text_document_code_lens_async(lsp.CodeLensParams(document)))
    await session.ask("inlays", client.text_document_inlay_hint_async(lsp.InlayHintParams(document, whole)))
    context = lsp.CodeActionContext([])
    actions = lsp.CodeActionParams(document, lsp.Range(place, place), context)
    await session.ask("actions", client.text_document_code_action_async(actions))
    spot = lsp.Position(12, 6)
    await session.ask("definition", client.text_document_definition_async(lsp.DefinitionParams(document, spot)))
    references = lsp.ReferenceParams(lsp.ReferenceContext(True), document, spot)
    await session.ask("references", client.text_document_references_async(references))


def main() -> None:
    """Replay and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--policies", type=int, default=50)
    parser.add_argument("--rules", type=int, default=2000)
    parser.add_argument("--edits", type=int, default=6)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "bianzao"
        folder.mkdir()
        files = write_place(folder, given.policies, given.rules)
        session = asyncio.run(replay(folder, files, given.edits))
    print(machine())
    print("| request | count | median ms | 95% ms | most ms |\n|---|---|---|---|---|")
    for kind, waits in session.waits.items():
        ms = sorted(w * 1000 for w in waits)
        cut = quantiles(ms, n=20)[-1] if len(ms) > 1 else ms[0]
        print(f"| {kind} | {len(ms)} | {ms[len(ms) // 2]:.1f} | {cut:.1f} | {ms[-1]:.1f} |")


if __name__ == "__main__":
    main()
