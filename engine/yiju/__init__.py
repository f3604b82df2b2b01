"""yiju 依据: rules written beside the words they come from; every decision says on which words it stands.

`load` a place, then `decide`:

    rules = yiju.load("rules/licheng")
    decision = rules.decide("干部补助", record, on=date(2020, 6, 30))
"""

from yiju.load import RecordRejected, Rules, load, load_texts

__all__ = ["RecordRejected", "Rules", "load", "load_texts"]
