"""How much of a document one draft takes in: as much as a person can check, and a machine in a moment.

Input: a document's reading. Output: the reading up to where drafting ends. Facts, sums and the account of the whole
document are not concerned.
"""

from __future__ import annotations

from dataclasses import replace

from yiju.drafting.model import DocumentReading
from yiju.provisions.model import Provisions

MOST_PROVISIONS = 200
MOST_SENTENCES = 600


def drafted_until(reading: DocumentReading) -> int | None:
    """Where drafting ends (YJ707); None where all of the document is drafted."""
    provisions, account = reading.provisions.provisions, reading.provisions.account
    ends = []
    if len(provisions) > MOST_PROVISIONS:
        ends.append(provisions[MOST_PROVISIONS].span[0])
    if len(account) > MOST_SENTENCES:
        ends.append(account[MOST_SENTENCES].sentence.span[0])
    return min(ends, default=None)


def within_limits(reading: DocumentReading) -> DocumentReading:
    """The reading as far as it is drafted; provisions keep their indexes."""
    end = drafted_until(reading)
    if end is None:
        return reading
    provisions = reading.provisions.provisions
    kept = next((i for i, p in enumerate(provisions) if p.span[0] >= end), len(provisions))
    account = tuple(a for a in reading.provisions.account if a.sentence.span[0] < end)
    sums = tuple(s for s in reading.sums if all(a.span is None or a.span[0] < end for a in (s.total, *s.parts)))
    tree = tuple(c for c in reading.clauses if c.span[0] < end)
    return replace(reading, clauses=tree, provisions=Provisions(provisions[:kept], account), sums=sums)
