"""Findings: the user's mistakes as values, with their words in both languages.

A finding stores its code and the words to fill in; the sentences stand in `codes/<CODE>.toml`, one file a
code, which is also the code's page. Nothing here prints: renderers are in `yiju_cli`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any, Literal

from yiju_grammar.span import Span

Severity = Literal["error", "warning", "note"]
Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Note:
    """A second place or sentence of a finding; `key` names its text under `[zh.notes]`/`[en.notes]` of the code."""

    key: str
    span: Span | None = None
    args: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: its code, its place, and the words that fill the code's sentences.

    `where` names a place that is not in a text (a row and field of a record file).
    """

    code: str
    span: Span | None
    args: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    where: str = ""

    @property
    def severity(self) -> Severity:
        return str_severity(code_page(self.code)["severity"])

    def message(self, lang: Lang = "zh") -> str:
        """The sentence that stands alone."""
        return _fill(code_page(self.code)[lang]["message"], self.args) or self.code

    def label(self, lang: Lang = "zh") -> str:
        """What is wrong at the place itself; empty when the code has no label."""
        return _fill(code_page(self.code)[lang].get("label", ""), self.args)

    def hint(self, lang: Lang = "zh") -> str:
        """What to type instead; empty unless every word it needs is known."""
        return _fill(code_page(self.code)[lang].get("hint", ""), self.args)

    def note_texts(self, lang: Lang = "zh") -> tuple[tuple[Span | None, str], ...]:
        """The notes with their texts."""
        texts = code_page(self.code)[lang].get("notes", {})
        return tuple((n.span, _fill(texts[n.key], n.args or self.args)) for n in self.notes)


def finding(code: str, span: Span | None, *, notes: tuple[Note, ...] = (), where: str = "", **args: object) -> Finding:
    """Make a finding; `args` fill the placeholders of the code's sentences (an empty one suppresses the hint)."""
    return Finding(code, span, tuple((k, str(v)) for k, v in args.items()), notes, where)


def str_severity(value: object) -> Severity:
    """The severity a code page states."""
    match value:
        case "error" | "warning" | "note":
            return value
    raise ValueError(f"severity {value!r}")


@cache
def code_page(code: str) -> Mapping[str, Any]:
    """The page of a code: `severity`, and under `zh` and `en` its `message`, `label`, `hint`, `notes`, `means`,
    `why`, `example`, `instead`.

    Raises:
        KeyError: there is no such code.
    """
    import tomllib

    path = files("yiju_grammar").joinpath("codes").joinpath(f"{code}.toml")
    if not path.is_file():
        raise KeyError(code)
    return tomllib.loads(path.read_text("utf-8"))


def all_codes() -> tuple[str, ...]:
    """Every code that has a page, sorted."""
    folder = files("yiju_grammar").joinpath("codes")
    return tuple(sorted(p.name[:-5] for p in folder.iterdir() if p.name.endswith(".toml")))


def _fill(template: str, args: tuple[tuple[str, str], ...]) -> str:
    """Fill `{name}` placeholders; a template with an absent or empty word gives the empty text."""
    words = dict(args)
    needed = [name for _, name, _, _ in Formatter().parse(template) if name]
    if any(not words.get(name) for name in needed):
        return ""
    return template.format(**words)
