"""Declarations: a first line, what stands below it, and the grounds above it → one node of the tree.

One function for each shape of body, in `BODIES`; the lines themselves are parsed in `lines.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from yiju_grammar import tree
from yiju_grammar.conditions import finish_rule
from yiju_grammar.document_keys import keys_of
from yiju_grammar.finding import finding
from yiju_grammar.layout import SourceLine
from yiju_grammar.lines import parse_line, place, quote_of, starts_with, with_grounds, words
from yiju_grammar.lines_to_tree import Head
from yiju_grammar.source import current, report
from yiju_grammar.span import Span
from yiju_grammar.tables import rows_of

Fields = dict[str, Any]
Body = Callable[[Head, SourceLine], Fields]


def declaration(line: SourceLine, grounds: tree.Grounds) -> tree.Declaration | None:
    """The declaration that begins at a line of the margin; None if its first line is wrong."""
    if line.kind == "row":
        report(finding("YJ115", place(line)))
        return None
    head: Head | None = parse_line("head", line)
    if head is None:
        return None
    make, body = DECLARATIONS[head.kind]
    fields = body(head, line)
    span = Span(current().file, line.start, line.last)
    made: tree.Declaration = make(**fields, grounds=(*grounds, *head.assumptions), span=span)
    return made


# --- bodies -----------------------------------------------------------------------------------------------


def no_body(head: Head, line: SourceLine) -> Fields:
    """Nothing may stand below."""
    for child in line.children:
        report(finding("YJ115", place(child)))
    return head.fields


def rule_body(head: Head, line: SourceLine) -> Fields:
    """A formula, a condition, or both, with `令` lines."""
    return finish_rule(head, line)


def condition_body(head: Head, line: SourceLine) -> Fields:
    """`定义 X 当 …`: the condition is the definition's formula."""
    fields = finish_rule(head, line)
    condition = fields.pop("condition")
    lets = fields.pop("lets", ())
    body = tree.Formula(condition, None, lets, condition.span)
    return fields | {"body": body, "is_condition": True}


def value_body(head: Head, line: SourceLine) -> Fields:
    """`定义 X = …`."""
    return finish_rule(head, line) | {"is_condition": False}


def payment_body(head: Head, line: SourceLine) -> Fields:
    """`发放 X 每月 = …`: the formula is the amount."""
    fields = finish_rule(head, line)
    return fields | {"amount": fields.pop("body")}


def exception_body(head: Head, line: SourceLine) -> Fields:
    """`例外 X 于 T 改为 … 当 …`: the formula is the value, 当 its condition."""
    fields = finish_rule(head, line)
    return fields | {"value": fields.pop("body"), "condition": fields.pop("when")}


def deadline_body(head: Head, line: SourceLine) -> Fields:
    """`时限 X = …`: a bare expression."""
    day = head.fields.pop("day")
    head.fields["body"] = tree.Formula(day, None, (), day.span) if day else None
    fields = finish_rule(head, line)
    formula = fields.pop("body")
    return fields | {"day": formula.value}


def policy_body(head: Head, line: SourceLine) -> Fields:
    """依据 and 对象 lines."""
    basis: list[tree.Name] = []
    subject: tree.Name | None = None
    for child in line.children:
        if starts_with(child, "BASIS"):
            basis.extend(keys_of(child))
        elif starts_with(child, "SUBJECT") and head.kind == "policy":
            subject = parse_line("subject_line", child)
        else:
            report(finding("YJ115", place(child)))
    fields = head.fields | {"basis": tuple(basis)}
    return fields | {"subject": subject} if head.kind == "policy" else fields


def record_body(head: Head, line: SourceLine) -> Fields:
    """A field a line."""
    fields: list[tree.Field] = []
    for grounds, child in with_grounds(line.children):
        made = parse_line("field_line", child)
        if made is not None:
            fields.append(_grounded(made, grounds))
        _nothing_below(child)
    return head.fields | {"fields": tuple(fields)}


def table_body(head: Head, line: SourceLine) -> Fields:
    """Rows, or `见 “file.csv”`."""
    fields = dict(head.fields)
    rows = _rows(fields.pop("see"), line)
    return fields | {"rows": rows if rows is not None else tree.Rows((), (), place(line))}


def _rows(see: tree.ExternalRows | None, line: SourceLine) -> tree.Rows | tree.ExternalRows | None:
    children = list(line.children)
    if see is None and children and starts_with(children[0], "SEE"):
        see = parse_line("see_line", children.pop(0))
    if see is None:
        return rows_of(children, Span(current().file, line.start, line.last))
    for child in children:
        report(finding("YJ115", place(child)))
    return see


def parameter_body(head: Head, line: SourceLine) -> Fields:
    """Dated lines, rows, `见`, or the one value on the first line."""
    fields = dict(head.fields)
    value, see = fields.pop("value"), fields.pop("see")
    values: list[tree.DatedValue] = []
    rows: tree.Rows | tree.ExternalRows | None = None
    if value is not None:
        values.append(tree.DatedValue(None, None, value, (), value.span))
    if see is not None or any(child.kind == "row" or starts_with(child, "SEE") for child in line.children):
        rows = _rows(see, line)
    else:
        values.extend(_dated_values(line))
    if not values and rows is None:
        report(finding("YJ116", place(line), what="值", what_en="a value"))
    return fields | {"values": tuple(values), "rows": rows}


