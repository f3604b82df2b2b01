"""The population policy by hand in NumPy, flat, Parquet to Parquet: `python -m bench.population_numpy IN OUT`.

A block of rows at a time: numbers as int64 (money in 分, tenths of one where 60% needs them), truth as two masks, known
true and known false; text is only ever taken from small arrays by code. PyArrow reads, writes and lays out the lists.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.population_answers import CARE, DUE, LINES, NOT_MET, PAYMENTS, said
from bench.population_command import asked

ROWS = 1 << 17
"""Rows in a block."""

OUTCOMES = pa.array(["ineligible", "eligible", "undetermined"])
TIERS = pa.array(["二档", "一档"])
LACKING = ("居住月数", "存款", "工资收入")
READ = (
    "户编号", "城乡", "户籍本地", "居住月数", "人口", "工资收入", "经营收入", "赡养收入", "医疗支出", "存款",
    "房产数", "机动车数", "车辆用途", "高消费", "拒绝次数", "最重等级", "残疾人数", "儿童数", "单亲", "受灾",
)  # fmt: skip
MONEY = pa.decimal128(18, 2)


def cents(column: Any) -> Any:
    """A column of money as 分; what stands under a null is of no account."""
    words = np.frombuffer(column.buffers()[1], np.int64).reshape(-1, 2)
    return words[column.offset : column.offset + len(column), 0]


def money(values: Any, known: Any = None) -> Any:
    """分 as a column of money."""
    words = np.empty((len(values), 2), np.int64)
    words[:, 0], words[:, 1] = values, values >> 63
    bits = None if known is None else pa.py_buffer(np.packbits(known, bitorder="little"))
    return pa.Array.from_buffers(MONEY, len(values), [bits, pa.py_buffer(words)])


def numbers(column: Any) -> Any:
    """Integers or truths without nulls (nulls as zero)."""
    return (column.fill_null(0) if column.null_count else column).to_numpy(zero_copy_only=False)


def is_(column: Any, *values: str) -> Any:
    """Where a text is one of some; null is none."""
    return numbers(pc.is_in(column, pa.array(values)).cast(pa.uint8())).astype(bool)


def known(column: Any) -> Any:
    """Where a value is given."""
    return column.is_valid().to_numpy(zero_copy_only=False)


class Words:
    """The lists of every code, from which rows take theirs."""

    def __init__(self) -> None:
        made = [said(code, members=False) for code in range(768)]
        self.reasons, self.citations = (pa.array([m[i] for m in made], pa.list_(pa.string())) for i in (0, 1))
        lists = [[name for i, name in enumerate(LACKING) if code >> i & 1] for code in range(8)]
        self.missing = pa.array(lists, pa.list_(pa.string()))


def conditions(read: dict[str, Any]) -> dict[str, Any]:
    """Conditions as pairs of masks (true, false), and the numbers they stand on."""
    heads = numbers(read["人口"]).astype(np.int64)
    urban = is_(read["城乡"], "城市")
    need = np.where(urban, LINES["城市"], LINES["农村"]) * heads
    earned, saved, stayed = (known(read[name]) for name in ("工资收入", "存款", "居住月数"))
    net = (cents(read["工资收入"]) + cents(read["经营收入"]) + cents(read["赡养收入"])) * 10 - cents(
        read["医疗支出"]
    ) * 6
    hit, cars = numbers(read["受灾"]).astype(bool), numbers(read["机动车数"])
    relieved = hit & earned & (net < need * 1200)
    below = earned & (net < need * 1000) | relieved
    local, long = numbers(read["户籍本地"]).astype(bool), numbers(read["居住月数"]) >= 12
    few = cents(read["存款"]) <= need * 2400
    car = (cars >= 1) & ~((cars == 1) & is_(read["车辆用途"], "残疾代步"))
    housed = numbers(read["房产数"]) <= 1
    severe = is_(read["最重等级"], "一级", "二级")
    return {
        "heads": heads, "urban": urban, "need": need, "net": net, "earned": earned, "relieved": relieved, "hit": hit,
        "severe": severe, "car": car, "over": ~car & saved & ~few,
        "residence": (local | stayed & long, ~local & stayed & ~long),
        "income": (below, earned & ~below),
        "wealth": (~car & saved & few & housed, car | ~housed | saved & ~few),
        "luxury": numbers(read["高消费"]).astype(bool),
        "works": (numbers(read["拒绝次数"]) < 3) | severe,
    }  # fmt: skip


def coded(c: dict[str, Any]) -> tuple[Any, Any]:
    """The outcome (0 no, 1 yes, 2 open) and the code of what is said of it."""
    names = ("residence", "income", "wealth")
    yes = c["residence"][0] & c["income"][0] & c["wealth"][0] & ~c["luxury"] & c["works"]
    no = c["residence"][1] | c["income"][1] | c["wealth"][1] | c["luxury"] | ~c["works"]
    outcome = np.where(yes, 1, np.where(no, 0, 2))
    failed = sum(c[name][1].astype(np.int16) << i for i, name in enumerate(names))
    failed = failed + 8 * c["luxury"] + 16 * ~c["works"] + 32 * c["over"] + 64 * c["car"]
    unsure = sum((~(c[name][0] | c[name][1])).astype(np.int16) << i for i, name in enumerate(names))
    granted = 256 + 32 * c["relieved"] + 64 * c["severe"] + 128
    return outcome, np.where(yes, granted, np.where(no, failed, 512 + unsure + 32 * c["hit"] + 128))


def lines(outcome: Any, amounts: Any, sure: Any) -> Any:
    """The payments as lists: the amounts that are due and not zero, row by row."""
    kept = ((amounts != 0) | ~sure) & (outcome != NOT_MET)[:, None]
    offsets = np.zeros(len(outcome) + 1, np.int32)
    np.cumsum(kept.sum(axis=1), out=offsets[1:])
    places = np.flatnonzero(kept)
    rows, which = places >> 2, places & 3
    values, certain, settled = amounts.ravel()[places], sure.ravel()[places], outcome[rows] == 1
    parts = {
        "name": pa.array(PAYMENTS).take(pa.array(which)),
        "due": pa.array([DUE]).take(pa.array(np.zeros(len(places), np.int8))),
        "recipient": pa.nulls(len(places), pa.string()),
        "value": money(values, certain & settled),
        "if_eligible": money(values, certain & ~settled),
    }
    made = pa.StructArray.from_arrays(list(parts.values()), names=list(parts))
    return pa.ListArray.from_arrays(pa.array(offsets), made)


def decide(batch: Any, words: Words) -> Any:
    """The answers of a block."""
    read = {name: batch.column(name) for name in READ}
    c = conditions(read)
    outcome, code = coded(c)
    heads, earned, urban = c["heads"], c["earned"], c["urban"]
    short = np.maximum(c["need"] * 1000 - c["net"], 0)
    gap = (short * 2 + heads * 10) // (heads * 20)
    first, second = (np.where(urban, CARE[level, "城市"], CARE[level, "农村"]) for level in ("一级", "二级"))
    each = np.where(is_(read["最重等级"], "一级"), first, np.where(is_(read["最重等级"], "二级"), second, 0))
    per_child = np.where(numbers(read["单亲"]), 150, 100)
    amounts = np.stack(
        (gap * heads, each * numbers(read["残疾人数"]) * 100, per_child * numbers(read["儿童数"]) * 100,
         np.minimum(heads, 5) * 2000), axis=1,
    )  # fmt: skip
    sure = np.ones_like(amounts, bool)
    sure[:, 0] = earned
    totals = np.where((outcome == 1)[:, None], amounts, 0)
    settled = (outcome != 2)[:, None] | (sure & (amounts == 0))
    opened = (outcome == 2) * sum(
        (~(c[name][0] | c[name][1])).astype(np.int8) << i for i, name in enumerate(("residence", "wealth", "income"))
    )
    return pa.record_batch(
        {
            "record": read["户编号"],
            "outcome": OUTCOMES.take(pa.array(outcome)),
            "人均补差": money(gap, earned),
            "救助档": TIERS.take(pa.array((gap >= 40000).astype(np.int8), mask=~earned)),
            **{name: money(totals[:, i], settled[:, i]) for i, name in enumerate(PAYMENTS)},
            "payments": lines(outcome, amounts, sure),
            "reasons": words.reasons.take(pa.array(code)),
            "citations": words.citations.take(pa.array(code)),
            "missing": words.missing.take(pa.array(opened)),
            "grade": pa.array(["verbatim"]).take(pa.array(np.zeros(len(outcome), np.int8))),
            "error": pa.nulls(len(outcome), pa.string()),
        }
    )


def run(source: Path, out: Path, *, members: bool) -> float:
    """Decide all; seconds, reading and writing included."""
    if members:
        raise SystemExit("flat only")
    start = perf_counter()
    words, writer = Words(), None
    for batch in pq.ParquetFile(source).iter_batches(ROWS, columns=list(READ)):
        made = decide(batch, words)
        writer = writer or pq.ParquetWriter(out, made.schema)
        writer.write_batch(made)
    if writer is not None:
        writer.close()
    return perf_counter() - start


if __name__ == "__main__":
    sys.exit(asked(run, __doc__))
