"""Codes, glossary, command line, Python: a page for every code, an entry for every term, option and name there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest
from page_reader import Page, read_page

import yiju
from yiju.site.code_pages import INDEX, fenced
from yiju.site.docstrings import Entry, read_docstring
from yiju.site.glossary_page import glossary, section_anchor
from yiju.site.python_page import PARTS
from yiju.site.references import pages
from yiju_cli.main import command_group
from yiju_cli.reference import EXAMPLES, command_line, program
from yiju_grammar.finding import Lang, all_codes

ROOT = Path(__file__).parents[2]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")


@cache
def made(lang: Lang) -> dict[str, str]:
    return dict(pages(lang, command_line(lang)))


@cache
def page(path: str, lang: Lang) -> Page:
    return read_page(re.sub(r"(?ms)^(`{3,}).*?^\1$", "", made(lang)[path]))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_page_and_is_listed(lang: Lang) -> None:
    for code in all_codes():
        assert f"[{code}]: " in made(lang)[f"codes/{code}.md"]
        assert f"{code}.html" in page(INDEX, lang).links


def test_the_example_of_a_code_is_printed_as_the_command_prints_it() -> None:
    assert " 3 |     乙\n   |     ^^ 这是又一个条件" in made("zh")["codes/YJ107.md"]


def test_a_block_of_code_is_not_ended_by_what_is_in_it() -> None:
    assert fenced("a\n```\nb", "text") == "```` text\na\n```\nb\n````"


# --- glossary


def architecture_rows() -> Iterator[tuple[list[str], list[str]]]:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("## Glossary")[1]
    for row in re.findall(r"^\| (?!中文|-)(.+?) \| (.+?) \|", text, re.MULTILINE):
        yield re.split("[、；]", row[0]), re.findall(r"`([^`]+)`", row[1])


def test_the_glossary_of_the_architecture_is_this_one() -> None:
    known = {term.zh: set(term.identifiers) for group in glossary() for term in group.terms}
    for terms, names in architecture_rows():
        assert set(terms) <= set(known)
        assert set(names) <= set().union(*(known[term] for term in terms))
    told = {term for terms, _ in architecture_rows() for term in terms}
    assert {"政策", "引文", "归并"} <= told


def test_a_term_stands_once_and_the_guide_has_its_section() -> None:
    terms = [term for group in glossary() for term in group.terms]
    assert len({term.zh for term in terms}) == len(terms)
    for number, lang in enumerate(LANGUAGES):
        guide = (ROOT / "site" / "guide" / lang / "language.md").read_text("utf-8")
        headings = set(re.findall(r"^## (.+?)(?: \{.*)?$", guide, re.MULTILINE))
        assert {term.guide[number] for term in terms if term.guide} <= headings


def test_a_section_has_the_anchor_that_the_site_gives_it() -> None:
    slugs = pytest.importorskip("pymdownx.slugs")
    slugify = slugs.slugify(case="lower")
    sections = {s for group in glossary() for term in group.terms for s in term.guide or ()}
    assert {s: section_anchor(s) for s in sections} == {s: slugify(s, "-") for s in sections}


# --- command line


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=name)
        for key in command.list_commands(context):
            inner = command.get_command(context, key)
            assert inner is not None
            yield from commands(inner, f"{name} {key}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_with_every_option_is_there(lang: Lang) -> None:
    text = made(lang)["reference/command-line.md"]
    for name, command in commands(command_group(lang), "yiju"):
        assert name == "yiju" or f"{{ #{name.replace(' ', '-')} }}" in text
        for option in (p for p in command.params if isinstance(p, click.Option) and not p.hidden):
            assert all(f"<code>{word}</code>" in text for word in option.opts), (name, option.opts)


def test_examples_are_command_lines_that_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    known = dict(commands(command_group("zh"), "yiju"))
    assert set(EXAMPLES) <= set(known)
    for name, examples in EXAMPLES.items():
        for line, _, _ in examples:
            words = line.removeprefix(name).split()
            assert line.startswith(name)
            known[name].make_context(name, words, resilient_parsing=True)


def test_the_program_is_told_in_the_language_asked_for() -> None:
    told = [program(lang) for lang in LANGUAGES]
    assert [p.commands[0].summary for p in told] == ["检查规则文件", "check rule files"]
    assert [p.options[-1].text for p in told] == ["显示这段说明", "Show this message and exit."]


# --- Python


def test_every_public_name_is_told() -> None:
    told = {name for part in PARTS for module, names in part.names for name in names if module == "yiju"}
    assert told == set(yiju.__all__)


def test_arguments_and_exceptions_are_told() -> None:
    text = made("en")["reference/python.md"]
    assert "<code>yiju.batch.job.BatchRefused</code>" in text
    assert "decide_file(\n    rules: Rules," in text
    assert "<code>decide_file</code> decides a whole population" in text


def test_a_docstring_is_read_by_its_parts() -> None:
    read = read_docstring("""Do it.

    More of it
    here:

        code = 1

    Args:
        a: one
            and more.
        b: two.
    Returns: what came
        of it.
    """)
    assert read.paragraphs == (("Do it.", False), ("More of it here:", False), ("code = 1", True))
    arguments, returned = read.sections
    assert arguments == ("Args", (Entry("a", "one and more."), Entry("b", "two.")))
    assert returned == ("Returns", (Entry("", "what came of it."),))
