"""Receipts and uses that a document states → 账目: sources with what they are for, allotments, uses, what is left.

Input: a document's reading, its sums above all. Output: candidate texts, the fullest first; which of them checks is
the caller's to find out. No figure is written that the document does not print.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from yiju.documents.folding import fold_forms
from yiju.drafting.model import DocumentReading
from yiju.drafting.naming import TAKEN, to_name
from yiju.drafting.phrases import plain
from yiju.drafting.quoting import quote_place, quoted_words, sentence_at
from yiju.sums.labels import likeness, names_in
from yiju.sums.model import Amount, Sum
from yiju.sums.words import RECEIPTS, USES, pattern

Place = tuple[int, int]

LEDGER_FILE = "账目.policy"
TOTAL = "合计"
HEAD = 40
LEFT = re.compile(r"(?:结余|结转|剩余|尚余|余额)(?:资金)?(?:为|约|共)?$")
SPENT = re.compile(r"(?:支出|使用|支付|拨付|发放)(?:资金)?(?:为|约|共计|合计)?$")
INDENT = "    "


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a ledger: its keyword (empty for a part), label, amount, the place it stands on (None: that of the
    line above), and its parts."""

    keyword: str
    label: str
    amount: Fraction
    place: Place | None
    parts: tuple[_Line, ...] = ()


@dataclass(frozen=True, slots=True)
class _Book:
    """The sums of money by side: receipts into sources; receipts into what they were allotted to; uses."""

    received: tuple[Sum, ...]
    allotted: tuple[Sum, ...]
    used: tuple[Sum, ...]


@dataclass(frozen=True, slots=True)
class LedgerDraft:
    """A ledger's text, and the places it quotes."""

    text: str
    places: tuple[Place, ...]


def ledger_drafts(reading: DocumentReading, name: str) -> tuple[LedgerDraft, ...]:
    """The ledger in full, without the sources of each use, and receipts alone; none where nothing is received."""
    book = _book(reading)
    roots = _roots(book.received)
    if not roots:
        return ()
    labels = _programmes(book)
    receipts = [_receipt(reading, book, root, labels) for root in roots]
    if len(roots) == 1:
        receipts = [replace(receipts[0], label=TOTAL)]
    outgoing = [*_allotments(reading, book, labels), *_uses(reading, book, labels), *_left(reading, book)]
    bare = [replace(line, parts=()) if line.keyword == "安排" else line for line in outgoing]
    made = ([*receipts, *lines] for lines in (outgoing, bare, []))
    drafts = (LedgerDraft(_text(reading, name, lines), tuple(_places(reading, lines))) for lines in made)
    return tuple(dict.fromkeys(drafts))


def _places(reading: DocumentReading, lines: Sequence[_Line]) -> Iterator[Place]:
    for line in lines:
        place = quote_place(reading.text, line.place) if line.place else None
        if place is not None:
            yield place
        yield from _places(reading, line.parts)


def ledger_name(reading: DocumentReading, title: str) -> str:
    """`2020年资金收支` of a title that says the year."""
    year = re.search(r"((?:19|20)\d\d)年", fold_forms(title))
    return f"{year[1]}年资金收支" if year else "资金收支"


def _book(reading: DocumentReading) -> _Book:
    money = [s for s in reading.sums if s.unit == "元" and s.status != "regrouped" and _is_printed(s)]
    received: list[Sum] = []
    allotted: list[Sum] = []
    used: list[Sum] = []
    for checked in money:
        sides = {_side(reading, p.span) for p in checked.parts if p.span}
        if _side(reading, checked.total.span) == "receipts":
            (allotted if sides == {"uses"} or _is_spending(reading, checked) else received).append(checked)
        else:
            used.append(checked)
    return _Book(tuple(received), tuple(allotted), tuple(used))


def _is_printed(checked: Sum) -> bool:
    return checked.total.span is not None and all(p.span is not None for p in checked.parts)


def _is_spending(reading: DocumentReading, checked: Sum) -> bool:
    """Whether the parts are what was spent and what is left."""
    return any(LEFT.search(_before(reading, p)) for p in checked.parts)


