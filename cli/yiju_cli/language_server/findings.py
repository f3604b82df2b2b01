"""Findings as diagnostics: the same codes, texts and hints as `yiju check` prints; what no case reaches, faded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types as lsp

from yiju.editing.snapshot import Snapshot
from yiju_grammar.finding import Finding, Severity
from yiju_grammar.span import Span

if TYPE_CHECKING:
    from yiju_cli.language_server.server import YijuServer

SOURCE = "yiju"
SEVERITIES: dict[Severity, lsp.DiagnosticSeverity] = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}
UNREACHED = {"zh": "没有案例走到这里", "en": "no case reaches this"}


def diagnostics(server: YijuServer, snapshot: Snapshot, name: str) -> list[lsp.Diagnostic]:
    """What is wrong with a file, then what its cases did not reach when they were last run."""
    held = snapshot.files[name]
    made = [diagnostic(server, snapshot, found) for found in snapshot.findings(name)]
    results = server.desk.results.get(name)
    places = server.of(held.text)
    for span in results.left if results else ():
        made.append(
            lsp.Diagnostic(
                places.range(span.start, span.end),
                UNREACHED[server.lang],
                severity=lsp.DiagnosticSeverity.Hint,
                source=SOURCE,
                tags=[lsp.DiagnosticTag.Unnecessary],
            )
        )
    return made


def diagnostic(server: YijuServer, snapshot: Snapshot, found: Finding) -> lsp.Diagnostic:
    """One finding: message, label and hint; its other places as related information."""
    lang = server.lang
    parts = (found.message(lang), found.label(lang), _hint(found, lang))
    related = [r for span, text in found.note_texts(lang) if (r := _related(server, snapshot, span, text)) is not None]
    return lsp.Diagnostic(
        range_of(server, snapshot, found.span),
        "\n".join(filter(None, parts)),
        severity=SEVERITIES[found.severity],
        code=found.code,
        source=SOURCE,
        related_information=related or None,
    )


def _hint(found: Finding, lang: str) -> str:
    hint = found.hint("en" if lang == "en" else "zh")
    return f"{'提示：' if lang == 'zh' else 'hint: '}{hint}" if hint else ""


def range_of(server: YijuServer, snapshot: Snapshot, span: Span | None) -> lsp.Range:
    """The place of a span in its file; the file's beginning for one without a place."""
    held = snapshot.files.get(span.file) if span else None
    if held is None or span is None:
        return lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0))
    return server.of(held.text).range(span.start, span.end)


def _related(
    server: YijuServer, snapshot: Snapshot, span: Span | None, text: str
) -> lsp.DiagnosticRelatedInformation | None:
    from yiju_cli.language_server.server import uri_of

    held = snapshot.files.get(span.file) if span else None
    if span is None:
        return None
    if held is not None:
        place = lsp.Location(uri_of(held.path), server.of(held.text).range(span.start, span.end))
        return lsp.DiagnosticRelatedInformation(place, text)
    documents = (d for r in snapshot.registers for d in r.documents)
    document = next((d for d in documents if d.path == span.file and d.text), None)
    if document is None:
        return None
    from pathlib import Path

    place = lsp.Location(uri_of(Path(document.path)), server.of(document.text).range(span.start, span.end))
    return lsp.DiagnosticRelatedInformation(place, text)
