"""Findings as GitHub workflow commands, which show as annotations on the changed lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from yiju.explain.layout import clean
from yiju_cli.render.places import in_order, place_of
from yiju_grammar.finding import Finding, Lang

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def findings_github(findings: Iterable[Finding], sources: Mapping[str, str], lang: Lang) -> str:
    """One line a finding."""
    return "".join(_command(f, sources, lang) + "\n" for f in in_order(findings))


def _command(found: Finding, sources: Mapping[str, str], lang: Lang) -> str:
    words = {**_where(found, sources), "title": found.code}
    properties = ",".join(f"{key}={_property(value)}" for key, value in words.items())
    said = filter(None, map(clean, (found.message(lang), found.where, found.label(lang), found.hint(lang))))
    return f"::{COMMANDS[found.severity]} {properties}::{_data(chr(10).join(said))}"


def _where(found: Finding, sources: Mapping[str, str]) -> dict[str, str]:
    if found.span is None or not found.span.file:
        return {}
    place = place_of(found.span, sources)
    if place is None:
        return {"file": found.span.file}
    made = {"file": place.file, "line": str(place.line), "endLine": str(place.end_line), "col": str(place.column)}
    return {**made, "endColumn": str(place.end_column)} if place.line == place.end_line else made


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