def _before(reading: DocumentReading, amount: Amount) -> str:
    start = amount.span[0] if amount.span else 0
    return re.sub(r"\s", "", fold_forms(reading.text[max(0, start - 12) : start]))


def _side(reading: DocumentReading, place: Place | None) -> str:
    """Whether money is received or used at a place, by the head of the outermost clause it stands in."""
    if place is None:
        return ""
    outer = next((c for c in reading.clauses if c.extent[0] <= place[0] < c.extent[1]), None)
    sentence = sentence_at(reading.text, place[0])
    start = outer.extent[0] if outer else sentence.span[0] if sentence else place[0]
    words = re.sub(r"\s", "", fold_forms(reading.text[start : max(start + 2 * HEAD, place[0])]))[:HEAD]
    receipts, uses = pattern(RECEIPTS).search(words), pattern(USES).search(words)
    if receipts and (not uses or receipts.start() < uses.start()):
        return "receipts"
    return "uses" if uses else ""


def _roots(received: Sequence[Sum]) -> list[Sum]:
    """The sums that are no part of another."""
    return [s for s in received if not any(_is_part(s.total, o) for o in received if o is not s)]


def _is_part(total: Amount, other: Sum) -> bool:
    return any(_is_same(total, p) for p in other.parts) or (
        total.value == other.total.value
        and total.span != other.total.span
        and (other.total.span or (0, 0)) < (total.span or (0, 0))
    )


def _is_same(one: Amount, other: Amount) -> bool:
    """One figure, or one said twice under like labels."""
    return one.span == other.span or (one.value == other.value and likeness([one.label], [other.label]) > 0)


def _programmes(book: _Book) -> dict[str, str]:
    """For each label of the outgoing side what its programme is called in the ledger."""
    labels = [p.label for s in (*book.allotted, *_grand(book)) for p in s.parts]
    made: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        like = next((n for other, n in made.items() if likeness([label], [other]) > 0 and _core(label) == n), None)
        made[label] = like or _core(label)
    return made


def _grand(book: _Book) -> tuple[Sum, ...]:
    """The sum that says what all uses come to."""
    return (max(book.used, key=lambda s: s.total.value),) if book.used else ()


def _core(label: str) -> str:
    """What a label is of: its words in brackets, or without 资金, 区级 and their like."""
    names = names_in(fold_forms(label))
    return to_name(names[-1] if names else label, 30) or to_name(label, 30) or "其他"


def _programme(label: str, labels: dict[str, str]) -> str:
    """The programme of the outgoing side that a receipt is for; its own words where none is like it."""
    scored = sorted(((likeness([label], [other]), name) for other, name in labels.items()), reverse=True)
    best = [name for score, name in scored if scored and score == scored[0][0] and score > 0]
    return best[0] if len(set(best)) == 1 else _core(label)


def _purpose(reading: DocumentReading, amount: Amount) -> str:
    """What the words behind an amount say it is for."""
    end = amount.span[1] if amount.span else 0
    words = re.sub(r"\s", "", fold_forms(reading.text[end : end + 60]))
    match = re.match(r"[,]?(?:全部|主要|专项|均)?(?:用于|用作|支持)([^,。;]+)", words)
    return match[1] if match else ""


def _receipt(reading: DocumentReading, book: _Book, root: Sum, labels: dict[str, str]) -> _Line:
    return replace(_source(reading, book, root.total, labels, of=root), keyword="收入")


def _source(
    reading: DocumentReading, book: _Book, amount: Amount, labels: dict[str, str], *, of: Sum | None, depth: int = 0
) -> _Line:
    """A source with the sources in it, or with what it is for."""
    if of is None:
        purpose = _programme(_purpose(reading, amount) or amount.label, labels)
        inner = (_Line("", purpose, amount.value, None),) if labels or _purpose(reading, amount) else ()
        return _Line("", _named(amount.label), amount.value, _place(reading, [amount]), inner)
    parts = []
    for part in of.parts:
        below = next((s for s in book.received if s is not of and _is_same(s.total, part)), None) if depth < 6 else None
        if below is None and depth > 0 and _inside(reading, of):
            parts.append(_Line("", _programme(part.label, labels), part.value, None))
        else:
            parts.append(_source(reading, book, part, labels, of=below, depth=depth + 1))
    place = _place(reading, [of.total, *of.parts] if _inside(reading, of) else [of.total])
    return _Line("", _named(of.total.label or amount.label), amount.value, place, tuple(_merged(parts)))


