"""A block as a sheet: texts as written, with the types, units and documents that a reader wants beside them.

Input: a block and the sources of the rule set. Output: a `Sheet`. Nothing is worked out again: cells are slices of the
file, and a quote's document is where `locate` finds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from yiju.rule_set.model import Source
from yiju.sheets import grounds
from yiju.sheets.labels import HITS, LABELS
from yiju.sheets.model import Block, Line, Place, Sheet, SheetRow
from yiju_grammar import tree as t
from yiju_grammar.characters import fold_width
from yiju_grammar.finding import Lang

KIND_OF: Mapping[type, str] = {t.Table: "table", t.Parameter: "parameter", t.Scale: "scale", t.Points: "points"}
_HEADING_UNIT = re.compile(r"\(\s*([^()]+?)\s*\)$")
_HIT = re.compile(r"\s*(?:唯一|首个|合计|交叉|unique|first|sum|cross)(?!\w)")


def types_by_name(sources: Sequence[Source]) -> dict[str, str]:
    """What each field is declared as, and the values of each enumeration."""
    found: dict[str, str] = {}
    for source in sources:
        for declared in source.tree.declarations:
            if isinstance(declared, t.Enumeration):
                found[declared.name.text] = "，".join(v.text for v in declared.values)
            if isinstance(declared, t.Record):
                for field in declared.fields:
                    found.setdefault(field.name.text, source.text[field.type.span.start : field.type.span.end])
    return found


def to_sheet(block: Block, types: Mapping[str, str], lang: Lang = "zh") -> Sheet:
    """The sheet of a block; `types` as `types_by_name` gives them."""
    columns = _columns(block, lang)
    above = grounds.shown(block.text, block.grounds)
    return Sheet(
        kind=KIND_OF[type(block.node)],
        name=block.name + _arguments(block.node),
        declared=declared_as(block),
        file=block.file,
        hit=HITS[block.node.hit][lang] if isinstance(block.node, t.Table) else "",
        grounds=above,
        documents=grounds.documents(above, block),
        columns=columns,
        types=tuple(types.get(name, "") if block.shape == "rows" else "" for name in columns),
        units=tuple(_unit(block, at, name) for at, name in enumerate(columns)),
        rows=tuple(_row(block, line) for line in block.lines),
    )


def declared_as(block: Block) -> str:
    """The first line without the hit policy and without a value that stands on it."""
    start, end = block.head
    if block.shape == "inline":
        end = fold_width(block.text).rindex("=", start, block.lines[0].place[0])
    text = block.text[start:end]
    place = hit_place(block)
    if place is not None:
        text = text[: place[0] - start] + text[place[1] - start :]
    return " ".join(text.split())


def hit_place(block: Block) -> Place | None:
    """Where the hit policy stands on the first line of a table, with the space before it; empty at where it would."""
    node = block.node
    if not isinstance(node, t.Table):
        return None
    folded = fold_width(block.text)
    at = node.name.span.end
    if node.parameters is not None:
        at = folded.index(")", node.parameters[-1].span.end if node.parameters else at) + 1
    found = _HIT.match(folded, at, block.head[1])
    return (at, found.end()) if found else (at, at)


def result_columns(block: Block, columns: Sequence[str]) -> tuple[int, ...]:
    """The columns of a table that hold results: what may not be empty."""
    last = len(columns) - 1 - (columns[-1] in ("原文", "words"))
    match block.node:
        case t.Table(parameters=tuple() as names, hit=hit) if hit != "cross":
            return tuple(range(len(names), last + 1))
        case t.Table(hit="cross"):
            return tuple(range(1, last + 1))
        case t.Parameter(parameters=names):
            return tuple(range(len(names), last + 1)) if block.shape == "rows" else (1,)
        case t.Points():
            return tuple(at for at, name in enumerate(columns) if name in ("分值", "points"))
    return (last,)


def cell_text(block: Block, place: Place) -> str:
    """A cell as written, on one line."""
    return " ".join((block.rows_text or block.text)[place[0] : place[1]].split())


def _columns(block: Block, lang: Lang) -> tuple[str, ...]:
    if block.shape != "rows":
        return LABELS["date"][lang], LABELS["value"][lang]
    return tuple(cell_text(block, place) for place in block.header.cells) if block.header else ()


def _arguments(node: t.Table | t.Parameter | t.Scale | t.Points) -> str:
    names = node.parameters if isinstance(node, t.Table | t.Parameter) else None
    return f"（{'，'.join(name.text for name in names)}）" if names else ""


def _unit(block: Block, at: int, name: str) -> str:
    if isinstance(block.node, t.Parameter):
        span = block.node.type.span
        return block.text[span.start : span.end] if at in result_columns(block, _columns(block, "zh")) else ""
    found = _HEADING_UNIT.search(fold_width(name))
    return name[found.start(1) : found.end(1)] if found else ""


def _row(block: Block, line: Line) -> SheetRow:
    above = grounds.shown(block.rows_text or block.text, line.grounds)
    cells = tuple(cell_text(block, place) for place in line.cells)
    return SheetRow(cells, above, grounds.documents(above, block))
