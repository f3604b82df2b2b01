"""Whether an amount of money stands in quoted words.

Input: words of a document and an exact amount in the base unit. A bare number counts in any of the usual units, since a
table gives its unit in the heading only; one that counts something else (`50名`, `2020年`) does not.
"""

from __future__ import annotations

import re
from fractions import Fraction

from yiju.documents.folding import fold_forms
from yiju.facts.numerals import NUMERAL, read_numeral
from yiju_grammar.lexicon import MULTIPLIERS

FACTORS = {**dict(MULTIPLIERS), "千": 1000, "": 1}
BARE = (1, 1000, 10_000, 100_000_000)
COUNTED = "名人户个年月日天项村次亩件处座所公"
"""Words that make a number before them, with a space between, a count."""

_CURRENCY = frozenset("元圆块")
_MULTIPLIER = "|".join(sorted((word for word in FACTORS if word), key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?<![\d.])(?P<number>\d[\d,]*(?:\.\d+)?)(?:\s*[余多]?\s*(?P<multiplier>{_MULTIPLIER}))?"
    rf"(?:\s*[余多]?\s*(?P<money>[元圆块])|(?P<counts>[^\W\d]|%|\s+[{COUNTED}]))?"
)


def has_figure(words: str, amount: Fraction) -> bool:
    """Whether the words state the amount.

    Example: `有 19.65 万元` states 196500; `道路 300`, a row of a table, states 300, 300000, 3000000 and 30000000000;
    `贰拾万圆整` states 200000.
    """
    forms = fold_forms(words)
    return any(amount in _amounts(found) for found in _FIGURE.finditer(forms)) or any(
        forms[found.end() : found.end() + 1] in _CURRENCY and read_numeral(found.group()) == amount
        for found in NUMERAL.finditer(forms)
    )


def _amounts(found: re.Match[str]) -> frozenset[Fraction]:
    """What a number may mean."""
    value = Fraction(found["number"].replace(",", ""))
    if found["money"] or found["multiplier"]:
        return frozenset({value * FACTORS[found["multiplier"] or ""]})
    return frozenset() if found["counts"] else frozenset(value * factor for factor in BARE)
