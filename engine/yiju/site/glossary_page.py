"""The glossary: each term in Chinese, its word in English rule files, its name in the code, what it means, where the
guide speaks of it.

Input: `glossary.toml` and the lexicon. Output: Markdown by path.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from yiju.site.addresses import declaration_anchor, link
from yiju.site.markup import Html, heading, join, tag
from yiju.site.page_markup import linked, page
from yiju.site.pieces import table
from yiju_grammar.finding import Lang
from yiju_grammar.lexicon import BUILTIN_FUNCTIONS, BUILTIN_NAMES, KEYWORDS, TYPES, UNITS, keyword

PATH = "glossary.md"
GUIDE = "guide/language.md"
WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("术语", "Glossary"),
    "description": ("规则语言和本站用语的含义。", "The terms of the rule language and of this site."),
    "lead": (
        "规则里的词和本站的用语。英文是同一个词在英文规则文件里的写法；没有英文写法的，写的是译名。",
        "The words of rule files and of this site. Where a term is a keyword, the English is what English rule files "
        "have for it.",
    ),
    "see": ("指南：{section}", "guide: {section}"),
    "keywords": ("全部关键词", "All keywords"),
    "keywords_lead": (
        "规则文件用中文关键词或英文关键词都可以，意思完全一样；几种写法并列的，可以任选。",
        "Rule files may be written with Chinese or English keywords; the meaning is the same. Of several spellings any "
        "will do.",
    ),
    "zh": ("中文", "Chinese"),
    "en": ("英文", "English"),
    "declaration": ("声明", "Declarations"),
    "clause": ("行和短语", "Lines and phrases"),
    "connective": ("连接", "Connectives"),
    "comparison": ("比较", "Comparisons"),
    "function": ("函数", "Functions"),
    "value": ("值", "Values"),
    "modifier": ("字段的记号", "Marks of fields"),
    "mark": ("符号", "Signs"),
    "builtin": ("现成的名字和函数", "Given names and functions"),
    "type": ("类型", "Types"),
    "unit": ("计量单位", "Units"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """`en`: its keyword in English, else a translation. `guide`: the section of the guide, in both languages, if any.
    `means` in both languages."""

    zh: str
    en: str
    is_keyword: bool
    identifiers: tuple[str, ...]
    means: tuple[str, str]
    guide: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that belong together, under a name in both languages."""

    name: tuple[str, str]
    terms: tuple[Term, ...]


@cache
def glossary() -> tuple[Group, ...]:
    """All terms."""
    held = tomllib.loads(files("yiju.site").joinpath("glossary.toml").read_text("utf-8"))
    guide = {key: (zh, en) for key, (zh, en) in held["guide"].items()}
    return tuple(Group(tuple(g["name"]), tuple(_term(t, guide) for t in g["term"])) for g in held["group"])


def pages(lang: Lang) -> Mapping[str, str]:
    """The one page."""
    blocks: list[str] = []
    for number, group in enumerate(glossary(), 1):
        blocks += [heading(2, group.name[lang == "en"], f"g-{number}"), _terms(group, lang)]
    title = _say("title", lang)
    lead = tag("p", _say("lead", lang), class_="yj-lead")
    words = [heading(2, _say("keywords", lang), "keywords"), tag("p", _say("keywords_lead", lang)), *_keywords(lang)]
    return {PATH: page(title, _say("description", lang), heading(1, title), lead, *blocks, *words)}


def section_anchor(section: str) -> str:
    """The anchor that the site gives a heading of the guide."""
    return re.sub(r"[^\w\- ]", "", section).strip().lower().replace(" ", "-")


def _term(held: Mapping[str, object], guide: Mapping[str, tuple[str, str]]) -> Term:
    token, zh, means, names = held.get("token"), held["zh"], held["means"], held["identifier"]
    assert isinstance(zh, str) and isinstance(means, list) and isinstance(names, list)
    en = keyword(token).spellings[0].en if isinstance(token, str) else str(held["en"])
    section = guide[str(held["guide"])] if "guide" in held else None
    return Term(zh, en, token is not None, tuple(names), (means[0], means[1]), section)


def _terms(group: Group, lang: Lang) -> Html:
    """A list of terms; each can be linked to."""
    return tag("dl", *(_entry(term, lang) for term in group.terms), class_="yj-terms")


def _entry(term: Term, lang: Lang) -> Html:
    section = term.guide[lang == "en"] if term.guide else ""
    href = link(PATH, GUIDE, section_anchor(section)) if section else ""
    names = join((tag("code", name) for name in term.identifiers), " ")
    english = tag("span", term.en, class_="yj-english", lang="en")
    shown = tag("dt", tag("b", term.zh, lang="zh-CN"), " ", english, " ", names, id=declaration_anchor(term.zh))
    where = tag("small", " ", linked(href, _say("see", lang, section=section))) if href else None
    return join([shown, tag("dd", term.means[lang == "en"], where)])


def _keywords(lang: Lang) -> Iterator[str]:
    """Every word of the language, group by group, in both spellings."""
    for key, rows in _spelled():
        yield heading(3, _say(key, lang), f"keywords-{key}")
        yield table([_say("zh", lang), _say("en", lang)], (tuple(map(_codes, row)) for row in rows), _say(key, lang))


def _spelled() -> Iterator[tuple[str, list[tuple[list[str], list[str]]]]]:
    for group in dict.fromkeys(word.group for word in KEYWORDS):
        yield group, [([s.zh for s in k.spellings], [s.en for s in k.spellings]) for k in KEYWORDS if k.group == group]
    yield "builtin", [([s.zh], [s.en]) for s in (*BUILTIN_NAMES, *BUILTIN_FUNCTIONS)]
    yield "type", [([s.zh], [s.en]) for _, s in TYPES]
    yield "unit", [([p.zh for p in unit.pairs], [p.en for p in unit.pairs]) for unit in UNITS]


def _codes(words: Sequence[str]) -> Html:
    return join((tag("code", word) for word in dict.fromkeys(words)), " ")


def _say(key: str, lang: Lang, **parts: str) -> str:
    return WORDS[key][lang == "en"].format(**parts)
