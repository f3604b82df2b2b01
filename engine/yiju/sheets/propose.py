"""A sheet held against the table it is of: what the table should become, and a finding for each bad cell.

Input: a read sheet, its block, the sheet the block would be exported as. Output: a `Proposal`. Cells that cannot be
taken keep what stands in the rules. Findings: YJ841 to YJ847, YJ849.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yiju.rule_set.workbook_cells import cell_name
from yiju.sheets import grounds
from yiju.sheets.block_to_sheet import result_columns
from yiju.sheets.labels import HITS, LABELS, key_of
from yiju.sheets.model import Block, Proposal, ReadSheet, Sheet, SheetRow
from yiju.sheets.pair_rows import pairs
from yiju.sheets.read_sheet import at, columns, head_place, head_text, place
from yiju.sheets.take_cell import take_cell
from yiju_grammar import tree as t
from yiju_grammar.characters import fold_width
from yiju_grammar.finding import Finding, Note, finding

_DATED_COLUMN = re.compile(r"(?:此前|始终|earlier|always|\d{4}\S*\s*(?:起|onward|onwards))$")


def propose(read: ReadSheet, block: Block, before: Sheet) -> Proposal:
    """What the sheet says of its block."""
    findings = [*_merged(read), *_declared(read, before)]
    places, added, unfit = _columns(read, block, before)
    hit, unknown = _hit(read, before)
    findings += [*unfit, *unknown]
    sheet = replace(before, hit=hit, columns=(*before.columns, *added), grounds=_grounds(read, before))
    if None in places:
        return Proposal(read, block, before, before, (), (), (), tuple(findings))
    columns_at = tuple(p for p in places if p is not None)
    found = Proposal(read, block, before, sheet, tuple(n for n, _ in read.rows), columns_at, added)
    return _with_rows(found, findings)


def _with_rows(proposal: Proposal, findings: list[Finding]) -> Proposal:
    """The rows taken from the cells, with what is wrong in them."""
    rows = _raw_rows(proposal)
    matched = dict(pairs([r.cells for r in proposal.before.rows], [r.cells for r in rows]))
    made = []
    for number, row in enumerate(rows):
        old = proposal.before.rows[matched[number]] if number in matched else None
        cells = tuple(take_cell(proposal, number, column, old, findings) for column in range(len(proposal.columns_at)))
        above = row.grounds if _added_columns(proposal.read)[0] else (old.grounds if old else ())
        made.append(replace(row, cells=cells, grounds=above))
    sheet = replace(proposal.sheet, rows=tuple(made))
    done = replace(proposal, sheet=sheet)
    findings += [*_without_result(done), *_citations(done)]
    return replace(done, findings=tuple(findings))


def _raw_rows(proposal: Proposal) -> list[SheetRow]:
    added = _added_columns(proposal.read)
    rows = []
    for _, row in proposal.read.rows:
        cells = tuple(" ".join(at(row, column).text.split()) for column in proposal.columns_at)
        above = grounds.lines_of(at(row, added[0]).text) if added[0] else ()
        written = grounds.lines_of(at(row, added[1]).text) if added[1] else ()
        rows.append(SheetRow(cells, above, written))
    return rows


def _added_columns(read: ReadSheet) -> tuple[int, int]:
    """The columns of 引文 and 依据: the last so named; 0 for one that was taken out."""
    found = {"grounds": 0, "documents": 0}
    for column, name in columns(read).items():
        if key_of(name) in found:
            found[key_of(name)] = column
    return found["grounds"], found["documents"]


# --- head --------------------------------------------------------------------------------------------------


def _merged(read: ReadSheet) -> Iterator[Finding]:
    for top, left, bottom, right in read.merged:
        name = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
        yield finding("YJ842", None, where=f"{read.where}!{name}", range=name)


def _declared(read: ReadSheet, before: Sheet) -> Iterator[Finding]:
    """YJ845 for what only the policy file declares: the first line, types, units."""
    said = " ".join(head_text(read, "declared").split())
    if said and said != before.declared:
        yield _differs(head_place(read, "declared"), said, before.declared)
    by_name = {name: column for column, name in columns(read).items()}
    for key, declared in (("types", before.types), ("units", before.units)):
        if key not in read.head:
            continue
        for name, text in zip(before.columns, declared, strict=True):
            column = by_name.get(name)
            said = " ".join(at(read.head[key][1], column).text.split()) if column else text
            if said != text:
                yield _differs(head_place(read, key, column or 1), said, text)


def _differs(where: str, said: str, declared: str) -> Finding:
    return finding("YJ845", None, where=where, said=said or "—", declared=declared or "—")


def _hit(read: ReadSheet, before: Sheet) -> tuple[str, list[Finding]]:
    said = head_text(read, "hit")
    if "hit" not in read.head or said == before.hit:
        return before.hit, []
    key = key_of(said, HITS)
    if key and before.hit:
        same = key == key_of(before.hit, HITS)
        return before.hit if same else said.strip().lower(), []
    return before.hit, [finding("YJ844", None, where=head_place(read, "hit"), name=said or "—")]


def _grounds(read: ReadSheet, before: Sheet) -> tuple[str, ...]:
    return grounds.lines_of(head_text(read, "grounds")) if "grounds" in read.head else before.grounds


# --- columns -----------------------------------------------------------------------------------------------


def _columns(read: ReadSheet, block: Block, before: Sheet) -> tuple[list[int | None], tuple[str, ...], list[Finding]]:
    """The sheet's column of each of the table's; columns of later dates that are new; findings YJ841 and YJ845."""
    findings: list[Finding] = []
    left = {c: n for c, n in columns(read).items() if c not in _added_columns(read)}
    places: list[int | None] = []
    for name in before.columns:
        names = {name, *(words for words in _words_for(block, name))}
        column = next((c for c, n in left.items() if n in names), None)
        if column is None:
            column = _other_unit(read, name, left, before, findings)
        left.pop(column or 0, None)
        places.append(column)
    added = []
    for column, name in left.items():
        if _may_be_added(block, name):
            added.append(name)
            places.append(column)
        else:
            findings.append(_unfit(place(read, read.heading, column), name, before, "unknown"))
    return places, tuple(added), findings


def _other_unit(read: ReadSheet, name: str, left: dict[int, str], before: Sheet, findings: list[Finding]) -> int | None:
    """The column that is the one wanted but for its unit (YJ845), or None (YJ841)."""
    plain = _without_unit(name)
    column = next((c for c, n in left.items() if _without_unit(n) == plain and n not in before.columns), None)
    if column is None:
        findings.append(_unfit(place(read, read.heading, 0), name, before, "missing"))
    else:
        findings.append(_differs(place(read, read.heading, column), left[column], name))
    return column


def _without_unit(name: str) -> str:
    return fold_width(name).partition("(")[0].strip()


def _words_for(block: Block, name: str) -> tuple[str, ...]:
    if block.shape == "rows":
        return ()
    return next((tuple(words.values()) for words in LABELS.values() if name in words.values()), ())


def _may_be_added(block: Block, name: str) -> bool:
    dated = isinstance(block.node, t.Parameter) and block.shape == "rows" and not block.external
    return dated and _DATED_COLUMN.match(name) is not None


def _unfit(where: str, name: str, before: Sheet, why: str) -> Finding:
    return finding("YJ841", None, notes=(Note(why),), where=where, name=name, table=before.name)


# --- rows --------------------------------------------------------------------------------------------------


def _without_result(proposal: Proposal) -> Iterator[Finding]:
    """YJ846 for each result that is empty."""
    wanted = result_columns(proposal.block, proposal.before.columns)
    added = range(len(proposal.before.columns), len(proposal.sheet.columns))
    for number, row in zip(proposal.rows_at, proposal.sheet.rows, strict=True):
        for column in (*wanted, *added):
            if not row.cells[column]:
                name = proposal.sheet.columns[column]
                yield finding("YJ846", None, where=place(proposal.read, number, proposal.columns_at[column]), name=name)


def _citations(proposal: Proposal) -> Iterator[Finding]:
    """YJ847 for quotes that stand in no document, or not in the one that the sheet names; in changed cells and not."""
    read, block = proposal.read, proposal.block
    head = grounds.lines_of(head_text(read, "documents"))
    yield from _cited(block, proposal.sheet.grounds, head, head_place(read, "grounds"), head_place(read, "documents"))
    quoted, named = _added_columns(read)
    for number, row in zip(proposal.rows_at, proposal.sheet.rows, strict=True):
        where = place(read, number, quoted), place(read, number, named)
        yield from _cited(block, row.grounds, row.documents, *where)
        yield from _original(proposal, number, row)


def _original(proposal: Proposal, number: int, row: SheetRow) -> Iterator[Finding]:
    """A quote that stands in the table's own last column, 原文."""
    if proposal.before.columns[-1] in ("原文", "words"):
        last = len(proposal.before.columns) - 1
        words = row.cells[last].lstrip(">＞").strip('“”"「」 ')
        quoted = (words,) if words else ()
        where = place(proposal.read, number, proposal.columns_at[last])
        yield from _cited(proposal.block, quoted, (), where, where)


def _cited(
    block: Block, lines: Sequence[str], named: Sequence[str], where_quoted: str, where_named: str
) -> Iterator[Finding]:
    standing = grounds.documents(lines, block)
    wrong = [key for key in named if key not in standing]
    lost = list(grounds.not_found(lines, block, verified=bool(wrong)))
    for words in lost:
        yield finding("YJ847", None, notes=(Note("quote"),), where=where_quoted, quote=words)
    if wrong and not lost:
        note = Note("document", None, (("named", wrong[0]), ("standing", "、".join(standing) or "—")))
        yield finding("YJ847", None, notes=(note,), where=where_named, quote=wrong[0])
