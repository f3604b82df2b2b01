"""The draft's files, each declaration linked to the words it came from.

Input: a compiled document and the anchors of the page. Output: HTML; without its tags a file is its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from yiju.compiling.html_anchors import Anchors
from yiju.compiling.html_code import policy_line, register_line
from yiju.compiling.html_marks import attributes
from yiju.compiling.html_words import say
from yiju.documents.folding import fold_words
from yiju.drafting.model import Compiled, Declared, DraftPolicy
from yiju_grammar.finding import Lang

REGISTER = "documents.toml"
RECORD = re.compile(r"记录 ")
FIELD = re.compile(r"(\s+\S+)(\s+)(.*)")
CELL = re.compile(r"\s*\|[^|]*(?:\|\s*$)?")
QUOTE = re.compile(r"(\s*>\s?)(.*)")

Line = Callable[[str], str]


def draft_html(compiled: Compiled, anchors: Anchors, lang: Lang) -> str:
    """All files: the policies, then what stands beside them, the register last."""
    draft = compiled.draft
    policies = {p.file: (number, p) for number, p in enumerate(draft.policies)}
    others = [f for f in draft.files if f not in policies]
    names = [*policies, *sorted(others, key=lambda f: f == REGISTER)]
    files = "\n".join(
        _file(name, draft.files[name], policies.get(name), _Links(compiled, anchors, lang)) for name in names
    )
    return f'<p class="note">{escape(say("place", lang, place=draft.place))}</p>\n{_given_up(compiled, lang)}{files}'


def _given_up(compiled: Compiled, lang: Lang) -> str:
    items = "".join(
        f'<li><b class="code">{escape(code)}</b> <code>{escape(head)}</code></li>'
        for head, code in compiled.draft.given_up
    )
    return f'<div class="given"><p>{escape(say("given_up", lang))}</p><ul>{items}</ul></div>\n' if items else ""


class _Links:
    """What the lines of a draft link to."""

    def __init__(self, compiled: Compiled, anchors: Anchors, lang: Lang) -> None:
        self.compiled = compiled
        self.anchors = anchors
        self.lang = lang

    def line(self, line: str) -> str:
        """A line of the language."""
        return policy_line(line, self.anchors.open_by_question)

    def words(self, words: str) -> str:
        """The id of the provision that words quote, or of the sentence they are or stand in; empty for none."""
        folded = fold_words(words)
        known = self.anchors.provision_by_words.get(folded) or self.anchors.sentence_by_words.get(folded)
        return known or self.anchors.sentences.around(folded)


def _file(name: str, text: str, policy: tuple[int, DraftPolicy] | None, links: _Links) -> str:
    if name == REGISTER:
        body = "".join(_line("l", register_line(line), line) for line in text.split("\n")[:-1])
        anchor = "register"
    else:
        body = _declarations(text, policy, links)
        anchor = f"file-{name.removesuffix('.policy')}"
    named = attributes(class_="file", id=anchor.replace(" ", "-"))
    return f'<section{named}>\n<h4>{escape(name)}</h4>\n<div class="lines" lang="zh-CN">{body}</div>\n</section>'


def _declarations(text: str, policy: tuple[int, DraftPolicy] | None, links: _Links) -> str:
    """The text cut at its blank lines: in normal form each declaration stands by itself, the policy's head first."""
    blocks = text.removesuffix("\n").split("\n\n")
    declared: Sequence[Declared | None] = [None] * len(blocks)
    number = 0
    if policy is not None and len(blocks) == len(policy[1].declared) + 1:
        number, declared = policy[0], [None, *policy[1].declared]
    made = zip(range(-1, len(blocks)), blocks, declared, strict=False)
    return "\n".join(_declaration(block, of, f"d{number}-{index}", links) for index, block, of in made)


def _declaration(block: str, declared: Declared | None, anchor: str, links: _Links) -> str:
    lines = block.split("\n")
    body = "".join(_lines(lines, _quote_link(declared, links), links.line))
    if declared is None:
        return f'<div class="decl">{body}</div>'
    named = attributes(class_="decl", id=anchor, data_of=" ".join(str(p) for p in dict.fromkeys(declared.provisions)))
    return f"<div{named}>{_back(declared, links)}{body}</div>"


