"""The population policy by hand as one DuckDB statement, Parquet to Parquet: `bench.population_duckdb IN OUT`.

Money stays DECIMAL in 64 bits throughout; thousandths of 元 where 60% makes a third decimal, divided as integers,
since a DECIMAL divided is a DOUBLE. NULL is unknown; AND and OR are Kleene's. Reasons and citations come from a table
of all combinations, joined by a code: faster than building the lists row by row, at the price of the rows' order.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter

from bench.population_command import asked

SAID = """
said AS (
    SELECT code, code // 256 AS outcome,
        code & 1 > 0 AS a, code & 2 > 0 AS b, code & 4 > 0 AS c, code & 8 > 0 AS d, code & 16 > 0 AS e,
        code & 32 > 0 AS relieved, code & 64 > 0 AS special, code & 128 > 0 AS kids
    FROM range(768) AS r(code)
),
words AS (
    SELECT code,
        CASE outcome
            WHEN 1 THEN ['户籍', '财产', '收入', '无高消费', '接受工作']
            ELSE list_filter([if(a, '户籍', NULL), if(c, '财产', NULL), if(b, '收入', NULL), if(d, '无高消费', NULL),
                              if(e, '接受工作', NULL)], lambda x: x IS NOT NULL)
        END::{reason}[] AS reasons,
        list_sort(list_transform(list_filter(
            CASE outcome
                WHEN 0 THEN [if(a, '二', NULL), if(b OR c AND relieved, '三', NULL), if({four}, '四', NULL),
                             if(b, '五', NULL), if(c, '七', NULL), if(c AND special, '八', NULL), if(d, '十', NULL),
                             if(e, '十一', NULL)]
                WHEN 1 THEN ['二', '三', '四', '五', if(relieved, '六', NULL), '七', '十', '十一',
                             if(special, '十二', NULL), '十三', '十四', if(kids, '十五', NULL), '十六']
                ELSE [if(a, '二', NULL), '三', '四', if(b, '五', NULL), if(b AND relieved, '六', NULL),
                      if(c, '七', NULL), '十三', '十四', if(kids, '十五', NULL), '十六']
            END, lambda x: x IS NOT NULL), lambda x: '示例县民发〔2019〕1号 第' || x || '条'))::{clause}[] AS citations
    FROM said
)"""
"""Reasons and citations of each code: outcome × 256, the rules that failed or are open (1, 2, 4, 8, 16), and what else
is cited: 32 relief for disaster (of a refusal: savings over the limit), 64 a car (of a grant: severe disability),
128 children."""

CLAUSES = ("二", "三", "四", "五", "六", "七", "八", "十", "十一", "十二", "十三", "十四", "十五", "十六")


def enum(*words: str) -> str:
    """A type of a few words: Parquet's dictionary need not be found again, which saves a sixth of the whole."""
    return f"ENUM({', '.join(repr(word) for word in words)})"


REASON = enum("户籍", "财产", "收入", "无高消费", "接受工作")
CLAUSE = enum(*(f"示例县民发〔2019〕1号 第{clause}条" for clause in CLAUSES))

FLAT = """
drawn AS (
    SELECT 户编号, 户籍本地, 居住月数, 人口, 存款, 房产数, 机动车数, 车辆用途, 高消费, 拒绝次数, 受灾,
        CASE 城乡 WHEN '城市' THEN 690 ELSE 520 END AS line,
        (工资收入 + 经营收入 + 赡养收入 - 医疗支出::DECIMAL(15, 2) * 0.6)::DECIMAL(18, 3) AS net,
        coalesce(最重等级 IN ('一级', '二级'), false) AS severe,
        残疾人数 * CASE 最重等级
            WHEN '一级' THEN if(城乡 = '城市', 280, 240) WHEN '二级' THEN if(城乡 = '城市', 200, 160) ELSE 0
        END AS care,
        if(单亲, 150, 100) * 儿童数 AS kids,
        true AS asked_kids
    FROM read_parquet('{source}')
)"""

