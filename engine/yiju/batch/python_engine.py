"""The engine `python`: every record through the reference interpreter, in processes. The measure of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing

from yiju.batch.blocks import Block, blocks
from yiju.batch.decide_block import DecidedBlock
from yiju.batch.job import Advance, BatchRefused, Counts, Job, Line, Progress, Sink
from yiju.batch.processes import decided
from yiju.batch.tally import Tally
from yiju.program.program import FieldType
from yiju.records.raw_records import identifier_field
from yiju.records.readers import Rejected
from yiju.records.trouble import Trouble, shown_value, to_finding
from yiju_grammar.finding import Finding, finding


class PythonEngine:
    """See `yiju.batch.job.Engine`."""

    name = "python"
    in_database = False

    def decide(self, job: Job, sink: Sink, progress: Progress) -> Counts:
        """Decide every record; what is read is counted where it is read, what is decided where it comes back."""
        tally = Tally(job.columns)
        given = _Counted(blocks(job))
        first = Firsts(job)
        with closing(decided(job, given)) as results:
            for result in results:
                lines, rejected = first.of(result)
                sink.lines(lines)
                sink.reject(rejected)
                tally.lines(lines)
                tally.others(rejected=len(rejected), findings=result.findings)
                progress(Advance(tally.read, result.done, result.of))
        return tally.counts(read=given.read)

    def statement(self, job: Job) -> str:
        """It runs no SQL."""
        raise BatchRefused(finding("YJ815", None, engine=self.name))


class _Counted:
    """Blocks, with how many records there were in those given out."""

    def __init__(self, given: Iterator[Block]) -> None:
        self._given = given
        self.read = 0

    def __iter__(self) -> Iterator[Block]:
        for block in self._given:
            self.read += len(block.records) + len(block.broken)
            yield block


class Firsts:
    """Of the records with one identifier, the first stands; each block tells them apart within itself, this between
    blocks. Holds every identifier of the run."""

    def __init__(self, job: Job) -> None:
        self.file = job.source.name
        self.field = identifier_field(job.record_type)
        self.seen: dict[str, int] = {}

    def of(self, block: DecidedBlock) -> tuple[list[Line], list[Rejected]]:
        """The lines that stand, and the rejected, in order of their rows."""
        if self.field is None:
            return [line for _, _, line in block.lines], list(block.rejected)
        before = self.seen
        named: list[tuple[int, str]] = [(n, name) for n, name, _ in block.lines]
        again = {n: before[name] for n, name in named if name in before}
        rejected = [self._again(r, before) for r in block.rejected]
        rejected += [
            Rejected(n, name, (_twice(self.file, self.field, n, name, again[n]),)) for n, name in named if n in again
        ]
        self._note((*named, *((r.row, r.identifier) for r in block.rejected)))
        return [line for n, _, line in block.lines if n not in again], sorted(rejected, key=lambda r: r.row)

    def _again(self, rejected: Rejected, before: dict[str, int]) -> Rejected:
        if self.field is None or not rejected.identifier or rejected.identifier not in before:
            return rejected
        found = _twice(self.file, self.field, rejected.row, rejected.identifier, before[rejected.identifier])
        others = tuple(f for f in rejected.findings if (f.code, _field(f)) != (found.code, _field(found)))
        return Rejected(rejected.row, rejected.identifier, (*others, found))

    def _note(self, named: Iterable[tuple[int, str]]) -> None:
        for row, name in sorted(named):
            if name:
                self.seen.setdefault(name, row)


def _twice(file: str, field: FieldType, row: int, name: str, first: int) -> Finding:
    args = (("value", shown_value(name, masked=field.private)), ("first", str(first)))
    return to_finding(Trouble((field.name,), "YJ622", args), file=file, row=row)


def _field(found: Finding) -> str:
    return dict(found.args).get("field", "")
