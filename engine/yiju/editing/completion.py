"""What may be typed at a place: words of the language, names in reach, values, units, documents, and quotes.

Input: a snapshot and a place in a file as it stands. Output: candidates with what they replace. It goes by the text
before the place, since what is being typed parses seldom.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from yiju.editing.completion_quotes import quotes_for
from yiju.editing.hover import register_of, scope_at
from yiju.editing.snapshot import Snapshot
from yiju.rule_set.model import PolicyScope
from yiju_grammar import lexicon as lex
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.formatter import language_of

CandidateKind = Literal[
    "keyword", "field", "value", "declaration", "function", "unit", "type", "document", "quote", "record", "policy"
]


@dataclass(frozen=True, slots=True)
class Candidate:
    """`insert` goes in place of the characters `start` to `end`; `detail` says what it is; `order` sorts."""

    label: str
    kind: CandidateKind
    insert: str
    start: int
    end: int
    detail: str = ""
    order: int = 5


@dataclass(frozen=True, slots=True)
class Here:
    """Where something is typed: the line before the place, the word at its end, and what stands around it."""

    snapshot: Snapshot
    file: str
    offset: int
    before: str
    word: str
    lang: Lang

    @property
    def policy(self) -> PolicyScope | None:
        return self.snapshot.policy_of(self.file, self.offset)

    def candidate(self, label: str, kind: CandidateKind, detail: str = "", order: int = 5) -> Candidate:
        """A word that takes the place of the one being typed."""
        return Candidate(label, kind, label, self.offset - len(self.word), self.offset, detail, order)


_WORD = re.compile(r"[\w-]*$")
_QUOTE = re.compile(r"^\s*[>＞]\s*")
_BASIS = re.compile(r"^\s*(?:依据|basis)\s")
_SUBJECT = re.compile(r"^\s*(?:对象|subject)\s")
_TARGET = re.compile(r"^\s*(?:除外|例外|exclusion|exception)\s+\S+\s+(?:于|to|on|at)\s+\S*$")
_PAYS = re.compile(r"(?:付|pays)\s+\S*$")
_NUMBER = re.compile(r"\d[\d,.]*(?:百万|千万|十万|万|亿)?([\w/]*)$")
_TESTED = re.compile(
    r"([\w-]+)\s*(?:不是|是|不属于|属于|不含|含|is not|is|not in|in|does not have|has)\s*(?:[（(][^）)]*)?[\w-]*$"
)
_FIELD_LINE = re.compile(r"^\s+[\w-]+\s+[\w<>/、（）()-]*(?:\s+\S+)*$")


def complete(snapshot: Snapshot, file: str, offset: int) -> tuple[Candidate, ...]:
    """What may stand at a place, the likeliest first."""
    held = snapshot.files.get(file)
    if held is None:
        return ()
    line = held.text[held.text.rfind("\n", 0, offset) + 1 : offset]
    found = _WORD.search(line)
    here = Here(snapshot, file, offset, line, found[0] if found else "", language_of(held.parsed))
    made = _by_place(here)
    unique = {(c.label, c.kind): c for c in reversed(list(made))}
    return tuple(sorted(unique.values(), key=lambda c: (c.order, c.label)))


def _by_place(here: Here) -> Iterator[Candidate]:
    for pattern, rule in PLACES:
        if pattern.search(here.before):
            yield from rule(here)
            return
    yield from _in_expression(here)


# --- places with candidates of their own --------------------------------------------------------------------


def _quotes(here: Here) -> Iterator[Candidate]:
    typed = _QUOTE.sub("", here.before)
    start = here.offset - len(typed)
    end = here.snapshot.files[here.file].text.find("\n", here.offset)
    scope = scope_at(here.snapshot, here.file, here.offset)
    register = register_of(here.snapshot, here.file)
    for order, (words, detail) in enumerate(quotes_for(here.snapshot, scope, register, typed)):
        stop = end if end >= 0 else len(here.snapshot.files[here.file].text)
        yield Candidate(words, "quote", words, start, stop, detail, order)


def _documents(here: Here) -> Iterator[Candidate]:
    typed = re.split(r"[，,、]\s*", re.sub(r"^\s*\S+\s+", "", here.before))[-1]
    for document in register_of(here.snapshot, here.file).all_documents():
        yield Candidate(document.key, "document", document.key, here.offset - len(typed), here.offset, document.title)


def _subjects(here: Here) -> Iterator[Candidate]:
    yield from (here.candidate(name, "record") for name in here.snapshot.rule_set.records)


def _targets(here: Here) -> Iterator[Candidate]:
    policy = here.policy
    for (_, name), items in policy.scope.named.items() if policy else ():
        yield here.candidate(name, "declaration", keyword_of(items[0].declaration, here.lang))


def _payments(here: Here) -> Iterator[Candidate]:
    policy = here.policy
    for (_, name), items in policy.scope.named.items() if policy else ():
        if isinstance(items[0].declaration, t.Payment):
            yield here.candidate(name, "declaration")


def _line_start(here: Here) -> Iterator[Candidate]:
    for keyword in lex.KEYWORDS:
        if keyword.group == "declaration":
            yield here.candidate(_spelled(keyword.spellings[0], here.lang), "keyword")
    for token in ("ASSUMED", "READING"):
        yield here.candidate(_spelled(lex.keyword(token).spellings[0], here.lang), "keyword", order=6)


def _units(here: Here) -> Iterator[Candidate]:
    found = _NUMBER.search(here.before)
    typed = found[1] if found else ""
    stem = typed[: typed.rfind("/") + 1]
    known = [*(_spelled(u.pairs[0], here.lang) for u in lex.UNITS), *here.snapshot.rule_set.units]
    for unit in (f"{stem}{u}" for u in known):
        yield Candidate(unit, "unit", unit, here.offset - len(typed), here.offset)
    for multiplier, _ in lex.MULTIPLIERS if not stem else ():
        yield Candidate(multiplier, "unit", multiplier, here.offset - len(typed), here.offset, order=6)


def _types(here: Here) -> Iterator[Candidate]:
    """In a record: types, units, enumerations, and the marks of a field."""
    for _, spelling in lex.TYPES:
        yield here.candidate(_spelled(spelling, here.lang), "type")
    for unit in lex.UNITS:
        yield here.candidate(_spelled(unit.pairs[0], here.lang), "unit", order=6)
    yield from (here.candidate(name, "type", order=4) for name in here.snapshot.rule_set.enumerations)
    for keyword in lex.KEYWORDS:
        if keyword.group == "modifier":
            yield here.candidate(_spelled(keyword.spellings[0], here.lang), "keyword", order=7)


# --- expressions --------------------------------------------------------------------------------------------


def _in_expression(here: Here) -> Iterator[Candidate]:
    if _stands_in_record(here) and _FIELD_LINE.match(here.before):
        yield from _types(here)
        return
    tested = _TESTED.search(here.before)
    if tested is not None:
        yield from (here.candidate(v, "value", order=0) for v in _values(here, tested[1]))
    yield from _names(here)
    for spelling in (*lex.BUILTIN_NAMES, *lex.BUILTIN_FUNCTIONS):
        yield here.candidate(_spelled(spelling, here.lang), "function", order=6)
    for keyword in lex.KEYWORDS:
        if keyword.group not in ("declaration", "modifier", "mark"):
            kind: CandidateKind = "function" if keyword.group == "function" else "keyword"
            yield here.candidate(_spelled(keyword.spellings[0], here.lang), kind, order=7)


def _stands_in_record(here: Here) -> bool:
    held = here.snapshot.files[here.file]
    heads = re.findall(r"^(\S+)", held.text[: here.offset], re.MULTILINE)
    return bool(heads) and heads[-1] in ("记录", "record")


def _names(here: Here) -> Iterator[Candidate]:
    rules, policy = here.snapshot.rule_set, here.policy
    subject = policy.head.subject.text if policy and policy.head.subject else None
    own = [subject] if subject is not None and subject in rules.records else []
    reached = own + [f.type.record.text for r in own for f in rules.records[r].fields if isinstance(f.type, t.ListType)]
    for order, record in enumerate(reached or list(rules.records)):
        held = rules.records.get(record)
        for field in held.fields if held else ():
            yield here.candidate(field.name.text, "field", record, 1 + min(order, 1))
    for scope in (policy.scope, rules.place_scope) if policy else (rules.place_scope,):
        for (_, name), items in scope.named.items():
            yield here.candidate(name, "declaration", keyword_of(items[0].declaration, here.lang), 3)
    yield from (here.candidate(name, "policy", order=6) for name in rules.policies)


def _values(here: Here, field: str) -> tuple[str, ...]:
    """The values of the enumeration that a field of this name has."""
    rules = here.snapshot.rule_set
    for record in rules.records.values():
        for f in record.fields:
            if f.name.text == field and isinstance(f.type, t.InlineEnumType):
                return tuple(v.text for v in f.type.values)
            if f.name.text == field and isinstance(f.type, t.NamedType) and f.type.name in rules.enumerations:
                return tuple(v.text for v in rules.enumerations[f.type.name].values)
    return ()


def _spelled(spelling: lex.Spelling, lang: Lang) -> str:
    return spelling.en if lang == "en" else spelling.zh


def keyword_of(declaration: t.Declaration, lang: Lang) -> str:
    """The keyword that a declaration begins with."""
    token = re.sub(r"(?<!^)(?=[A-Z])", "_", type(declaration).__name__.rstrip("_")).upper()
    return _spelled(lex.keyword(token).spellings[0], lang)


Rule = Callable[[Here], Iterator[Candidate]]
PLACES: tuple[tuple[re.Pattern[str], Rule], ...] = (
    (_QUOTE, _quotes),
    (_BASIS, _documents),
    (_SUBJECT, _subjects),
    (_TARGET, _targets),
    (_PAYS, _payments),
    (re.compile(r"^[\w-]*$"), _line_start),
    (_NUMBER, _units),
)
"""What is typed where: the first that fits the line before the place."""
