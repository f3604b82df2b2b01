"""From the calculus to pieces: each expression once for each record and day, whatever is unknown left NULL.

Input: a program and where its records' fields stand in columns. Errors are not told apart here: a record on which
one may matter is *doubtful*, and is left to the interpreter. One module a kind of expression holds the rules (`RULES`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from math import ceil, floor
from typing import Any

from yiju.backends.relational.nodes import Node, Pool, SqlType
from yiju.backends.relational.pieces import Piece
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.intervals import LIST_LENGTH, field_range
from yiju.program.program import FieldType, Program, RecordType
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span


class UnsupportedError(Exception):
    """This backend cannot do a thing; `finding` (YJ804 to YJ807) says which."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message("en"))
        self.finding = found


@dataclass(frozen=True, slots=True)
class Loop:
    """The elements of a list: `source` is its node, `number` tells its element apart."""

    number: int
    source: Node
    name: str
    parent: Loop | None

    @property
    def depth(self) -> int:
        return 1 if self.parent is None else self.parent.depth + 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A record in reach: the root's columns, or the element of a loop."""

    record: RecordType
    loop: Loop | None


Now = date | Node
"""The day as of which something is evaluated: the same for all records, or a column."""


@dataclass(frozen=True, slots=True)
class Here:
    """Where an expression stands: its frames (innermost first), the day, arguments and 令."""

    frames: tuple[Frame, ...]
    now: Now
    variables: Mapping[str, Piece] = field(default_factory=dict)

    @property
    def key(self) -> tuple[Any, ...]:
        loops = tuple(f.loop.number if f.loop else 0 for f in self.frames)
        now = self.now if isinstance(self.now, date) else id(self.now)
        return (loops, now, tuple((k, _piece_key(v)) for k, v in self.variables.items()))

    def up(self, n: int) -> Here:
        """The record `n` frames out."""
        return Here(self.frames[n:], self.now)

    def push(self, frame: Frame) -> Here:
        """An element of a list."""
        return replace(self, frames=(frame, *self.frames))

    def sibling(self, frame: Frame) -> Here:
        """Another element of the list the record at hand stands in."""
        return replace(self, frames=(frame, *self.frames[1:]))

    def at(self, now: Now) -> Here:
        """As of another day."""
        return replace(self, now=now)


def _piece_key(piece: Piece) -> tuple[Any, ...]:
    return (piece.kind, id(piece.node), id(piece.nothing), piece.scale, id(piece.den), id(piece.high))


Rule = Callable[["Builder", Any, Here], Piece]


