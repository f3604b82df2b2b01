"""A statement as plain text: tables by source and programme, the checks in figures, the way of the money, the grounds.

Input: a `Statement`. Output: lines in a language; nothing is worked out here but where words stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from yiju.check.ledger_checks import LedgerCheck, Side
from yiju.documents.model import Citation
from yiju.funds.amounts import Amounts, amounts_of
from yiju.funds.columns import columns
from yiju.funds.flow import Flow, Link, Node
from yiju.funds.statement import ProgrammeRow, Statement, TotalRow
from yiju.funds.words import say
from yiju.program.ledger import LineKind
from yiju_grammar.finding import Lang

STEP = "  "
MOST_CLAUSES = 3


def to_text(statement: Statement, lang: Lang = "zh") -> str:
    """The statement; ends with a line break."""
    shown = amounts_of(statement.ledger)
    sections = (
        [say("title", lang, name=statement.name, unit=statement.ledger.shown_in)],
        _by_source(statement, shown, lang),
        _by_programme(statement, shown, lang),
        _checks(statement, shown, lang),
        _flow(statement.flow, shown, lang),
        _grounds(statement, lang),
    )
    return "\n\n".join("\n".join(section) for section in sections if section) + "\n"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A head and its rows; all columns but the first hold numbers."""
    return [STEP + line for line in columns((head, *rows), right=range(1, len(head)))]


# --- tables


def _by_source(statement: Statement, shown: Amounts, lang: Lang) -> list[str]:
    if not statement.sources:
        return []
    rows = [
        (STEP * row.depth + row.name, shown.text(row.received), shown.range(row.used), shown.range(row.left))
        for row in statement.sources
    ]
    whole = statement.total
    rows.append(
        (say("total", lang), shown.text(whole.received), shown.optional(whole.used), shown.optional(whole.left))
    )
    lines = [say("by_source", lang), *_table([say(k, lang) for k in ("source", "received", "used", "left")], rows)]
    is_open = any(row.left is not None and not row.left.is_exact for row in statement.sources)
    return [*lines, STEP + say("range", lang)] if is_open else lines


def _by_programme(statement: Statement, shown: Amounts, lang: Lang) -> list[str]:
    rows: list[ProgrammeRow | TotalRow] = [*statement.programmes, statement.total]
    if not statement.programmes:
        return []
    kinds = ["received", "allotted", "used", "left"]
    if not any(row.allotted is not None for row in rows):
        kinds.remove("allotted")
    made = [[_name(row, lang), *(_figure(row, kind, shown) for kind in kinds)] for row in rows]
    if any(row[-1].endswith("*") for row in made):
        made = [[*row[:-1], row[-1] if row[-1].endswith("*") else row[-1] + " "] for row in made]
    lines = [say("by_programme", lang), *_table([say("programme", lang), *(say(k, lang) for k in kinds)], made)]
    return [*lines, STEP + say("star", lang)] if any("*" in line for line in lines) else lines


def _name(row: ProgrammeRow | TotalRow, lang: Lang) -> str:
    return row.name if isinstance(row, ProgrammeRow) else say("total", lang)


def _figure(row: ProgrammeRow | TotalRow, kind: str, shown: Amounts) -> str:
    amount = {"received": row.received, "allotted": row.allotted, "used": row.used, "left": row.left}[kind]
    star = "*" if kind == "left" and row.is_left_derived and amount else ""
    return shown.optional(amount) + star


# --- checks


def _checks(statement: Statement, shown: Amounts, lang: Lang) -> list[str]:
    checks = statement.checks
    if not checks:
        return []
    counts = {status: sum(c.status == status for c in checks) for status in ("holds", "fails", "regrouped")}
    head = f"{say('checks', lang)}{'：' if lang == 'zh' else ': '}{say('counted', lang, **counts)}"
    lines = [line for check in checks for line in _check(statement, check, shown, lang)]
    is_derived = any(figure.is_derived for check in checks for _, side in check.sides for figure in side)
    return [head, *lines, *([STEP + say("derived_note", lang)] if is_derived else [])]


def _check(statement: Statement, check: LedgerCheck, shown: Amounts, lang: Lang) -> Iterator[str]:
    """The check on a line, and what a regrouping implies below it."""
    colon = "：" if lang == "zh" else ": "
    equation, places = _equation(check, shown, lang), _places(statement, check, lang)
    yield f"{STEP}{say(check.status, lang)}  {check_label(check, lang)}{colon}{equation}  {places}".rstrip()
    for whole, parts in check.sides:
        yield f"{STEP * 3}{say(whole.kind, lang)} {_named((whole,), shown, lang)} = {_named(parts, shown, lang)}"
    if check.alternatives:
        yield STEP * 3 + say("undecided", lang, n=len(check.alternatives))
    for totals, parts in check.alternatives:
        yield f"{STEP * 4}{_named(totals, shown, lang)} = {_named(parts, shown, lang)}"


