"""One phrase of a condition → a test on a proposed field, by the rows of `phrases.toml`.

Input: a phrase with the facts in it. Output: a test; a phrase that no row reads becomes a yes/no field of its own
words. Knows nothing of declarations.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from yiju.documents.folding import fold_forms
from yiju.drafting.conditions import Test
from yiju.drafting.model import OpenPoint, Proposed
from yiju.drafting.naming import Names, phrase, to_name
from yiju.facts.model import Comparative, Fact

LIMITS: Mapping[Comparative, str] = {"ge": "不低于", "gt": "超过", "le": "不超过", "lt": "低于"}
COMPARED = (
    ("不低于", "ge"), ("不少于", "ge"), ("不满", "lt"), ("未满", "lt"), ("不足", "lt"), ("低于", "lt"), ("小于", "lt"),
    ("不超过", "le"), ("不高于", "le"), ("超过", "gt"), ("高于", "gt"), ("大于", "gt"), ("以外", "gt"),
    ("以上", "ge"), ("以下", "le"), ("以内", "le"), ("达到", "ge"), ("年满", "ge"), ("满", "ge"),
)  # fmt: skip
"""Words of comparison, the longer before those they contain; inclusion by 民法典 第1259条."""

ITEMS = re.compile(r"[、,，]|以及|和|及|或者|或")
OF_NOUN = re.compile(
    r"(?<=\w{3}[^中内里])的(?:家庭|个人|人员|人|户|农户|对象|学生|老年人|老人|残疾人|儿童|居民|村民|子女|群众|单位)(?:\([^)]*\))?[;。,]?$"
)
NUMBER_AT_END = re.compile(r"[\d一二两三四五六七八九十百千零〇壹贰叁肆伍陆柒捌玖拾佰仟][^每]*$")
EACH_WORDS = re.compile(r"(?:每?[人户月年天日次村均生学期亩]|每|\s)*")
EDGES = ",.;:、。；：，!?！？ \t\r\n\u3000"


@dataclass(frozen=True, slots=True)
class Words:
    """A phrase: its text, where it begins in the document, and the facts that stand in it."""

    text: str
    start: int
    facts: tuple[Fact, ...]

    def part(self, start: int, end: int) -> Words:
        """A part of the phrase (offsets in it), without the punctuation at its edges."""
        while start < end and self.text[start] in EDGES:
            start += 1
        while end > start and self.text[end - 1] in EDGES:
            end -= 1
        low, high = self.start + start, self.start + end
        inside = tuple(f for f in self.facts if low <= f.span[0] and f.span[1] <= high)
        return Words(self.text[start:end], low, inside)

    @property
    def template(self) -> str:
        """The folded text with each fact as `⟨kind⟩`."""
        pieces, at = [], 0
        for fact in self.facts:
            start, end = core_start(fact) - self.start, fact.span[1] - self.start
            if start >= at:
                pieces += [self.text[at:start], f"⟨{fact.kind}⟩"]
                at = end
        return re.sub(r"\s+", "", fold_forms("".join((*pieces, self.text[at:]))))


def core_start(fact: Fact) -> int:
    """Where a fact's own number begins, when its words also hold what it is of: `人均年收入低于` 5000元."""
    match = NUMBER_AT_END.search(fold_forms(fact.text))
    if (
        match is None
        or fact.kind not in ("rate", "money")
        or EACH_WORDS.fullmatch(fold_forms(fact.text)[: match.start()])
    ):
        return fact.span[0]
    return fact.span[0] + match.start()


@dataclass(frozen=True, slots=True)
class PhraseRow:
    """One row of `phrases.toml`."""

    name: str
    pattern: re.Pattern[str]
    field: str
    type: str
    values: tuple[str, ...]
    split: str
    test: str
    open: str
    also: Mapping[str, Any]
    example: Mapping[str, str]


@cache
def phrase_rows() -> tuple[PhraseRow, ...]:
    """The rows in order."""
    table = tomllib.loads(files("yiju.drafting").joinpath("phrases.toml").read_text("utf-8"))
    return tuple(_row(row) for row in table["phrase"])


def _row(row: Mapping[str, Any]) -> PhraseRow:
    return PhraseRow(
        row["name"],
        re.compile(row["words"]),
        row.get("field", ""),
        row.get("type", ""),
        tuple(row.get("values", ())),
        row.get("split", ""),
        row.get("test", ""),
        row.get("open", ""),
        row.get("also", {}),
        row["example"],
    )


def test_of(words: Words, names: Names, noun: str = "") -> Test:
    """The test that a phrase makes.

    Args:
        noun: what an amount without a noun of its own is an amount of.
    """
    template = words.template
    for row in phrase_rows():
        match = row.pattern.fullmatch(template)
        made = _test(row, match, words, names, noun) if match else None
        if made is not None:
            return made
    return truth_of(words.text, names)


