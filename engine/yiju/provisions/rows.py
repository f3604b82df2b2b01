"""The rows of `patterns/*.toml`: what the language of official documents says, and of what kind it is.

Input: the files. Output: rows with compiled phrases, topics of headings, and an index from words to the rows that need
them. Reads no document. The keys of a row are described in `patterns/README.md`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from yiju.provisions.model import ProvisionKind
from yiju.provisions.notation import Wording, compile_phrases

Kind = ProvisionKind | Literal["stated", "not_normative"]
Value = Literal["none", "rate", "share", "portion", "date", "first_date", "points", "number"]

Stage = Literal["whole", "piece", "last"]
"""What a row is asked of: a whole sentence, one piece of it, or a whole sentence in which nothing else holds."""

VALUES: Mapping[str, Value] = {
    "rate": "rate",
    "payment": "share",
    "funding": "portion",
    "cutoff": "date",
    "effective": "first_date",
    "points": "points",
    "repeal": "number",
}
KINDS = (*get_args(ProvisionKind), "stated", "not_normative")
KEYS = frozenset(
    (
        *(
            "name",
            "kind",
            "words",
            "without",
            "needs",
            "lacks",
            "topic",
            "not_topic",
            "after",
            "rank",
            "joins",
            "caps",
            "replaces",
            "before",
        ),
        *("begins", "whole", "last", "opener", "in_list", "in_report", "value", "why", "examples"),
    )
)
PLAIN_RANK = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that documents say. `words` are its phrases, any of which will do; None: the row holds wherever its
    context does. `number` is its place among all rows."""

    number: int
    name: str
    kind: Kind
    words: Wording | None
    without: Wording | None
    topic: frozenset[str]
    not_topic: frozenset[str]
    after: frozenset[str]
    needs: frozenset[str]
    lacks: frozenset[str]
    joins: frozenset[str]
    rank: int
    stage: Stage
    caps: bool
    replaces: bool
    before: Wording | None
    is_opener: bool
    in_report: bool
    in_list: bool
    begins: bool
    value: Value
    why: str
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a heading says that the words below it are about."""

    name: str
    words: Wording
    without: Wording | None
    examples: tuple[str, ...]


Numbers = tuple[tuple[Stage, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Index:
    """For the first two characters of each needle, the needles, each with the numbers of the rows that need it by their
    stage; `short` are needles of a single character."""

    by_pair: Mapping[str, tuple[tuple[str, Numbers], ...]]
    short: Mapping[str, Numbers]


@cache
def vocabulary() -> Mapping[str, Sequence[str]]:
    """Lists of words that phrases name in braces."""
    return {name: tuple(words) for name, words in _table("vocabulary.toml").items()}


@cache
def topics() -> tuple[Topic, ...]:
    """The topics, in the order in which they are asked."""
    return tuple(
        Topic(t["name"], wording(t["words"]), _wording(t, "without"), tuple(t.get("examples", ())))
        for t in _table("topics.toml")["topic"]
    )


@cache
def rows() -> tuple[Row, ...]:
    """All rows, in the order in which they are tried: by rank, then those with the longer words first."""
    raw = [(table, row) for table in _row_tables() for row in table.get("row", ())]
    found = sorted((_row(table, row) for table, row in raw), key=lambda r: (-r.rank, -_shortest(r)))
    return tuple(replace(row, number=number) for number, row in enumerate(found))


def _shortest(row: Row) -> int:
    return min(map(len, row.words.needles)) if row.words else 0


@cache
def index() -> Index:
    """Which words make which rows worth trying."""
    numbers: dict[str, list[int]] = {}
    for row in rows():
        for needle in row.words.needles if row.words else ():
            numbers.setdefault(needle, []).append(row.number)
    pairs: dict[str, list[tuple[str, Numbers]]] = {}
    for needle, found in numbers.items():
        if len(needle) > 1:
            pairs.setdefault(needle[:2], []).append((needle, _by_stage(found)))
    short = {needle: _by_stage(found) for needle, found in numbers.items() if len(needle) == 1}
    return Index({pair: tuple(found) for pair, found in pairs.items()}, short)


def _by_stage(numbers: Sequence[int]) -> Numbers:
    stages = dict.fromkeys(rows()[number].stage for number in numbers)
    return tuple((stage, tuple(n for n in numbers if rows()[n].stage == stage)) for stage in stages)


@cache
def rows_without_words() -> tuple[Row, ...]:
    """The rows that hold wherever their context does; all of them are asked last."""
    return tuple(r for r in rows() if r.words is None)


def _row_tables() -> Iterator[Mapping[str, Any]]:
    folder = files("yiju.provisions") / "patterns"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return (_table(name) for name in names if name not in ("vocabulary.toml", "topics.toml", "tables.toml"))


def _table(name: str) -> Mapping[str, Any]:
    source = files("yiju.provisions").joinpath("patterns", name).read_text("utf-8")
    return tomllib.loads(source)


def _row(table: Mapping[str, Any], raw: Mapping[str, Any]) -> Row:
    unknown = raw.keys() - KEYS
    kind = raw.get("kind", table.get("kind"))
    if unknown or kind not in KINDS:
        raise ValueError(f"row {raw.get('name')!r}: {', '.join(unknown) or kind}")
    return Row(
        0,
        raw["name"],
        kind,
        _wording(raw, "words"),
        _wording(raw, "without"),
        frozenset(raw.get("topic", ())),
        frozenset(raw.get("not_topic", ())),
        frozenset(raw.get("after", ())),
        frozenset(raw.get("needs", ())),
        frozenset(raw.get("lacks", ())),
        frozenset(raw.get("joins", ())),
        rank=raw.get("rank", table.get("rank", PLAIN_RANK)),
        stage="last" if raw.get("last") else "whole" if raw.get("whole") else "piece",
        caps=raw.get("caps", False),
        replaces=raw.get("replaces", False),
        before=_wording(raw, "before"),
        is_opener=raw.get("opener", False),
        in_report=raw.get("in_report", table.get("in_report", False)),
        in_list=raw.get("in_list", table.get("in_list", False)),
        begins=raw.get("begins", False),
        value=raw.get("value", VALUES.get(kind, "none")),
        why=raw.get("why", table.get("why", "")),
        examples=tuple(raw.get("examples", ())),
    )


def _wording(raw: Mapping[str, Any], key: str) -> Wording | None:
    return wording(raw[key]) if raw.get(key) else None


def wording(given: str | Sequence[str]) -> Wording:
    """Phrases of a file, one or several."""
    return compile_phrases((given,) if isinstance(given, str) else given, vocabulary())
