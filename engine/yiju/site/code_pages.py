"""A page for each finding code, and one that lists them by group.

Input: the pages of the codes (`yiju_grammar/codes`), and how findings of their examples are printed, where that is
known. Output: Markdown by path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from yiju.site.addresses import code_page as address
from yiju.site.addresses import link
from yiju.site.code_words import say
from yiju.site.markup import Html, heading, join, tag
from yiju.site.page_markup import linked, page
from yiju.site.pieces import badge, table
from yiju_grammar.finding import Lang, all_codes, code_page
from yiju_grammar.lexicon import KEYWORDS

INDEX = "codes/index.md"
PLACEHOLDER = re.compile(r"\{\w+\}")
CODE = re.compile(r"`([^`]*)`")
CLAUSES = ("依据", "对象", "收入", "安排", "支出", "结余", "假设", "应为", "理解")
RULES = re.compile(
    rf">|(?:{'|'.join(s.zh for k in KEYWORDS if k.group == 'declaration' for s in k.spellings)}|{'|'.join(CLAUSES)})\s"
)
"""How a piece of a rule file begins; pieces of other files are not coloured as rules."""
LANGUAGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("text", re.compile(r"yiju ")),
    ("toml", re.compile(r"\[{1,2}\w+\]|\"?[\w.]+\"? = [\[\"]")),
    ("json", re.compile(r"[{\[]\s*[{\"]")),
    ("policy", RULES),
)
BADGES = {"error": "wrong", "warning": "not_yet", "note": "unknown"}


def pages(lang: Lang, printed: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """All of them.

    Args:
        printed: by code, what `yiju check` prints of the code's example.
    """
    shown = printed or {}
    codes = all_codes()
    return {INDEX: _index(codes, lang), **{address(code): _page(code, shown.get(code, ""), lang) for code in codes}}


def _index(codes: tuple[str, ...], lang: Lang) -> str:
    blocks: list[str] = []
    for group, held in groupby(codes, key=lambda code: code[:3]):
        blocks += [heading(2, say(group, lang), f"{group.lower()}xx"), _listed(tuple(held), group, lang)]
    lead = tag("p", spelled(say("lead", lang)), class_="yj-lead")
    return page(say("title", lang), say("description", lang), heading(1, say("title", lang)), lead, *blocks)


def _listed(codes: tuple[str, ...], group: str, lang: Lang) -> Html:
    head = [say(key, lang) for key in ("code", "message", "severity")]
    rows = (
        (linked(link(INDEX, address(code)), code), spelled(message(code, lang)), _severity(code, lang))
        for code in codes
    )
    return table(head, rows, say(group, lang))


def message(code: str, lang: Lang) -> str:
    """The sentence of a code with `…` for what only a finding knows."""
    return _open(code_page(code)[lang]["message"])


def spelled(words: str) -> Html:
    """Words with what stands in backticks as code."""
    parts = CODE.split(words)
    return join(tag("code", part) if turn % 2 else part for turn, part in enumerate(parts))


def fenced(words: str, language: str) -> str:
    """A block of code that nothing in it can end."""
    longest = max((len(run) for run in re.findall(r"`+", words)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence} {language}\n{words.strip(chr(10))}\n{fence}"


def _severity(code: str, lang: Lang) -> Html:
    severity = code_page(code)["severity"]
    return badge(say(severity, lang), BADGES[severity])


def _page(code: str, printed: str, lang: Lang) -> str:
    held = code_page(code)[lang]
    return page(
        code,
        message(code, lang),
        heading(1, code),
        tag("p", _severity(code, lang), " ", spelled(message(code, lang)), class_="yj-lead"),
        *_section("means", tag("p", spelled(held["means"])), lang),
        *_section("why", tag("p", spelled(held["why"])), lang),
        *_section("example", fenced(held["example"], _language(held["example"])), lang),
        *_section("printed", fenced(printed or _form(code, held, lang), "text"), lang),
        *_section("instead", _instead(held["instead"]), lang),
        tag("p", linked(link(address(code), INDEX, f"{code[:3].lower()}xx"), say("back", lang)), class_="yj-small"),
    )


def _section(key: str, held: str, lang: Lang) -> Iterator[str]:
    yield heading(2, say(key, lang), key)
    yield held


def _instead(words: str) -> str:
    """What to write; where that is a sentence, the sentence."""
    is_prose = _language(words) == "text" and "\n" not in words.strip() and words.rstrip().endswith(("。", "."))
    return tag("p", spelled(words)) if is_prose else fenced(words, _language(words))


def _form(code: str, held: Mapping[str, Any], lang: Lang) -> str:
    """How a finding is printed, with `…` for what only it knows, and without its place."""
    lines = [f"{code_page(code)['severity']}[{code}]: {message(code, lang)}"]
    lines += [f"  = {_open(held['label'])}"] if held.get("label") else []
    lines += [f"  = {say('told', lang)}: {_open(note)}" for note in held.get("notes", {}).values()]
    lines += [f"  = {say('hint', lang)}: {_open(held['hint'])}"] if held.get("hint") else []
    return "\n".join(lines)


def _open(template: str) -> str:
    """A template with `…` in its gaps, its doubled braces single."""
    return PLACEHOLDER.sub("…", template).replace("{{", "{").replace("}}", "}")


def _language(words: str) -> str:
    """What a piece of an example is written in; the first line tells."""
    return next((name for name, form in LANGUAGES if form.match(words)), "text")
