"""Findings in the forms a person or a tool reads: text with the source underlined, JSON, SARIF, GitHub annotations.

Input: findings, and the texts their spans point into by file name. Output: strings, in a fixed order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from yiju_grammar.finding import Finding, Lang

Format = Literal["text", "json", "sarif", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "sarif", "github")


def render_findings(findings: Iterable[Finding], sources: Mapping[str, str], lang: Lang, form: Format) -> str:
    """Findings in one of the forms; text ends with a line that counts them."""
    found = tuple(findings)
    match form:
        case "json":
            return to_json(found, sources)
        case "sarif":
            return to_sarif(found, sources, lang=lang)
        case "github":
            return to_github(found, sources, lang=lang)
    from yiju_cli.show import summary

    text = to_text(found, sources, lang=lang)
    return (text + "\n" if text else "") + summary(found, lang) + "\n"


def to_text(findings: Iterable[Finding], sources: Mapping[str, str], *, lang: Lang = "zh") -> str:
    """Each finding with its line underlined; a blank line between them."""
    from yiju_cli.render.text import draw_findings

    return draw_findings(findings, sources, lang)


def to_json(findings: Iterable[Finding], sources: Mapping[str, str]) -> str:
    """An array, one object a finding, its sentences in both languages."""
    from yiju_cli.render.json import findings_json

    return findings_json(findings, sources)


def to_sarif(findings: Iterable[Finding], sources: Mapping[str, str], *, lang: Lang = "zh") -> str:
    """A SARIF 2.1.0 log."""
    from yiju_cli.render.sarif import findings_sarif

    return findings_sarif(findings, sources, lang)


def to_github(findings: Iterable[Finding], sources: Mapping[str, str], *, lang: Lang = "zh") -> str:
    """Workflow commands, one line a finding."""
    from yiju_cli.render.github import findings_github

    return findings_github(findings, sources, lang)
