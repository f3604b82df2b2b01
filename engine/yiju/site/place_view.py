"""A place as its own page sees it: its rules, the day of the site, and the way to the pages there are.

Input: rules and the paths of pages. Output: links from the place's page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yiju.documents.register import Register
from yiju.load import Rules
from yiju.program.program import PolicyType, RecordType
from yiju.site.addresses import link, place_page, policy_page, record_page
from yiju_grammar.finding import Lang
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class PlaceView:
    """What the page of a place is made from. `name` is the folder's; `pages` are those that there are to link to."""

    rules: Rules
    name: str
    on: date
    pages: frozenset[str]
    lang: Lang

    @property
    def register(self) -> Register:
        return self.rules.registers[0]

    def to(self, *targets: str) -> str | None:
        """A link to the first of the pages that there is."""
        here = place_page(self.name)
        return next((link(here, target) for target in targets if target in self.pages), None)

    def to_policy(self, policy: PolicyType) -> str | None:
        """Its page here, where this place fills something in, else that of the place which wrote it."""
        return self.to(policy_page(self.name, policy.name), policy_page(owner(policy.span), policy.name))

    def to_record(self, record: RecordType) -> str | None:
        """The page of a record."""
        return self.to(record_page(self.name, record.name), record_page(owner(record.span), record.name))


def owner(span: Span) -> str:
    """The folder of the place in whose files something stands."""
    return span.file.partition("/")[0]
