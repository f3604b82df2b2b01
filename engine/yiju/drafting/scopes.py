"""The words of who may receive → a condition: alternatives, lists under one qualifier, and conditions side by side.

Input: the words with their facts. Output: a condition; where a qualifier may or may not reach over a list, the
doubtful part is left open with both readings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from yiju.documents.folding import fold_forms
from yiju.drafting.conditions import Condition, Test, all_of, any_of
from yiju.drafting.model import OpenPoint, Proposed
from yiju.drafting.naming import LEADING, Names, phrase, to_name
from yiju.drafting.phrases import Words, test_of, truth_of

OPENING, CLOSING = "(《“「‘〔[", ")》”」’〕]"
ALTERNATIVES = re.compile(r"[;。]|[,、]?以及")
LISTED = (re.compile(r"[、,]|以及"), re.compile(r"[、,]|以及|和|及|与|或者|或"))
"""What parts a list: pauses, and where that does not part it into persons, 和 and its like too."""
BESIDE = re.compile(r"[,]|(?:[,、]?(?:并且|且|同时))")
PAUSE = re.compile(r"、")
LONGEST_TITLE = 14


@cache
def words_of(group: str) -> tuple[str, ...]:
    """A list of `scopes.toml`, the longest words first."""
    table: Mapping[str, Sequence[str]] = tomllib.loads(
        files("yiju.drafting").joinpath("scopes.toml").read_text("utf-8")
    )
    return tuple(sorted(table[group], key=lambda w: (-len(w), w)))


def scope_condition(words: Words, names: Names, noun: str = "") -> Condition:
    """The condition that words of scope make."""
    bare = without_frame(words)
    parts = [p for p in split_at(bare, ALTERNATIVES) if to_name(p.text)]
    return any_of(tuple(_alternative(p, names, noun) for p in parts)) if parts else truth_of(words.text, names)


def side_by_side(words: Words, names: Names, noun: str = "") -> Condition:
    """Conditions joined by commas or 且: all of them must hold."""
    parts = [p for p in _predicates(words) if to_name(p.text)]
    return all_of(tuple(test_of(p, names, noun) for p in parts)) if parts else truth_of(words.text, names)


def without_frame(words: Words) -> Words:
    """The words without an ordinal, a title before a colon, what leads in and what follows from the condition."""
    start, end = 0, len(words.text)
    folded = fold_forms(words.text)
    ordinal = LEADING.match(folded)
    start = ordinal.end() if ordinal else 0
    title = re.match(r"[^:。]{1,14}[:。]", folded[start:])
    if title and any(w in title[0] for w in words_of("title")) and to_name(folded[start + title.end() :]):
        start += title.end()
    lead = next((w for w in words_of("lead") if folded.startswith(w, start)), "")
    start += len(lead)
    after = _first(folded[start:], words_of("consequence"), least=3)
    if after is not None:
        end = start + after
    return words.part(start, end)


def split_at(words: Words, at: re.Pattern[str]) -> list[Words]:
    """The pieces between matches that stand in no bracket or quotation."""
    folded, pieces, start = fold_forms(words.text), [], 0
    for match in at.finditer(folded):
        if match.start() >= start and not _depth(folded[: match.start()]):
            pieces.append(words.part(start, match.start()))
            start = match.end()
    pieces.append(words.part(start, len(words.text)))
    return [p for p in pieces if p.text]


def _depth(folded: str) -> int:
    return sum(c in OPENING for c in folded) - sum(c in CLOSING for c in folded)


def _first(folded: str, endings: Sequence[str], least: int) -> int | None:
    """Where the first of the words begins, not before `least` and outside brackets."""
    places = [i for w in endings if (i := folded.find(w, least)) >= 0 and not _depth(folded[:i])]
    return min(places, default=None)


def _alternative(words: Words, names: Names, noun: str) -> Condition:
    for parted in LISTED:
        items = split_at(words, parted)
        if len(items) > 1 and all(_is_group(item.text) for item in items):
            return _list(items, names)
    return side_by_side(words, names, noun)


def _is_group(text: str) -> bool:
    bare = re.sub(r"\([^)]*\)$", "", fold_forms(text))
    is_qualified = 0 < bare.rfind("的") < len(bare) - 1
    return bare.endswith(words_of("group")) and (is_qualified or not bare.startswith(words_of("predicate")))


def _predicates(words: Words) -> list[Words]:
    """The conditions side by side; a pause mark parts them only where both sides are conditions of their own."""
    parts: list[Words] = []
    for piece in split_at(words, BESIDE):
        pieces = split_at(piece, PAUSE)
        heads = [p.text.startswith(words_of("predicate")) or bool(p.facts) for p in pieces]
        parts += pieces if len(pieces) > 1 and all(heads) else [piece]
    return parts


def _list(items: Sequence[Words], names: Names) -> Condition:
    """A list of groups: those with a qualifier of their own as they are, bare ones behind a qualified one in doubt."""
    if not any(_qualifier(i) for i in items):
        return _is_one_of([i.text for i in items], names)
    parts: list[Condition] = []
    held: list[Words] = []
    for item in items:
        if _qualifier(item) and held:
            parts.append(_held(held, names))
            held = []
        held.append(item)
    parts.append(_held(held, names))
    return any_of(tuple(parts))


def _held(items: Sequence[Words], names: Names) -> Condition:
    """A qualified item with the bare ones behind it."""
    first, bare = items[0], items[1:]
    qualifier = _qualifier(first)
    if not qualifier:
        return any_of(tuple(test_of(i, names) for i in items))
    if not bare:
        return test_of(first, names)
    field, whole, test = _reach(first, qualifier, names)
    values = [whole, *(names.called(to_name(i.text)) for i in bare)]
    proposed = Proposed(field, "", tuple(values))
    both = Test(f"{test.text} 且 {field} 属于（{'，'.join(values)}）", (*test.fields, proposed))
    point = _doubt(qualifier, [i.text for i in bare])
    answer = names.answers.get(point.question, "")
    if answer == point.readings[0]:
        return both
    rest = values[1:]
    alone = f"{field} 是 {rest[0]}" if len(rest) == 1 else f"{field} 属于（{'，'.join(rest)}）"
    if answer == point.readings[1]:
        return any_of((both, Test(alone, (proposed,))))
    return any_of((both, Test(f"{alone} 且 {point.text}", (proposed,), (point,))))


def _reach(first: Words, qualifier: str, names: Names) -> tuple[str, str, Test]:
    """For a qualified item: the field its kind is told in, its value there, and the test of the qualifier."""
    made = test_of(first, names)
    if len(made.fields) == 2:  # an office and a role in it
        office, role = made.fields
        return role.name, role.values[0], Test(f"{office.name} 是 {office.values[0]}", (office,))
    field = names.called("类别")
    value = names.called(to_name(first.text[len(qualifier) :]))
    return field, value, truth_of(qualifier, names)


def _doubt(qualifier: str, bare: Sequence[str]) -> OpenPoint:
    head, rest = phrase(qualifier.removesuffix("的")), "、".join(phrase(b) for b in bare)
    return OpenPoint(f"‘{head}’是否及于‘{rest}’", (f"及于‘{rest}’", f"只及于前一项，‘{rest}’不限"))


def _is_one_of(values: Sequence[str], names: Names) -> Test:
    field = names.called("类别")
    called = tuple(dict.fromkeys(names.called(to_name(v)) for v in values))
    return Test(f"{field} 属于（{'，'.join(called)}）", (Proposed(field, "", called),))


@cache
def _offices() -> re.Pattern[str]:
    return re.compile(
        r"各?(?:街道|乡镇|镇街|镇|乡(?!村)|村(?!民|级)|社区)(?:办事处|政府|党委|党工委|两委)?(?=[^的]{2,})"
    )


def _qualifier(item: Words) -> str:
    """What stands before the noun of an item: up to the last 的, or an office; empty where nothing does."""
    bare = re.sub(r"\([^)]*\)$", "", fold_forms(item.text))
    office = _offices().match(bare)
    if office and len(bare) > len(office[0]) + 1:
        return item.text[: office.end()]
    at = bare.rfind("的")
    return item.text[: at + 1] if at >= 1 else ""
