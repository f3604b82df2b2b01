"""Column expressions before any dialect: typed, interned, folded where they are constant.

A node is NULL where its value is unknown; integers know their least and greatest value, so that a dialect can choose a
width that holds them. Equal nodes are the same object, which is how shared work is found. It knows no rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

SqlType = Literal["bool", "int", "date", "text", "texts", "list"]

BIG = 2**63
"""Integers within ±BIG fit the engines' usual integer; others take the widest exact one."""


@dataclass(eq=False, slots=True, repr=False)
class Node:
    """`op` over `args` (nodes and constants). `free`: the loops whose element it reads. `nullable` False: never
    NULL."""

    op: str
    args: tuple[Any, ...]
    type: SqlType
    nullable: bool
    low: int
    high: int
    free: frozenset[int]

    @property
    def is_constant(self) -> bool:
        return self.op in ("lit", "null")

    @property
    def is_wide(self) -> bool:
        return self.type == "int" and (self.low <= -BIG or self.high >= BIG)

    def parts(self) -> Iterable[Node]:
        """The nodes directly inside."""
        return (a for a in self.args if isinstance(a, Node))


@dataclass(slots=True)
class Pool:
    """Makes nodes; the same expression is made once."""

    known: dict[tuple[Any, ...], Node] = field(default_factory=dict)
    loops: int = 0

    def make(
        self,
        op: str,
        args: tuple[Any, ...],
        kind: SqlType,
        *,
        nullable: bool = True,
        bounds: tuple[int, int] = (0, 0),
        free: frozenset[int] | None = None,
    ) -> Node:
        """The node of an operation."""
        key = (op, kind, *(id(a) if isinstance(a, Node) else (type(a), a) for a in args))
        if key not in self.known:
            if free is None:
                free = frozenset().union(*(a.free for a in args if isinstance(a, Node)))
            self.known[key] = Node(op, args, kind, nullable, *bounds, free)
        return self.known[key]

    # --- leaves -----------------------------------------------------------------------------------------

    def number(self, value: int) -> Node:
        """An integer."""
        return self.make("lit", (value,), "int", nullable=False, bounds=(value, value))

    def truth(self, value: bool) -> Node:
        """真 or 假."""
        return self.make("lit", (value,), "bool", nullable=False)

    def day(self, value: date) -> Node:
        """A day."""
        return self.make("lit", (value,), "date", nullable=False)

    def text(self, value: str) -> Node:
        """A text."""
        return self.make("lit", (value,), "text", nullable=False)

    def null(self, kind: SqlType) -> Node:
        """Unknown, of a type."""
        return self.make("null", (), kind)

    def column(self, name: str, kind: SqlType, *, nullable: bool = True, bounds: tuple[int, int] = (0, 0)) -> Node:
        """A column of the record."""
        return self.make("column", (name,), kind, nullable=nullable, bounds=bounds)

    def new_loop(self) -> int:
        """The number of a loop over a list's elements."""
        self.loops += 1
        return self.loops

    def element(
        self, loop: int, name: str, kind: SqlType, *, nullable: bool = True, bounds: tuple[int, int] = (0, 0)
    ) -> Node:
        """A field of a loop's element."""
        return self.make("element", (loop, name), kind, nullable=nullable, bounds=bounds, free=frozenset({loop}))

    # --- truth ------------------------------------------------------------------------------------------

    def all(self, operands: Iterable[Node]) -> Node:
        """AND, Kleene's."""
        return self._connective("and", False, operands)

    def any(self, operands: Iterable[Node]) -> Node:
        """OR, Kleene's."""
        return self._connective("or", True, operands)

    def _connective(self, op: str, decisive: bool, operands: Iterable[Node]) -> Node:
        kept: dict[Node, None] = {}
        for operand in operands:
            inner = operand.args if operand.op == op else (operand,)
            for part in inner:
                if part is self.truth(decisive):
                    return part
                if part is not self.truth(not decisive):
                    kept[part] = None
        if not kept:
            return self.truth(not decisive)
        if len(kept) == 1:
            return next(iter(kept))
        if any(not part.nullable and self.negate(part) in kept for part in kept):
            return self.truth(decisive)
        return self.make(op, tuple(kept), "bool", nullable=any(o.nullable for o in kept))

    def negate(self, node: Node) -> Node:
        """NOT."""
        if node.op == "lit":
            return self.truth(not node.args[0])
        if node.op == "not":
            inner: Node = node.args[0]
            return inner
        if node.op in OPPOSITE:
            return self.make(OPPOSITE[node.op], node.args, "bool", nullable=node.nullable)
        return node if node.op == "null" else self.make("not", (node,), "bool", nullable=node.nullable)

    def is_known(self, node: Node) -> Node:
        """IS NOT NULL."""
        return self.negate(self.is_null(node))

    def is_null(self, node: Node) -> Node:
        """IS NULL."""
        if node.op == "null":
            return self.truth(True)
        if not node.nullable:
            return self.truth(False)
        nullable = [part for part in node.parts() if part.nullable] if node.op in STRICT else []
        if len(nullable) == 1:
            return self.is_null(nullable[0])
        return self.make("is_null", (node,), "bool", nullable=False)

    def holds(self, node: Node) -> Node:
        """Whether it is 真, never NULL."""
        return node if not node.nullable else self._told(node, True)

    def fails(self, node: Node) -> Node:
        """Whether it is 假, never NULL."""
        return self.negate(node) if not node.nullable else self._told(node, False)

    def _told(self, node: Node, value: bool) -> Node:
        if node.op == "null":
            return self.truth(False)
        if node.op == "not":
            return self._told(node.args[0], not value)
        return self.make("is_true" if value else "is_false", (node,), "bool", nullable=False)

    # --- choice -----------------------------------------------------------------------------------------

    def case(self, arms: Sequence[tuple[Node, Node]], otherwise: Node) -> Node:
        """CASE WHEN … THEN … ELSE … END; a condition that is NULL does not hold."""
        kept: list[tuple[Node, Node]] = []
        for condition, value in arms:
            if condition.op == "null" or condition is self.truth(False):
                continue
            if condition is self.truth(True) or self._is_rest(condition, kept):
                otherwise = value
                break
            kept.append((condition, value))
        while kept and kept[-1][1] is otherwise:
            kept.pop()
        if not kept:
            return otherwise
        if len(kept) == 1 and kept[0][1] is self.truth(False) and self._is_null_of(kept[0][0], otherwise):
            return self.holds(otherwise)
        if otherwise.type == "bool" and len(kept) == 1:
            simple = self._as_connective(*kept[0], otherwise)
            if simple is not None:
                return simple
        values = [value for _, value in kept] + [otherwise]
        bounds = hull(values)
        flat = tuple(part for arm in kept for part in arm)
        return self.make(
            "case", (*flat, otherwise), values[0].type, nullable=any(v.nullable for v in values), bounds=bounds
        )

    def _is_rest(self, condition: Node, before: Sequence[tuple[Node, Node]]) -> bool:
        """Whether a condition holds wherever none before it does."""
        if condition.nullable or not before:
            return False
        opposite = self.negate(condition)
        return any(opposite is earlier for earlier, _ in before)

    def _is_null_of(self, condition: Node, value: Node) -> bool:
        """Whether a condition is that a value is NULL for its one operand that may be."""
        if condition.op != "is_null" or value.op not in (*OPPOSITE, "in", "contains"):
            return False
        return [p for p in value.parts() if p.nullable] == [condition.args[0]]

    def _as_connective(self, condition: Node, value: Node, otherwise: Node) -> Node | None:
        condition = self.holds(condition)
        if value is self.truth(True):
            return self.any((condition, otherwise))
        if value is self.truth(False):
            return self.all((self.negate(condition), otherwise))
        if otherwise is self.truth(False):
            return self.all((condition, value))
        return self.any((self.negate(condition), value)) if otherwise is self.truth(True) else None

    # --- comparison -------------------------------------------------------------------------------------

    def compare(self, op: str, left: Node, right: Node) -> Node:
        """eq ne lt le gt ge; NULL if a side is."""
        if left.op == "null" or right.op == "null":
            return self.null("bool")
        if left.op == "lit" and right.op == "lit":
            return self.truth(COMPARE[op](left.args[0], right.args[0]))
        if left.type == "int" and not (left.nullable or right.nullable):
            known = _by_bounds(op, left, right)
            if known is not None:
                return self.truth(known)
        if left is right and not left.nullable:
            return self.truth(op in ("eq", "le", "ge"))
        if left.op == "lit":
            op, left, right = MIRRORED[op], right, left
        if left.type == "bool" and right.op == "lit":
            return left if right.args[0] is (op == "eq") else self.negate(left)
        return self.make(op, (left, right), "bool", nullable=left.nullable or right.nullable)

    def one_of(self, node: Node, values: Sequence[Any]) -> Node:
        """IN a list of constants."""
        if node.op == "null":
            return node if node.type == "bool" else self.null("bool")
        if node.op == "lit":
            return self.truth(node.args[0] in values)
        if not values:
            return self.case([(self.is_null(node), self.null("bool"))], self.truth(False))
        if len(values) == 1:
            return self.compare("eq", node, self.literal(values[0]))
        return self.make("in", (node, *values), "bool", nullable=node.nullable)

    def literal(self, value: Any) -> Node:
        """A constant by its Python type."""
        match value:
            case bool():
                return self.truth(value)
            case int():
                return self.number(value)
            case date():
                return self.day(value)
        return self.text(value)

    # --- integers ---------------------------------------------------------------------------------------

    def add(self, left: Node, right: Node) -> Node:
        """a + b."""
        if left is self.number(0):
            return right
        if right is self.number(0):
            return left
        bounds = (left.low + right.low, left.high + right.high)
        return self._integer("add", left, right, lambda a, b: a + b, bounds)

    def subtract(self, left: Node, right: Node) -> Node:
        """a - b."""
        if right is self.number(0):
            return left
        return self._integer("sub", left, right, lambda a, b: a - b, (left.low - right.high, left.high - right.low))

    def multiply(self, left: Node, right: Node) -> Node:
        """a × b."""
        for one, other in ((left, right), (right, left)):
            if one is self.number(1):
                return other
            if one is self.number(0) and not other.nullable:
                return one
        ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
        return self._integer("mul", left, right, lambda a, b: a * b, (min(ends), max(ends)))

    def divide(self, left: Node, right: Node) -> Node:
        """a ÷ b cut to an integer, for a ≥ 0 and b > 0."""
        if right is self.number(1):
            return left
        bounds = (max(left.low, 0) // max(right.high, 1), left.high // max(right.low, 1))
        return self._integer("div", left, right, lambda a, b: a // b, bounds)

    def _integer(self, op: str, left: Node, right: Node, fold: Any, bounds: tuple[int, int]) -> Node:
        if left.op == "null" or right.op == "null":
            return self.null("int")
        if left.op == "lit" and right.op == "lit":
            return self.number(fold(left.args[0], right.args[0]))
        return self.make(op, (left, right), "int", nullable=left.nullable or right.nullable, bounds=bounds)

    def absolute(self, node: Node) -> Node:
        """|a|."""
        if node.low >= 0:
            return node
        if node.op == "lit":
            return self.number(abs(node.args[0]))
        return self.make("abs", (node,), "int", nullable=node.nullable, bounds=(0, max(-node.low, node.high)))

    def minus(self, node: Node) -> Node:
        """-a."""
        return self.subtract(self.number(0), node)

    def bounded(self, node: Node, low: int, high: int) -> Node:
        """The same node where it is known to lie within narrower bounds."""
        low, high = max(low, node.low), min(high, node.high)
        if (low, high) == (node.low, node.high) or node.is_constant:
            return node
        return self.make("within", (node, low, high), node.type, nullable=node.nullable, bounds=(low, high))


def hull(nodes: Iterable[Node]) -> tuple[int, int]:
    """The bounds of a value that is one of several."""
    known = [n for n in nodes if n.op != "null"]
    return (min((n.low for n in known), default=0), max((n.high for n in known), default=0))


def _by_bounds(op: str, left: Node, right: Node) -> bool | None:
    if op in ("gt", "le"):
        found = True if left.low > right.high else False if left.high <= right.low else None
        return found if op == "gt" or found is None else not found
    if op in ("lt", "ge"):
        found = True if left.high < right.low else False if left.low >= right.high else None
        return found if op == "lt" or found is None else not found
    apart = left.high < right.low or left.low > right.high
    return (op == "ne") if apart else None


COMPARE: dict[str, Any] = {
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
}
MIRRORED = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
OPPOSITE = {"eq": "ne", "ne": "eq", "lt": "ge", "ge": "lt", "gt": "le", "le": "gt"}

STRICT = frozenset(
    {"add", "sub", "mul", "eq", "ne", "lt", "le", "gt", "ge", "not", "abs", "within", "year", "month", "dom", "days"}
)
"""Operations that are NULL exactly when an operand is."""
