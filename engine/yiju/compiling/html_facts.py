"""The legend of the document's marks, and its facts and numbers as a table.

Input: a compiled document. Output: HTML.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import escape

from yiju.compiling.html_document import fact_value
from yiju.compiling.html_words import FACTS, MENTIONS, STATUSES, SUMS, chosen, say
from yiju.drafting.model import Compiled
from yiju_grammar.finding import Lang


def legend_html(compiled: Compiled, lang: Lang) -> str:
    """What each mark means; only the kinds of facts that occur, with how many there are."""
    rows = (
        ("sentences", _sentences(lang)),
        ("provisions", _provisions(lang)),
        ("facts", (*_facts(compiled, lang), *_mentions(compiled, lang), *_numbers(compiled, lang))),
        ("sums", tuple(_key(f"sign {s}", f"{sign} {chosen(words, lang)}") for s, (sign, words) in SUMS.items())),
    )
    drawn = "".join(f"<dt>{escape(say(key, lang))}</dt><dd>{' '.join(keys)}</dd>" for key, keys in rows if keys)
    return f'<details class="legend" open><summary>{escape(say("legend", lang))}</summary><dl>{drawn}</dl></details>'


@lru_cache(maxsize=256)
def _key(kind: str, words: str, count: int = 0) -> str:
    number = f" <small>{count}</small>" if count else ""
    return f'<span class="key"><span class="{kind}">{escape(words)}</span>{number}</span>'


def _sentences(lang: Lang) -> tuple[str, ...]:
    shown = (s for s in STATUSES if s != "structural")
    return tuple(_key(f"t {s}", chosen(STATUSES[s], lang)) for s in shown)


def _provisions(lang: Lang) -> tuple[str, ...]:
    written, kind = say("draft", lang), say("provisions", lang)
    return (
        f'<span class="key"><i class="tag" data-label="{escape(kind)}"></i> → {escape(written)}</span>',
        f'<span class="key"><i class="tag unmade" data-label="{escape(say("lost", lang, kind=kind))}"></i></span>',
    )


def _facts(compiled: Compiled, lang: Lang) -> Iterator[str]:
    counts = Counter(f.kind for f in compiled.reading.facts.facts)
    return (_key(f"v {k}", chosen(FACTS[k], lang), counts[k]) for k in FACTS if counts[k])


def _mentions(compiled: Compiled, lang: Lang) -> Iterator[str]:
    counts = Counter(m.kind for m in compiled.reading.facts.mentions)
    return (_key(f"m {k}", chosen(MENTIONS[k], lang), counts[k]) for k in MENTIONS if counts[k])


def _numbers(compiled: Compiled, lang: Lang) -> Iterator[str]:
    numbers = compiled.reading.facts.numbers
    bad = sum(1 for n in numbers if not n.is_wellformed)
    words = say("document_number", lang)
    if len(numbers) > bad:
        yield _key("w", words, len(numbers) - bad)
    if bad:
        yield _key("w malformed", f"{words} ?", bad)


def facts_html(compiled: Compiled, lang: Lang) -> str:
    """Facts and numbers in the order of the text, each linked to its words."""
    rows = [row for _, row in sorted((*_number_rows(compiled, lang), *_fact_rows(compiled, lang)))]
    if not rows:
        return f'<p class="note">{escape(say("nothing", lang))}</p>'
    heads = "".join(f"<th>{escape(say(key, lang))}</th>" for key in ("kind", "words", "value", "clause"))
    told = escape(say("facts_of", lang, n=len(rows)))
    body = "\n".join(rows)
    table = f"<table><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>"
    return f"<details><summary>{told}</summary>\n{table}</details>"


def _fact_rows(compiled: Compiled, lang: Lang) -> Iterator[tuple[int, str]]:
    for index, fact in enumerate(compiled.reading.facts.facts):
        kind = _key(f"v {fact.kind}", chosen(FACTS[fact.kind], lang))
        yield fact.span[0], _row(f"v{index}", kind, fact.text, fact_value(fact, lang), fact.clause)


def _number_rows(compiled: Compiled, lang: Lang) -> Iterator[tuple[int, str]]:
    first: dict[tuple[int, int], int] = {}
    for index, number in enumerate(compiled.reading.facts.numbers):
        anchor = f"w{first.setdefault(number.span, index)}"
        kind = _key("w" if number.is_wellformed else "w malformed", say("document_number", lang))
        yield number.span[0], _row(anchor, kind, number.text, number.normalized, number.clause)


def _row(anchor: str, kind: str, words: str, value: str, clause: str) -> str:
    return (
        f'<tr><td>{kind}</td><td lang="zh-CN"><a href="#{anchor}">{escape(words)}</a></td>'
        f'<td class="value">{escape(value)}</td><td class="where">{escape(clause)}</td></tr>'
    )