def check_label(check: LedgerCheck, lang: Lang) -> str:
    """What a check is of."""
    if check.kind == "twice":
        return say("twice_label", lang, source=check.label, programme=check.totals[0].label)
    name = say("total", lang) if check.totals[0].label == "合计" else check.label
    return f"{say(check.totals[0].kind, lang)} {name}"


def _equation(check: LedgerCheck, shown: Amounts, lang: Lang) -> str:
    sign = " = " if check.status != "fails" else " ≠ "
    kind = check.totals[0].kind
    made = _side(check.totals, shown, lang, kind) + sign + _side(check.parts, shown, lang, kind)
    if check.status == "fails":
        made += ("，" if lang == "zh" else ", ") + say("difference", lang, amount=shown.text(check.difference))
    return made


def _side(figures: Side, shown: Amounts, lang: Lang, kind: LineKind) -> str:
    """`使用 54.17 + 结余 33.23（推算）`; what a figure is is said where it is not of the kind told before."""
    words = []
    for figure in figures:
        said = "" if figure.kind == kind else f"{say(figure.kind, lang)} "
        words.append(said + shown.text(figure.amount) + (_derived(lang) if figure.is_derived else ""))
        kind = figure.kind
    return " + ".join(words)


def _named(figures: Side, shown: Amounts, lang: Lang) -> str:
    """`人居环境 92.00 + 行业社会扶贫 211.00（推算）`."""
    return " + ".join(f"{f.label} {shown.text(f.amount)}{_derived(lang) if f.is_derived else ''}" for f in figures)


def _derived(lang: Lang) -> str:
    return f"（{say('derived', lang)}）" if lang == "zh" else f" ({say('derived', lang)})"


def _places(statement: Statement, check: LedgerCheck, lang: Lang) -> str:
    """The clauses of the totals, then those of the parts."""
    sides = [_clauses(statement, side, lang) for side in (check.totals, check.parts)]
    shown = list(dict.fromkeys(side for side in sides if side))
    return say("places", lang, places="；".join(shown) if lang == "zh" else "; ".join(shown)) if shown else ""


def _clauses(statement: Statement, figures: Side, lang: Lang) -> str:
    grounds = (statement.grounds[index] for figure in figures for index in figure.grounds)
    found = list(dict.fromkeys(clause_of(g) for g in grounds if isinstance(g, Citation)))
    if len(found) > MOST_CLAUSES:
        return say("and_others", lang, first=found[0], second=found[1], n=len(found), more=len(found) - 2)
    return say("comma", lang).join(found)


def clause_of(citation: Citation) -> str:
    """Where words stand: the clause, else the document."""
    return citation.clause or (f"《{citation.title}》" if citation.title else citation.number)


# --- flow


def _flow(flow: Flow, shown: Amounts, lang: Lang) -> list[str]:
    if not flow.links:
        return []
    rows = [_link(flow, link, shown, lang) for link in flow.links]
    return [say("flow", lang), *(STEP + line for line in columns(rows, right=(3,)))]


def _link(flow: Flow, link: Link, shown: Amounts, lang: Lang) -> tuple[str, ...]:
    remark = say("derived", lang) if link.is_derived else say("inferred", lang) if link.is_inferred else ""
    giver, taker = (node_name(flow.nodes[i], lang) for i in (link.giver, link.taker))
    return giver, "⇢" if link.is_inferred else "→", taker, shown.text(link.amount), remark


def node_name(node: Node, lang: Lang) -> str:
    """What a node of the flow is called."""
    if node.kind == "pool" and node.name == "合计":
        return say("pool_all", lang)
    return node.name if node.kind in ("source", "use") else say(f"{node.kind}_node", lang, name=node.name)


# --- grounds


def _grounds(statement: Statement, lang: Lang) -> list[str]:
    cited = Counter((c.title, c.number, c.grade) for c in statement.citations)
    lines = [
        STEP + say("cited", lang, document=number + (f"《{title}》" if title else ""), grade=say(grade, lang), n=n)
        for (title, number, grade), n in cited.items()
    ]
    lines += [STEP + say("assumed", lang, why=why) for why in dict.fromkeys(a.why for a in statement.assumptions)]
    lines += [
        STEP + say("reading", lang, name=name, reading=reading.text, why=reading.why)
        for name, reading in statement.ledger.readings
    ]
    return [say("grounds", lang), *lines] if lines else []
