"""Ledgers (账目) of a place: their lines with exact amounts and located grounds.

Input: the elaborator. Output: ledgers by name, and findings: YJ720 an amount that is no money, YJ721 a figure that the
quoted words do not hold, YJ726 one line written twice, YJ727 and YJ728 a share of no receipt, or of a receipt; YJ562 a
line that stands on nothing, YJ565, YJ205.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from yiju.check.elaborator import Elaborator
from yiju.check.figures import has_figure
from yiju.check.units import single
from yiju.documents.model import Assumed, Citation
from yiju.program.expressions import Grounds
from yiju.program.ledger import LedgerLine, LedgerType, LineKind
from yiju.rule_set.model import Scope, Stated
from yiju.rule_set.same_as_above import quotes_of
from yiju.rule_set.tree_to_rules import closest
from yiju_grammar import tree as t
from yiju_grammar.finding import Note
from yiju_grammar.lexicon import MULTIPLIERS
from yiju_grammar.span import Span

_SHOWN = re.compile(rf"[\d.]+\s*({'|'.join(word for word, _ in MULTIPLIERS)})?")


@dataclass(slots=True)
class _Ledger:
    """A ledger under work."""

    el: Elaborator
    stated: Stated
    scope: Scope
    unit: str
    shown: Counter[str] = field(default_factory=Counter)


def ledgers(el: Elaborator) -> dict[str, LedgerType]:
    """Every ledger of a place by its name, those inside policies too."""
    made: dict[str, LedgerType] = {}
    for scope, stated in _stated(el):
        declared = stated.declaration
        assert isinstance(declared, t.Ledger)
        first = made.get(declared.name.text)
        if first is not None:
            notes = (Note("first", first.span),)
            el.report("YJ205", declared.name.span, notes=notes, name=declared.name.text)
            continue
        made[declared.name.text] = _ledger(el, stated, declared, scope)
    return dict(sorted(made.items()))


def _stated(el: Elaborator) -> Iterator[tuple[Scope, Stated]]:
    for scope in (el.rules.place_scope, *(policy.scope for policy in el.rules.policies.values())):
        for stated in scope.others:
            if isinstance(stated.declaration, t.Ledger):
                yield scope, stated


def _ledger(el: Elaborator, stated: Stated, declared: t.Ledger, scope: Scope) -> LedgerType:
    work = _Ledger(el, stated, scope, stated.source.register.currency)
    above = _grounds(work, declared.grounds, (), declared.name)
    lines = tuple(line for _, line in _lines(work, declared.entries, above))
    _known_receipts(work, declared)
    word = max(work.shown, key=lambda w: (work.shown[w], len(w)), default="")
    scale = dict(MULTIPLIERS).get(word, 1)
    readings = tuple(_readings(declared))
    return LedgerType(declared.name.text, work.unit, word + work.unit, scale, lines, readings, declared.name.span)


def _readings(declared: t.Ledger) -> Iterator[tuple[str, t.Reading]]:
    """The readings above the ledger and above its lines."""
    entries = (entry for top in declared.entries for entry in _below(top))
    above = [(declared.name.text, declared.grounds), *((entry.label.text, entry.grounds) for entry in entries)]
    for name, grounds in above:
        yield from ((name, g) for g in grounds if isinstance(g, t.Reading))


def _lines(
    work: _Ledger, entries: tuple[t.LedgerEntry, ...], above: Grounds, kind: LineKind = "received"
) -> Iterator[tuple[str, LedgerLine]]:
    """The lines of entries, each with what it is written as. Parts have the kind and, without their own, the grounds of
    what they are parts of."""
    seen: dict[tuple[str, str], Span] = {}
    for entry in entries:
        own = kind if entry.kind == "part" or entry.kind == "share" else entry.kind
        first = seen.setdefault((entry.kind, entry.label.text), entry.label.span)
        if first is not entry.label.span:
            work.el.report("YJ726", entry.label.span, notes=(Note("first", first),), name=entry.label.text)
            continue
        line = _line(work, entry, above, own)
        if line is not None:
            yield entry.kind, line


def _line(work: _Ledger, entry: t.LedgerEntry, above: Grounds, kind: LineKind) -> LedgerLine | None:
    grounds = _grounds(work, entry.grounds, above, entry.label)
    written = work.stated.source.text[entry.amount.span.start : entry.amount.span.end]
    if entry.amount.percent or entry.amount.unit != single(work.unit):
        work.el.report("YJ720", entry.amount.span, amount=written, unit=work.unit)
        return None
    if not grounds and not entry.grounds:
        work.el.report("YJ562", entry.label.span, name=entry.label.text)
    work.shown[_multiplier(written)] += 1
    below = list(_lines(work, entry.parts, grounds, kind))
    parts = tuple(made for written_as, made in below if written_as == "part")
    shares = tuple(made for written_as, made in below if written_as == "share")
    line = LedgerLine(kind, entry.label.text, entry.amount.value, written, parts, shares, grounds, entry.span)
    _check_figure(work, line, entry)
    return line


def _known_receipts(work: _Ledger, declared: t.Ledger) -> None:
    """YJ727 for a share of what was not received, where receipts are listed; YJ728 for one below a receipt."""
    received = [e for top in declared.entries if top.kind == "received" for e in _below(top)]
    known = {e.label.text for e in received if e.kind == "part" or e.kind == "received"}
    for share in (e for e in received if e.kind == "share"):
        work.el.report("YJ728", share.label.span, name=share.label.text)
    for share in (e for top in declared.entries if top.kind != "received" for e in _below(top)):
        if share.kind == "share" and known and share.label.text not in known:
            close = closest(share.label.text, known)
            work.el.report("YJ727", share.label.span, name=share.label.text, close=close)


def _below(entry: t.LedgerEntry) -> Iterator[t.LedgerEntry]:
    """An entry and everything below it."""
    yield entry
    for part in entry.parts:
        yield from _below(part)


def _multiplier(written: str) -> str:
    found = _SHOWN.match(written)
    return (found[1] or "") if found else ""


def _grounds(work: _Ledger, above: t.Grounds, inherited: Grounds, name: t.Name) -> Grounds:
    """The grounds of a line: those written above it, else those of what it is a part of."""
    if not any(not isinstance(g, t.Reading) for g in above):
        return inherited
    if any(isinstance(g, t.SameAsAbove) and not quotes_of(g, work.stated) for g in above):
        work.el.report("YJ565", name.span, name=name.text)
    return work.el.ground(work.stated, work.scope, above).indexes


def _check_figure(work: _Ledger, line: LedgerLine, entry: t.LedgerEntry) -> None:
    """YJ721 where none of the quoted words hold the amount; what is assumed needs no words."""
    grounds = [work.el.book.grounds[index] for index in line.grounds]
    cited = [g for g in grounds if isinstance(g, Citation)]
    if not cited or any(isinstance(g, Assumed) for g in grounds):
        return
    if not any(has_figure(citation.quote, line.amount) for citation in cited):
        notes = tuple(
            Note("quoted", Span(c.document, *c.span), (("clause", c.clause or f"《{c.title}》"),)) for c in cited[:2]
        )
        placed = tuple(note for note in notes if note.span is not None and note.span.file)
        work.el.report("YJ721", entry.amount.span, notes=placed, name=line.label, amount=line.written)
