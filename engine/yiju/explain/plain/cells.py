"""The cells of a row in plain words: what its input cells ask, what its result cells say.

Input: columns and cells of the tree. Output: `Said`, or a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence

from yiju.explain.comparing import comparative, manner_of, parts_of
from yiju.explain.phrases import either_phrase, truth_phrase
from yiju.explain.plain.conditions import range_phrase, said
from yiju.explain.plain.quantities import quantity
from yiju.explain.plain.said import Clause, Said, several
from yiju.explain.plain.values import amount_phrase, value_phrase
from yiju.explain.plain.wording import Wording
from yiju.explain.plain.words import put
from yiju.explain.respelling import respelled
from yiju.program.types import NO_UNIT
from yiju_grammar import tree as t
from yiju_grammar.lexicon import COLUMN_NAMES
from yiju_grammar.terms import Unit

CONDITION = COLUMN_NAMES[0].zh
"""The heading of a column of conditions."""


def row_said(wording: Wording, columns: Sequence[t.Column], cells: Sequence[t.Cell]) -> Said:
    """What a row asks: its input cells together."""
    told = [_cell_said(wording, c, cell) for c, cell in zip(columns, cells, strict=False)]
    found = tuple(s for s in told if s is not None)
    return several(True, found) if found else Clause(put("otherwise_case", wording.lang))


def _cell_said(wording: Wording, column: t.Column, cell: t.Cell) -> Said | None:
    """What a cell asks of its column; None for — and 其他."""
    content = cell.content
    match content:
        case None | t.AnyValue() | t.Otherwise():
            return None
        case t.Compare(left=t.NameRef(name="")):
            return Clause(_compared(wording, column, cell, content))
        case tuple():
            return _values_said(wording, column, content)
    return said(wording, content) if column.name == CONDITION else _values_said(wording, column, (content,))


def _compared(wording: Wording, column: t.Column, cell: t.Cell, content: t.Compare) -> str:
    """`不满 5000元`, `3岁以上` of its column."""
    parts = parts_of(respelled("甲 " + " ".join(cell.text.split()), "zh"))
    number = content.right if isinstance(content.right, t.Number) else None
    made = comparative(
        content.op,
        quantity(wording, number, column.unit or NO_UNIT) if number else value_phrase(wording, content.right),
        wording.lang,
        manner=manner_of(number.unit if number else NO_UNIT),
        own=parts.word if parts else "",
        postfix=bool(parts and parts.postfix),
    )
    return f"{column.name}{made}" if wording.lang == "zh" else f"{column.name} is {made}"


def _values_said(wording: Wording, column: t.Column, content: Sequence[t.Expr | t.Range]) -> Said:
    if column.name == CONDITION and len(content) == 1 and not isinstance(content[0], t.Range):
        return said(wording, content[0])
    values = [range_phrase(wording, v) if isinstance(v, t.Range) else value_phrase(wording, v) for v in content]
    if len(content) == 1 and isinstance(content[0], t.Truth):
        return Clause(truth_phrase(column.name, wording.lang, holds=content[0].value))
    if any(isinstance(v, t.Range) for v in content):
        joined = put("list_comma", wording.lang).join(values)
        return Clause(put("in_range", wording.lang, name=column.name, range=joined))
    return Clause(either_phrase(column.name, values, wording.lang))


def cell_value(wording: Wording, cell: t.Cell, unit: Unit | None) -> str:
    """What a result cell says."""
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    if content is None or isinstance(content, tuple | t.Range | t.AnyValue | t.Otherwise):
        return cell.text or put("nothing", wording.lang)
    return amount_phrase(wording, content, unit or NO_UNIT)


def number_of(cell: t.Cell) -> t.Number | None:
    """The number in a cell; None where there is none."""
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    if isinstance(content, t.Negative) and isinstance(content.operand, t.Number):
        inner = content.operand
        return t.Number(-inner.value, inner.unit, inner.percent, inner.span)
    return content if isinstance(content, t.Number) else None


def is_plain(cell: t.Cell) -> bool:
    """Whether a cell is a value as it stands, not one to be worked out."""
    content = cell.content[0] if isinstance(cell.content, tuple) and len(cell.content) == 1 else cell.content
    return isinstance(content, t.Number | t.NameRef | t.Nothing | t.Text | t.DateLiteral | t.Truth | None)
