"""The builder of generated Python: expressions become pieces, each definition once for each record and day.

Each node kind has its rule in one of `to_python_numbers.py`, `_conditions.py`, `_choices.py`, `_lists.py`, `_days.py`;
`to_python.py` has their table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from yiju.backends.to_python_blocks import Loop, Names, assign, bind
from yiju.backends.to_python_day_parts import DAY_PARTS
from yiju.backends.to_python_value import (
    VARIES,
    Guards,
    Level,
    Piece,
    Shape,
    common_scale,
    guards,
    number,
    scaled,
    shape_of,
    whole,
)
from yiju.program import expressions as e
from yiju.program import types as ty
from yiju.program.program import Definition, Program
from yiju.program.values import NOTHING
from yiju_grammar.finding import Finding, finding

LONGEST = 300
"""A longer piece of code gets a local name, so that brackets stay shallow."""

UNRECORDED = (
    e.Const,
    e.Field,
    e.Variable,
    e.Grounded,
    e.Let,
    e.Arithmetic,
    e.Day,
    e.Open,
    e.InForce,
    e.Dated,
    e.OrElse,
)
"""Kinds of value whose result is not kept in a trace: it is read off the record or another slot."""


class UnsupportedError(Exception):
    """This backend cannot do a thing; `finding` (YJ801 to YJ803) says which."""

    def __init__(self, found: Finding) -> None:
        super().__init__(found.message("en"))
        self.finding = found


@dataclass(frozen=True, slots=True)
class Now:
    """The day as of which something is evaluated: its local name and what is known of it beforehand."""

    name: str
    loop: Loop
    level: Level
    low: date | None
    high: date | None

    @property
    def fixed(self) -> date | None:
        return self.low if self.low == self.high else None


@dataclass(frozen=True, slots=True)
class Here:
    """Where an expression stands: its frames (innermost first), the day, arguments and 令.

    `kept`: its values go into the trace (as of the day asked, outside definitions with arguments).
    """

    frames: tuple[Loop, ...]
    now: Now
    variables: Mapping[str, Piece]
    kept: bool

    def of(self, loop: Loop, **more: Any) -> Here:
        """The place of an element of a list, seen from here."""
        return replace(self, frames=(loop, *self.frames), **more)


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a trace keeps a value: a local name of a loop, or a constant."""

    loop: Loop
    name: str
    level: Level
    shape: Shape
    const: Any = VARIES


Rule = Callable[["Builder", Any, Here], Piece]
"""What makes the piece of one node kind."""


