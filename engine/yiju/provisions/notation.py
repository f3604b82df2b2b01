"""The notation in which phrases are written in `patterns/*.toml`, and the regular expression that each stands for.

Input: a phrase such as `[可以|可]申请…{benefit}`. Output: a compiled expression over words without white space, and the
words one of which any match must hold. Knows nothing of documents.

    abc      these words            (a|b)   one of these          [a|b]   one of these, or nothing
    …        up to 80 characters    {name}  one of a list of `vocabulary.toml`
    ^ and $  the ends of the piece  <x:a>   a, with the name x    {数}    a number
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

GAP = ".{0,80}?"
NUMBER = r"[0-9]+(?:\.[0-9]+)?|[〇零一二两三四五六七八九十百千]+"
MARKS = "()[]|{}<>:^$…"
MOST_WORDS = 400

Words = frozenset[str]


class NotationError(ValueError):
    """A phrase that does not keep to the notation."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Phrases, any of which will do, as one expression: `needles` are words one of which stands in all it matches."""

    expression: str
    needles: Words


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of a phrase: its expression, and all that it can be if that is little, else None."""

    expression: str
    words: Words | None
    needles: Words | None = None


def compile_phrases(sources: Sequence[str], vocabulary: Mapping[str, Sequence[str]]) -> Wording:
    """Compile phrases to one expression; a name may be given to a part of one of them only.

    Raises:
        NotationError: a bracket without its partner, a list that is not in the vocabulary, or no word that must stand.
    """
    phrases = [_phrase(source, vocabulary) for source in sources]
    return Wording("|".join(p.expression for p in phrases), frozenset().union(*(p.needles for p in phrases)))


def search(wording: Wording, words: str) -> re.Match[str] | None:
    """Where one of the phrases first stands in words."""
    return _compiled(wording.expression).search(words)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when first asked for: most phrases are never tried on a short document."""
    return re.compile(expression)


def _phrase(source: str, vocabulary: Mapping[str, Sequence[str]]) -> Wording:
    part, end = _alternatives(source, 0, vocabulary)
    if end != len(source):
        raise NotationError(f"{source[end]!r} closes nothing in {source!r}")
    needles = part.needles if part.words is None else _strongest([part.words])
    if not needles:
        raise NotationError(f"no word must stand in {source!r}")
    return Wording(f"(?:{part.expression})", needles)


def _alternatives(source: str, at: int, vocabulary: Mapping[str, Sequence[str]]) -> tuple[_Part, int]:
    choices = []
    while True:
        part, at = _sequence(source, at, vocabulary)
        choices.append(part)
        if source[at : at + 1] != "|":
            return _one_of(choices), at
        at += 1


def _sequence(source: str, at: int, vocabulary: Mapping[str, Sequence[str]]) -> tuple[_Part, int]:
    parts = []
    while at < len(source) and source[at] not in ")]}>|":
        part, at = _item(source, at, vocabulary)
        parts.append(part)
    return _joined(parts), at


def _item(source: str, at: int, vocabulary: Mapping[str, Sequence[str]]) -> tuple[_Part, int]:
    mark = source[at]
    match mark:
        case "(" | "[":
            part, end = _alternatives(source, at + 1, vocabulary)
            _expect(source, end, ")" if mark == "(" else "]")
            return (part if mark == "(" else _optional(part)), end + 1
        case "{":
            end = source.find("}", at)
            _expect(source, end, "}")
            return _listed(source[at + 1 : end], vocabulary), end + 1
        case "<":
            return _named(source, at, vocabulary)
        case "…":
            return _Part(GAP, None), at + 1
        case "^" | "$":
            return _Part(mark, frozenset({""})), at + 1
        case _:
            return _Part(re.escape(mark), frozenset({mark})), at + 1


def _named(source: str, at: int, vocabulary: Mapping[str, Sequence[str]]) -> tuple[_Part, int]:
    colon = source.find(":", at)
    _expect(source, colon, ":")
    part, end = _alternatives(source, colon + 1, vocabulary)
    _expect(source, end, ">")
    return _Part(f"(?P<{source[at + 1 : colon]}>{part.expression})", part.words, part.needles), end + 1


def _expect(source: str, at: int, mark: str) -> None:
    if at < 0 or source[at : at + 1] != mark:
        raise NotationError(f"{mark!r} is missing in {source!r}")


def _listed(name: str, vocabulary: Mapping[str, Sequence[str]]) -> _Part:
    if name == "数":
        return _Part(f"(?:{NUMBER})", None)
    if name not in vocabulary:
        raise NotationError(f"no list {name!r} in the vocabulary")
    words = sorted(vocabulary[name], key=lambda w: (-len(w), w))
    return _Part(f"(?:{'|'.join(map(re.escape, words))})", frozenset(words))


def _one_of(choices: Sequence[_Part]) -> _Part:
    if len(choices) == 1:
        return choices[0]
    expression = f"(?:{'|'.join(c.expression for c in choices)})"
    if all(c.words is not None for c in choices):
        return _Part(expression, frozenset().union(*(c.words or () for c in choices)))
    needles = [c.needles if c.words is None else _strongest([c.words]) for c in choices]
    return _Part(expression, None, frozenset().union(*(n or () for n in needles)) if all(needles) else None)


def _optional(part: _Part) -> _Part:
    return _Part(f"(?:{part.expression})?", None if part.words is None else part.words | {""})


def _joined(parts: Sequence[_Part]) -> _Part:
    """A sequence: all that it can be, or else the strongest needles of its runs of plain words."""
    expression = "".join(p.expression for p in parts)
    runs: list[Words] = []
    is_whole, is_open = True, False
    for part in parts:
        joined = _products(runs[-1], part.words) if is_open and part.words is not None else None
        if joined is not None:
            runs[-1] = joined
        elif part.words is not None:
            runs.append(part.words)
            is_whole = is_whole and len(runs) == 1
        else:
            is_whole = False
        is_open = part.words is not None
    if is_whole and len(runs) <= 1:
        return _Part(expression, runs[0] if runs else frozenset({""}))
    held = [p.needles for p in parts if p.needles]
    return _Part(expression, None, _strongest([*runs, *held]))


def _products(left: Words, right: Words) -> Words | None:
    if len(left) * len(right) > MOST_WORDS:
        return None
    return frozenset(a + b for a, b in product(left, right))


def _strongest(runs: Sequence[Words]) -> Words | None:
    """Of several sets of words the one whose shortest word is longest, two characters being enough."""
    usable = [r for r in runs if all(r)]
    return max(usable, key=lambda r: (min(2, min(map(len, r))), -len(r)), default=None)
