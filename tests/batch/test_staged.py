"""A row of the typed table is the record that the door took."""

from __future__ import annotations

from random import Random

import pytest
from generators.raw_records import Raw
from generators.sound_rules import POLICIES, sound

from yiju.batch.staged import stored, typed_values
from yiju.records.door import check_record


@pytest.mark.parametrize("policy", POLICIES)
def test_a_row_comes_back_as_it_was(policy: str) -> None:
    rules = sound(0)
    assert rules is not None
    records = rules.program.records
    kind = records[rules.program.policies[policy].subject]
    raw = Raw(rules.program, Random(0))
    for _ in range(50):
        row = check_record(kind, records, raw.record(policy))
        values = typed_values(kind, records, row)
        assert stored(kind, records, values) == row
        # a database's own columns say 无 by NULL alone
        flags = {f"{f.name} 无": False for f in kind.fields if f.type.optional}
        assert stored(kind, records, {**values, **flags}) == row
