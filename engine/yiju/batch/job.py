"""A batch as it is asked for and what came of it; what an engine is.

Input and output of `yiju.batch.run`. It knows no engine, no form of file and no terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal, Protocol

from yiju.batch.columns import Cell, OutColumn, out_columns
from yiju.batch.model import Columns, When, columns_of
from yiju.load import Rules
from yiju.program.program import PolicyType, RecordType
from yiju.records.readers import Rejected
from yiju_grammar.finding import Finding, Lang

Line = tuple[Cell, ...]
"""One record as it is written: a cell for each of `Job.columns`, in their order (see `yiju.batch.columns`)."""

OUTCOMES = ("eligible", "ineligible", "undetermined", "error")
Outcome = Literal["eligible", "ineligible", "undetermined", "error"]


@dataclass(frozen=True, slots=True)
class Job:
    """The records of one file (`source`) to be decided into one file (`out`); for an engine that works inside a
    database, both name tables.

    `members`: a file of members, each naming its record. `why`: add the why-tree as JSON. `workers`: how many
    processes an engine may use, 0 for as many as there are processors. `lang`: of a workbook's words. `dsn` and
    `master` say where a database or a cluster is.
    """

    rules: Rules
    policy: str
    when: When
    source: Path
    out: Path
    members: Path | None = None
    why: bool = False
    workers: int = 0
    lang: Lang = "zh"
    dsn: str = ""
    master: str = ""

    @property
    def policy_type(self) -> PolicyType:
        """The policy."""
        return self.rules.program.policies[self.policy]

    @property
    def record_type(self) -> RecordType:
        """What each record must be."""
        return self.rules.program.records[self.policy_type.subject]

    @property
    def amounts(self) -> Columns:
        """Which 标准 and payments have columns."""
        return columns_of(self.rules.program, self.policy_type, self.when)

    @property
    def columns(self) -> tuple[OutColumn, ...]:
        """The columns of the output, in order."""
        return out_columns(self.rules.program, self.policy_type, self.amounts, why=self.why)


@dataclass(frozen=True, slots=True)
class Sum:
    """What is paid under one name: `total` in 元, of `records` records; `open`: of so many the amount is unknown."""

    total: Fraction = Fraction(0)
    records: int = 0
    open: int = 0

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.total + other.total, self.records + other.records, self.open + other.open)


@dataclass(frozen=True, slots=True)
class Counts:
    """What an engine did. `read == decided + rejected` always; `by_outcome` adds up to `decided`. `handed_over`: the
    records that an SQL engine left to the interpreter. `findings`: of the files, not of single records (those that are
    rejected are told in the file of the rejected)."""

    read: int = 0
    decided: int = 0
    rejected: int = 0
    by_outcome: Mapping[str, int] = field(default_factory=dict)
    payments: Mapping[str, Sum] = field(default_factory=dict)
    handed_over: int = 0
    findings: tuple[Finding, ...] = ()

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.read + other.read,
            self.decided + other.decided,
            self.rejected + other.rejected,
            {k: self.by_outcome.get(k, 0) + other.by_outcome.get(k, 0) for k in OUTCOMES},
            {
                k: self.payments.get(k, Sum()) + other.payments.get(k, Sum())
                for k in dict.fromkeys((*self.payments, *other.payments))
            },
            self.handed_over + other.handed_over,
            (*self.findings, *other.findings),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a run: its counts, how long it took, and the files that now stand (`rejected_files` only where
    there are any). `skipped`: parts that an earlier run had finished."""

    counts: Counts
    seconds: Fraction
    files: tuple[Path, ...]
    rejected_files: tuple[Path, ...] = ()
    skipped: int = 0

    def __add__(self, other: Report) -> Report:
        return replace(
            self,
            counts=self.counts + other.counts,
            seconds=self.seconds + other.seconds,
            files=(*self.files, *other.files),
            rejected_files=(*self.rejected_files, *other.rejected_files),
            skipped=self.skipped + other.skipped,
        )


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a run is: `read` records, and `done` of `of` in whatever the engine measures (bytes, records, 0 for
    unknown)."""

    read: int
    done: int
    of: int


Progress = Callable[[Advance], None]


class BatchRefused(Exception):
    """A run that cannot be done or went wrong by no fault of ours; nothing that looks finished is left."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f.message("zh") for f in findings))
        self.findings = findings


class Sink(Protocol):
    """Where an engine puts what it decided. It writes aside: nothing is named as asked until the run is over.

    An engine gives `lines` in the order of the input, or writes `native` by itself, whole, in the form of the suffix
    of `Job.out` with the columns of `Job.columns` (types by `yiju.batch.columns.sql_type`), and gives no lines. Rows
    of CSV that it writes follow `yiju.batch.write_csv`; a workbook is never written natively."""

    @property
    def native(self) -> Path:
        """The file aside, which does not exist yet."""
        ...

    @property
    def scratch(self) -> Path:
        """A folder beside the output for what an engine has to put down meanwhile; it goes when the run is over."""
        ...

    def lines(self, lines: Sequence[Line]) -> None:
        """Take decided records."""
        ...

    def reject(self, rejected: Sequence[Rejected]) -> None:
        """Take records that the door refused."""
        ...


class Engine(Protocol):
    """One way of deciding a population."""

    @property
    def name(self) -> str:
        """As `--engine` names it."""
        ...

    @property
    def in_database(self) -> bool:
        """Whether `Job.source` and `Job.out` are tables of its database; nothing is then written aside."""
        ...

    def decide(self, job: Job, sink: Sink, progress: Progress) -> Counts:
        """Decide every record.

        Raises:
            BatchRefused: it cannot.
        """
        ...

    def statement(self, job: Job) -> str:
        """The SQL that it runs, for `--print-sql`.

        Raises:
            BatchRefused: it runs none (YJ815).
        """
        ...