@dataclass(slots=True)
class Builder:
    """One function in the making."""

    program: Program
    root: Loop
    main: Now
    why: bool
    rules: Mapping[type, Rule]
    names: Names
    constants: dict[str, Any] = field(default_factory=dict)
    slots: dict[tuple[int, tuple[str, ...]], Slot] = field(default_factory=dict)
    safe_days: dict[tuple[str, str], Piece] = field(default_factory=dict)
    _constant_names: dict[tuple[type, Any], str] = field(default_factory=dict)
    _definitions: dict[tuple[str, int, str], Piece] = field(default_factory=dict)
    _parts: dict[tuple[str, str], Piece] = field(default_factory=dict)
    _loops: dict[tuple[int, int, str], Loop] = field(default_factory=dict)

    # --- expressions --------------------------------------------------------------------------------------

    def piece(self, x: e.Expr, here: Here) -> Piece:
        """What an expression becomes."""
        made = self.rules[type(x)](self, x, here)
        if self.why and here.kept and not isinstance(x, UNRECORDED):
            return self.keep(x, made, here)
        return self.bound(made, "value") if len(made.code) > LONGEST else made

    def operand(self, x: e.Expr, here: Here) -> Piece:
        """What an expression becomes, as an operand that is needed: None or ERR only where a guard says so."""
        return self.guarded(self.piece(x, here))

    def guarded(self, piece: Piece) -> Piece:
        """The piece with its own None or ERR turned into a guard."""
        return self.bound(piece, "value") if piece.own_none or piece.own_err else piece

    def bound(self, piece: Piece, hint: str) -> Piece:
        """The piece under a local name."""
        return bind(self.names, piece, hint)

    def keep(self, x: e.Expr, piece: Piece, here: Here) -> Piece:
        """The piece under a local name that the trace keeps."""
        piece = bind(self.names, piece, _hint(x))
        key = (id(x), here.frames[0].path)
        if here.frames[0].parent is here.frames[0].home:
            if piece.const is not VARIES or not piece.name and piece.kind == "unknown":
                self.slots[key] = Slot(self.root, "", (0,), Shape("truth", 1), _constant(piece))
            elif piece.name:
                self.slots[key] = Slot(piece.loop, piece.name, piece.level, shape_of(piece))
        return piece

    def keep_operand(self, x: e.Expr, piece: Piece, here: Here) -> Piece:
        """An operand that the trace keeps; a field or a constant is read off the record or the rule."""
        plain = isinstance(x, e.Const | e.Field | e.Variable)
        return piece if plain or not (self.why and here.kept) else self.keep(x, piece, here)

    # --- constants ----------------------------------------------------------------------------------------

    def constant(self, value: Any) -> Piece:
        """A value that is the same for every record."""
        match value:
            case None:
                return Piece("nothing", "NOTHING", self.root, (0,), nothing=True, const=None)
            case bool():
                return Piece("truth", str(value), self.root, (0,), const=value)
            case Fraction() | int():
                return number(Fraction(value), self.root)
            case str():
                return Piece("text", repr(value), self.root, (0,), const=value)
            case date():
                return Piece("day", self.shared(value, f"D{value:%Y_%m_%d}"), self.root, (0,), const=value)
        return Piece("set", self.shared(value, "VALUES"), self.root, (0,), const=value)

    def unknown(self) -> Piece:
        """Unknown whatever the record."""
        return Piece("unknown", "None", self.root, (0,), own_none=True)

    def shared(self, value: Any, hint: str) -> str:
        """The global name of a value that has no literal."""
        key = (type(value), value)
        if key not in self._constant_names:
            name = self.names.new(hint)
            self._constant_names[key] = name
            self.constants[name] = value
        return self._constant_names[key]

    def provide(self, value: Any, hint: str) -> str:
        """A global name for something that generated code calls."""
        name = self.names.new(hint)
        self.constants[name] = value
        return name

    # --- definitions --------------------------------------------------------------------------------------

    def definition(self, name: str, loop: Loop, now: Now) -> Piece:
        """A definition without arguments: worked out once for a record and a day."""
        key = (name, id(loop), now.name)
        if key not in self._definitions:
            definition = self.program.definitions[name]
            here = Here(loop.frames, now, {}, now is self.main)
            self._definitions[key] = self.bound(self.piece(definition.body, here), definition.label)
        return self._definitions[key]

    def call(self, definition: Definition, arguments: tuple[Piece, ...], loop: Loop, now: Now) -> Piece:
        """A definition with arguments, written out where it is used."""
        names = (p.name for p in definition.parameters)
        bound = {n: self.bound(a, n) for n, a in zip(names, arguments, strict=True)}
        key = (f"{definition.id}({', '.join(map(whole, bound.values()))})", id(loop), now.name)
        if key not in self._definitions:
            made = self.piece(definition.body, Here(loop.frames, now, bound, False))
            self._definitions[key] = self.bound(made, definition.label)
        return self._definitions[key]

    # --- loops --------------------------------------------------------------------------------------------

    def loop(self, parent: Loop, home: Loop, source: e.Field, listed: Piece) -> Loop:
        """The loop over a list field of `home` that stands in `parent`."""
        key = (id(parent), id(home), source.name)
        if key not in self._loops:
            assert isinstance(source.type, ty.ListType)
            made = Loop(self.program.records[source.type.record], parent, home, source.name, listed.name)
            made.opens = (*parent.full(listed.level), 0)
            made.element = self.names.new(f"each_{source.name}")
            parent.children.append(made)
            self._loops[key] = made
        return self._loops[key]

    def field(self, loop: Loop, name: str) -> Piece:
        """A field of the record of a loop, under its local name."""
        kind = next(f for f in loop.record.fields if f.name == name)
        if name not in loop.fields:
            loop.fields[name] = self.names.new(name)
        local = loop.fields[name]
        none = () if kind.required else (local,)
        optional = kind.type.optional
        scale = kind.type.scale if isinstance(kind.type, ty.NumberType) else 1
        return Piece(KINDS[type(kind.type)], local, loop, loop.opens, none, nothing=optional, scale=scale, name=local)

    # --- the day ------------------------------------------------------------------------------------------

    def part(self, now: Now, part: str) -> Piece:
        """Something told by the day, worked out once: see `DAY_PARTS`."""
        kind, code, value = DAY_PARTS[part]
        if now.fixed is not None:
            return self.constant(value(now.fixed))
        key = (now.name, part)
        if key not in self._parts:
            made = Piece(kind, code.format(day=now.name), now.loop, now.level)
            self._parts[key] = self.bound(made, part)
        return self._parts[key]

    # --- joining ------------------------------------------------------------------------------------------

    def joined(self, cells: tuple[Piece, ...], where: e.Expr) -> tuple[list[str], dict[str, Any]]:
        """Code for values of one type in one form, and what is so of all of them (kind, scale, …).

        Raises:
            UnsupportedError: YJ802, a 人数 that may be unknown beside a plain number.
        """
        kinds = {c.kind for c in cells} - {"nothing", "unknown"}
        if kinds == {"pair", "number"}:
            raise UnsupportedError(finding("YJ802", where.span))
        kind = kinds.pop() if kinds else KINDS[type(where.type)]
        kind = "text" if kind == "nothing" else kind
        nothing = any(c.nothing for c in cells)
        if kind != "number":
            return [whole(c) for c in cells], {"kind": kind, "nothing": nothing}
        numbers = [c for c in cells if c.kind == "number"]
        scale = common_scale(*numbers) if numbers else 1
        ratio = any(c.den for c in numbers)
        codes = [self.as_number(c, scale, ratio=ratio) if c.kind == "number" else whole(c) for c in cells]
        return codes, {"kind": "number", "nothing": nothing, "scale": scale, "den": "1" if ratio else ""}

    def as_number(self, piece: Piece, scale: int, *, ratio: bool) -> str:
        """A number's whole code at a scale, as a tuple if `ratio`."""
        if piece.scale == scale and bool(piece.den) == ratio:
            return whole(piece)
        inner, test = self.apart(self.guarded(piece))
        code = inner.code if inner.scale == scale else scaled(replace(inner, den=""), scale)
        made = replace(inner, code=code, scale=scale, den=inner.den or ("1" if ratio else ""), name="", const=VARIES)
        return f"(NOTHING if {test} else {whole(made)})" if test else whole(made)

    def result(self, pieces: tuple[Piece, ...], code: str, form: dict[str, Any], **more: Any) -> Piece:
        """A piece of joined form, from code that may come to None or ERR itself."""
        own = {"own_none": any(p.may_be_unknown for p in pieces), "own_err": any(p.may_fail for p in pieces)}
        given = {**own, **form, **more}
        made = over(pieces).piece(given.pop("kind"), code, **given)
        return self.tuple_named(made) if made.den or made.kind == "pair" else made

    def tuple_named(self, made: Piece) -> Piece:
        """A ratio or pair whose code is the tuple itself, under a local name."""
        return assign(self.names, made, made.code, "value")

    def apart(self, piece: Piece) -> tuple[Piece, str]:
        """A piece without 无, and the test for 无 (empty when it never is)."""
        if not piece.nothing:
            return piece, ""
        held = self.bound(piece, "value")
        return replace(held, nothing=False), f"{whole(held)} is NOTHING"


def over(pieces: tuple[Piece, ...]) -> Guards:
    """Where something made of several pieces stands (nothing guards it)."""
    bare = guards(*pieces)
    return Guards(bare.loop, bare.level, (), (), False)


def _constant(piece: Piece) -> Any:
    if piece.kind == "nothing":
        return NOTHING
    return None if piece.kind == "unknown" else piece.const


def _hint(x: e.Expr) -> str:
    return type(x).__name__.lower()


KINDS: dict[type, Any] = {
    ty.NumberType: "number",
    ty.TruthType: "truth",
    ty.TextType: "text",
    ty.EnumType: "text",
    ty.DateType: "day",
    ty.MultiType: "set",
    ty.ListType: "list",
    ty.HistoryType: "history",
    ty.NothingType: "nothing",
}
