"""Automatic numbering of Word documents: which number stands before which paragraph.

Input: `numbering.xml` and the styles. Output: the label of each numbered paragraph, asked for in the order of the
document. Source: ECMA-376 part 1, 17.9. Bullets are no ordinals and give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from yiju.readers.docx_names import integer, is_on, value
from yiju.readers.docx_styles import Numbered, Styles
from yiju.readers.number_forms import is_known, number_text
from yiju.readers.xml_parts import child, children

PLACEHOLDER = re.compile(r"%([1-9])")
WIDE_END = re.compile("[\u3000-\u303f\uff00-\uffef]$")
LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart_after`: the outermost level (from 1) after which it starts again; 0: never, None:
    after any level above it. `style`: the style that carries it."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    text: str = ""
    suffix: str = "tab"
    restart_after: int | None = None
    is_legal: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list: its levels, the list whose count it goes on with, and the starts it sets anew when it is first used."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Counters:
    """The counts of all lists while a document is gone through."""

    lists: Mapping[str, NumberedList]
    unknown_forms: set[str] = field(default_factory=set)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, numbered: Numbered) -> str:
        """The number of the next paragraph, with the space after it; empty where it has none."""
        found = self.lists.get(numbered.list_id)
        if found is None:
            return ""
        at = self._level(found, numbered)
        level = found.levels.get(at)
        if level is None:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(found, numbered.list_id, at, counts)
        text = PLACEHOLDER.sub(lambda m: self._number(found, level, int(m[1]) - 1, counts), level.text)
        return "" if level.form == "bullet" else text + _after(text, level.suffix)

    def _level(self, found: NumberedList, numbered: Numbered) -> int:
        """The level named, else the one that the paragraph's style carries, else the outermost."""
        if numbered.level is not None:
            return numbered.level
        return next((at for at, level in found.levels.items() if level.style and level.style in numbered.styles), 0)

    def _count(self, found: NumberedList, list_id: str, at: int, counts: dict[int, int]) -> None:
        first = found.starts.get(at, found.levels[at].start)
        is_new = (list_id, at) not in self._started and at in found.starts
        self._started.add((list_id, at))
        counts[at] = first if is_new or at not in counts else counts[at] + 1
        for lower in [key for key in counts if key > at]:
            after = found.levels[lower].restart_after if lower in found.levels else None
            if after is None or at < after:
                del counts[lower]

    def _number(self, found: NumberedList, own: Level, at: int, counts: Mapping[int, int]) -> str:
        level = found.levels.get(at, Level())
        number = counts.get(at, found.starts.get(at, level.start))
        if not is_known(level.form):
            self.unknown_forms.add(level.form)
        return number_text(number, "decimal" if own.is_legal else level.form, level.pattern)


def read_numbering(root: Element | None, styles: Styles) -> Mapping[str, NumberedList]:
    """The lists of a document by their ids."""
    if root is None:
        return {}
    abstracts = {a.get("w:abstractNumId", ""): a for a in children(root, "w:abstractNum")}
    nums = {n.get("w:numId", ""): n for n in children(root, "w:num")}
    return {key: _list(num, abstracts, nums, styles) for key, num in nums.items()}


def _list(num: Element, abstracts: Mapping[str, Element], nums: Mapping[str, Element], styles: Styles) -> NumberedList:
    key = _abstract(value(child(num, "w:abstractNumId")), abstracts, nums, styles)
    levels = {at: _level(level) for at, level in _levels(abstracts.get(key))}
    starts: dict[int, int] = {}
    for override in children(num, "w:lvlOverride"):
        at = integer(override.get("w:ilvl", ""), LEVELS)
        level, start = child(override, "w:lvl"), child(override, "w:startOverride")
        if level is not None and 0 <= at < LEVELS:
            levels[at] = _level(level)
        if start is not None:
            starts[at] = integer(value(start), 1)
    return NumberedList(key, levels, starts)


def _abstract(key: str, abstracts: Mapping[str, Element], nums: Mapping[str, Element], styles: Styles) -> str:
    """Follow a list that only names a list style to the list that defines it."""
    for _ in range(LEVELS):
        found = abstracts.get(key)
        link = child(found, "w:numStyleLink")
        linked = styles.own_list(value(link)) if link is not None else ""
        if linked not in nums:
            return key
        key = value(child(nums[linked], "w:abstractNumId"))
    return key


def _levels(abstract: Element | None) -> list[tuple[int, Element]]:
    found = ((integer(level.get("w:ilvl", ""), LEVELS), level) for level in children(abstract, "w:lvl"))
    return [(at, level) for at, level in found if 0 <= at < LEVELS]


def _level(element: Element) -> Level:
    form = child(element, "w:numFmt")
    if form is None:  # a newer form, with an older one beside it for older programs
        form = child(element, "mc:AlternateContent", "mc:Choice", "w:numFmt")
    restart = child(element, "w:lvlRestart")
    return Level(
        start=integer(value(child(element, "w:start")), 0),
        form=value(form, "decimal"),
        pattern="" if form is None else form.get("w:format", ""),
        text=value(child(element, "w:lvlText")),
        suffix=value(child(element, "w:suff"), "tab"),
        restart_after=None if restart is None else integer(value(restart), LEVELS),
        is_legal=is_on(element, "w:isLgl"),
        style=value(child(element, "w:pStyle")),
    )


def _after(label: str, suffix: str) -> str:
    """The space between a number and its words; a wide mark brings its own."""
    return "" if suffix == "nothing" or not label or (suffix == "tab" and WIDE_END.search(label)) else " "
