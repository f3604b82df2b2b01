"""`yiju batch POLICY RECORDS -o OUT`: every record of a population decided into a file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yiju_cli.options import Day, Decorate, Period, with_known, with_language, with_rules
from yiju_cli.place import find_rules
from yiju_cli.show import close_name, show_findings, shows_errors
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju import Rules
    from yiju.batch.after import Asked, Finished
    from yiju.batch.job import Advance, Engine, Job, Progress


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for on the command line."""

    policy: str
    records: Path
    out: Path | None
    members: Path | None
    on: date | None
    period: tuple[date, date] | None
    known: date | None
    engine: str
    dsn: str
    master: str
    why: bool
    pay: bool
    ledger: str | None
    group: str | None
    publish: Path | None
    report: Path | None
    resume: bool
    jobs: int
    print_sql: bool


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command("batch", help=_help(lang))
    @click.argument("policy")
    @click.argument("records", type=click.Path(path_type=Path))
    @click.option(
        "-o",
        "--out",
        type=click.Path(path_type=Path),
        metavar="OUT",
        help="输出的文件：.parquet .csv .jsonl .xlsx；RECORDS 是文件夹时，是文件夹或 `文件夹/*.parquet`"
        if zh
        else "the output: .parquet .csv .jsonl .xlsx; where RECORDS is a folder, a folder or `FOLDER/*.parquet`",
    )
    @with_rules(lang)
    @click.option(
        "--members",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="成员另存的文件（postgres：表），每行写明所属记录的标识；RECORDS 是文件夹时，也是文件夹"
        if zh
        else "a file (postgres: a table) with the members, each naming its record; a folder where RECORDS is one",
    )
    @click.option(
        "--on",
        type=Day(lang),
        metavar="D",
        help="认定的日期：2020-06-30、2020-06、2020年6月" if zh else "the day: 2020-06-30, 2020-06, 2020",
    )
    @click.option(
        "--period",
        type=Period(lang),
        metavar="P",
        help="认定的期间：2020、2020-01..2020-12" if zh else "the period: 2020, 2020-01..2020-12",
    )
    @with_known(lang)
    @_with_engine(lang)
    @_with_more(lang)
    @with_language(lang)
    def batch(rules: Path | None, **options: Any) -> int:
        request = Request(**options)
        _check_usage(request, lang)
        return _batch(request, find_rules(rules, lang), lang)

    return batch


def _help(lang: Lang) -> str:
    if lang == "zh":
        return (
            "按一项政策认定一批记录，写成一个文件；RECORDS 是 .parquet .csv .jsonl .json .xlsx 文件，"
            "或一个文件夹（每个文件是一部分）。输出先写在旁边，全部完成才改名。"
        )
    return (
        "Decide the records of a population into a file; RECORDS is a .parquet, .csv, .jsonl, .json or .xlsx file, "
        "or a folder of them. The output is written aside and gets its name when all is done."
    )


def _with_engine(lang: Lang) -> Decorate:
    """What computes it, and where."""
    from yiju.batch.engines import DEFAULT, ENGINES

    engines = click.Choice(tuple(ENGINES))
    say = 0 if lang == "zh" else 1
    return _with(
        _option("--engine", ("由谁计算", "what computes it")[say], type=engines, default=DEFAULT, show_default=True),
        _option("--dsn", ("数据库的连接（postgres）", "the database to connect to (postgres)")[say], "DSN", default=""),
        _option("--master", ("集群的地址（spark）", "the cluster's address (spark)")[say], "URL", default=""),
        _option(
            "--jobs",
            ("进程数；0 为处理器的个数", "processes; 0 for as many as processors")[say],
            "N",
            type=click.IntRange(min=0),
            default=0,
        ),
        _option("--print-sql", ("只打印要执行的 SQL", "only print the SQL that would be run")[say], is_flag=True),
    )


def _with_more(lang: Lang) -> Decorate:
    """What is written besides, and going on with a run."""
    file = click.Path(dir_okay=False, path_type=Path)
    say = 0 if lang == "zh" else 1
    publish = ("另写一份公示名单，隐私已遮盖", "also write the list to post, private fields masked")
    return _with(
        _option("--why", ("加一列推理过程（JSON）", "add the reasoning as JSON")[say], is_flag=True),
        _option("--pay", ("从账目里支付", "draw the payments on the ledger")[say], is_flag=True),
        _option("--ledger", ("支付用哪个账目", "the ledger to draw on")[say], "NAME"),
        _option(
            "--group", ("支付按记录的哪个字段汇总", "the record's field that payments are summed by")[say], "FIELD"
        ),
        _option("--publish", publish[say], "FILE", type=file),
        _option("--report", ("另写一页汇总", "also write a page that sums it up")[say], "FILE", type=file),
        _option(
            "--resume", ("接着做上次没有做完的各部分", "go on with the parts that were not done")[say], is_flag=True
        ),
    )


