"""yiju 依据: rules written beside the words they come from; every decision says on which words it stands.

`load` a place, then `decide`:

    rules = yiju.load("rules/licheng")
    decision = rules.decide("干部补助", record, on=date(2020, 6, 30))

`decide_file` decides a whole population into a file (.parquet, .csv, .jsonl or .xlsx):

    report = decide_file(rules, "干部补助", "干部.csv", "认定.xlsx", on=date(2020, 6, 30))

`pay_file` draws what such a file says is due on the accounts of a ledger:

    settlement = pay_file(rules, "干部补助", "干部.csv", "认定.xlsx", on=date(2020, 6, 30))

`compile_document` reads an official document and drafts its rules:

    compiled = compile_document("通知.docx")
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yiju.load import RecordRejected, Rules, load, load_texts

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yiju.batch.job import Job, Report
    from yiju.batch.model import When
    from yiju.drafting.model import Compiled, Confirmed
    from yiju.settlement.model import Settlement
    from yiju_grammar.finding import Finding

__all__ = ["RecordRejected", "Rules", "compile_document", "decide_file", "load", "load_texts", "pay_file"]


def compile_document(path: str | Path, *, confirmed: Confirmed | None = None) -> Compiled | Finding:
    """Compile a document's file to what it states, adds up and rules, and a draft; or the finding why it can't be read.

    Args:
        confirmed: what a person confirmed of an earlier draft (`yiju.compiling.compile.read_confirmed`).
    """
    from yiju.compiling.compile import compile_document as compile_file

    return compile_file(path, confirmed=confirmed)


def decide_file(
    rules: Rules,
    policy: str,
    records: str | Path,
    out: str | Path,
    *,
    on: date | None = None,
    period: tuple[date, date] | None = None,
    members: str | Path | None = None,
    engine: str = "",
    why: bool = False,
    workers: int = 1,
) -> Report:
    """Decide every record of a file, or of the files of a folder, into a file or folder of the same names.

    Args:
        records: .parquet, .csv, .jsonl, .json or .xlsx.
        out: .parquet, .csv, .jsonl or .xlsx; it gets its name when all is done. Records that do not fit their
            declaration are in `OUT.rejected.csv`, row, field and reason.
        on: the day; or `period`, first and last day.
        members: a file with the members of the records.
        engine: `duckdb`, `spark`, `postgres`, `python`; else the default.
        why: add the reasoning as JSON.
        workers: processes, 0 for as many as processors; more than one starts this program's main module again in
            each, which must then stand under `if __name__ == "__main__"`.
    Raises:
        yiju.batch.job.BatchRefused: it cannot be done, and nothing is left that looks finished; `findings` say why.
        KeyError: there is no such policy or engine.
        ValueError: neither or both of `on` and `period`.
    """
    from yiju.batch.asking import decide_all
    from yiju.batch.engines import DEFAULT, engine_named

    job = _job(rules, policy, records, out, when=_when(on, period), members=members)
    return decide_all(replace(job, why=why, workers=workers), engine_named(engine or DEFAULT)).report


def pay_file(
    rules: Rules,
    policy: str,
    records: str | Path,
    out: str | Path,
    *,
    on: date | None = None,
    period: tuple[date, date] | None = None,
    members: str | Path | None = None,
    ledger: str | None = None,
    group: str | None = None,
    write: bool = False,
) -> Settlement:
    """Settle what a file that `decide_file` wrote says is due: what became of each payment, and what is left of each
    account, in 分.

    Args:
        records: the records that were decided, with the same `on` or `period`, `members`.
        out: the output of `decide_file`.
        ledger: what is drawn on; else the only ledger that has money of the policy's funds.
        group: the record's field that `Item.group` is taken from; else 街道, 乡镇, …
        write: put `OUT.paid.csv`, `OUT.unpaid.csv` and `OUT.withheld.csv` beside the output.
    Raises:
        yiju.batch.job.BatchRefused: YJ831, output and records do not fit together.
        KeyError: there is no such policy or ledger.
        ValueError: several ledgers have money; no such field; neither or both of `on` and `period`.
    """
    from yiju.batch.paying import settled, write_lists
    from yiju.batch.paying_items import group_of

    job = _job(rules, policy, records, out, when=_when(on, period), members=members)
    settlement = settled((job,), ledger=ledger, group=group_of(job.record_type, group))
    if write:
        write_lists(settlement, job.out, job.lang)
    return settlement


def _when(on: date | None, period: tuple[date, date] | None) -> When:
    when = on if on is not None else period
    if when is None or (on is not None and period is not None):
        raise ValueError("either on or period is needed")
    return when


def _job(
    rules: Rules, policy: str, records: str | Path, out: str | Path, *, when: When, members: str | Path | None
) -> Job:
    from pathlib import Path

    from yiju.batch.job import Job

    return Job(rules, policy, when, Path(records), Path(out), Path(members) if members is not None else None)
