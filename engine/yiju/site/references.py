"""All pages that belong to no place and are not written by hand: codes, glossary, command line, Python.

Input: what the command line says of itself. Output: Markdown by path.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from yiju.site import code_pages, command_line_page, glossary_page, python_page
from yiju.site.command_line_page import CommandHelp
from yiju_grammar.finding import Lang


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The command line in one language. `printed`: by code, what it prints of the code's example, where it does."""

    program: CommandHelp
    printed: Mapping[str, str] = field(default_factory=dict)


def pages(lang: Lang, command_line: CommandLine | None = None) -> Mapping[str, str]:
    """All of them; without a command line its page is left out."""
    printed = command_line.printed if command_line else None
    own = command_line_page.pages(command_line.program, lang) if command_line else {}
    return {**code_pages.pages(lang, printed), **glossary_page.pages(lang), **own, **python_page.pages(lang)}