def truth_of(words: str, names: Names) -> Test:
    """A yes/no field named by the words themselves; the noun they qualify is left out of its name."""
    noun = OF_NOUN.search(fold_forms(words))
    field = names.called(to_name(words[: noun.start()] if noun else words) or "符合所述情形")
    return Test(field, (Proposed(field, "是否", words=phrase(words)),))


def compared(fact: Fact, words: Words) -> str | None:
    """The comparison a fact makes, as the language writes it; None where nothing says which."""
    how = fact.comparative or said_of(fact, words)
    limit = literal(fact)
    if how is None or limit is None:
        return None
    word = "不满" if fact.kind == "age" and how == "lt" else LIMITS[how]
    return f"{word} {limit}"


def literal(fact: Fact) -> str | None:
    """A fact as a literal of the language; None for one that has none."""
    match fact.kind:
        case "age":
            return f"{fact.value}岁"
        case "percentage":
            return f"{plain(fact.number * 100)}%"
        case "money" | "rate":
            return f"{fact.value}{fact.unit or '元'}"
        case "points":
            return f"{fact.value}分"
        case _:
            return None


def plain(number: Any) -> str:
    """An exact number as a plain decimal."""
    scaled, places = number, 0
    while scaled.denominator != 1 and places < 12:
        scaled, places = scaled * 10, places + 1
    digits = str(abs(int(scaled))).rjust(places + 1, "0")
    whole = digits[:-places] + "." + digits[-places:] if places else digits
    return ("-" if number < 0 else "") + whole


def said_of(fact: Fact, words: Words) -> Comparative | None:
    """What the words right before or behind a fact say of it."""
    before = fold_forms(words.text[: core_start(fact) - words.start])[-4:]
    behind = fold_forms(words.text[fact.span[1] - words.start :])[:3]
    for word, how in COMPARED:
        if before.endswith(word) or behind.startswith(word):
            return how  # type: ignore[return-value]  # the table's second column
    return None


def _test(row: PhraseRow, match: re.Match[str], words: Words, names: Names, noun: str) -> Test | None:
    said = {k: v or "" for k, v in match.groupdict().items()}
    if row.open:
        return _open(row, said)
    filled = _limits(row, words) if "{limit}" in row.test or "{low}" in row.test else {}
    if filled is None:
        return None
    field = names.called(to_name(row.field.format(**{**said, "noun": said.get("noun") or noun, "unit": ""})))
    if not field:
        return None
    values = _values(row, said, names)
    said |= {row.split: "，".join(values)} if row.split else {k: names.called(to_name(v)) for k, v in said.items()}
    kind = row.type.format(unit=filled.pop("unit", "")) if row.type else ""
    proposed = [Proposed(field, kind, values, words=phrase(words.text))]
    if row.also:
        also = tuple(names.called(to_name(v.format(**said))) for v in row.also["values"])
        proposed.append(Proposed(names.called(row.also["field"]), "", also, words=phrase(words.text)))
    text = row.test.format(**{**said, "field": field, **filled})
    return Test(text.replace("岗位 是", f"{names.called('岗位')} 是") if row.also else text, tuple(proposed))


def _open(row: PhraseRow, said: Mapping[str, str]) -> Test:
    point = OpenPoint(row.open.format(**said))
    return Test(point.text, (), (point,))


def _values(row: PhraseRow, said: Mapping[str, str], names: Names) -> tuple[str, ...]:
    if row.split:
        given = [v for v in ITEMS.split(said[row.split]) if v]
        return tuple(dict.fromkeys(names.called(to_name(v)) for v in given if to_name(v)))
    return tuple(names.called(to_name(v.format(**said))) for v in row.values)


def _limits(row: PhraseRow, words: Words) -> dict[str, str] | None:
    """The comparatives of the facts in the phrase, and their common unit; None where they do not say enough."""
    facts: Sequence[Fact] = [f for f in words.facts if f.kind in ("age", "money", "rate", "percentage")]
    if "{limit}" in row.test:
        limit = compared(facts[0], words) if facts else None
        return None if limit is None else {"limit": limit, "unit": _type(facts[0])}
    if len(facts) != 2:
        return None
    if facts[0].kind == "age":
        ends = [literal(f) or "" for f in facts]
        return {"low": ends[0], "high": ends[1]}
    low, high = (compared(f, words) for f in facts)
    same = _type(facts[0]) == _type(facts[1])
    return {"low": low, "high": high, "unit": _type(facts[0])} if low and high and same else None


def _type(fact: Fact) -> str:
    return "比例" if fact.kind == "percentage" else fact.unit or "元"
