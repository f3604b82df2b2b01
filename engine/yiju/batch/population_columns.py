"""The columns of a batch's output as expressions over a population: `yiju.batch.columns.cells_of` said of columns.

Input: a `Population` and the output's columns. Output: one node a column, and word columns apart: a mask of which words
apply, and the words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from yiju.backends.relational.nodes import Node, Pool
from yiju.backends.relational.numbers import round_to
from yiju.backends.relational.pieces import Piece, choose
from yiju.batch.columns import OutColumn
from yiju.batch.model import cited
from yiju.batch.population import Population
from yiju.batch.population_dues import Due, listed
from yiju.check.units import is_money
from yiju.documents.model import GRADES, Citation, ground_grade
from yiju.program import types as ty
from yiju.program.program import RecordType
from yiju.program.types import Type

MONTH = "{:04d}-{:02d}"


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words, each with when it is in it; the same words in the same order for every record."""

    words: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class Written:
    """`nodes` by the names of the output's columns (`record` left out where a record has no identifier); `words` by
    theirs; `open` and `doubt` as the population has them. `missing`: what an open record lacks, sorted, where it is not
    `tried`; `signature`: records with the same one lack the same."""

    nodes: Mapping[str, Node]
    words: Mapping[str, Words]
    open: Node
    doubt: Node
    tried: Node
    missing: Node
    signature: Node


def written(asked: Population, columns: Sequence[OutColumn], record: RecordType) -> Written:
    """The output's columns.

    Raises:
        UnsupportedError: YJ804, a value that no statement writes as text.
    """
    pool = asked.pool
    amounts = iter(asked.amounts)
    nodes: dict[str, Node] = {}
    for column in columns:
        match column.part:
            case "amount":
                nodes[column.name] = _amount(asked, next(amounts), column)
            case "payment":
                nodes[column.name] = _total(asked, column)
            case _ if column.name == "payments":
                nodes[column.name] = _payments(asked, column)
    outcome = pool.case(
        [(pool.holds(asked.outcome), pool.text("eligible")), (pool.fails(asked.outcome), pool.text("ineligible"))],
        pool.text("undetermined"),
    )
    nodes["outcome"] = enumerated(pool, outcome)
    nodes["grade"] = enumerated(pool, _grade(asked))
    identifier = next((f.name for f in record.fields if f.identifier), None)
    if identifier is not None:
        nodes["record"] = pool.column(identifier, "text", nullable=False)
    words = {"reasons": Words(asked.reasons), "citations": _citations(asked)}
    lacking = asked.lacking
    flat = tuple(part for lack in (*lacking.fields, *lacking.further) for part in lack)
    missing = pool.make("places", flat, "list", nullable=False, free=frozenset())
    signature = pool.make("signature", (*lacking.signature, missing), "list", nullable=False)
    return Written(nodes, words, asked.open, asked.doubt, lacking.tried, missing, signature)


# --- words and grade ------------------------------------------------------------------------------------------


def _citations(asked: Population) -> Words:
    by_text: dict[str, list[Node]] = {}
    for index, met in asked.grounds.items():
        ground = asked.b.program.grounds[index]
        if isinstance(ground, Citation):
            by_text.setdefault(cited(ground), []).append(met)
    found = [(text, asked.pool.any(conditions)) for text, conditions in sorted(by_text.items())]
    return Words(tuple((text, met) for text, met in found if met is not asked.pool.truth(False)))


def _grade(asked: Population) -> Node:
    """The weakest grade of all that is stood on or stands beside."""
    pool = asked.pool
    by_grade: dict[str, list[Node]] = {}
    for found in (asked.grounds, asked.beside):
        for index, met in found.items():
            by_grade.setdefault(ground_grade(asked.b.program.grounds[index]), []).append(met)
    arms = [(pool.any(by_grade[g]), pool.text(g)) for g in reversed(GRADES[1:]) if g in by_grade]
    return pool.case(arms, pool.text(GRADES[0]))


def enumerated(pool: Pool, node: Node) -> Node:
    """A choice among a few texts, told apart from any other text: an engine may write it more cheaply."""
    values = (*node.args[1:-1:2], node.args[-1]) if node.op == "case" else (node,)
    if any(v.op not in ("lit", "null") for v in values):
        return node
    words = sorted({v.args[0] for v in values if v.op == "lit"})
    return pool.make("enumerated", (node, *words), "text", nullable=node.nullable) if words else node


# --- numbers --------------------------------------------------------------------------------------------------


def at_digits(pool: Pool, piece: Piece, digits: int) -> Node:
    """The number × 10^digits, which is a whole number."""
    if piece.kind != "number":
        return pool.null("int")
    return round_to(pool, piece, Fraction(1, 10**digits), "down").node


