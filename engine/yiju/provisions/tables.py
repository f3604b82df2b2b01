"""Tables of points and of standards: one provision for each row and each column that gives a value.

Input: the rows of a table as they stand in the text. Output: provisions. Which headings give values stands in
`patterns/tables.toml`; a table of sums of money that were shared out rules nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from yiju.documents.folding import fold_words
from yiju.documents.sentences import Sentence
from yiju.provisions.matching import Ground
from yiju.provisions.model import Place, Provision, ProvisionKind
from yiju.provisions.notation import Wording, search
from yiju.provisions.rows import Value, wording
from yiju.provisions.stated_facts import is_worth, value_of

GAP = re.compile(r"\t+|\u3000+| {2,}|\s*\|\s*")
PAIR = re.compile(r"[^\s。；;][^\r\n\t。；;]*?(?:\t+|\u3000{2,}| {2,})[^\s，。；：,;:]{1,20}")
LOSS = re.compile(r"[扣减]")
CAP = re.compile(r"上限|封顶|最高|备注|说明|序号|单位")
TOTAL = re.compile(r"合计|总计|小计|共计")
UNIT = re.compile(r"\(?(?:计量)?单位[:：]")
PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of table: what heads the columns that give values, and words whose presence in a heading says that
    it is another."""

    name: str
    kind: ProvisionKind
    column: Wording
    unless: Wording
    value: Value
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    place: Place
    words: str


_Row = tuple[Sentence, Sequence[_Cell]]


@cache
def forms() -> tuple[Form, ...]:
    """The kinds of tables, in the order in which they are tried."""
    source = files("yiju.provisions").joinpath("patterns", "tables.toml").read_text("utf-8")
    return tuple(_form(raw) for raw in tomllib.loads(source)["table"])


def _form(raw: Mapping[str, Any]) -> Form:
    column, unless = wording(raw["column"]), wording(raw["unless"])
    return Form(raw["name"], raw["kind"], column, unless, raw["value"], tuple(raw.get("examples", ())))


def rows_among(found: Sequence[Sentence], text: str) -> tuple[bool, ...]:
    """Which sentences are rows of a table: also two and more lines of two cells each, one below the other."""
    paired = [s.kind == "body" and PAIR.fullmatch(text, *s.span) is not None for s in found]
    beside = zip([False, *paired], paired, [*paired[1:], False], strict=False)
    return tuple(s.kind == "table" or (at and (a or b)) for s, (a, at, b) in zip(found, beside, strict=True))


def read_table(ground: Ground, table: Sequence[Sentence], topics: frozenset[str]) -> tuple[Provision, ...]:
    """The provisions of a table; none where it reports sums, or where nothing says what its values are."""
    rows = [(s, _cells(ground.reading.text, s.span)) for s in table]
    rows = [(s, cells) for s, cells in rows if len(cells) > 1]
    if len(rows) < 2:
        return ()
    head = rows[0][1]
    for form in sorted(forms(), key=lambda f: _doubt(f, head, topics)):
        columns = _columns(ground, form, rows, topics)
        if columns and not _reports(form, rows, topics):
            return tuple(p for s, cells in rows[1:] for p in _of_row(ground, s, cells, form, head, columns=columns))
    return ()


def _doubt(form: Form, head: Sequence[_Cell], topics: frozenset[str]) -> int:
    """How unsure it is that a table is of a form: its head and the heading above may say so; of points the heading is
    surer, for 标准 heads tables of points too."""
    is_named, is_topic = bool(_named(form, head)), form.kind in topics
    if is_topic:
        return 0 if form.kind == "points" else 1 if is_named else 3
    return 2 if is_named else 4


def _named(form: Form, head: Sequence[_Cell]) -> Sequence[int]:
    """The columns whose heads say that they give values."""
    return [i for i, cell in enumerate(head) if i and search(form.column, cell.words)]


def _columns(ground: Ground, form: Form, rows: Sequence[_Row], topics: frozenset[str]) -> Sequence[int]:
    """The columns that give values: those whose heads say so; or those in which such facts stand; or under a heading of
    the topic, or where a row says so, any but caps."""
    head = rows[0][1]
    if named := _named(form, head):
        return named
    others = [i for i, cell in enumerate(head) if i and not CAP.search(cell.words)]
    if form.kind in topics or any(search(form.column, cells[0].words) for _, cells in rows[1:]):
        return others
    return [i for i in others if any(_holds(ground, form, cells, i - len(head)) for _, cells in rows[1:])]


def _holds(ground: Ground, form: Form, cells: Sequence[_Cell], at: int) -> bool:
    """Whether a cell, counted from the right, holds a fact of the form's kind."""
    return len(cells) >= -at and any(f.kind == form.kind for f in ground.facts.within(cells[at].place))


def _reports(form: Form, rows: Sequence[_Row], topics: frozenset[str]) -> bool:
    """Whether a table tells sums that were shared out: by its head, or because it adds up."""
    is_total = any(TOTAL.fullmatch(cells[0].words) for _, cells in rows)
    return is_total or "report" in topics or any(search(form.unless, cell.words) for cell in rows[0][1])


def _of_row(
    ground: Ground,
    sentence: Sentence,
    cells: Sequence[_Cell],
    form: Form,
    heads: Sequence[_Cell],
    *,
    columns: Sequence[int],
) -> Iterator[Provision]:
    """A row with fewer cells than the head has lost its first ones, which go on from the row above."""
    missing = max(0, len(heads) - len(cells))
    first = True
    for column in columns:
        at = column - missing
        said = heads[column].words + cells[0].words
        value = _value(ground, cells[at], form, said) if 0 < at < len(cells) else None
        if value is not None:
            place = (cells[at - 1 if first else 0].place[0], cells[at].place[1])
            quote = ground.reading.text[slice(*place)]
            yield Provision(form.kind, sentence.clause_path, place, quote, value, f"tables/{form.name}")
            first = False


def _value(ground: Ground, cell: _Cell, form: Form, said: str) -> str | None:
    first = next((f for f in ground.facts.within(cell.place) if is_worth(form.value, f)), None)
    found = value_of(form.value, cell.words, (first,) if first else (), ())
    is_counted = form.value == "points" or ("元" in said and "万元" not in said)
    if found is None and is_counted and PLAIN.fullmatch(cell.words):
        value = cell.words.lstrip("+")
        return f"-{value}" if LOSS.search(said) and not value.startswith("-") else value
    return found


def _cells(text: str, place: Place) -> list[_Cell]:
    if UNIT.match(fold_words(text[slice(*place)])):
        return []
    cuts = [(m.start() + place[0], m.end() + place[0]) for m in GAP.finditer(text[slice(*place)])]
    starts = (place[0], *(end for _, end in cuts))
    ends = (*(start for start, _ in cuts), place[1])
    return [_Cell((a, b), fold_words(text[a:b])) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
