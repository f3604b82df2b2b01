"""The comparison of two versions as text for a policy writer: first what must be looked at again, then what is good to
know of words that stand, then the clauses with their edits, then the counts.

Input: a comparison. Output: lines in either language. Computes nothing that the comparison does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from yiju.compiling.text import sum_line
from yiju.compiling.versions.model import (
    STANDING,
    ClauseChange,
    ClauseStatus,
    Comparison,
    FactChange,
    NamedChange,
    Place,
    ProvisionChange,
    QuoteChange,
    RulePlace,
    SumChange,
)
from yiju.compiling.versions.terms import say
from yiju.compiling.versions.wording import marked, part_name, words_at
from yiju.facts.model import Fact
from yiju_grammar.finding import Lang

COMPARED = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
TOLD: tuple[ClauseStatus, ...] = ("changed", "added", "removed", "moved", "renumbered")


def to_text(comparison: Comparison, lang: Lang = "zh") -> str:
    """The report, ending with a line break."""
    parts = (_head, _look, _standing, _header, _clauses, _facts, _counts)
    shown = (list(part(comparison, lang)) for part in parts)
    return "\n\n".join("\n".join(lines) for lines in shown if lines) + "\n"


def _head(comparison: Comparison, lang: Lang) -> Iterator[str]:
    title = comparison.new.facts.header.title or comparison.new.file
    yield say("head", lang, title="".join(title.split()))
    for key, reading in (("old", comparison.old), ("new", comparison.new)):
        header = reading.facts.header
        told = [w for w in (header.number, header.issued) if w]
        yield "  ".join((f"  {say(key, lang)} {reading.file}", *told))
    if comparison.is_same:
        yield say("same", lang)


def _look(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """What must be looked at: quotes of rules, clauses named by number, provisions, sums."""
    if not comparison.is_in_question:
        if not comparison.is_same:
            yield say("nothing", lang)
        return
    yield say("look", lang)
    quotes = [q for q in comparison.quotes if q.status not in STANDING]
    told = [q.old for q in quotes if q.old is not None]
    provisions = [p for p in comparison.provisions if p.status not in STANDING and not _is_among(p, told)]
    yield from _listed("look.quotes", [_quote(comparison, q, lang) for q in quotes], lang)
    yield from _listed("look.named", [_named(n, lang) for n in comparison.named], lang)
    key = "look.unquoted" if quotes else "look.provisions"
    yield from _listed(key, [_provisions(comparison, p, lang) for p in _together(provisions)], lang)
    yield from _listed("look.sums", [_sum(s, lang) for s in comparison.sums], lang)


def _is_among(change: ProvisionChange, told: list[Place]) -> bool:
    """Whether a provision that was is told of by a quote of a rule."""
    span = change.old.span if change.old else (0, 0)
    return any(start < span[1] and span[0] < end for start, end in told)


def _listed(key: str, items: list[list[str]], lang: Lang) -> Iterator[str]:
    if items:
        yield f"  {say(key, lang, n=len(items))}"
    for first, *rest in items:
        yield f"  - {first}"
        yield from (f"      {line}" for line in rest)


def _quote(comparison: Comparison, quote: QuoteChange, lang: Lang) -> list[str]:
    users = [_user(u) for u in quote.users] or [quote.citation.number or quote.citation.title]
    old = words_at(comparison.old.text, quote.old) or quote.citation.quote
    new = words_at(comparison.new.text, quote.nearest)
    first = f"{say(f'quote.{quote.status}', lang)}  {users[0]}"
    return [first, *users[1:], *_both((quote.old_clause, old), (quote.new_clause, new), lang)]


def _user(place: RulePlace) -> str:
    line = f":{place.line}" if place.line else ""
    return f"{place.file}{line}  {place.written}"


def _both(old: tuple[str, str], new: tuple[str, str], lang: Lang) -> Iterator[str]:
    """The words of the two versions, each with its clause."""
    for key, (clause, words) in (("old", old), ("new", new)):
        yield "  ".join(w for w in (say(key, lang), clause, words or say("nowhere", lang)) if w)


def _named(named: NamedChange, lang: Lang) -> list[str]:
    return [f"{_user(named.user)}  {say(f'named.{named.status}', lang, named=named.named, now=named.now)}"]


def _together(changes: Iterable[ProvisionChange]) -> Iterator[tuple[ProvisionChange, ...]]:
    """Each provision by itself, but those of one list whose opener changed together."""
    for _, group in groupby(enumerate(changes), lambda n: n[1].opener or n[0]):
        yield tuple(change for _, change in group)


def _provisions(comparison: Comparison, changes: tuple[ProvisionChange, ...], lang: Lang) -> list[str]:
    change = changes[0]
    kinds = (p.kind for c in changes for p in (c.old, c.new) if p is not None)
    kind = "→".join(say(f"kind.{k}", lang) for k in dict.fromkeys(kinds))
    first = f"{say(f'provision.{change.status}', lang)}  {kind}"
    if change.status == "opener":
        return [f"{first}  {_joined((c.old_clause for c in changes), lang)}", *_openers(comparison, change, lang)]
    if change.old is None:
        return [first, "  ".join(w for w in (change.new_clause, words_at(comparison.new.text, change.nearest)) if w)]
    old = (change.old_clause, words_at(comparison.old.text, change.old.span))
    return [first, *_both(old, (change.new_clause, words_at(comparison.new.text, _now(change))), lang)]


def _openers(comparison: Comparison, change: ProvisionChange, lang: Lang) -> Iterator[str]:
    """The line that opened a list and the one that opens it now."""
    old = words_at(comparison.old.text, change.old.opens if change.old else None)
    yield from _both(("", old), ("", words_at(comparison.new.text, change.opener)), lang)


def _now(change: ProvisionChange) -> Place | None:
    """The new words to show: those of the provision, where one was read there, as it may have grown."""
    return change.new.span if change.new and change.status == "changed" else change.nearest


def _sum(change: SumChange, lang: Lang) -> list[str]:
    before = say("sum.none", lang)
    if change.old is not None:
        before = say("sum.before", lang, status=say(f"sum.{change.old.status}", lang))
    return [sum_line(change.new, lang), before]


def _standing(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """Words that stand, a line for each pair of clauses: how many, and where rule files use them."""
    told: dict[tuple[str, str, str], list[RulePlace]] = {}
    items: tuple[QuoteChange | ProvisionChange, ...] = (*comparison.quotes, *comparison.provisions)
    for item in sorted((i for i in items if i.status in STANDING), key=_at):
        users = told.setdefault((item.status, item.old_clause, item.new_clause), [])
        users.extend(item.users if isinstance(item, QuoteChange) else ())
    if told:
        yield say("standing", lang)
    for status in STANDING:
        mine = [key for key in told if key[0] == status]
        if mine:
            yield f"  {say(f'standing.{status}', lang)}"
        for key in mine:
            yield "  ".join((f"  - {_paths(*key[1:], lang)}", *_files(told[key], lang)))


def _at(item: QuoteChange | ProvisionChange) -> Place:
    """Where words stood in the old version."""
    place = item.old if isinstance(item, QuoteChange) else item.old and item.old.span
    return place or (0, 0)


def _files(users: Iterable[RulePlace], lang: Lang) -> Iterator[str]:
    """The places of each file together: `县/某补贴.policy:7，16`."""
    lines: dict[str, list[int]] = {}
    for user in users:
        lines.setdefault(user.file, []).append(user.line)
    for file, found in lines.items():
        yield f"{file}:{_joined(map(str, sorted(found)), lang)}"


def _paths(old: str, new: str, lang: Lang) -> str:
    names = [name or say("part.body", lang) for name in (old, new)]
    return " → ".join(dict.fromkeys(names))


def _joined(words: Iterable[str], lang: Lang) -> str:
    return say("comma", lang).join(dict.fromkeys(words))


def _header(comparison: Comparison, lang: Lang) -> Iterator[str]:
    if comparison.header:
        yield say("header", lang)
    for change in comparison.header:
        old, new = (" ".join((words or "").split()) or say("none", lang) for words in (change.old, change.new))
        yield f"  {say(f'header.{change.field}', lang)}  {old} → {new}"


def _clauses(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """Clause by clause, in the order of the new version; those that were only renumbered together."""
    told = [c for c in comparison.clauses if c.status not in ("unchanged", "renumbered")]
    renumbered = [c for c in comparison.clauses if c.status == "renumbered"]
    if told or renumbered:
        yield say("clauses", lang)
    for change in told:
        yield f"  {say(f'clause.{change.status}', lang)}  {_place(change, lang)}  {marked(comparison, change, lang)}"
    if renumbered:
        yield f"  {say('clause.renumbered', lang)}  {_joined((_place(c, lang) for c in renumbered), lang)}"


def _place(change: ClauseChange, lang: Lang) -> str:
    names = [part_name(p, lang) for p in (change.old, change.new) if p is not None]
    return " → ".join(dict.fromkeys(names))


def _facts(comparison: Comparison, lang: Lang) -> Iterator[str]:
    if comparison.facts:
        yield say("facts", lang)
    for change in comparison.facts:
        yield f"  {_clause(change, lang)}  {_fact(change.old, lang)} → {_fact(change.new, lang)}"


def _clause(change: FactChange, lang: Lang) -> str:
    fact = change.new or change.old
    return (fact.clause if fact else "") or say("part.body", lang)


def _fact(fact: Fact | None, lang: Lang) -> str:
    """A fact's words and what was read of them: `80周岁（≥80 岁）`."""
    if fact is None:
        return say("none", lang)
    told = (COMPARED.get(fact.comparative or "", "") + fact.value, fact.unit)
    moment = say(f"moment.{fact.moment}", lang) if fact.moment else ""
    return f"{''.join(fact.text.split())}（{' '.join(w for w in (moment, *told) if w)}）"


def _counts(comparison: Comparison, lang: Lang) -> Iterator[str]:
    statuses: tuple[ClauseStatus, ...] = ("unchanged", *TOLD)
    counts = [(s, sum(1 for c in comparison.clauses if c.status == s)) for s in statuses]
    counted = (f"{say(f'clause.{s}', lang)} {n}" for s, n in counts if n)
    yield say("counts", lang, n=len(comparison.clauses)) + say("comma", lang).join(counted)
    provisions = comparison.old.provisions.provisions
    yield say("counts.provisions", lang, n=len(provisions), standing=comparison.standing)
