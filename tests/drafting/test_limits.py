"""A document that rules more than a person can check: the draft ends, and says where; the account goes on."""

from __future__ import annotations

from yiju.compiling.compile import compile_text
from yiju.compiling.findings import findings_of
from yiju.drafting.limits import MOST_PROVISIONS
from yiju.readers.model import DocumentText


def test_a_long_document_is_drafted_in_part() -> None:
    rows = [f"第{i}条　第{i}类人员不得享受第{i}号补贴。" for i in range(1, MOST_PROVISIONS + 21)]
    compiled = compile_text(DocumentText("\n".join(("某某补贴办法", *rows)), "text"), "办法.txt")
    found = [f for f in findings_of(compiled) if f.code == "YJ707"]
    assert len(found) == 1
    assert found[0].span is not None
    assert compiled.reading.text[found[0].span.start :].lstrip().startswith(f"第{MOST_PROVISIONS + 1}")
    assert len(compiled.reading.provisions.provisions) > MOST_PROVISIONS
    assert max(compiled.draft.policy_texts) < MOST_PROVISIONS
