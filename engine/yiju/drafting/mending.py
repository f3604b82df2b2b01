"""A draft that passes the checker: what it finds wrong is left open instead, declaration by declaration.

Input: the declarations of each policy and how to check them. Output: declarations that check, and what was given up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from yiju.drafting.model import Declared, DocumentReading, OpenPoint
from yiju.drafting.naming import phrase, short_name
from yiju.drafting.quoting import quoted_words
from yiju_grammar.finding import Finding

ROUNDS = 6
Drafts = dict[str, list[Declared]]
Located = Callable[[Finding], tuple[str, int] | None]
"""Which declaration a finding is about: the policy's file and the declaration's place in it."""
Check = Callable[[Drafts], tuple[Sequence[Finding], Located]]


def mended(
    drafts: Mapping[str, Sequence[Declared]], check: Check, reading: DocumentReading
) -> tuple[Drafts, list[tuple[str, str]]]:
    """Weaken what the checker finds wrong until it finds nothing; at last leave it out.

    Returns: the declarations by file, and `(head, code)` of those that were weakened or left out.
    """
    held: Drafts = {file: list(declared) for file, declared in drafts.items()}
    given_up: list[tuple[str, str]] = []
    for turn in range(ROUNDS):
        findings, locate = check(held)
        wrong = {place: f.code for f in findings if f.severity == "error" and (place := locate(f)) is not None}
        if not wrong:
            break
        for (file, index), code in sorted(wrong.items(), reverse=True):
            declared = held[file][index]
            given_up.append((declared.head, code))
            weaker = weakened(declared, reading) if turn < ROUNDS - 2 else None
            held[file][index : index + 1] = [weaker] if weaker is not None else []
    return held, given_up


def weakened(declared: Declared, reading: DocumentReading) -> Declared | None:
    """What stands in place of a declaration that does not check: the same left open, or 要求; None when it is 要求."""
    words = phrase(quoted_words(reading.text, declared.places[0]), 40) if declared.places else declared.name
    point = OpenPoint(f"怎样写成规则：{words}")
    name, body = declared.name, ()
    match declared.keyword:
        case "资格":
            return replace(declared, head=f"资格 {name} 当 {point.text}", body=body)
        case "标准":
            is_open = "待定 “怎样写成规则" in declared.head
            return (
                _obligation(declared, words)
                if is_open
                else replace(declared, head=f"标准 {name} = {point.text}", body=body)
            )
        case "发放" if "待定 “怎样写成规则" not in declared.head:
            return replace(declared, head=f"发放 {name} {declared.head.split()[2]} = {point.text}", body=body)
        case "除外" if "待定 “怎样写成规则" not in declared.head:
            target = declared.head.split()[3]
            return replace(declared, head=f"除外 {name} 于 {target} 当 {point.text}", body=body)
        case "资金" if "待定 “怎样写成规则" not in declared.head:
            return replace(declared, head=f"资金 {name} 当 {point.text}", body=body)
        case "要求":
            return None
        case _:
            return _obligation(declared, words)


def _obligation(declared: Declared, words: str) -> Declared:
    otherwise = declared.name or {"起始": "施行日期", "截止": "截止日期"}.get(declared.keyword, "其他要求")
    name = f"{short_name(words, 24)}一项" if declared.keyword == "资金" and words else otherwise
    return replace(declared, keyword="要求", name=name, head=f"要求 {name}", body=(), readings=())
