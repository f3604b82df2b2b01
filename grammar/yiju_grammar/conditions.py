"""What stands below a rule's first line: its formula, its `令` lines, its condition with `同时`/`任一` blocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from yiju_grammar import tree
from yiju_grammar.finding import finding
from yiju_grammar.layout import SourceLine
from yiju_grammar.lines import parse_line, place, starts_with, with_grounds
from yiju_grammar.lines_to_tree import Head, Pending
from yiju_grammar.source import current, report
from yiju_grammar.span import Span

Grounded = tuple[tree.Grounds, SourceLine]


def finish_rule(head: Head, line: SourceLine) -> dict[str, Any]:
    """A rule's fields, with the formula, the conditions and the `令` lines that stand below its first line."""
    fields = dict(head.fields)
    below = list(with_grounds(line.children))
    lets = tuple(_lets(below))
    rest = [pair for pair in below if not starts_with(pair[1], "LET")]
    if "body" in fields:
        fields["body"] = _formula(fields, rest, lets, line)
    elif "lets" not in fields and head.kind == "condition":
        fields["lets"] = lets
    elif lets:
        report(finding("YJ115", lets[0].span))
    _finish_condition(fields, rest, place(line))
    return fields


def _finish_condition(fields: dict[str, Any], rest: list[Grounded], span: Span) -> None:
    for key in ("condition", "when"):
        pending = fields.get(key)
        if isinstance(pending, Pending):
            fields[key] = condition_below(pending, rest)
            rest = []
    _report_bare(rest)


def _report_bare(rest: Sequence[Grounded]) -> None:
    for _, line in rest:
        report(finding("YJ115", place(line)))


def _lets(below: Sequence[Grounded]) -> Iterator[tree.Let]:
    for _, line in below:
        if starts_with(line, "LET"):
            made: tree.Let | None = parse_line("let_line", line)
            if made is not None:
                yield made


def _formula(
    fields: dict[str, Any], rest: list[Grounded], lets: tuple[tree.Let, ...], line: SourceLine
) -> tree.Formula:
    formula: tree.Formula | None = fields["body"]
    if formula is None and not rest:
        report(finding("YJ116", place(line), what="值", what_en="a value"))
    elif formula is None:
        _, below = rest.pop(0)
        made = parse_line("formula_line", below)
        formula, when = made if made is not None else (None, None)
        if when is not None:
            fields["when"] = when
        rest.extend(with_grounds(below.children))
    span = place(line)
    return replace(formula or tree.Formula(unknown(span), None, (), span), lets=lets)


def unknown(span: Span) -> tree.Expr:
    """What stands where a line was wrong: a point left open, so that nothing is decided by it."""
    return tree.OpenPoint("", (), span)


def condition_below(pending: Pending, lines: Sequence[Grounded]) -> tree.Expr:
    """The condition on the lines below a `当`, `同时` or `任一`."""
    if not lines:
        report(finding("YJ116", pending.span, what="条件", what_en="a condition"))
        return unknown(pending.span)
    if pending.mode is None and len(lines) > 1:
        report(finding("YJ107", place(lines[1][1])))
    made: list[tree.Line] = []
    for grounds, line in lines:  # no comprehension: a frame less for each level of nesting
        made.append(_line(grounds, line))
    if pending.mode is None and len(made) == 1 and not made[0].grounds:
        return made[0].condition
    span = Span(current().file, pending.span.start, lines[-1][1].last)
    block = tree.Block(pending.mode or "all", tuple(made), span if pending.mode else made[0].span.to(made[-1].span))
    return tree.Not(block, span) if pending.negated else block


def _line(grounds: tree.Grounds, line: SourceLine) -> tree.Line:
    span = Span(current().file, line.start, line.last)
    if line.kind != "plain":
        report(finding("YJ115", place(line)))
        return tree.Line(grounds, unknown(span), span)
    made: tree.Expr | Pending | None = parse_line("condition_line", line)
    if isinstance(made, Pending):
        return tree.Line(grounds, condition_below(made, list(with_grounds(line.children))), span)
    for child in line.children:
        report(finding("YJ115", place(child)))
    return tree.Line(grounds, made if made is not None else unknown(span), span)
