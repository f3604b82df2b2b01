"""Findings on their way to a renderer: shown under the paths a person would type, counted, in the chosen form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from yiju_cli.place import display
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.span import Span

if TYPE_CHECKING:
    from yiju import Rules


def show_findings(findings: Iterable[Finding], sources: Mapping[str, str], lang: Lang) -> None:
    """Print findings as text to stderr; nothing when there are none.

    Args:
        sources: the texts by the file names of the spans.
    """
    from yiju_cli.render import to_text

    found = tuple(findings)
    if found:
        click.echo(to_text(found, sources, lang=lang), nl=False, err=True)


def shows_errors(rules: Rules, lang: Lang) -> bool:
    """Print the errors of rules that have some; whether they have."""
    if not rules.has_errors:
        return False
    names, texts = display(rules)
    show_findings(rebased([f for f in rules.findings if f.severity == "error"], names), texts, lang)
    return True


def rebased(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[Finding, ...]:
    """The findings with their files under other names."""

    def moved(span: Span | None) -> Span | None:
        return replace(span, file=names.get(span.file, span.file)) if span else None

    return tuple(
        replace(f, span=moved(f.span), notes=tuple(replace(n, span=moved(n.span)) for n in f.notes)) for f in findings
    )


def summary(findings: Iterable[Finding], lang: Lang) -> str:
    """How many errors and warnings there are."""
    severities = [f.severity for f in findings]
    errors, warnings = severities.count("error"), severities.count("warning")
    if lang == "zh":
        return f"{errors} 个错误，{warnings} 个警告" if errors or warnings else "没有发现问题"
    if not errors and not warnings:
        return "no problems found"
    return f"{errors} error{'s' * (errors != 1)}, {warnings} warning{'s' * (warnings != 1)}"


def close_name(name: str, known: tuple[str, ...], kind: str, lang: Lang) -> str:
    """The sentence for a name that is not there, with the closest one that is."""
    close = get_close_matches(name, known, n=1, cutoff=0.4)
    if lang == "zh":
        return f"没有{kind} `{name}`" + (f"，是不是 `{close[0]}`？" if close else f"（有：{'、'.join(known) or '无'}）")
    return f"no {kind} `{name}`" + (f": did you mean `{close[0]}`?" if close else f" (there are: {', '.join(known)})")


def place_in(span: Span, names: Mapping[str, str], texts: Mapping[str, str]) -> str:
    """A span as `path:line:column`, both from 1, under the path a person would type."""
    path = names.get(span.file, span.file)
    before = texts.get(path, "")[: span.start]
    return f"{path}:{before.count(chr(10)) + 1}:{len(before) - (before.rfind(chr(10)) + 1) + 1}"