def _quote_link(declared: Declared | None, links: _Links) -> Callable[[str], str]:
    """Where a quote of the declaration stands: its provision, else the first the declaration was made of."""
    provisions = links.compiled.reading.provisions.provisions
    own = {fold_words(provisions[i].quote): f"p{i}" for i in declared.provisions} if declared else {}
    otherwise = f"p{declared.provisions[0]}" if declared and declared.provisions else ""
    return lambda words: own.get(fold_words(words)) or links.words(words) or otherwise


def _back(declared: Declared, links: _Links) -> str:
    """A link to the words for a declaration that quotes none."""
    if declared.places or not declared.provisions:
        return ""
    title = say("back", links.lang)
    return (
        f"<a{attributes(class_='tag back', href=f'#p{declared.provisions[0]}', data_label='↖', aria_label=title)}></a>"
    )


def _lines(lines: Sequence[str], link: Callable[[str], str], draw: Line) -> Iterator[str]:
    """The lines of a declaration; rows of a table, with what is quoted among them, and fields stand in columns."""
    head = next((line for line in lines if line[:1] not in (">", "#")), "")
    is_record = bool(RECORD.match(head))
    columns = max((_columns(line) for line in lines), default=0)
    for is_grid, group in groupby(_kinds(lines, is_record), key=lambda pair: pair[0]):
        drawn = (_drawn(line, link, draw, is_record=is_record and is_grid) for _, line in group)
        if is_grid:
            width = 2 if is_record else columns
            yield f'<div class="grid{" record" if is_record else ""}" style="--n:{width}">{"".join(drawn)}</div>'
        else:
            yield from drawn


def _columns(line: str) -> int:
    return len(CELL.findall(line)) if line.lstrip().startswith("|") else 0


def _kinds(lines: Sequence[str], is_record: bool) -> Iterable[tuple[bool, str]]:
    """Each line with whether it stands in columns: from the first row of a table to its last."""
    rows = [i for i, line in enumerate(lines) if line.lstrip().startswith("|")]
    for index, line in enumerate(lines):
        is_field = is_record and line.startswith(" ") and FIELD.fullmatch(line) is not None
        yield is_field or (bool(rows) and rows[0] <= index <= rows[-1]), line


def _drawn(line: str, link: Callable[[str], str], draw: Line, *, is_record: bool) -> str:
    quote = QUOTE.fullmatch(line)
    if quote:
        return _line("q", f"{escape(quote[1])}{_linked(quote[2], link(quote[2]))}", line)
    if line.lstrip().startswith("|"):
        return _row(CELL.findall(line), draw)
    field = FIELD.fullmatch(line) if is_record else None
    if field:
        return _row((field[1], f"{field[2]}{field[3]}"), draw)
    return _line("l", draw(line), line)


def _row(cells: Iterable[str], draw: Line) -> str:
    return '<div class="row">' + "".join(f"<span>{_cell(cell, draw)}</span>" for cell in cells) + "\n</div>"


def _cell(cell: str, draw: Line) -> str:
    """Its strokes stand back behind its words."""
    stroke = '<i class="kp">|</i>'
    return stroke.join(draw(part) if part.strip() else part for part in cell.split("|"))


def _linked(words: str, anchor: str) -> str:
    shown = escape(words, quote=False)
    return f'<a href="#{anchor}">{shown}</a>' if anchor else f"<span>{shown}</span>"


def _line(kind: str, drawn: str, line: str) -> str:
    """A line as a block, which knows how far it is indented: what is wrapped goes below its first word."""
    depth = len(line) - len(line.lstrip(" "))
    style = f' style="--in:{depth}"' if depth else ""
    return f'<div class="{kind}"{style}>{drawn}\n</div>'


def places_of_questions(compiled: Compiled) -> Mapping[str, Sequence[tuple[str, str]]]:
    """For each question left open, the id and the name of the declarations that it stands in."""
    found: dict[str, list[tuple[str, str]]] = {}
    for number, policy in enumerate(compiled.draft.policies):
        for index, declared in enumerate(policy.declared):
            lines = (declared.head, *(line for line in declared.body if isinstance(line, str)))
            for question in dict.fromkeys(q for line in lines for q in re.findall(r"待定\s*“([^”]*)”", line)):
                found.setdefault(question, []).append(
                    (f"d{number}-{index}", f"{declared.keyword} {declared.name}".strip())
                )
    return found
