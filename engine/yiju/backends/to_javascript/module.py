"""The JavaScript backend: a program becomes a plain ES module that makes it again in a browser.

Input: a program, the policies wanted, the texts of the rule files. Output: the text of a module with one function,
`program(y)`; `y` are the exports of the runtime (`runtime/*.js`). It knows no page and no form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import timedelta
from typing import Any

from yiju.backends.to_javascript.literals import (
    dictionary_literal,
    list_literal,
    names_literal,
    object_literal,
    text_literal,
)
from yiju.backends.to_javascript.reach import reached
from yiju.backends.to_javascript.writer import Writer
from yiju.program import expressions as e
from yiju.program.frozen import frozen
from yiju.program.program import Definition, Program, RecordType
from yiju.program.traverse import below

KERNELS = (
    *("NOTHING", "num", "isoDay", "isoDays", "field", "fieldOr", "variable", "openPoint", "ref", "call", "at", "dayOf"),
    *("inForce", "dated", "add", "subtract", "multiply", "divide", "power", "greatest", "least", "round", "sure"),
    *("yearsSince", "shift", "daysBetween", "overlap", "compare", "isNothing", "isValue", "oneOf", "inRange"),
    *("inMonth", "monthIn", "contains", "both", "not", "choice", "orElse", "aggregate", "rank", "historyAt"),
    *("historyWindow", "candidates", "delegated", "lookup", "marginal", "pointsTotal"),
)
"""What a generated module may take from the runtime."""


def to_javascript(program: Program, policies: Iterable[str] | None, sources: Mapping[str, str]) -> str:
    """An ES module whose `program(y)` gives the program: what these policies reach of it, or all of it for None.

    Nothing of the calculus is refused. The object has the fields of `Program` under their own names, grounds cut to
    those used, and beside them `alternatives` (labels of exceptions anywhere in the place, with their grounds) and
    `arrears_before`: for each 补发 `POLICY/PAYMENT/DAY`, DAY its first day, the program as it was the day before.

    Args:
        sources: texts of the rule files by name.
    Raises:
        KeyError: there is no such policy.
    """
    cut = reached(program, policies)
    writer = Writer(sources, program.grounds)
    made = _program(writer, cut, program)
    body = "\n".join([*writer.lines, "", *made])
    words = set(re.findall(r"\w+", body))
    used = [name for name in KERNELS if name in words]
    opening = f"const {names_literal(used)} = y;\n\n" if used else ""
    return f"{_header(program)}\n\nexport function program(y) {{\n{_indented(opening + body)}\n}}\n"


def _header(program: Program) -> str:
    what = text_literal(f"{program.place} {program.digest}")[1:-1]
    return (
        f"// {what}\n"
        "// Generated from the rules; `text` are their own words. Each node's `value` is its value in a scope `s`."
    )


def _indented(code: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in code.split("\n"))


def _program(w: Writer, cut: Program, whole: Program) -> list[str]:
    """Statements: the program's constant, and the return with its earlier forms."""
    definitions = {name: _definition(w, d) for name, d in cut.definitions.items()}
    tables = {name: w.code(t) for name, t in cut.tables.items()}
    parts = {
        "place": text_literal(cut.place),
        "digest": text_literal(cut.digest),
        "records": _dictionary(cut.records, lambda r: _record(w, r)),
        "definitions": dictionary_literal(definitions),
        "tables": dictionary_literal(tables),
        "scales": _dictionary(cut.scales, w.code),
        "points": _dictionary(cut.points, w.code),
        "policies": _dictionary(cut.policies, w.code),
        "alternatives": _alternatives(w, cut, whole),
    }
    before = {key: _changed(w, then, definitions, tables) for key, then in _earlier(cut)}
    parts["grounds"] = list_literal(w.code(ground) for ground in w.grounds)
    return [
        f"const now = {object_literal(parts, spaced=True)};",
        f"return {object_literal({'arrears_before': dictionary_literal(before)}, 'now')};",
    ]


def _dictionary(things: Mapping[str, Any], code: Callable[[Any], str]) -> str:
    return dictionary_literal({name: code(thing) for name, thing in things.items()})


def _record(w: Writer, record: RecordType) -> str:
    parts = {f.name: w.code(getattr(record, f.name)) for f in fields(record) if f.name != "span"}
    parts["places"] = dictionary_literal({f.name: str(i) for i, f in enumerate(record.fields)})
    return object_literal(parts, spaced=True)


def _definition(w: Writer, definition: Definition) -> str:
    return object_literal({**w.parts_of(definition), "text": text_literal(w.text_of(definition.span))})


def _alternatives(w: Writer, cut: Program, whole: Program) -> str:
    """Every exception of the place that is called as one of the chosen policies' (an error names them by label)."""
    labels = {a.label for a in _exceptions(cut)}
    found = [(text_literal(a.label), a.grounds) for a in _exceptions(whole) if a.label in labels]
    return list_literal(f"{{ label: {label}, grounds: {w.ground_list(grounds)} }}" for label, grounds in found)


def _exceptions(program: Program) -> Iterable[e.Alternative]:
    nodes = (node for d in program.definitions.values() for node in below(d.body))
    return (a for node in nodes if isinstance(node, e.Candidates) for a in node.alternatives)


def _earlier(cut: Program) -> Iterator[tuple[str, Program]]:
    """For each 补发, the program with the dated choices of the day before it."""
    for policy in cut.policies.values():
        for arrears in policy.arrears:
            key = f"{policy.name}/{arrears.payment}/{arrears.start.isoformat()}"
            yield key, frozen(cut, arrears.start - timedelta(days=1))


def _changed(w: Writer, then: Program, definitions: Mapping[str, str], tables: Mapping[str, str]) -> str:
    """The program with what is not as it is now."""
    defined = {name: _definition(w, d) for name, d in then.definitions.items()}
    tabled = {name: w.code(t) for name, t in then.tables.items()}
    parts = {
        "definitions": _over("now.definitions", definitions, defined),
        "tables": _over("now.tables", tables, tabled),
    }
    return object_literal(parts, "now", spaced=True)


def _over(held: str, now: Mapping[str, str], then: Mapping[str, str]) -> str:
    return dictionary_literal({name: code for name, code in then.items() if code != now[name]}, held)
