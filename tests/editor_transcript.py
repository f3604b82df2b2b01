"""What an editor shows, as a page of the guide prints it: each step is put to the real server, its answer made text.

A step is a comment `<!-- editor KIND: WORDS -->` above a ```text block. Every step begins with the file as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from urllib.parse import unquote

from language_server_client import Open, opened
from lsprotocol import types as lsp
from pytest_lsp import LanguageClient

STEP = re.compile(r"(<!-- editor (\w+)(?:: (.*?))? -->\n```text\n)(.*?)(?=^```$)", re.DOTALL | re.MULTILINE)
WHOLE = lsp.Range(lsp.Position(0, 0), lsp.Position(10_000, 0))
MOST = 6
"""Rows shown of a long list."""


async def replayed(markdown: str, client: LanguageClient, policy: Path) -> str:
    """The page with what the server answers now."""
    pieces, at = [], 0
    for step in STEP.finditer(markdown):
        held = opened(client, policy)
        answer = await STEPS[step[2]](held, (step[3] or "").replace("\\n", "\n"))
        pieces += [markdown[at : step.start(4)], answer.rstrip("\n") + "\n"]
        at = step.end()
    return "".join((*pieces, markdown[at:]))


async def hover(held: Open, words: str) -> str:
    """What is shown of the thing under the pointer."""
    shown = await held.client.text_document_hover_async(lsp.HoverParams(held.id, held.position(words)))
    assert shown is not None and isinstance(shown.contents, lsp.MarkupContent)
    return shown.contents.value


async def complete(held: Open, typed: str) -> str:
    """The first rows of what is offered after typing at the end of the file."""
    last = held.text.rstrip("\n").split("\n")[-1]
    held.edit(last, last + typed)
    position = held.position(last + typed, into=len(last + typed))
    made = await held.client.text_document_completion_async(lsp.CompletionParams(held.id, position))
    items = made.items if isinstance(made, lsp.CompletionList) else made or []
    rows = [f"{i.label}    {i.detail}" if i.detail else i.label for i in items]
    return _first(rows)


async def fix(held: Open, change: str) -> str:
    """The first finding after a change, and its cures."""
    old, new = change.split(" => ")
    held.edit(old, new)
    found = min(await held.findings(), key=lambda f: f.severity or 9)
    told = (found.message or "").replace("\n", "\n    ")
    context = lsp.CodeActionContext([found])
    actions = await held.client.text_document_code_action_async(lsp.CodeActionParams(held.id, found.range, context))
    cures = [a for a in actions or () if isinstance(a, lsp.CodeAction)]
    rows = [_cure(held, a.title, e) for a in cures if a.edit for e in (a.edit.changes or {})[held.uri]]
    return "\n".join([f"{_place(found.range)} {found.code} {told}", *rows])


def _cure(held: Open, title: str, edit: lsp.TextEdit) -> str:
    old = held.words(edit.range) if edit.range.start.line == edit.range.end.line else ""
    return f"→ {title}:  {old} → {edit.new_text}" if old else f"→ {title}:  + {edit.new_text.strip()}"


async def definition(held: Open, words: str) -> str:
    """Where a name or a quote leads."""
    params = lsp.DefinitionParams(held.id, held.position(words))
    found = await held.client.text_document_definition_async(params)
    assert isinstance(found, lsp.Location)
    path = _path(found.uri)
    line = path.read_text("utf-8-sig").split("\n")[found.range.start.line]
    return f"{path.relative_to(held.path.parent)}:{found.range.start.line + 1}    {line.strip()}"


async def rename(held: Open, change: str) -> str:
    """What renaming changes, by file."""
    old, new = change.split(" => ")
    params = lsp.RenameParams(held.id, held.position(old), new)
    edit = await held.client.text_document_rename_async(params)
    assert edit is not None and edit.changes is not None
    return "\n".join(f"{_path(uri).name}    {len(edits)}" for uri, edits in sorted(edit.changes.items()))


async def outline(held: Open, _: str) -> str:
    """The declarations of the file."""
    symbols = await held.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(held.id))
    return _first([row for s in symbols or () if isinstance(s, lsp.DocumentSymbol) for row in _entries(s, 0)])


def _entries(symbol: lsp.DocumentSymbol, depth: int) -> list[str]:
    own = f"{'    ' * depth}{symbol.name}    {symbol.detail or ''}".rstrip()
    return [own, *(row for child in symbol.children or () for row in _entries(child, depth + 1))]


async def lenses(held: Open, _: str) -> str:
    """The first lenses, each over its line."""
    found = await held.client.text_document_code_lens_async(lsp.CodeLensParams(held.id))
    lines = held.text.split("\n")
    titles: dict[int, list[str]] = {}
    for lens in found or ():
        if lens.command is not None:
            titles.setdefault(lens.range.start.line, []).append(lens.command.title)
    return "\n".join(f"{' | '.join(titles[line])}\n{lines[line]}" for line in list(titles)[:2])


async def inlays(held: Open, _: str) -> str:
    """The first lines with what is shown in them, between ‹ and ›."""
    found = await held.client.text_document_inlay_hint_async(lsp.InlayHintParams(held.id, WHOLE))
    lines = held.text.split("\n")
    shown = []
    for hint in found or ():
        line, at = lines[hint.position.line], hint.position.character
        shown.append(f"{line[:at]} ‹{str(hint.label).strip()}›{line[at:]}")
    return _first(shown)


async def cases(held: Open, without: str) -> str:
    """What running the cases comes to, without one of them if one is named, and what none of them reaches."""
    if without:
        start = held.text.index(f"案例 {without}")
        held.edit(held.text[start : held.text.index("\n\n", start) + 2], "")
        await held.settled()
    ran = await held.command("yiju.runCases", held.uri, "")
    rows = [f"{case['case']}    {case['brief']}" for case in ran["cases"]]
    told = await held.findings(times=3 if without else 1)
    faded = [f"{_place(f.range)} {f.message}:  {held.words(f.range)}" for f in told if f.tags]
    return "\n".join([_first(rows), ran["coverage"], *faded])


async def decide(held: Open, case: str) -> str:
    """The decision of a case's record."""
    return str(await held.command("yiju.decide", held.uri, case))