def _inside(reading: DocumentReading, checked: Sum) -> bool:
    """Whether total and parts stand in one sentence."""
    sentence = sentence_at(reading.text, checked.total.span[0]) if checked.total.span else None
    return sentence is not None and all(
        p.span and sentence.span[0] <= p.span[0] < sentence.span[1] for p in checked.parts
    )


def _allotments(reading: DocumentReading, book: _Book, labels: dict[str, str]) -> Iterator[_Line]:
    """安排, a line a programme, with the sources that its own sum names."""
    for checked in book.allotted:
        if _is_spending(reading, checked):
            continue
        for part in checked.parts:
            of = next((s for s in book.used if s.total.span == part.span), None)
            shares = tuple(_Line("自", _named(p.label), p.value, None) for p in of.parts) if of else ()
            place = _place(reading, [part, *(of.parts if of else ())])
            yield _Line("安排", labels.get(part.label) or _core(part.label), part.value * part.times, place, shares)


def _uses(reading: DocumentReading, book: _Book, labels: dict[str, str]) -> Iterator[_Line]:
    """支出 合计 with a line a programme."""
    for checked in _grand(book):
        parts = [
            _Line("", labels.get(p.label) or _core(p.label), p.value * p.times, _place(reading, [p]))
            for p in checked.parts
        ]
        yield _Line("支出", TOTAL, checked.total.value, _place(reading, [checked.total]), tuple(_merged(parts)))


def _left(reading: DocumentReading, book: _Book) -> Iterator[_Line]:
    """What a sum of spent and left says, where no sum says what was spent on what."""
    for checked in book.allotted:
        if _is_spending(reading, checked):
            for part in checked.parts:
                is_left = LEFT.search(_before(reading, part)) is not None
                if is_left or not book.used:
                    yield _Line("结余" if is_left else "支出", TOTAL, part.value, _place(reading, [part]))


def _merged(lines: Sequence[_Line]) -> list[_Line]:
    """Lines under labels that differ."""
    seen: dict[str, int] = {}
    made = []
    for line in lines:
        seen[line.label] = count = seen.get(line.label, 0) + 1
        made.append(line if count == 1 else replace(line, label=f"{line.label}{count}"))
    return made


def _named(label: str) -> str:
    return re.sub(r"\s", "", label).replace("“", "‘").replace("”", "’") or "其他"


def _place(reading: DocumentReading, amounts: Sequence[Amount]) -> Place | None:
    """From the start of the sentence to the last of the amounts in it."""
    spans = [a.span for a in amounts if a.span]
    sentence = sentence_at(reading.text, spans[0][0]) if spans else None
    if sentence is None:
        return None
    return sentence.span[0], max(e for s, e in spans if s < sentence.span[1])


def _text(reading: DocumentReading, name: str, lines: Sequence[_Line]) -> str:
    body = [row for line in lines for row in _rows(reading, line, 1)]
    return "\n".join(["# 文件里记的收支，每个数都在上面的引文里。", "", f"账目 {name}", *body]) + "\n"


def _rows(reading: DocumentReading, line: _Line, depth: int) -> Iterator[str]:
    place = quote_place(reading.text, line.place) if line.place else None
    if place is not None:
        yield f"{INDENT * depth}> {quoted_words(reading.text, place)}"
    keyword = f"{line.keyword} " if line.keyword else ""
    yield f"{INDENT * depth}{keyword}{_label(line.label)} {_amount(line.amount)}"
    for part in line.parts:
        yield from _rows(reading, part, depth + 1)


def _label(label: str) -> str:
    is_name = re.fullmatch(r"[^\W\d]\w*", label) is not None and label not in TAKEN
    return label if is_name or label == TOTAL else f"“{label}”"


def _amount(amount: Fraction) -> str:
    return f"{plain(amount / 10_000)}万元" if amount >= 10_000 else f"{plain(amount)}元"