@dataclass(slots=True)
class Builder:
    """Makes pieces of one program. `doubts`: conditions on which a record is left to the interpreter."""

    program: Program
    rules: Mapping[type, Rule]
    pool: Pool = field(default_factory=Pool)
    all_known: bool = False  # as if no field could be unknown, and no record be in doubt
    from_door: bool = False  # a 可无 field is never unknown, as the door has it: NULL is 无
    doubts: dict[Node, None] = field(default_factory=dict)
    made: dict[tuple[Any, ...], Piece] = field(default_factory=dict)
    loops: dict[tuple[Any, ...], Loop] = field(default_factory=dict)
    by_number: dict[int, Loop] = field(default_factory=dict)
    optional: set[Node] = field(default_factory=set)  # columns whose NULL is 无
    kept: list[Any] = field(default_factory=list)  # keeps every id in a key of `made` taken

    def root(self, record: str, day: date) -> Here:
        """A record itself as of a day."""
        return Here((Frame(self.program.records[record], None),), day)

    def piece(self, x: e.Expr, here: Here) -> Piece:
        """The value of an expression."""
        key = (id(x), here.key)
        if key not in self.made:
            self.made[key] = self.rules[type(x)](self, x, here)
            self.kept.append((x, here))
        return self.made[key]

    def operand(self, x: e.Expr, here: Here) -> Piece:
        """The value of an expression as a number where it is a 人数: unknown unless its ends agree."""
        return self.sure(self.piece(x, here))

    def sure(self, piece: Piece) -> Piece:
        """A 人数 as a number: unknown unless its ends agree."""
        if piece.kind != "pair":
            return piece
        assert piece.high is not None
        if piece.high is piece.node:
            return replace(piece, kind="number", high=None)
        same = self.pool.compare("eq", piece.node, piece.high)
        return Piece("number", self.pool.case([(same, piece.node)], self.pool.null("int")))

    def truth(self, x: e.Expr, here: Here) -> Node:
        """The node of a condition."""
        piece = self.piece(x, here)
        return self.pool.null("bool") if piece.kind in ("unknown", "nothing") else piece.node

    def definition(self, name: str, here: Here, arguments: tuple[Piece, ...] = ()) -> Piece:
        """The value of a definition for the record at hand."""
        definition = self.program.definitions[name]
        names = (p.name for p in definition.parameters)
        key = (name, here.key, tuple(_piece_key(a) for a in arguments))
        if key not in self.made:
            inner = Here(here.frames, here.now, dict(zip(names, arguments, strict=True)))
            self.made[key] = self.piece(definition.body, inner)
            self.kept.append((here, arguments))
        return self.made[key]

    def doubt(self, condition: Node, here: Here) -> Node:
        """Leave records of which a condition holds (also of one of their elements) to the interpreter. Gives the
        condition, for what must not be worked out where it holds."""
        if self.all_known:
            return self.pool.truth(False)
        given = condition
        condition = self.closed(self.pool.holds(condition))
        if condition is not self.pool.truth(False):
            self.doubts[condition] = None
        return given

    def closed(self, condition: Node, *but: Loop | None) -> Node:
        """Whether a condition holds of an element of each loop that it stands in, the innermost first.

        Args:
            but: the loops whose elements it stays a condition of.
        """
        kept = frozenset(loop.number for loop in but if loop is not None)
        while condition.free - kept:
            inner = max((self.by_number[n] for n in condition.free - kept), key=lambda loop: loop.depth)
            condition = self.any_of(inner, condition)
        return condition

    def any_of(self, loop: Loop, condition: Node) -> Node:
        """Whether a condition that is never NULL holds of an element; 假 where the list is unknown."""
        if condition is self.pool.truth(False):
            return condition
        return self.pool.make(
            "any", (loop, loop.source, condition), "bool", nullable=False, free=outside(loop, condition)
        )

    def reduce(self, op: str, loop: Loop, value: Node, bounds: tuple[int, int]) -> Node:
        """sum, min or max of a value over a list's elements, NULLs left out; NULL of none (a sum is 0 then)."""
        free = outside(loop, value)
        nullable = op != "sum" or loop.source.nullable
        return self.pool.make(op, (loop, loop.source, value), value.type, nullable=nullable, bounds=bounds, free=free)

    def met(self, loop: Loop) -> Node:
        """That there is an element: 真, but of each one."""
        return self.pool.make("each", (loop.number,), "bool", nullable=False, free=frozenset({loop.number}))

    def each(self, loop: Loop, value: Node) -> Node:
        """A value for each element of a list, in its order; NULL where the list is unknown."""
        return self.pool.make(
            "map", (loop, loop.source, value), "list", nullable=loop.source.nullable, free=outside(loop, value)
        )

    def refuse(self, code: str, x: Any, *, what: str) -> UnsupportedError:
        """The error that says what cannot be done."""
        span: Span | None = getattr(x, "span", None)
        return UnsupportedError(finding(code, span, what=what))

    # --- fields -----------------------------------------------------------------------------------------

    def field(self, frame: Frame, name: str) -> Piece:
        """A field's column, or an element's."""
        declared = next(f for f in frame.record.fields if f.name == name)
        return self._read(declared, frame)

    def _read(self, declared: FieldType, frame: Frame) -> Piece:
        kind = declared.type
        nullable = kind.optional or not (declared.required or self.all_known)
        found = self._value(declared, kind, frame, nullable)
        if not kind.optional:
            return found
        if self.from_door:
            self.optional.add(found.node)
            return replace(found, nothing=self.pool.is_null(found.node))
        return replace(found, nothing=self._leaf(f"{declared.name} 无", "bool", frame, nullable=False))

    def _value(self, declared: FieldType, kind: ty.Type, frame: Frame, nullable: bool) -> Piece:
        name = declared.name
        match kind:
            case ty.NumberType():
                span = field_range(kind, declared.low, declared.high)
                bounds = (ceil(span.low * kind.scale), floor(span.high * kind.scale))
                return Piece(
                    "number", self._leaf(name, "int", frame, nullable=nullable, bounds=bounds), scale=kind.scale
                )
            case ty.TruthType():
                return Piece("truth", self._leaf(name, "bool", frame, nullable=nullable))
            case ty.DateType():
                return Piece("day", self._leaf(name, "date", frame, nullable=nullable))
            case ty.TextType() | ty.EnumType():
                return Piece("text", self._leaf(name, "text", frame, nullable=nullable))
            case ty.MultiType():
                return Piece("set", self._leaf(name, "texts", frame, nullable=nullable))
            case ty.ListType():
                return Piece("list", self._leaf(name, "list", frame, nullable=nullable), source=kind)
            case ty.HistoryType():
                return Piece("history", self._leaf(name, "list", frame, nullable=nullable), source=kind)
        raise self.refuse("YJ804", declared, what=declared.name)

    def _leaf(
        self, name: str, kind: SqlType, frame: Frame, *, nullable: bool, bounds: tuple[int, int] = (0, 0)
    ) -> Node:
        if frame.loop is None:
            return self.pool.column(name, kind, nullable=nullable, bounds=bounds)
        return self.pool.element(frame.loop.number, name, kind, nullable=nullable, bounds=bounds)

    def loop(self, x: e.Expr, here: Here) -> tuple[Piece, Frame] | None:
        """The elements of a list field: the list's piece and the frame of an element; None for one out of reach."""
        if not isinstance(x, e.Field):
            raise self.refuse("YJ804", x, what=type(x).__name__)
        if x.up >= len(here.frames):
            return None
        home = here.up(x.up).frames[0]
        piece = self.piece(x, here)
        assert isinstance(x.type, ty.ListType)
        key = ("list", id(piece.node), home.loop.number if home.loop else 0)
        return piece, Frame(self.program.records[x.type.record], self.loop_over(key, piece.node, x.name, home.loop))

    def loop_over(self, key: tuple[Any, ...], source: Node, name: str, parent: Loop | None) -> Loop:
        """The loop of a key, made when it is first asked for."""
        if key not in self.loops:
            made = self.loops[key] = Loop(self.pool.new_loop(), source, name, parent)
            self.by_number[made.number] = made
        return self.loops[key]

    def another(self, loop: Loop) -> Loop:
        """A second loop over the same list, for comparing its elements with each other."""
        return self.loop_over(("another", loop.number), loop.source, loop.name, loop)


def outside(loop: Loop, value: Node) -> frozenset[int]:
    """The loops around a loop that a value over its elements depends on."""
    return (value.free - {loop.number}) | loop.source.free


def listed(loop: Loop) -> Node:
    """The list of a loop, to be written wherever its elements stand by then."""
    return Node("listed", (loop,), "list", loop.source.nullable, 0, 0, loop.source.free)


MOST_ELEMENTS = LIST_LENGTH
