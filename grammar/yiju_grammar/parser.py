"""`parse`: the text of a policy file → its tree. Never raises for what a user wrote: findings are in the tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yiju_grammar import source, tree
from yiju_grammar.declarations import declaration
from yiju_grammar.finding import finding
from yiju_grammar.layout import Layout, lay_out
from yiju_grammar.limits import MAX_CHARACTERS, text_findings, without_long_lines, without_strange
from yiju_grammar.lines import with_grounds
from yiju_grammar.span import Span


def parse(text: str, file: str) -> tree.Tree:
    """The tree of a file's text: sound declarations in order, comments, and findings (YJ1xx) for the rest.

    A mistake costs its own declaration at most; spans count characters of `text`.
    """
    return parse_with_source(text, file).tree


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tree with its lines and with what each piece of the text was taken for."""

    tree: tree.Tree
    layout: Layout
    source: source.Source


def parse_with_source(text: str, file: str) -> Parsed:
    """As `parse`, and what the formatter needs besides."""
    findings = list(text_findings(text, file))
    if len(text) > MAX_CHARACTERS:
        text = ""
    elif findings:
        text = without_strange(without_long_lines(text))
    layout = lay_out(text, file)
    findings.extend(layout.findings)
    being_parsed = source.Source(file, text, layout.folded, findings)
    token = source.enter(being_parsed)
    try:
        declarations = tuple(_declarations(layout))
    finally:
        source.leave(token)
    findings.sort(key=lambda f: (f.span.start, f.span.end, f.code) if f.span else (0, 0, f.code))
    made = tree.Tree(file, declarations, layout.comments, tuple(findings))
    return Parsed(made, layout, being_parsed)


def parse_bytes(data: bytes, file: str) -> tree.Tree:
    """The tree of a file's bytes, which must be UTF-8 (a byte order mark is dropped): else YJ134."""
    if len(data) > MAX_CHARACTERS * 4:
        return tree.Tree(file, (), (), (finding("YJ132", Span(file, 0, 0), limit=MAX_CHARACTERS, size=len(data)),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode("utf-8-sig", "replace"))
        return tree.Tree(file, (), (), (finding("YJ134", Span(file, at, at), byte=f"0x{data[error.start]:02X}"),))
    return parse(text, file)


def _declarations(layout: Layout) -> Iterator[tree.Declaration]:
    for grounds, line in with_grounds(layout.lines):
        made = declaration(line, grounds)
        if made is not None:
            yield made
