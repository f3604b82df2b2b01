"""The Python interface, read off the code: signatures, fields and docstrings of the names one uses.

Input: the names below, and the code. Output: Markdown by path. Says nothing that the code does not say.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from yiju.site.code_pages import fenced, spelled
from yiju.site.docstrings import Docstring, read_docstring
from yiju.site.markup import EMPTY, Html, heading, join, tag
from yiju.site.page_markup import page
from yiju.site.pieces import table
from yiju.site.signatures import Member, members_of, signature_of
from yiju_grammar.finding import Lang

PATH = "reference/python.md"
WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("Python 接口", "Python interface"),
    "description": (
        "在 Python 里装载规则、认定记录、编译文件。",
        "Loading rules, deciding records and compiling documents in Python.",
    ),
    "lead": (
        "名称、签名和说明都取自代码，说明是英文的。",
        "Names, signatures and descriptions are those of the code.",
    ),
    "Args": ("参数", "Arguments"),
    "Returns": ("返回", "Returns"),
    "Raises": ("异常", "Raises"),
    "Source": ("出处", "Source"),
    "properties": ("属性", "Properties"),
    "name": ("名称", "Name"),
    "means": ("含义", "Meaning"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """Names that belong together: a heading in both languages, and (module, names)."""

    key: str
    title: tuple[str, str]
    names: tuple[tuple[str, tuple[str, ...]], ...]


PARTS: tuple[Part, ...] = (
    Part("rules", ("装载规则", "Loading rules"), (("yiju", ("load", "load_texts", "Rules", "RecordRejected")),)),
    Part(
        "decision",
        ("认定的结果", "What a decision is"),
        (
            (
                "yiju.decision.model",
                (
                    "Decision",
                    "Amount",
                    "Payment",
                    "FundShare",
                    "Unpaid",
                    "Why",
                    "Comparison",
                    "Shown",
                    "Duty",
                    "Change",
                    "IntervalOutcome",
                    "RecordError",
                    "OpenPoint",
                ),
            ),
            ("yiju.documents.model", ("Citation", "Assumed")),
        ),
    ),  # fmt: skip
    Part(
        "showing",
        ("打印和转换", "Showing a decision"),
        (
            ("yiju.explain.text", ("to_text",)),
            ("yiju.explain.json", ("to_json", "to_json_text", "decision_schema")),
            ("yiju.explain.html", ("to_html",)),
        ),
    ),
    Part(
        "batch",
        ("一批记录", "A population"),
        (
            ("yiju", ("decide_file",)),
            ("yiju.batch.job", ("Report", "BatchRefused")),
            ("yiju", ("pay_file",)),
            ("yiju.settlement.model", ("Settlement", "Account", "Item", "Line")),
        ),
    ),
    Part(
        "funds",
        ("账目", "Ledgers"),
        (("yiju.funds.statement", ("Statement", "SourceRow", "ProgrammeRow", "TotalRow")),),
    ),
    Part(
        "documents",
        ("编译文件", "Compiling documents"),
        (
            ("yiju", ("compile_document",)),
            ("yiju.drafting.model", ("Compiled", "Draft", "Confirmed")),
            ("yiju.compiling.compile", ("read_confirmed",)),
            ("yiju.compiling.write", ("write_draft",)),
        ),
    ),
    Part(
        "sheets",
        ("电子表格", "Spreadsheets"),
        (("yiju.sheets", ("names", "has", "export", "read_back", "diff", "write")),),
    ),
    Part(
        "findings",
        ("检查出的问题", "Findings"),
        (("yiju_grammar.finding", ("Finding", "Note")), ("yiju_grammar.span", ("Span",))),
    ),
    Part(
        "language",
        ("语言本身", "The language alone"),
        (("yiju_grammar", ("parse", "parse_bytes", "format_text")),),
    ),
)


def pages(lang: Lang) -> Mapping[str, str]:
    """The one page."""
    title = _say("title", lang)
    overview = read_docstring(import_module("yiju").__doc__)
    blocks: list[str] = [heading(1, title), tag("p", _say("lead", lang), class_="yj-lead"), *_paragraphs(overview)]
    for part in PARTS:
        blocks.append(heading(2, part.title[lang == "en"], part.key))
        for module, names in part.names:
            for name in names:
                blocks += _named(module, name, getattr(import_module(module), name), lang)
    return {PATH: page(title, _say("description", lang), *blocks)}


def _named(module: str, name: str, held: Any, lang: Lang) -> Iterator[str]:
    """A function or a class, and where it is imported from."""
    yield heading(3, name, f"{module}.{name}")
    yield tag("p", tag("code", f"from {module} import {name}"), class_="yj-small")
    docs = read_docstring(inspect.getdoc(held))
    if not inspect.isclass(held):
        yield fenced(signature_of(name, held), "python")
        yield from _described(docs, lang)
        return
    members = members_of(held)
    fields = [member.declared for member in members if member.is_value and member.doc is None]
    yield fenced("\n".join((f"class {name}", *(f"    {field}" for field in fields))), "python")
    yield from _described(docs, lang)
    yield _properties([m for m in members if m.is_value and m.doc is not None], lang)
    for member in members:
        if not member.is_value:
            yield fenced(member.declared, "python")
            yield tag("div", Html("\n".join(_described(read_docstring(member.doc), lang))), class_="yj-member")


def _properties(members: list[Member], lang: Lang) -> Html:
    if not members:
        return EMPTY
    rows = ((tag("code", m.declared), spelled(" ".join((m.doc or "").split()))) for m in members)
    return table([_say("name", lang), _say("means", lang)], rows, _say("properties", lang))


def _described(docs: Docstring, lang: Lang) -> Iterator[str]:
    yield from _paragraphs(docs)
    for section, entries in docs.sections:
        rows = [(_name(e.name), spelled(e.text)) for e in entries]
        if all(e.name for e in entries):
            yield tag("p", tag("b", _say(section, lang)))
            yield table([_say("name", lang), _say("means", lang)], rows, _say(section, lang))
        else:
            colon = "：" if lang == "zh" else ": "
            told = join((spelled(e.text) for e in entries), " ")
            yield tag("p", tag("b", _say(section, lang), colon), told)


def _name(words: str) -> Html:
    return tag("code", words)


def _paragraphs(docs: Docstring) -> Iterator[str]:
    for words, is_code in docs.paragraphs:
        yield fenced(words, "python") if is_code else tag("p", spelled(words), lang="en")


def _say(key: str, lang: Lang) -> str:
    return WORDS[key][lang == "en"]
