"""One sentence read: what it rules, or else what it is.

Input: a sentence with what it stands under. Output: groups of pieces, and its status when they rule nothing. Keeps
nothing from one sentence to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from yiju.provisions.composing import CONDITION, WEAK, Group, Marked, compose, is_condition
from yiju.provisions.contexts import LISTED, Setting, topics_of
from yiju.provisions.matching import Anchor, Flags, Ground, anchor_of
from yiju.provisions.model import AccountStatus, Place, Provision, ProvisionKind
from yiju.provisions.parting import by_number, parted, with_rest
from yiju.provisions.reading import EDGES, Piece, Reading, pieces
from yiju.provisions.rows import Kind
from yiju.provisions.stated_facts import value_of

UNRULED: frozenset[Kind] = frozenset(("stated", "not_normative"))
TAKES_ITEMS: frozenset[Kind] = frozenset(("obligation", "payment", "funding", "rate"))
"""Lists whose items are of their opener's kind unless their own words say otherwise."""
SAYS = re.compile(r"[应须可由按自予凡每免]|不|严禁|的$|\d")
LONGEST_TITLE = 20
WEAK_AS_TITLE = 5
STRONGEST = 9
LOOKED_BACK = 200
LABEL = re.compile(r"[^不可下以须应]{1,8}")
COLONS = ("：", ":")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a sentence came to: its groups, what it is if they rule nothing, and what the list is that it opens."""

    groups: tuple[Group, ...]
    status: AccountStatus = "uncovered"
    why: str = ""
    opens: Kind | None = None


def read_sentence(ground: Ground, setting: Setting) -> Outcome:
    """Read one sentence of the body."""
    start, end = _words(ground.reading, setting)
    if start >= end:
        return Outcome((), "structural")
    whole = Piece(start, end, ground.reading.words[start:end].rstrip(EDGES + "。.:"))
    groups = _as_item(ground, whole, setting)
    if not groups:
        groups = _as_whole(ground, whole, setting) or _in_pieces(ground, whole, setting)
    if _is_title(groups, whole, setting):
        return Outcome((), "structural")
    if not groups:
        groups = _by_default(ground, whole, setting)
    if any(g.kind in ("payment", "repeal") for g in groups):
        groups = tuple(g for group in with_rest(groups) for g in by_number(ground, group))
    return _outcome(groups, setting)


def provisions_of(reading: Reading, setting: Setting, outcome: Outcome) -> Iterator[Provision]:
    """The provisions of a sentence's groups."""
    opener = setting.around.opener
    lead: tuple[Piece, ...] = ()
    for group in outcome.groups:
        lead = group.lead or (lead if is_condition(lead) else ())
        place = _trimmed(reading, group)
        opens = opener.place if opener and opener.kind not in UNRULED else None
        yield Provision(
            _ruling(group.kind),
            setting.sentence.clause_path,
            place,
            reading.text[slice(*place)],
            group.value,
            group.pattern,
            opens=opens,
            slots=tuple(_slots(reading, group, lead)),
        )


def _words(reading: Reading, setting: Setting) -> Place:
    """The words of a sentence without its ordinal, and without the heading that a colon follows."""
    start, end = setting.sentence.span
    clause = setting.clause
    if clause is not None and clause.span[0] == start:
        start = clause.ordinal_end
        colon = reading.words_of((clause.span[1], end))[0]
        last = reading.words_of((start, end))[1]
        if clause.heading and reading.words[colon : colon + 1] == ":" and colon + 1 < last:
            return colon + 1, last
    return reading.words_of((start, end))


def _is_opener(setting: Setting) -> bool:
    return setting.after is not None and setting.sentence.text.endswith(COLONS)


def _as_item(ground: Ground, whole: Piece, setting: Setting) -> tuple[Group, ...]:
    """An item of a list whose opener says of what kind its items are."""
    opener = setting.around.opener
    if opener is None or opener.kind not in LISTED or not _is_first(setting):
        return ()
    is_open = opener.kind == "eligibility"
    groups = compose(_marked(ground, whole, setting, Flags(listed=True))) if is_open else ()
    if groups:
        return groups
    numbers = ground.facts.numbers_within(ground.reading.place_of(whole.start, whole.end))
    value = value_of("number", whole.text, (), numbers) if opener.kind == "repeal" else None
    return (Group(opener.kind, value, "list", (), (Marked(whole, None),)),)


def _is_first(setting: Setting) -> bool:
    """Whether a sentence is the first of its item."""
    opener, clause = setting.around.opener, setting.clause
    if opener is None or not opener.is_numbered:
        return True
    return clause is not None and clause.span[0] == setting.sentence.span[0]


def _as_whole(ground: Ground, whole: Piece, setting: Setting) -> tuple[Group, ...]:
    flags = Flags(opener=_is_opener(setting))
    return _single(ground, whole, anchor_of(ground, whole, setting.around, "whole", flags=flags))


def _by_default(ground: Ground, whole: Piece, setting: Setting) -> tuple[Group, ...]:
    """What its topic or its list makes of a sentence in which no words are known."""
    anchor = anchor_of(ground, whole, setting.around, "last")
    if anchor is not None:
        return _single(ground, whole, anchor)
    opener = setting.around.opener
    if opener is not None and opener.kind in TAKES_ITEMS:
        return (Group(opener.kind, None, "list", (), (Marked(whole, None),)),)
    return ()


