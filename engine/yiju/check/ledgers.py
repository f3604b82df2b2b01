"""账目: the sums of a place's ledgers, and receipts against uses.

Input: a program. Findings: YJ722 parts that do not come to their total, YJ723 a share stated twice that differs,
YJ724 receipts, allotments and uses that do not balance, YJ725 a programme whose receipts and uses differ, YJ729
several ways to regroup that balance as well. The figures stand in the documents, so none of these is the rule
writer's mistake.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from yiju.check.ledger_accounts import accounts, total
from yiju.check.ledger_checks import Figure, LedgerCheck, Side, ledger_checks
from yiju.check.ledger_pots import pots
from yiju.check.unit_texts import number_text
from yiju.documents.model import Citation
from yiju.program.ledger import TOTAL, LedgerType
from yiju.program.program import Program
from yiju_grammar.finding import Finding, Lang, Note, finding
from yiju_grammar.span import Span

CODES = {
    "parts": "YJ722",
    "shares": "YJ722",
    "twice": "YJ723",
    "allotment": "YJ724",
    "source": "YJ724",
    "overall_allotted": "YJ724",
    "overall": "YJ724",
    "programme": "YJ725",
}
WORDS: Mapping[Lang, Mapping[str, str]] = {
    "zh": {"received": "收入", "allotted": "安排", "used": "使用", "left": "结余", TOTAL: TOTAL, ";": "；"},
    "en": {"received": "received", "allotted": "allotted", "used": "used", "left": "left", TOTAL: "total", ";": "; "},
}
MOST_QUOTES = 8
MOST_WAYS = 4


def checks_of(ledger: LedgerType) -> tuple[LedgerCheck, ...]:
    """All checks of a ledger."""
    held = accounts(ledger)
    return ledger_checks(held, pots(held))


def ledgers(program: Program) -> tuple[Finding, ...]:
    """YJ722 to YJ725 and YJ729 of a program's ledgers."""
    return tuple(
        found
        for ledger in program.ledgers.values()
        for check in checks_of(ledger)
        for found in _found(program, ledger, check)
    )


def _found(program: Program, ledger: LedgerType, check: LedgerCheck) -> Iterator[Finding]:
    notes = tuple(_quotes(program, ledger, check))
    if check.status == "fails":
        yield finding(
            CODES[check.kind],
            check.place,
            notes=notes,
            name=_name(check, "zh"),
            name_en=_name(check, "en"),
            total=amount_text(ledger, total(f.amount for f in check.totals)),
            parts=amount_text(ledger, total(f.amount for f in check.parts)),
            sum=_side(ledger, check.parts, "zh"),
            sum_en=_side(ledger, check.parts, "en"),
            difference=amount_text(ledger, abs(check.difference)),
        )
    elif check.alternatives:
        ways, english = _ways(ledger, check, "zh"), _ways(ledger, check, "en")
        times = len(check.alternatives)
        yield finding("YJ729", check.place, notes=notes, name=check.label, times=times, ways=ways, ways_en=english)


def amount_text(ledger: LedgerType, amount: Fraction) -> str:
    """An amount in the unit that most of the ledger is written in."""
    return number_text(amount / ledger.scale) + ledger.shown_in


def _name(check: LedgerCheck, lang: Lang) -> str:
    """`收入 合计`; of a share the source alone, of a programme its name."""
    words = WORDS[lang]
    label = words.get(check.label, check.label)
    return label if check.kind in ("twice", "programme") else f"{words[check.totals[0].kind]} {label}"


def _side(ledger: LedgerType, figures: Side, lang: Lang) -> str:
    """`92 + 941`; `安排 40 + 使用 71` where they are of several kinds."""
    words = WORDS[lang]
    several = len({f.kind for f in figures}) > 1
    return " + ".join(
        f"{words[f.kind]} {number_text(f.amount / ledger.scale)}" if several else number_text(f.amount / ledger.scale)
        for f in figures
    )


def _ways(ledger: LedgerType, check: LedgerCheck, lang: Lang) -> str:
    """`道路 5 = 水塘 5；水利 5 = 水塘 5`, the first few."""
    return WORDS[lang][";"].join(
        " = ".join(" + ".join(f"{f.label} {number_text(f.amount / ledger.scale)}" for f in side) for side in way)
        for way in check.alternatives[:MOST_WAYS]
    )


def _quotes(program: Program, ledger: LedgerType, check: LedgerCheck) -> Iterator[Note]:
    """The words that each figure stands on, each once."""
    told: set[tuple[str, tuple[int, int]]] = set()
    for figure in (*check.totals, *check.parts):
        for citation in (program.grounds[i] for i in figure.grounds):
            if isinstance(citation, Citation) and citation.document and len(told) < MOST_QUOTES:
                key = citation.document, citation.span
                if key not in told:
                    told.add(key)
                    yield Note("quoted", Span(citation.document, *citation.span), _args(ledger, figure, citation))


def _args(ledger: LedgerType, figure: Figure, citation: Citation) -> tuple[tuple[str, str], ...]:
    amount = amount_text(ledger, figure.amount)
    what = {
        lang: f"{WORDS[lang][figure.kind]} {WORDS[lang].get(figure.label, figure.label)} {amount}" for lang in WORDS
    }
    return (("clause", citation.clause or f"《{citation.title}》"), ("what", what["zh"]), ("what_en", what["en"]))
