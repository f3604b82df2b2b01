"""What a person may confirm of a draft, as TOML to fill in; and what of a confirmation the draft has no use for.

Input: a draft. Output: the text of a confirmation file; findings (YJ713).
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from yiju.drafting.model import Confirmed, Draft
from yiju_grammar.finding import Finding, finding

NAMED = ("资格", "标准", "发放", "参数", "表", "积分", "定义", "资金")
HEAD = """\
# 草案里要由人确认的事。改好以后：yiju compile 文件 -o 文件夹 --confirm 本文件
# [names]：左边是草案拟的名字，右边写应当叫什么。
# [answers]：左边是待定的问题；去掉行首的 #，右边写选定的理解，或者规则语言里的一个式子。
# declarations：要补进来的规则（例如一张系数表），写在三个单引号之间。
"""


def confirmations_toml(draft: Draft) -> str:
    """A file to fill in: every proposed name as it is, every open question with its readings."""
    lines = [HEAD, "[names]"]
    for name in proposed_names(draft):
        lines.append(f"{_text(name)} = {_text(name)}")
    lines += ["", "[answers]"]
    for point in draft.open_points:
        lines += [f"# 可能的理解：{'；'.join(point.readings)}"] if point.readings else []
        lines.append(f"# {_text(point.question)} = {_text(point.readings[0] if point.readings else '')}")
    return "\n".join(lines) + "\n"


def proposed_names(draft: Draft) -> tuple[str, ...]:
    """Policies, what they declare, records, fields and values, each once."""
    names = [n for p in draft.policies for n in (p.part.label, *(d.name for d in p.declared if d.keyword in NAMED))]
    for record, fields in draft.fields.items():
        names += [record, *(f.name for f in fields), *(v for f in fields for v in f.values)]
    return tuple(dict.fromkeys(names))


def unused(confirmed: Confirmed, proposed: tuple[str, ...], questions: tuple[str, ...], file: str) -> Iterator[Finding]:
    """YJ713 for each confirmed name or question that the draft did not propose.

    Args:
        proposed: the names, and `questions` the open questions, of the draft without the confirmation.
    """
    for name in confirmed.names:
        if name not in proposed:
            yield finding("YJ713", None, where=file, name=name, close=_close(name, proposed))
    for question in confirmed.answers:
        if question not in questions:
            yield finding("YJ713", None, where=file, name=question, close=_close(question, questions))


def _close(name: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(name, known, 1, 0.6)), "")


def _text(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