def _single(ground: Ground, whole: Piece, anchor: Anchor | None) -> tuple[Group, ...]:
    if anchor is None:
        return ()
    return compose(tuple(parted(ground, whole, anchor)))


def _in_pieces(ground: Ground, whole: Piece, setting: Setting) -> tuple[Group, ...]:
    if _is_opener(setting) and LABEL.fullmatch(whole.text):
        return ()
    opener = setting.around.opener
    is_report = opener is not None and opener.kind == "stated"
    flags = Flags(opener=_is_opener(setting), report=is_report)
    marked = _marked(ground, whole, setting, flags)
    if not is_report and any(m.kind == "stated" and _makes_report(m) for m in marked):
        marked = _marked(ground, whole, setting, replace(flags, report=True))
    return compose(marked)


def _marked(ground: Ground, whole: Piece, setting: Setting, flags: Flags) -> tuple[Marked, ...]:
    """The pieces of a sentence, each with its row; a label before a piece says what it is about."""
    around, after = setting.around, None
    found: list[Marked] = []
    parts = pieces(ground.reading, whole.start, whole.end)
    for i, piece in enumerate(parts):
        if piece.is_label:
            around = replace(around, topics=topics_of(piece.text) or around.topics)
        anchor = None
        if not (piece.is_label or (i + 1 < len(parts) and CONDITION.search(piece.text))):
            before = ground.reading.words[max(whole.start, piece.start - LOOKED_BACK) : piece.start]
            anchor = anchor_of(ground, piece, around, "piece", after=after, before=before, flags=flags)
        found += parted(ground, piece, anchor)
        after = found[-1].kind or after
    return tuple(found)


def _is_title(groups: Sequence[Group], whole: Piece, setting: Setting) -> bool:
    """`制定细则，灵活设置赋分事项。`: words that head a clause and say nothing by themselves, or hardly anything."""
    clause = setting.clause
    if clause is None or clause.path.startswith("第"):
        return False
    strength = max((_rank(g, m) for g in groups for m in g.body), default=0)
    if strength > (WEAK_AS_TITLE if clause.heading == whole.text else WEAK):
        return False
    sentence, after = setting.sentence, setting.after
    is_first = clause.span[0] == sentence.span[0]
    if not is_first or after is None or after.is_structural or after.clause_path != sentence.clause_path:
        return False
    is_short = len(whole.text) <= LONGEST_TITLE and not sentence.text.endswith(("；", ";"))
    return is_short and SAYS.search(whole.text) is None and "eligibility" not in setting.around.topics


def _makes_report(marked: Marked) -> bool:
    return marked.anchor is not None and marked.anchor.row.rank >= WEAK


def _rank(group: Group, marked: Marked) -> int:
    """How sure a piece makes it that its group rules; an item of a list is sure."""
    return STRONGEST if group.pattern == "list" else marked.anchor.row.rank if marked.anchor else 0


def _outcome(groups: Sequence[Group], setting: Setting) -> Outcome:
    """What rules is kept; the last group of a line that opens a list only says what the list is."""
    ruling = tuple(g for g in groups if g.kind not in UNRULED)
    idle = next((g for g in groups if g.kind in UNRULED), None)
    if not _is_opener(setting):
        return Outcome(ruling, *_status(ruling, idle))
    opens = ruling[-1].kind if ruling else idle.kind if idle else None
    kept = tuple(g for g in ruling[-1:] if g.value is not None and g.kind not in LISTED)
    return Outcome((*ruling[:-1], *kept), *_status(ruling[:-1], idle), opens=opens)


def _status(ruling: Sequence[Group], idle: Group | None) -> tuple[AccountStatus, str]:
    if ruling:
        return "ruled", ""
    if idle is None:
        return "uncovered", ""
    anchor = next((m.anchor for m in idle.body if m.anchor), None)
    return ("stated" if idle.kind == "stated" else "not_normative"), anchor.row.why if anchor else ""


def _trimmed(reading: Reading, group: Group) -> Place:
    """The place of a group's words, without the comma that ends them."""
    parts = [*group.lead, *(m.piece for m in group.body)]
    start, end = min(p.start for p in parts), max(p.end for p in parts)
    while end > start + 1 and reading.words[end - 1] in EDGES:
        end -= 1
    return reading.place_of(start, end)


def _slots(reading: Reading, group: Group, lead: Sequence[Piece]) -> Iterator[tuple[str, Place]]:
    """The condition before the words that rule (or before those of the sentence that came earlier), these, and the
    parts that the row names."""
    if lead:
        yield "condition", reading.place_of(lead[0].start, lead[-1].end)
        yield "consequence", reading.place_of(group.body[0].piece.start, group.body[-1].piece.end)
    for marked in group.body:
        match = marked.anchor.match if marked.anchor else None
        for name in match.groupdict() if match else ():
            start, end = match.span(name) if match else (-1, -1)
            if 0 <= start < end:
                at = marked.piece.start
                yield name, reading.place_of(at + start, at + end)


def _ruling(kind: Kind) -> ProvisionKind:
    """The kind of a group that rules.

    Raises:
        ValueError: the group does not.
    """
    if kind == "stated" or kind == "not_normative":
        raise ValueError(kind)
    return kind
