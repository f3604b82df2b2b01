"""What the texts of a policy's rules become in the other keyword language, worked out where there is a parser.

Input: the texts of a program's expressions, as written. Output: for each language the texts that change; a browser
keeps them (`explain/respelling.js`). A text that is not among them stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from yiju.explain.comparing import parts_of
from yiju.explain.layout import clean
from yiju.explain.respelling import respelled
from yiju.explain.terms import listed, quantified, split_at
from yiju.explain.testing import TESTS

Spellings = dict[str, dict[str, str]]


def spellings(texts: Iterable[str]) -> Spellings:
    """`zh` and `en`: text to its respelling, for whole texts (zh) and for every part that is told by itself (en)."""
    written = sorted(set(texts))
    chinese = {t: respelled(t, "zh") for t in written if any("A" <= c <= "z" for c in t)}
    parts = dict.fromkeys(p for t in written for p in _told(chinese.get(t, t)))
    english = {p: respelled(p, "en") for p in parts}
    return {"zh": _changed(chinese), "en": _changed(english)}


def _changed(made: dict[str, str]) -> dict[str, str]:
    return {text: new for text, new in made.items() if new != text}


def _told(text: str) -> Iterator[str]:
    """A text and the parts of it that sentences name: both sides of a comparison or test, a list and its condition."""
    for part in _parts(text):
        shown = clean(part).strip()
        if shown:
            yield shown


def _parts(text: str) -> Iterator[str]:
    yield text
    compared = parts_of(text)
    if compared is not None:
        yield from (compared.left, compared.right)
    tested = split_at(text, TESTS)
    if tested is not None:
        left, _, right = tested
        yield from (left, right, *listed(right))
    found = quantified(text) if text else None
    if found is not None:
        yield from found