def _dated_values(line: SourceLine) -> list[tree.DatedValue]:
    found: list[tree.DatedValue] = []
    for grounds, child in with_grounds(line.children):
        made = parse_line("dated_line", child)
        if made is not None:
            found.append(_grounded(made, grounds))
        _nothing_below(child)
    return found


def ledger_body(head: Head, line: SourceLine) -> Fields:
    """Entries, with their parts below them."""
    entries = _entries(line.children, "entry_line")
    if not line.children:
        report(
            finding(
                "YJ116", place(line), what="收入、安排、支出或结余", what_en="a received, allotted, used or left line"
            )
        )
    return head.fields | {"entries": entries}


def _entries(lines: Sequence[SourceLine], rule: str) -> tuple[tree.LedgerEntry, ...]:
    entries: list[tree.LedgerEntry] = []
    for grounds, child in with_grounds(lines):
        made: tree.LedgerEntry | None = parse_line(rule, child)
        if made is None:
            continue
        if made.kind == "share":
            _nothing_below(child)
        parts = _entries(child.children, "part_line") if made.kind != "share" else ()
        entries.append(tree.LedgerEntry(made.kind, made.label, made.amount, parts, grounds, made.span))
    return tuple(entries)


_CLAUSE = re.compile(r"[^,\s][^,]*")


def not_rule_body(head: Head, line: SourceLine) -> Fields:
    """Clause ranges and quotes."""
    clauses: list[tree.Name] = []
    quotes: list[tree.Quote] = []
    for child in line.children:
        if child.kind == "quote":
            quote = quote_of(child)
            quotes.extend((quote,) if isinstance(quote, tree.Quote) else ())
        else:
            clauses.extend(_clauses(child))
        _nothing_below(child)
    return head.fields | {"clauses": tuple(clauses), "quotes": tuple(quotes)}


def _clauses(line: SourceLine) -> list[tree.Name]:
    found = []
    for match in _CLAUSE.finditer(words(line)):
        text = match.group().rstrip()
        start = line.start + match.start()
        original = current().text[start : start + len(text)]
        found.append(tree.Name(original, Span(current().file, start, start + len(text))))
    return found


def case_body(head: Head, line: SourceLine) -> Fields:
    """假设, 于 and 应为."""
    given: list[tree.Given] = []
    fields: Fields = {"on": None, "expected": None}
    for child in line.children:
        key = next((key for key, token in _CASE_LINES.items() if starts_with(child, token)), None)
        if key is None:
            report(finding("YJ115", place(child)))
        elif key == "given":
            given.extend(_given(child, "given_line"))
        else:
            if fields[key] is not None:
                report(finding("YJ117", place(child)))
            fields[key] = parse_line(f"{'on' if key == 'on' else 'expect'}_line", child)
            _nothing_below(child)
    return head.fields | fields | {"given": tuple(given)}


_CASE_LINES = {"given": "GIVEN", "on": "AT", "expected": "EXPECT"}


def _given(line: SourceLine, rule: str) -> list[tree.Given]:
    made: tree.Given | tuple[tree.Given, ...] | None = parse_line(rule, line)
    if made is None:
        return []
    if isinstance(made, tree.Given):
        rows = rows_of(line.children, Span(current().file, line.start, line.last))
        return [tree.Given(made.name, None, rows, made.span)]
    return [*made, *(given for child in line.children for given in _given(child, "given_more"))]


def _nothing_below(line: SourceLine) -> None:
    for child in line.children:
        report(finding("YJ115", place(child)))


def _grounded(node: Any, grounds: tree.Grounds) -> Any:
    return replace(node, grounds=grounds) if grounds else node


DECLARATIONS: Mapping[str, tuple[Callable[..., tree.Declaration], Body]] = {
    "policy": (tree.Policy, policy_body),
    "filling": (tree.Filling, policy_body),
    "enumeration": (tree.Enumeration, no_body),
    "measure": (tree.Measure, no_body),
    "record": (tree.Record, record_body),
    "eligibility": (tree.Eligibility, rule_body),
    "definition": (tree.Definition, value_body),
    "condition": (tree.Definition, condition_body),
    "standard": (tree.Standard, rule_body),
    "parameter": (tree.Parameter, parameter_body),
    "table": (tree.Table, table_body),
    "scale": (tree.Scale, table_body),
    "points": (tree.Points, table_body),
    "payment": (tree.Payment, payment_body),
    "arrears": (tree.Arrears, no_body),
    "exclusion": (tree.Exclusion, rule_body),
    "exception": (tree.Exception_, exception_body),
    "mutual": (tree.Mutual, no_body),
    "fund": (tree.Fund, rule_body),
    "cutoff": (tree.Cutoff, no_body),
    "start": (tree.Start, no_body),
    "obligation": (tree.Obligation, rule_body),
    "remedy": (tree.Remedy, rule_body),
    "deadline": (tree.Deadline, deadline_body),
    "discretion": (tree.Discretion, rule_body),
    "delegation": (tree.Delegation, no_body),
    "ledger": (tree.Ledger, ledger_body),
    "assertion": (tree.Assertion, rule_body),
    "not_rule": (tree.NotRule, not_rule_body),
    "case": (tree.Case, case_body),
}
