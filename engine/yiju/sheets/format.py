"""A file's text after edits, in normal form: the whole of it where it was so before, else what was edited alone."""

from __future__ import annotations

from collections.abc import Sequence

from yiju.sheets.edits import Edit, apply
from yiju.sheets.model import Place
from yiju_grammar import format_text
from yiju_grammar.finding import Lang


def edited(text: str, changes: Sequence[tuple[Place, Sequence[Edit]]]) -> str:
    """The text with its declarations changed.

    Args:
        changes: each declaration's place, from its grounds to its last line, with the edits in it; in order.
    """
    if format_text(text).text == text:
        return format_text(apply(text, [edit for _, edits in changes for edit in edits])).text
    lang: Lang = "en" if format_text(text, lang="en").text == format_text(text).text else "zh"
    ends = "\r\n" if "\r\n" in text else "\n"
    return apply(text, [_formatted(text, place, edits, lang, ends) for place, edits in changes])


def _formatted(text: str, place: Place, edits: Sequence[Edit], lang: Lang, ends: str) -> Edit:
    start, end = place
    moved = [((a - start, b - start), new) for (a, b), new in edits]
    made = format_text(apply(text[start:end], moved), lang=lang).text
    made = made if text[start:end].endswith("\n") else made.rstrip("\n")
    return place, made.replace("\n", ends)
