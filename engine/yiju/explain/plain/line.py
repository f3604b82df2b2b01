"""A rule in plain words, line by line, and the numbers of its lists.

Made by `rule.py`; drawn by the policy page. Knows no rules.
"""

from __future__ import annotations

from dataclasses import dataclass

from yiju_grammar.finding import Lang

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class PlainLine:
    """One sentence or item, `depth` steps in. `item`: its number in a list as it is printed before the text
    (`（一）`, `1.`, `(a)`); empty for a line that is no item."""

    text: str
    depth: int = 0
    item: str = ""


def plain_text(lines: tuple[PlainLine, ...], *, indent: str = "  ") -> str:
    """The lines as plain text, one a line."""
    return "\n".join(indent * line.depth + _spaced(line.item) + line.text for line in lines)


def numbered(number: int, depth: int, lang: Lang) -> str:
    """The number of the `number`th item (from 1) `depth` steps in, as documents number: （一）, 1., （1）, ①."""
    if depth <= 1:
        return f"（{chinese_number(number)}）" if lang == "zh" else f"({_letters(number)})"
    if depth == 2:
        return f"{number}." if lang == "zh" else f"({_roman(number)})"
    if depth == 3:
        return f"（{number}）" if lang == "zh" else f"({number})"
    return chr(ord("①") + number - 1) if number <= 20 else f"{number}"


def chinese_number(number: int) -> str:
    """A number below one hundred in Chinese: 十二; greater ones in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return lead + (_DIGITS[ones] if ones else "")


def _letters(number: int) -> str:
    return chr(ord("a") + number - 1) if number <= 26 else str(number)


def _roman(number: int) -> str:
    made = ""
    for value, sign in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            made, number = made + sign, number - value
    return made


def _spaced(item: str) -> str:
    return item if not item or item.endswith("）") else f"{item} "