def _amount(asked: Population, amount: tuple[Any, Piece], column: OutColumn) -> Node:
    pool, (declared, piece) = asked.pool, amount
    if column.digits is not None:
        piece = asked.b.sure(piece)
        return pool.make("decimal", (at_digits(pool, piece, column.digits), column.digits), "int")
    text = text_of(asked, piece, declared.type, declared.name)
    return enumerated(pool, text if piece.nothing is None else pool.case([(piece.nothing, pool.text("无"))], text))


def text_of(asked: Population, piece: Piece, kind: Type, name: str) -> Node:
    """A value as one plain text, as `yiju.explain.json.shown_plain` says it."""
    pool = asked.pool
    match piece.kind:
        case "unknown" | "nothing":
            return pool.null("text")
        case "text":
            return piece.node
        case "truth":
            return pool.case(
                [(pool.holds(piece.node), pool.text("真")), (pool.fails(piece.node), pool.text("假"))],
                pool.null("text"),
            )
        case "day":
            return pool.make("day_text", (piece.node,), "text", nullable=piece.node.nullable)
        case "set":
            return pool.make("joined", (piece.node, "、"), "text", nullable=piece.node.nullable)
        case "number":
            return _number_text(asked, piece, kind, name)
    raise asked.b.refuse("YJ804", None, what=name)


def _number_text(asked: Population, piece: Piece, kind: Type, name: str) -> Node:
    assert isinstance(kind, ty.NumberType)
    least = 2 if is_money(kind.unit) else 0
    digits = next((n for n in range(least, 19) if kind.scale and 10**n % kind.scale == 0), None)
    if digits is None:
        raise asked.b.refuse("YJ804", None, what=name)
    node = at_digits(asked.pool, piece, digits)
    return asked.pool.make("plain", (node, digits, least), "text", nullable=node.nullable)


# --- payments -------------------------------------------------------------------------------------------------


def _settled_value(pool: Pool, due: Due) -> Piece:
    """What is paid: the amount of one who is eligible, unknown of one who may be."""
    return choose(pool, [(pool.holds(due.outcome), due.value)], Piece("unknown", pool.null("text")))


def _total(asked: Population, column: OutColumn) -> Node:
    """The sum of what is paid under a name; NULL where some of it is undetermined."""
    pool = asked.pool
    if column.digits is None:
        raise asked.b.refuse("YJ804", None, what=column.label)
    made = pool.number(0)
    for due in asked.dues:
        if due.payment.name != column.label:
            continue
        value = at_digits(pool, _settled_value(pool, due), column.digits)
        part = pool.case([(listed(pool, due), value)], pool.number(0))
        if due.loop is not None:
            unknown = pool.all((listed(pool, due), pool.is_null(value)))
            ends = (min(0, part.low) * 10**4, max(0, part.high) * 10**4)
            summed = asked.b.reduce("sum", due.loop, part, ends)
            summed = pool.case([(pool.is_null(due.loop.source), pool.number(0))], summed)
            part = pool.case([(asked.b.any_of(due.loop, unknown), pool.null("int"))], summed)
        made = pool.add(made, part)
    return pool.make("decimal", (made, column.digits), "int")


def _payments(asked: Population, column: OutColumn) -> Node:
    """The list of payments: one item each, or one an element of a list."""
    pool = asked.pool
    items: list[Any] = []
    for due in asked.dues:
        if column.digits is None:
            raise asked.b.refuse("YJ804", None, what=due.payment.name)
        value = _settled_value(pool, due)
        if_eligible = choose(pool, [(pool.is_null(due.outcome), due.value)], Piece("unknown", pool.null("text")))
        figures = [
            pool.make("decimal", (at_digits(pool, p, column.digits), column.digits), "int")
            for p in (value, if_eligible)
        ]
        month = MONTH.format(due.month.year, due.month.month)
        recipient = _recipient(asked, due)
        items.append((due.loop, listed(pool, due), due.payment.name, month, recipient, *figures))
    flat = tuple(part for item in items for part in item)
    return pool.make("payments", (column.digits or 0, *flat), "list", nullable=False, free=frozenset())


def _recipient(asked: Population, due: Due) -> Node:
    pool = asked.pool
    if due.loop is None:
        return pool.null("text")
    frame = due.here.frames[0]
    place = pool.make(
        "placed", (due.loop.number, due.loop.name), "text", nullable=False, free=frozenset({due.loop.number})
    )
    named = next((f for f in frame.record.fields if f.identifier), None)
    if named is None:
        return place
    node = asked.b.field(frame, named.name).node
    if node.type != "text":
        raise asked.b.refuse("YJ804", named, what=named.name)
    return pool.case([(pool.is_null(node), place)], node)