MEMBERS = """
read AS (
    SELECT *, if(城乡 = '城市', 280, 240) AS first, if(城乡 = '城市', 200, 160) AS second,
        list_transform(成员, lambda m: m.工资收入) AS wages,
        list_filter(成员, lambda m: m.残疾等级 IN ('一级', '二级')) AS disabled,
        list_filter(成员, lambda m: m.出生日期 > DATE '2002-11-30') AS young
    FROM read_parquet('{source}')
),
drawn AS (
    SELECT 户编号, 户籍本地, 居住月数, len(成员)::INTEGER AS 人口, 存款, 房产数, 机动车数, 车辆用途, 高消费, 拒绝次数,
        受灾, first, second, disabled, young, wages,
        CASE 城乡 WHEN '城市' THEN 690 ELSE 520 END AS line,
        if(len(list_filter(wages, lambda w: w IS NULL)) > 0, NULL, list_sum(wages)::DECIMAL(18, 2)) AS earned,
        (earned + 经营收入 + 赡养收入 - 医疗支出::DECIMAL(15, 2) * 0.6)::DECIMAL(18, 3) AS net,
        len(disabled) > 0 AS severe,
        list_transform(disabled, lambda m: if(m.残疾等级 = '一级', first, second)) AS cares,
        if(len(disabled) = 0, 0, list_sum(cares))::INTEGER AS care,
        if(单亲, 150, 100) AS each_child, (each_child * len(young))::INTEGER AS kids, len(young) > 0 AS asked_kids
    FROM read
)"""

TESTS = """
needs AS (SELECT *, line * 人口 AS need FROM drawn),
tests AS (
    SELECT *,
        户籍本地 OR 居住月数 >= 12 AS residence,
        受灾 AND net < need::DECIMAL(12, 3) * 1.2 AS relieved,
        net < need OR relieved AS income,
        存款 <= (need * 24)::DECIMAL(12, 2) AS saves,
        机动车数 >= 1 AND NOT (机动车数 = 1 AND coalesce(车辆用途 = '残疾代步', false)) AS car,
        CASE WHEN car THEN false ELSE saves AND 房产数 <= 1 END AS wealth,
        拒绝次数 < 3 OR severe AS works
    FROM needs
),
outcomes AS (
    SELECT *,
        residence AND income AND wealth AND NOT 高消费 AND works AS outcome,
        CASE WHEN net IS NULL THEN NULL ELSE greatest(need * 1000 - (net * 1000::DECIMAL(4, 0))::BIGINT, 0) END AS short
    FROM tests
),
amounts AS (
    SELECT *, ((short * 2 + 人口 * 10) // (人口 * 20)) AS cents,
        CASE
            WHEN outcome THEN
                256 + 32 * coalesce(relieved, false)::INTEGER + 64 * severe::INTEGER + 128 * asked_kids::INTEGER
            WHEN outcome IS NULL THEN
                512 + (residence IS NULL)::INTEGER + 2 * (income IS NULL)::INTEGER + 4 * (wealth IS NULL)::INTEGER
                + 32 * 受灾::INTEGER + 128 * asked_kids::INTEGER
            ELSE (NOT coalesce(residence, true))::INTEGER + 2 * (NOT coalesce(income, true))::INTEGER
                + 4 * (NOT coalesce(wealth, true))::INTEGER + 8 * 高消费::INTEGER + 16 * (NOT works)::INTEGER
                + 32 * (NOT car AND NOT coalesce(saves, true))::INTEGER + 64 * car::INTEGER
        END AS code
    FROM outcomes
),
"""

SOME = "{{'name': {name}, 'due': '2020-11', 'recipient': {to}, 'value': {value}, 'if_eligible': {open}}}"


def _paid(name: str, amount: str, to: str = "NULL::VARCHAR") -> str:
    """One payment; `outcome` is true or unknown here."""
    value, unsure = f"if(outcome, {amount}, NULL)::DECIMAL(18, 2)", f"if(outcome, NULL, {amount})::DECIMAL(18, 2)"
    return SOME.format(name=f"'{name}'", to=to, value=value, open=unsure)


