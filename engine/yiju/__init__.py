"""yiju 依据: rules written beside the words they come from; every decision says on which words it stands.

`load` a place, then `decide`:

    rules = yiju.load("rules/licheng")
    decision = rules.decide("干部补助", record, on=date(2020, 6, 30))

`decide_file` decides a whole population into a file (.parquet, .csv, .jsonl or .xlsx):

    report = decide_file(rules, "干部补助", "干部.csv", "认定.xlsx", on=date(2020, 6, 30))

`compile_document` reads an official document and drafts its rules:

    compiled = compile_document("通知.docx")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from yiju.load import RecordRejected, Rules, load, load_texts

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from yiju.batch.job import Report
    from yiju.drafting.model import Compiled, Confirmed
    from yiju_grammar.finding import Finding

__all__ = ["RecordRejected", "Rules", "compile_document", "decide_file", "load", "load_texts"]


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
    from pathlib import Path

    from yiju.batch.asking import decide_all
    from yiju.batch.engines import DEFAULT, engine_named
    from yiju.batch.job import Job

    when = on if on is not None else period
    if when is None or (on is not None and period is not None):
        raise ValueError("either on or period is needed")
    rest = Path(members) if members is not None else None
    job = Job(rules, policy, when, Path(records), Path(out), rest, why=why, workers=workers)
    return decide_all(job, engine_named(engine or DEFAULT)).report
