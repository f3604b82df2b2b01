"""Tables and parameters where they stand: the text of a policy file → its blocks, with the place of every cell.

Input: a source of the rule set. Output: blocks in the file's order. Declarations with errors in them are left out:
their cells cannot be told apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

from yiju.documents.register import Document, Register
from yiju.rule_set.external_rows import name_of, read_rows
from yiju.rule_set.model import Source
from yiju.sheets.labels import STOPPED
from yiju.sheets.model import Block, Declared, Line, Place, Shape
from yiju_grammar import tree as t
from yiju_grammar.layout import SourceLine
from yiju_grammar.lines import is_ground_at
from yiju_grammar.parser import Parsed, parse_with_source
from yiju_grammar.tables import pieces_of_row


def blocks_of(
    source: Source, folder: str = "", held: Mapping[str, bytes] | None = None, *, broken: bool = False
) -> tuple[Block, ...]:
    """Every table and parameter of a file.

    Args:
        folder: where the policy file stands, for rows kept beside it; empty leaves these out.
        held: files by name that are not read from the folder.
        broken: with those that have errors in them, as far as their lines go.
    """
    parsed = parse_with_source(source.text, source.file)
    lines = dict(_declaration_lines(parsed))
    basis: tuple[Document, ...] = source.register.documents
    found = []
    for declared in parsed.tree.declarations:
        if isinstance(declared, t.Policy | t.Filling):
            basis = _documents(declared, source.register)
        if isinstance(declared, get_args(Declared)) and (broken or _is_sound(parsed, declared)):
            grounds, line = lines[declared.span.start]
            found.append(_block(parsed, declared, grounds, line, (basis, source.register)))
    read = (b if not b.external else _with_external(b, folder, held or {}) for b in found)
    return tuple(b for b in read if b.shape != "rows" or b.header is not None)


def _documents(head: t.Policy | t.Filling, register: Register) -> tuple[Document, ...]:
    found = (register.find(name.text) for name in head.basis)
    return tuple(d for d in found if d is not None) or register.documents


def _is_sound(parsed: Parsed, declared: t.Declaration) -> bool:
    spans = (f.span for f in parsed.tree.findings if f.span is not None)
    return not any(declared.span.start <= span.start <= declared.span.end for span in spans)


def _declaration_lines(parsed: Parsed) -> Iterator[tuple[int, tuple[tuple[Place, ...], SourceLine]]]:
    for grounds, line in with_ground_places(parsed.source.folded, parsed.layout.lines):
        yield line.start, (grounds, line)


def with_ground_places(folded: str, lines: Sequence[SourceLine]) -> Iterator[tuple[tuple[Place, ...], SourceLine]]:
    """Each line that is no ground, with the places of the grounds directly above it."""
    grounds: list[Place] = []
    for line in lines:
        if is_ground_at(folded, line):
            grounds.append((line.start, line.end))
        else:
            yield tuple(grounds), line
            grounds = []


def _block(
    parsed: Parsed,
    node: Declared,
    grounds: tuple[Place, ...],
    line: SourceLine,
    standing: tuple[tuple[Document, ...], Register],
) -> Block:
    folded, head = parsed.source.folded, (line.start, line.end)
    external = node.rows.path if isinstance(node.rows, t.ExternalRows) else ""
    shape: Shape = "rows"
    header, lines = None, tuple[Line, ...]()
    if isinstance(node.rows, t.Rows):
        header, lines = rows_at(folded, line.children)
    elif isinstance(node, t.Parameter) and not external:
        shape, lines = _dated(folded, node, line)
    text = parsed.source.text
    return Block(node, node.span.file, text, head, grounds, shape, header, lines, *standing, external)


def rows_at(folded: str, children: Sequence[SourceLine]) -> tuple[Line | None, tuple[Line, ...]]:
    """The header and the rows of a table's lines; lines of `---` are neither."""
    rows = [
        Line((row.start, row.end), tuple(pieces_of_row(folded, row.start, row.end)), grounds)
        for grounds, row in with_ground_places(folded, children)
        if row.kind == "row" and folded[row.start : row.end].strip("|-: ")
    ]
    return (rows[0], tuple(rows[1:])) if rows else (None, ())


def _dated(folded: str, node: t.Parameter, line: SourceLine) -> tuple[Shape, tuple[Line, ...]]:
    """The lines of dates; the value on the first line as a line without a date."""
    inline = [v for v in node.values if v.span.start < line.end]
    if inline and inline[0].value is not None:
        value = (inline[0].value.span.start, line.end)
        equal = folded.rindex("=", line.start, value[0])
        end = min([value[1], *(g.span.start for g in node.grounds if g.span.start > value[0])])
        end = equal + len(folded[equal:end].rstrip())
        start = end - len(folded[equal + 1 : end].lstrip())
        return "inline", (Line((start, end), ((line.start, line.start), (start, end))),)
    return "dated", tuple(
        Line((child.start, child.end), _dated_cells(folded, child), grounds)
        for grounds, child in with_ground_places(folded, line.children)
    )


def _dated_cells(folded: str, line: SourceLine) -> tuple[Place, Place]:
    """Where the dates and the value of a line stand."""
    text = folded[line.start : line.end]
    before, equal, after = text.partition("=")
    if not equal:
        word = next((word for word in STOPPED if text.endswith(word)), "")
        before, after = text.removesuffix(word), word
    at = line.end - len(after.lstrip())
    return (line.start, line.start + len(before.rstrip())), (at, line.end)


def _with_external(block: Block, folder: str, held: Mapping[str, bytes]) -> Block:
    """The block with the rows that stand beside the policy."""
    name = name_of(block.file, block.external)
    read = read_rows(folder, block.external, name, held) if folder else None
    if read is None or not read.text:
        return block
    parsed = parse_with_source(read.text, name)
    if not parsed.layout.lines:
        return block
    header, lines = rows_at(parsed.source.folded, parsed.layout.lines[0].children)
    return replace(block, shape="rows", header=header, lines=lines, rows_text=read.text)