def _flat_payments() -> str:
    """A literal for each of the eight ways in which payments come to nothing: faster than to filter a list."""
    amounts = {"保障金": "relief", "残疾补贴": "care", "儿童补贴": "kids", "物价补贴": "prices"}
    cases = []
    for number in range(8):
        kept = [name for i, name in enumerate(amounts) if i == 3 or number >> i & 1]
        cases.append(f"WHEN {number} THEN [{', '.join(_paid(name, amounts[name]) for name in kept)}]")
    code = "coalesce(cents <> 0, true)::INTEGER + 2 * (care <> 0)::INTEGER + 4 * (kids <> 0)::INTEGER"
    return f"CASE WHEN outcome IS NOT DISTINCT FROM false THEN [] ELSE CASE {code} {' '.join(cases)} END END"


def _member_payments() -> str:
    cared = _paid("残疾补贴", "if(m.残疾等级 = '一级', first, second)", "m.证件号")
    child = _paid("儿童补贴", "each_child", "m.证件号")
    own, prices = _paid("保障金", "relief"), _paid("物价补贴", "prices")
    return (
        "CASE WHEN outcome IS NOT DISTINCT FROM false THEN [] "
        f"WHEN len(disabled) = 0 AND len(young) = 0 THEN if(coalesce(cents <> 0, true), [{own}, {prices}], [{prices}]) "
        f"ELSE if(coalesce(cents <> 0, true), [{own}], []) || list_transform(disabled, lambda m: {cared}) "
        f"|| list_transform(young, lambda m: {child}) || [{prices}] END"
    )


def _total(name: str, amount: str) -> str:
    return (
        f"CASE WHEN outcome THEN {amount} WHEN outcome IS NULL AND coalesce({amount} <> 0, true) THEN NULL ELSE 0 END"
        f"::DECIMAL(18, 2) AS {name}"
    )


def statement(source: Path, out: Path, *, members: bool) -> str:
    """The whole as one COPY."""
    missing = "if(outcome IS NULL AND residence IS NULL, ['居住月数'], []) || if(wealth IS NULL, ['存款'], [])"
    if members:
        unsaid = "list_filter(range(1, len(wages) + 1), lambda i: wages[i] IS NULL)"
        named = f"list_transform({unsaid}, lambda i: format('成员[{{}}].工资收入', i))"
        missing = f"{missing} || if(net IS NULL, {named}, [])"
    else:
        missing = f"{missing} || if(net IS NULL, ['工资收入'], [])"
    four = "b OR c AND relieved" if members else "b"
    query = f"""
    WITH {(MEMBERS if members else FLAT).format(source=source)}, {TESTS}
    done AS (
        SELECT *, (cents::DECIMAL(16, 0) * 0.01)::DECIMAL(18, 2) AS gap,
            ((cents * 人口)::DECIMAL(16, 0) * 0.01)::DECIMAL(18, 2) AS relief, least(人口, 5) * 20 AS prices
        FROM amounts
    ), {SAID.format(four=four, reason=REASON, clause=CLAUSE)}
    SELECT 户编号 AS record,
        CASE WHEN outcome THEN 'eligible' WHEN outcome IS NULL THEN 'undetermined' ELSE 'ineligible'
        END::{enum("eligible", "undetermined", "ineligible")} AS outcome,
        gap AS 人均补差,
        CASE WHEN cents >= 40000 THEN '一档' WHEN cents < 40000 THEN '二档' END::{enum("一档", "二档")} AS 救助档,
        {_total("保障金", "relief")},
        {_total("残疾补贴", "care")},
        {_total("儿童补贴", "kids")},
        {_total("物价补贴", "prices")},
        {_member_payments() if members else _flat_payments()} AS payments, reasons, citations,
        CASE WHEN outcome IS NULL THEN {missing} ELSE [] END AS missing,
        'verbatim'::{enum("verbatim")} AS grade, NULL::VARCHAR AS error
    FROM done JOIN words USING (code)"""
    return f"COPY ({query}) TO '{out}' (FORMAT parquet)"


def run(source: Path, out: Path, *, members: bool) -> float:
    """Decide all; seconds that the statement took."""
    import duckdb

    with duckdb.connect() as database:
        start = perf_counter()
        database.execute(statement(source, out, members=members))
        return perf_counter() - start


if __name__ == "__main__":
    sys.exit(asked(run, __doc__))
