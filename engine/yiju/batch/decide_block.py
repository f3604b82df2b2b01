"""One block of records decided: through the door, through the interpreter, into lines.

Input: a `Block`, in whichever process. Output: `DecidedBlock`. It knows no file that is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from yiju.batch.blocks import Block, wanted_of
from yiju.batch.columns import cells_of
from yiju.batch.job import Job, Line
from yiju.batch.model import When, row_of
from yiju.decision.build import decide_on, decide_period
from yiju.decision.evaluate import Evaluator
from yiju.decision.model import Decision
from yiju.explain.json import to_json
from yiju.load import Rules
from yiju.program.values import Row
from yiju.records.raw_records import RawRecords
from yiju.records.readers import Rejected, accept
from yiju_grammar.finding import Finding


@dataclass(frozen=True, slots=True)
class DecidedBlock:
    """`lines`: of the sound records, each with its row and identifier (empty where a record has none)."""

    lines: tuple[tuple[int, str, Line], ...]
    rejected: tuple[Rejected, ...]
    findings: tuple[Finding, ...]
    done: int
    of: int


def decide_whole(rules: Rules, policy: str, row: Row, when: When) -> Decision:
    """The decision of one record by the interpreter, all of it at once: what a line is made from."""
    evaluator = Evaluator(rules.program, policy, row)
    if isinstance(when, tuple):
        return decide_period(evaluator, when, rules.sources)
    return decide_on(evaluator, when, rules.sources)


class Decider:
    """What decides the blocks of one job; made once a process."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.wanted = wanted_of(job)
        self.columns = job.columns
        self.identified = any(f.identifier for f in job.record_type.fields)

    def block(self, block: Block) -> DecidedBlock:
        """Decide a block."""
        taken = accept(RawRecords(block.records), self.wanted)
        refused = {r.row for r in taken.rejected}
        rows = (r.row for r in block.records if r.row not in refused)
        return DecidedBlock(
            tuple(
                (n, name if self.identified else "", self.line(row, n))
                for n, (name, row) in zip(rows, taken.rows, strict=True)
            ),
            _in_order((*block.broken, *taken.rejected)),
            block.findings,
            block.done,
            block.of,
        )

    def line(self, row: Row, number: int) -> Line:
        """The line of one sound record; one without an identifier is told by its number."""
        decision = decide_whole(self.job.rules, self.job.policy, row, self.job.when)
        why = why_text(decision) if self.job.why else None
        made = cells_of(row_of(decision), self.columns, why)
        return made if made[0] else (str(number), *made[1:])


def why_text(decision: Decision) -> str | None:
    """The why-tree as `yiju decide --format json` gives it, in one line; private values masked."""
    tree = to_json(decision)["why"]
    return None if tree is None else json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _in_order(rejected: Iterable[Rejected]) -> tuple[Rejected, ...]:
    return tuple(sorted(rejected, key=lambda r: r.row))
