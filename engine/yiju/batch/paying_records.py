"""The records of a batch read a second time, once they are known to be sound.

Input: a finished job. Output: each sound record as stored, by the name that the output tells it by. It takes no
notice of what is wrong with the others: they have been told.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.batch.blocks import blocks, wanted_of
from yiju.batch.job import Job
from yiju.program.private import identifier_index
from yiju.program.values import Row
from yiju.records.compile_door import compile_door_with
from yiju.records.door import examine


def rows_of(job: Job) -> Iterator[tuple[str, Row]]:
    """The records that pass the door, with identifier, else the number of the row. Of records with one identifier all
    are given, the first of which is that of the output, if one is.

    Raises:
        BatchRefused: the file as a whole cannot be taken any more.
    """
    wanted = wanted_of(job)
    check = compile_door_with(wanted.kind, wanted.records, lambda raw: examine(wanted.kind, wanted.records, raw))
    place = identifier_index(wanted.kind)
    for block in blocks(job):
        for record in block.records:
            row = None if record.troubles else check(record.raw)
            if isinstance(row, tuple):
                yield (str(record.row) if place is None else str(row[place])), row
