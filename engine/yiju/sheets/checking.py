"""The changed files parsed and checked as they would be, and what is new said of the sheet's cells.

Input: the rules as they are, the new texts, the proposals. Output: findings that the rules do not have yet; those in an
imported table name sheet and cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from yiju.check.elaborate import elaborate
from yiju.check.passes import whole_program
from yiju.load import Rules
from yiju.rule_set.external_rows import name_of, with_rows
from yiju.rule_set.model import Source
from yiju.rule_set.tree_to_rules import gather
from yiju.sheets.blocks import blocks_of
from yiju.sheets.model import Block, Place, Proposal
from yiju.sheets.place import file_of
from yiju.sheets.read_sheet import head_place, place
from yiju_grammar import parse
from yiju_grammar.finding import Finding
from yiju_grammar.span import Span


def new_findings(rules: Rules, after: Mapping[str, str], proposals: Sequence[Proposal]) -> tuple[Finding, ...]:
    """What checking says of the changed files that it does not say of the files as they are."""
    held = {name: text.encode() for name, text in after.items()}
    sources = [_changed(rules, s, after, held) for s in rules.checked.rule_set.sources]
    found = _checked(rules, sources)
    old = Counter(_words(f) for f in rules.findings)
    new = [f for f in found if not _is_old(f, old)]
    places = [pair for s in sources for pair in _cells(rules, s, proposals, held)]
    return tuple(_in_sheet(f, places) for f in new)


def _changed(rules: Rules, source: Source, after: Mapping[str, str], held: Mapping[str, bytes]) -> Source:
    if source.register is not rules.registers[0]:
        return source
    text = after.get(source.file, source.text)
    tree, _, _ = with_rows(parse(text, source.file), file_of(rules, source.file).parent, held)
    return replace(source, text=text, tree=tree)


def _checked(rules: Rules, sources: Sequence[Source]) -> list[Finding]:
    rule_set, clashes = gather(rules.path.name, sources)
    checked = elaborate(rule_set, "")
    found = [*(f for s in sources for f in s.tree.findings), *clashes, *checked.findings]
    if not any(f.severity == "error" for f in found):
        found += whole_program(checked.program)
    return list(dict.fromkeys(found))


def _words(found: Finding) -> tuple[str, tuple[tuple[str, str], ...], str]:
    """A finding without its place, which moves."""
    return found.code, found.args, found.span.file if found.span else found.where


def _is_old(found: Finding, old: Counter[tuple[str, tuple[tuple[str, str], ...], str]]) -> bool:
    words = _words(found)
    old[words] -= 1
    return old[words] >= 0


def _cells(
    rules: Rules, source: Source, proposals: Sequence[Proposal], held: Mapping[str, bytes]
) -> Iterator[tuple[Span, str]]:
    """The places of a file that come from cells, small ones first within each table."""
    wanted = [p for p in proposals if p.block.file == source.file]
    if not wanted:
        return
    folder = str(file_of(rules, source.file).parent)
    before = next(s for s in rules.checked.rule_set.sources if s.file == source.file)
    heads = [b.head for b in blocks_of(before, folder, broken=True)]
    blocks = blocks_of(source, folder, held, broken=True)
    for proposal in wanted:
        if len(heads) == len(blocks):
            yield from _of_block(blocks[heads.index(proposal.block.head)], proposal)
        else:
            yield from _of_first_line(source, proposal)


def _of_block(block: Block, proposal: Proposal) -> Iterator[tuple[Span, str]]:
    rows_file = name_of(block.file, block.external) if block.external else block.file
    yield from ((Span(rows_file, *at), where) for at, where in _row_places(block, proposal))
    yield from ((Span(block.file, *at), where) for at, where in _head_places(block, proposal))


def _of_first_line(source: Source, proposal: Proposal) -> Iterator[tuple[Span, str]]:
    """Where a declaration has no first line any more that can be read: its value stands on it."""
    block = proposal.block
    at = source.text.find(block.text[block.head[0] : block.node.name.span.end])
    if at >= 0 and proposal.rows_at and block.shape == "inline":
        end = source.text.find("\n", at)
        where = place(proposal.read, proposal.rows_at[0], proposal.columns_at[-1])
        yield Span(source.file, at, len(source.text) if end < 0 else end), where


def _row_places(block: Block, proposal: Proposal) -> Iterator[tuple[Place, str]]:
    read = proposal.read
    for column, heading in zip(proposal.columns_at, block.header.cells if block.header else (), strict=False):
        yield heading, place(read, read.heading, column)
    for number, line in zip(proposal.rows_at, block.lines, strict=False):
        for column, cell in zip(proposal.columns_at, line.cells, strict=False):
            yield cell, place(read, number, column)
        for ground in line.grounds:
            yield ground, place(read, number, max(proposal.columns_at, default=0) + 1)
        yield line.place, place(read, number, 1)


def _head_places(block: Block, proposal: Proposal) -> Iterator[tuple[Place, str]]:
    read = proposal.read
    for ground in block.grounds:
        yield ground, head_place(read, "grounds")
    yield (block.head[0], block.node.span.end), head_place(read, read.kind)


def _in_sheet(found: Finding, places: Sequence[tuple[Span, str]]) -> Finding:
    """The finding at the cell its words came from; as it is where they did not come from a sheet."""
    span = found.span
    if span is None:
        return found
    where = next((w for s, w in places if s.file == span.file and s.start <= span.start <= s.end), "")
    return replace(found, span=None, where=where) if where else found