def _option(name: str, text: str, metavar: str | None = None, **rest: Any) -> Decorate:
    return click.option(name, help=text, metavar=metavar, **rest)


def _with(*options: Decorate) -> Decorate:
    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return add


def _check_usage(request: Request, lang: Lang) -> None:
    zh = lang == "zh"
    if (request.on is None) == (request.period is None):
        raise click.UsageError("请写 --on 日期 或 --period 期间，二者选一" if zh else "say either --on or --period")
    if request.out is None and not request.print_sql:
        raise click.UsageError("请用 -o 写明输出的文件" if zh else "name the output with -o")
    if not request.pay and (request.ledger is not None or request.group is not None):
        raise click.UsageError("--ledger 和 --group 要与 --pay 一起用" if zh else "--ledger and --group go with --pay")


def _batch(request: Request, place: Path, lang: Lang) -> int:
    import yiju
    from yiju.batch.job import BatchRefused

    rules = yiju.load(place, known=request.known)
    if shows_errors(rules, lang):
        return 1
    policies = tuple(rules.program.policies)
    if request.policy not in policies:
        raise click.UsageError(close_name(request.policy, policies, "政策" if lang == "zh" else "policy", lang))
    job = _job(request, rules, lang)
    if request.pay:
        _check_pay(request, job, lang)
    try:
        return _run(request, job, lang)
    except BatchRefused as refused:
        show_findings(refused.findings, {}, lang)
        return 1


def _check_pay(request: Request, job: Job, lang: Lang) -> None:
    """Which ledger, which field: said wrongly, the possible ones are listed."""
    from yiju.batch.paying_items import groups_of
    from yiju.settlement.accounts import ledgers_of

    zh = lang == "zh"
    groups = groups_of(job.record_type)
    if request.group is not None and request.group not in groups:
        raise click.UsageError(close_name(request.group, groups, "可以汇总的字段" if zh else "field to sum by", lang))
    ledgers = tuple(job.rules.program.ledgers)
    if request.ledger is not None and request.ledger not in ledgers:
        raise click.UsageError(close_name(request.ledger, ledgers, "账目" if zh else "ledger", lang))
    found = ledgers_of(job.rules.program, job.policy)
    if request.ledger is None and len(found) > 1:
        names = ("、" if zh else ", ").join(found)
        raise click.UsageError(
            f"几个账目都有这项政策的资金，请用 --ledger 写明一个：{names}"
            if zh
            else f"several ledgers have money of this policy's funds; name one with --ledger: {names}"
        )


def _job(request: Request, rules: Rules, lang: Lang) -> Job:
    from yiju.batch.job import Job

    when = request.on if request.on is not None else request.period
    assert when is not None
    return Job(
        rules,
        request.policy,
        when,
        request.records,
        request.out or Path("-.parquet"),
        request.members,
        why=request.why,
        workers=request.jobs,
        lang=lang,
        dsn=request.dsn,
        master=request.master,
    )


def _asked(request: Request) -> Asked:
    from yiju.batch.after import Asked

    return Asked(request.pay, request.publish, request.report, request.ledger, request.group)


def _run(request: Request, job: Job, lang: Lang) -> int:
    from yiju.batch.after import after
    from yiju.batch.engines import engine_named

    engine = engine_named(request.engine)
    if request.print_sql:
        click.echo(engine.statement(job))
        return 0
    finished = _decided(request, job, engine, lang)
    counts = finished.report.counts
    from yiju_cli.render.batch import MOST_SHOWN, summary_lines

    show_findings(counts.findings[:MOST_SHOWN], {}, lang)
    for line in summary_lines(finished.report, lang):
        click.echo(line, err=True)
    lines = after(finished)
    if request.pay:
        click.echo(err=True)
    for line in lines:
        click.echo(line)
    errors = any(f.severity == "error" for f in counts.findings)
    return 1 if counts.rejected or counts.by_outcome.get("error") or errors else 0


def _decided(request: Request, job: Job, engine: Engine, lang: Lang) -> Finished:
    """All decided, with a bar where someone looks on."""
    from yiju.batch.asking import decide_all
    from yiju_cli.render.batch import progress_bar

    bar: AbstractContextManager[Progress] = nullcontext(_unseen)
    if sys.stderr.isatty():
        bar = progress_bar(lang)
    with bar as progress:
        return decide_all(job, engine, progress, resume=request.resume, asked=_asked(request))


def _unseen(advance: Advance) -> None:
    """Progress where nobody looks on."""
