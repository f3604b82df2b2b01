"""The population policy by hand in Polars, Parquet to Parquet: `python -m bench.population_polars IN OUT [--members]`.

Lazy, run by the streaming engine into the file. Money is whole 分 in 64 bits, tenths of a 分 where 60% needs them;
null is unknown, and `&`, `|` are Kleene's. Reasons and citations come from a small frame of all combinations,
joined by a code.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

import polars as pl
from bench.population_answers import CARE, DUE, LINES, said
from bench.population_command import asked

MONEY = pl.Decimal(18, 2)
SEVERE = ("一级", "二级")
PAYMENT: dict[str, pl.DataType | type[pl.DataType]] = {
    "name": pl.String,
    "due": pl.String,
    "recipient": pl.String,
    "value": MONEY,
    "if_eligible": MONEY,
}
NO_PAYMENTS = pl.List(pl.Struct(PAYMENT))
URBAN = pl.col("城乡") == "城市"


def cents(column: str | pl.Expr) -> pl.Expr:
    """Money as whole 分."""
    expr = pl.col(column) if isinstance(column, str) else column
    return expr.to_physical().cast(pl.Int64)


def money(expr: pl.Expr) -> pl.Expr:
    """Whole 分 as money."""
    return expr.cast(pl.Int128).reinterpret(dtype=MONEY)


def care(level: str) -> pl.Expr:
    """残疾标准 in 元."""
    first = pl.when(URBAN).then(CARE["一级", "城市"]).otherwise(CARE["一级", "农村"])
    second = pl.when(URBAN).then(CARE["二级", "城市"]).otherwise(CARE["二级", "农村"])
    return pl.when(pl.col(level) == "一级").then(first).when(pl.col(level) == "二级").then(second).otherwise(0)


def flat(source: Path) -> pl.LazyFrame:
    """What the rules need of the households, members counted by the household."""
    return pl.scan_parquet(source).with_columns(
        wages=cents("工资收入"),
        severe=pl.col("最重等级").is_in(SEVERE).fill_null(False),
        care=care("最重等级") * pl.col("残疾人数"),
        kids=pl.when("单亲").then(150).otherwise(100) * pl.col("儿童数"),
        asked_kids=True,
        unsaid=pl.when(pl.col("工资收入").is_null())
        .then(pl.lit(["工资收入"]))
        .otherwise(pl.lit([], pl.List(pl.String))),
    )


def with_members(source: Path) -> pl.LazyFrame:
    """The same out of the members."""
    part = pl.element().struct.field
    level, born = part("残疾等级"), part("出生日期")
    wages = pl.col("成员").list.eval(part("工资收入"))
    return (
        pl.scan_parquet(source)
        .with_columns(
            人口=pl.col("成员").list.len().cast(pl.Int32),
            pay=wages.list.eval(cents(pl.element())),
            disabled=pl.col("成员").list.eval(pl.element().filter(level.is_in(SEVERE))),
            young=pl.col("成员").list.eval(pl.element().filter(born > pl.date(2002, 11, 30))),
        )
        .with_columns(
            open=pl.col("pay").list.eval(pl.element().is_null()).list.any(),
            first=pl.col("disabled").list.eval(level == "一级").list.sum(),
        )
        .with_columns(
            wages=pl.when("open").then(None).otherwise(pl.col("pay").list.sum()),
            severe=pl.col("disabled").list.len() > 0,
            care=pl.col("first") * pl.when(URBAN).then(280).otherwise(240)
            + (pl.col("disabled").list.len().cast(pl.Int32) - pl.col("first"))
            * pl.when(URBAN).then(200).otherwise(160),
            kids=pl.when("单亲").then(150).otherwise(100) * pl.col("young").list.len().cast(pl.Int32),
            asked_kids=pl.col("young").list.len() > 0,
            unsaid=pl.when("open").then(
                pl.col("pay").list.eval(
                    pl.format("成员[{}].工资收入", pl.int_range(1, pl.len() + 1)).filter(pl.element().is_null())
                )
            ).otherwise(pl.lit([], pl.List(pl.String))),
        )
    )  # fmt: skip


def decided(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Conditions, outcome and amounts."""
    c = pl.col
    income = (c("wages") + cents("经营收入") + cents("赡养收入")) * 10 - cents("医疗支出") * 6
    line = pl.when(URBAN).then(LINES["城市"]).otherwise(LINES["农村"])
    cited_open = c("residence").is_null() + 2 * c("income").is_null() + 4 * c("wealth").is_null() + 32 * c("受灾") + 512
    granted = 256 + 32 * c("relieved").fill_null(False) + 64 * c("severe")
    failed = (
        (~c("residence").fill_null(True)) + 2 * ~c("income").fill_null(True) + 4 * ~c("wealth").fill_null(True)
        + 8 * c("高消费") + 16 * ~c("works") + 32 * (~c("car") & ~c("saves").fill_null(True)) + 64 * c("car")
    )  # fmt: skip
    return (
        rows.with_columns(net=income, need=(line * c("人口")).cast(pl.Int64))
        .with_columns(
            residence=c("户籍本地") | (c("居住月数") >= 12),
            relieved=c("受灾") & (c("net") < c("need") * 1200),
            below=c("net") < c("need") * 1000,
            saves=cents("存款") <= c("need") * 2400,
            car=(c("机动车数") >= 1) & ~((c("机动车数") == 1) & c("车辆用途").eq_missing(pl.lit("残疾代步"))),
            works=(c("拒绝次数") < 3) | c("severe"),
        )
        .with_columns(income=c("below") | c("relieved"), wealth=~c("car") & c("saves") & (c("房产数") <= 1))
        .with_columns(
            outcome=c("residence") & c("income") & c("wealth") & ~c("高消费") & c("works"),
            short=(c("need") * 1000 - c("net")).clip(0),
        )
        .with_columns(gap=(c("short") * 2 + c("人口") * 10) // (c("人口") * 20))
        .with_columns(
            code=pl.when(c("outcome")).then(granted).when(c("outcome").is_null()).then(cited_open).otherwise(failed)
            + pl.when(c("outcome").fill_null(True) & c("asked_kids")).then(128).otherwise(0),
            relief=c("gap") * c("人口"),
            prices=pl.min_horizontal("人口", 5) * 20,
        )
    )


def line_of(rows: pl.LazyFrame, name: str, yuan: pl.Expr, *, order: int, to: str | None = None) -> pl.LazyFrame:
    """A payment of every household (or member) in `rows`, those that come to nothing left out; `yuan` is in 分."""
    exact = money(pl.col("分"))
    return (
        rows.select("户编号", "outcome", 分=yuan, to=pl.lit(None, pl.String) if to is None else pl.col(to))
        .filter((pl.col("分") != 0).fill_null(True))
        .select(
            record="户编号",
            order=pl.lit(order, pl.Int8),
            paid=pl.struct(
                name=pl.lit(name),
                due=pl.lit(DUE),
                recipient="to",
                value=pl.when("outcome").then(exact),
                if_eligible=pl.when(pl.col("outcome").is_null()).then(exact),
            ),
        )
    )


def payments(rows: pl.LazyFrame, *, members: bool) -> pl.LazyFrame:
    """The payments of each household that is not refused, as a list: a frame of lines, gathered. Lists of structs built
    from columns (`concat_list`) cost forty times as much."""
    c = pl.col
    due = rows.filter(c("outcome").fill_null(True))
    lines = [line_of(due, "保障金", c("relief"), order=0)]
    if members:
        cared = (
            due.select("户编号", "outcome", "城乡", "disabled")
            .explode("disabled", empty_as_null=False)
            .unnest("disabled")
        )
        raised = due.select("户编号", "outcome", "单亲", "young").explode("young", empty_as_null=False).unnest("young")
        each = pl.when("单亲").then(150).otherwise(100)
        lines += [
            line_of(cared, "残疾补贴", care("残疾等级") * 100, order=1, to="证件号"),
            line_of(raised, "儿童补贴", each * 100, order=2, to="证件号"),
        ]
    else:
        lines += [
            line_of(due, "残疾补贴", c("care") * 100, order=1),
            line_of(due, "儿童补贴", c("kids") * 100, order=2),
        ]
    lines.append(line_of(due, "物价补贴", c("prices") * 100, order=3))
    return (
        pl.concat(lines, how="vertical_relaxed")
        .group_by("record")
        .agg(payments=c("paid").sort_by("order", maintain_order=True))
    )


def answers(rows: pl.LazyFrame, *, members: bool) -> pl.LazyFrame:
    """The columns that are written."""
    c = pl.col
    none = pl.lit([], pl.List(pl.String))

    def total(amount: pl.Expr) -> pl.Expr:
        unsure = pl.when((amount != 0).fill_null(True)).then(None).otherwise(0)
        return money(pl.when("outcome").then(amount).when(c("outcome").is_null()).then(unsure).otherwise(0))

    codes = range(768)
    words = pl.DataFrame(
        {
            "code": codes,
            "reasons": [said(n, members=members)[0] for n in codes],
            "citations": [said(n, members=members)[1] for n in codes],
        },
        {"code": pl.Int32, "reasons": pl.List(pl.String), "citations": pl.List(pl.String)},
    )
    missing = pl.concat_list(
        pl.when(c("residence").is_null()).then(pl.lit(["居住月数"])).otherwise(none),
        pl.when(c("wealth").is_null()).then(pl.lit(["存款"])).otherwise(none),
        c("unsaid"),
    )
    paid = payments(rows, members=members)
    rows = rows.with_columns(c("code").cast(pl.Int32)).join(words.lazy(), on="code", how="left")
    return rows.join(paid, left_on="户编号", right_on="record", how="left").select(
        record="户编号",
        outcome=pl.when("outcome").then(pl.lit("eligible")).when(c("outcome").is_null()).then(pl.lit("undetermined"))
        .otherwise(pl.lit("ineligible")),
        人均补差=money(c("gap")),
        救助档=pl.when(c("gap") >= 40000).then(pl.lit("一档")).when(c("gap") < 40000).then(pl.lit("二档")),
        保障金=total(c("relief")),
        残疾补贴=total(c("care") * 100),
        儿童补贴=total(c("kids") * 100),
        物价补贴=total(c("prices") * 100),
        payments=pl.when(c("payments").is_null()).then(pl.lit([], NO_PAYMENTS)).otherwise("payments"),
        reasons="reasons",
        citations="citations",
        missing=pl.when(c("outcome").is_null()).then(missing).otherwise(none),
        grade=pl.lit("verbatim"),
        error=pl.lit(None, pl.String),
    )  # fmt: skip


def run(source: Path, out: Path, *, members: bool) -> float:
    """Decide all; seconds of the query."""
    start = perf_counter()
    rows = with_members(source) if members else flat(source)
    answers(decided(rows), members=members).sink_parquet(out)
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(asked(run, __doc__))
