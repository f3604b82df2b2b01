"""The tables of a place: every block of its policy files, with the sheets they are exported as.

Input: loaded rules. Output: blocks of the place itself (what stands in places above it is theirs). Reads CSV and
workbooks beside a policy.
"""

from __future__ import annotations

from pathlib import Path

from yiju.load import Rules
from yiju.sheets.block_to_sheet import to_sheet, types_by_name
from yiju.sheets.blocks import blocks_of
from yiju.sheets.model import Block, Sheet
from yiju_grammar.finding import Lang


def tables_of(rules: Rules, lang: Lang = "zh") -> tuple[tuple[Block, Sheet], ...]:
    """Every table and parameter of a place with its sheet, by file and place in it."""
    sources = rules.checked.rule_set.sources
    types = types_by_name(sources)
    own = [s for s in sources if s.register is rules.registers[0]]
    blocks = [b for s in own for b in blocks_of(s, str(file_of(rules, s.file).parent))]
    return tuple((block, to_sheet(block, types, lang)) for block in blocks)


def file_of(rules: Rules, name: str) -> Path:
    """Where a policy file is, by the engine's name of it (`place/file.policy`)."""
    return rules.path / name.partition("/")[2]


def chosen(tables: tuple[tuple[Block, Sheet], ...], wanted: tuple[str, ...]) -> tuple[tuple[Block, Sheet], ...]:
    """Those of some names, or of the files of some names; all where nothing is asked for."""
    return tuple(pair for pair in tables if not wanted or any(is_named(pair[0], name) for name in wanted))


def is_named(block: Block, name: str) -> bool:
    """Whether a word names the table, its record and name, or its file (with or without place and suffix)."""
    file = block.file.partition("/")[2]
    names = block.name, block.node.name.text, block.file, file, file.removesuffix(".policy")
    return name in names or Path(name).name == Path(file).name