async def sentences(held: Open, removed: str) -> str:
    """The view of sentences without a rule, after a declaration is removed."""
    held.edit(f"{removed}\n", "")
    await held.settled()
    listed = await held.command("yiju.sentences", held.uri)
    left = [s for s in listed if s["status"] == "uncovered"]
    rows = [f"    {s['text']}    {s['clause']}" for s in left]
    return "\n".join([f"{listed[0]['document']}    {len(left)} / {len(listed)}", *rows])


async def rule(held: Open, words: str) -> str:
    """The rule that is made of a sentence of the document."""
    listed = await held.command("yiju.sentences", held.uri)
    one = next(s for s in listed if words in s["text"])
    edit = await held.command("yiju.ruleFromSentence", one["uri"], one["start"])
    return "\n".join(change["newText"].strip("\n") for edits in edit["changes"].values() for change in edits)


STEPS: dict[str, Callable[[Open, str], Awaitable[str]]] = {
    "hover": hover,
    "complete": complete,
    "fix": fix,
    "definition": definition,
    "rename": rename,
    "outline": outline,
    "lenses": lenses,
    "inlays": inlays,
    "cases": cases,
    "decide": decide,
    "sentences": sentences,
    "rule": rule,
}


def _first(rows: list[str]) -> str:
    return "\n".join([*rows[:MOST], *(["……"] if len(rows) > MOST else [])])


def _place(range_: lsp.Range) -> str:
    return f"{range_.start.line + 1}:{range_.start.character + 1}"


def _path(uri: str) -> Path:
    return Path(unquote(uri.removeprefix("file://")))
