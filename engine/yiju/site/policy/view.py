"""What every part of a policy page is made from: the rules, the policy, and where everything has its page.

Input: the rules of a place. Output: `View`, and the grounds of a declaration as checking finds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from yiju.cases.run import CaseResult
from yiju.check.elaborate_grounds import GroundBook, ground
from yiju.documents.model import Ground
from yiju.explain.terms import tight
from yiju.load import Rules
from yiju.rule_set.model import PolicyScope, Scope, Stated
from yiju.site import addresses
from yiju.site.anchors import Home, name_of
from yiju_grammar import tree as t
from yiju_grammar.finding import Lang
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class View:
    """One page of one policy. `policy` is None on the page of what belongs to no policy.

    `page` is its path; `anchors` are those of the declarations shown on it, `homes` those of all of the place.
    `book` only remembers which quotes were found. `reads`: what each policy reads of others. `on`: the day of the site,
    where it has one."""

    rules: Rules
    lang: Lang
    policy: PolicyScope | None
    page: str
    anchors: dict[Span, str]
    homes: dict[Span, Home]
    book: GroundBook
    cases: tuple[CaseResult, ...] = ()
    reads: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What stands above a thing: what it rests on, and how that was read."""

    grounds: tuple[Ground, ...]
    readings: tuple[t.Reading, ...]


def words_above(view: View, stated: Stated, scope: Scope, grounds: t.Grounds | None = None) -> Words:
    """The grounds of a declaration, or of a part of it when its grounds are given."""
    made = ground(view.book, stated, scope, grounds)
    return Words(tuple(view.book.grounds[i] for i in made.indexes), made.readings)


def link_to(view: View, target: Span) -> str:
    """The address of a declaration from this page; the one on this page if it is shown here."""
    if target in view.anchors:
        return "#" + addresses.link("x", "x", view.anchors[target]).partition("#")[2]
    home = view.homes[target]
    return addresses.link(view.page, home.page, home.anchor)


def name_text(declared: t.Declaration) -> str:
    """The name as it is read: `成员的年龄`."""
    return tight(name_of(declared), "zh")


def source_text(view: View, span: Span) -> str:
    """The words of a span in the rule file, on one line."""
    text = view.rules.loaded.sources.get(span.file, "")[span.start : span.end]
    return " ".join(text.split())
