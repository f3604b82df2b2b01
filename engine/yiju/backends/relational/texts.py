"""Words that depend on conditions, as a mask and a small table: each mask's list of words, joined by number.

Input: words with their conditions. Output: mask nodes of at most `BITS` words each, and the SELECT of their lists.
"""

from __future__ import annotations

from collections.abc import Sequence

from yiju.backends.relational.nodes import Node, Pool

BITS = 10
"""So many words a table: 1,024 lists."""

Words = Sequence[tuple[str, Node]]


def chunks(pool: Pool, words: Words, bits: int = BITS) -> list[tuple[Node, tuple[str, ...]]]:
    """Masks in the order of the words, each with the words of its at most `bits` bits."""
    made = []
    for start in range(0, len(words), bits):
        part = words[start : start + bits]
        mask = pool.number(0)
        for bit, (_, condition) in enumerate(part):
            mask = pool.add(mask, pool.case([(condition, pool.number(1 << bit))], pool.number(0)))
        made.append((mask, tuple(text for text, _ in part)))
    return made
