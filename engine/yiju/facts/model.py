"""What a document states, as data: facts with exact values, numbers of documents, names, and the header.

Inert. Every span is half-open, in characters of the text as read. Values are exact: decimals without trailing zeros,
or ISO days and months.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Place = tuple[int, int]

FactKind = Literal["money", "rate", "percentage", "date", "month", "count", "age", "duration", "points"]
Comparative = Literal["ge", "gt", "le", "lt"]
Moment = Literal["", "from", "until", "as_of", "issued"]
MentionKind = Literal["source", "group", "organisation"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One value. `value` is canonical: a plain decimal (money and rates in 元, percentages as a fraction of one) or
    `2020-12-31`, `2020-12`. `unit` is `元`, `元/人/月`, `户`, `月`, `百分点`; empty for percentages and dates.
    `comparative` is what the words around it say of it as a threshold (以上 ge, 超过 gt, 以下 le, 不满 lt); `moment`
    what a date is (截止 as `until` or `as_of`, 起 `from`). `is_approximate`: 约, 余, 左右."""

    kind: FactKind
    text: str
    value: str
    unit: str
    span: Place
    clause: str
    comparative: Comparative | None = None
    moment: Moment = ""
    is_approximate: bool = False

    @property
    def number(self) -> Fraction:
        """The exact value of a fact that is no date.

        Raises:
            ValueError: it is a date or a month.
        """
        return Fraction(self.value)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A document number as written, its normal form `机关代字〔年份〕序号号`, and whether it was written so (white
    space aside). `148、149、150号` gives one for each serial, all with the same text and span."""

    text: str
    normalized: str
    is_wellformed: bool
    span: Place
    clause: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A funding source, an eligible group or an organisation, verbatim."""

    kind: MentionKind
    text: str
    span: Place
    clause: str


@dataclass(frozen=True, slots=True)
class Header:
    """Who says what, when. None where the document has none. `number` in normal form; `issuer` joined by a space;
    `issued` an ISO day."""

    title: str | None
    number: str | None
    issuer: str | None
    issued: str | None
    addressees: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a document states, each list in the order of the text."""

    header: Header
    numbers: tuple[NumberMention, ...]
    facts: tuple[Fact, ...]
    mentions: tuple[Mention, ...]
