"""The document as printed, with what was read marked at its words.

Input: a compiled document and the anchors of the page. Output: HTML whose text is the document's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from yiju.compiling.html_anchors import Anchors, Made, figure_anchor
from yiju.compiling.html_marks import Mark, attributes, marked
from yiju.compiling.html_words import (
    COMPARATIVES,
    FACTS,
    MENTIONS,
    MOMENTS,
    PROVISIONS,
    STATUSES,
    SUMS,
    chosen,
    say,
)
from yiju.drafting.model import Compiled
from yiju.drafting.phrases import plain
from yiju.facts.model import Fact
from yiju.provisions.model import Accounted, Provision
from yiju.provisions.reasons import reason
from yiju_grammar.finding import Lang

SENTENCE, PROVISION, FINDING, CLAUSE, MENTION, NUMBER, FIGURE, FACT = range(8)
"""The layers, outermost first."""

Marks = Iterator[Mark]


def document_html(compiled: Compiled, anchors: Anchors, lang: Lang) -> str:
    """The whole text, its line structure kept."""
    layers: Sequence[Callable[[Compiled, Anchors, Lang], Marks]] = (
        _sentences, _provisions, _findings, _clauses, _mentions, _numbers, _facts, _figures,
    )  # fmt: skip
    marks = (mark for layer in layers for mark in layer(compiled, anchors, lang))
    return f'<div class="text" lang="zh-CN">{marked(compiled.reading.text, marks)}</div>'


def label(words: str, *, link: str = "", title: str = "", class_: str = "tag") -> str:
    """Words of ours inside the document: drawn by the style sheet, so that they are no part of its text."""
    kind = "a" if link else "i"
    named = attributes(
        class_=class_, href=link and f"#{link}", data_label=words, title=title, aria_label=title or words
    )
    role = "" if link else ' role="img"'
    return f"<{kind}{named}{role}></{kind}>"


def _sentences(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    for index, item in enumerate(compiled.reading.provisions.account):
        is_lost = item.status == "uncovered"
        before = label(chosen(STATUSES["uncovered"], lang), class_="tag lost") if is_lost else ""
        kind = f"t {item.status} {item.sentence.kind}"
        named = attributes(class_=kind, title=_reason(item, lang))
        yield Mark(item.sentence.span, SENTENCE, named, f"t{index}", before)


def _reason(item: Accounted, lang: Lang) -> str:
    if item.status not in ("stated", "not_normative"):
        return ""
    status = chosen(STATUSES[item.status], lang)
    return say("given_because", lang, status=status, why=reason(item.why, lang)) if item.why else status


def _provisions(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    for index, provision in enumerate(compiled.reading.provisions.provisions):
        made = anchors.made.get(index, ())
        named = attributes(class_="p" if made or provision.kind == "repeal" else "p unmade", data_p=str(index))
        yield Mark(provision.span, PROVISION, named, f"p{index}", _tags(provision, made, lang))


def _tags(provision: Provision, made: Sequence[Made], lang: Lang) -> str:
    """The kind, linked to the first declaration made of it, and a mark for each further one."""
    kind = chosen(PROVISIONS[provision.kind], lang)
    if provision.kind == "repeal" and not made:
        return label(kind, link="register", title=say("provision_repeal", lang, kind=kind))
    if not made:
        words, why = say("lost", lang, kind=kind), say("provision_lost", lang, kind=kind)
        return label(words, title=why, class_="tag unmade")
    names = say("semicolon", lang).join(m.name for m in made)
    first = label(kind, link=made[0].anchor, title=say("provision_title", lang, kind=kind, names=names))
    more = (
        label(str(turn), link=m.anchor, title=say("more_of", lang, name=m.name), class_="tag more")
        for turn, m in enumerate(made[1:], 2)
    )
    return first + "".join(more)


def _findings(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    """Words that a finding is about; where they are marked as a whole already, they are only an anchor."""
    known = {a.sentence.span for a in compiled.reading.provisions.account if a.status == "uncovered"}
    known |= {n.span for n in compiled.reading.facts.numbers}
    known |= {s.total.span for s in compiled.reading.sums if s.total.span}
    for index, found in enumerate(anchors.findings):
        if found.span is not None and found.span.file == compiled.reading.file:
            place = (found.span.start, found.span.end)
            is_marked = place in known
            alarm = label("!", link=f"f{index}", title=f"{found.code} {found.message(lang)}", class_="tag alarm")
            named = attributes(class_="" if is_marked else "flag")
            yield Mark(place, FINDING, named, f"n{index}", after="" if is_marked else alarm)


def _clauses(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    for index, clause in enumerate(compiled.reading.clauses):
        yield Mark(
            (clause.span[0], clause.ordinal_end), CLAUSE, attributes(class_="ord", title=clause.path), f"c{index}"
        )


def _mentions(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    for mention in compiled.reading.facts.mentions:
        named = attributes(class_=f"m {mention.kind}", title=chosen(MENTIONS[mention.kind], lang))
        yield Mark(mention.span, MENTION, named)


def _numbers(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    """One mark for all the numbers that stand in the same words."""
    by_span: dict[tuple[int, int], list[int]] = {}
    for index, number in enumerate(compiled.reading.facts.numbers):
        by_span.setdefault(number.span, []).append(index)
    for span, indexes in by_span.items():
        numbers = [compiled.reading.facts.numbers[i] for i in indexes]
        normal = say("semicolon", lang).join(n.normalized for n in numbers)
        is_sound = all(n.is_wellformed for n in numbers)
        title = say("wellformed" if is_sound else "malformed", lang, number=normal)
        after = "" if is_sound else label(say("repair", lang, number=normal), title=title, class_="tag repair")
        named = attributes(class_="w" if is_sound else "w malformed", title=title)
        yield Mark(span, NUMBER, named, f"w{indexes[0]}", after=after)


def _facts(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    for index, fact in enumerate(compiled.reading.facts.facts):
        title = say("fact_title", lang, kind=chosen(FACTS[fact.kind], lang), value=fact_value(fact, lang))
        yield Mark(fact.span, FACT, attributes(class_=f"v {fact.kind}", title=title), f"v{index}")


def fact_value(fact: Fact, lang: Lang) -> str:
    """The exact value with its unit, and what the words around it say of it."""
    value = f"{_exact(fact)}{fact.unit}"
    if fact.is_approximate:
        value = say("about", lang, value=value)
    if fact.comparative is not None:
        value = chosen(COMPARATIVES[fact.comparative], lang, value=value)
    return chosen(MOMENTS[fact.moment], lang, value=value)


def _exact(fact: Fact) -> str:
    """A fraction of one as per cent too, since that is what is printed."""
    if fact.kind != "percentage":
        return fact.value
    return f"{fact.value} = {plain(fact.number * Fraction(100))}%"


def _figures(compiled: Compiled, anchors: Anchors, lang: Lang) -> Marks:
    """The figures of sums; a total has the sign of each sum it is the total of."""
    signs: dict[tuple[int, int], str] = {}
    for index, checked in enumerate(compiled.reading.sums):
        sign, words = SUMS[checked.status]
        title = say("in_sum", lang, status=chosen(words, lang))
        for amount in (*checked.parts, *(a for others in checked.alternatives for a in others)):
            if amount.span:
                signs.setdefault(amount.span, "")
        if checked.total.span:
            drawn = label(sign, link=f"s{index}", title=title, class_=f"tag sign {checked.status}")
            signs[checked.total.span] = signs.get(checked.total.span, "") + drawn
    for span, drawn in signs.items():
        yield Mark(span, FIGURE, attributes(class_="a"), figure_anchor(span), after=drawn)
