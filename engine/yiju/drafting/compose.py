"""Declarations → policy files: each under its quoted words, the record with its fields, and what makes no rule.

Input: sheets' declarations, proposed fields, the account. Output: texts, with where each declaration stands in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yiju.documents.clauses import clauses
from yiju.drafting.model import Declared, DocumentReading, PolicyPart, Proposed
from yiju.drafting.quoting import quote_place, quoted_words
from yiju.drafting.who import Subject
from yiju.provisions.reasons import reason
from yiju_grammar import format_text
from yiju_grammar.lexicon import unit_by_spelling

Place = tuple[int, int]

INDENT = "    "
RECORD_FILE = "记录.policy"
STATED_FILE = "不入规则.policy"
NOWHERE_ONCE = "这句话在文件里不止一处，引文无法确定是哪一处"


@dataclass(frozen=True, slots=True)
class Placed:
    """A file's text and, for each declaration (by its place in the sheet), where it stands in the text."""

    text: str
    spans: tuple[tuple[int, int], ...]


def policy_file(reading: DocumentReading, part: PolicyPart, subject: str, declared: Sequence[Declared]) -> Placed:
    """A policy's file."""
    title = part.title.replace("“", "‘").replace("”", "’")
    pieces = [formatted(f"政策 {part.name} “{title}”\n{INDENT}依据 {part.key}\n{INDENT}对象 {subject}")]
    within = part_extent(reading, part)
    pieces += [formatted(declaration_text(reading, d, within)) for d in declared]
    spans, at = [], 0
    for index, piece in enumerate(pieces):
        if index:
            spans.append((at, at + len(piece)))
        at += len(piece) + 2
    return Placed("\n\n".join(pieces) + "\n", tuple(spans))


@lru_cache(maxsize=4096)
def formatted(text: str) -> str:
    """A declaration, or a file, in normal form, without the line break at its end."""
    return format_text(text).text.rstrip("\n")


def part_extent(reading: DocumentReading, part: PolicyPart) -> Place | None:
    """The clause in which a policy's words stand; None where they may stand anywhere."""
    return next((c.extent for c in clauses(reading.text) if part.within and c.path == part.within), None)


def declaration_text(reading: DocumentReading, declared: Declared, within: Place | None) -> str:
    """A declaration below its quotes and readings."""
    quotes, missing = _quotes(reading, declared.places, within)
    lines = [*quotes, *(f"理解 “{r}” 因 “{because}”" for r, because in declared.readings)]
    head = declared.head + (f" 假定 “{NOWHERE_ONCE}”" if missing and not quotes else "")
    body = (line for item in declared.body for line in _body_lines(reading, item, within))
    return "\n".join((*lines, head, *(f"{INDENT}{line}" for line in body)))


def _body_lines(reading: DocumentReading, item: str | Place, within: Place | None) -> list[str]:
    return [item] if isinstance(item, str) else _quotes(reading, (item,), within)[0]


def _quotes(reading: DocumentReading, places: Iterable[Place], within: Place | None) -> tuple[list[str], bool]:
    found = [quote_place(reading.text, place, within) for place in places]
    kept = [p for p in dict.fromkeys(found) if p is not None]
    kept = [p for p in kept if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in kept)]
    return [f"> {quoted_words(reading.text, p)}" for p in kept], None in found


def record_file(subjects: Sequence[tuple[Subject, Sequence[Proposed]]], measures: Iterable[str]) -> str:
    """The proposed records: each field with the words it was made from."""
    pieces = ["# 由文件里的词拟的记录：字段名、类型和取值请核对。"]
    own = sorted(m for m in measures if m not in unit_by_spelling())
    if own:
        pieces.append(f"计量 {'，'.join(own)}")
    events = dict.fromkeys(f.name for _, fields in subjects for f in fields if f.type.startswith("列表<"))
    for subject, fields in subjects:
        lines = [f"记录 {subject.record} 每{subject.counts_as}", f"{INDENT}编号 文本 标识"]
        lines += [f"{INDENT}{_field(f)}" for f in fields]
        pieces.append("\n".join(lines))
    pieces += [f"记录 {name} 每次\n{INDENT}事项 文本\n{INDENT}日期 日期\n{INDENT}次数 次" for name in events]
    return "\n\n".join(pieces) + "\n"


def merged(fields: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """Fields of one name made one: the values of an enumeration together, 可无 where any says so."""
    made: dict[str, Proposed] = {}
    for field in fields:
        before = made.get(field.name)
        if before is None:
            made[field.name] = field
            continue
        values = tuple(dict.fromkeys((*before.values, *field.values))) if not before.type else before.values
        made[field.name] = Proposed(field.name, before.type, values, before.marks or field.marks, before.words)
    return tuple(made.values())


def _field(field: Proposed) -> str:
    values = (*field.values, *(() if "其他" in field.values else ("其他",)))
    kind = field.type or f"枚举（{'，'.join(values)}）"
    return f"{field.name} {kind} {field.marks}".rstrip()


def stated_file(reading: DocumentReading, in_ledger: Sequence[Place] = ()) -> str:
    """What makes no rule: sentences that state facts or say why, with the reason, under 不入规则; those that stand in
    the ledger are left out."""
    by_reason: dict[str, list[Place]] = {}
    for item in reading.provisions.account:
        start, end = item.sentence.span
        if item.status in ("stated", "not_normative") and not any(a < end and start < b for a, b in in_ledger):
            why = reason(item.why, "zh") or (
                "陈述事实，不规定权利义务" if item.status == "stated" else "不规定权利义务"
            )
            by_reason.setdefault(why, []).append(item.sentence.span)
    for provision in reading.provisions.provisions:
        if provision.kind == "repeal":
            by_reason.setdefault("废止或者停止执行别的文件，登记在文件登记里", []).append(provision.span)
    pieces = ["# 文件里不成为规则的句子，各有理由。"]
    for why, places in by_reason.items():
        quotes, _ = _quotes(reading, places, None)
        if quotes:
            pieces.append("\n".join((f"不入规则 “{why}”", *(f"{INDENT}{q}" for q in quotes))))
    return "\n\n".join(pieces) + "\n"
