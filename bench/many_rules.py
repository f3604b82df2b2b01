"""Many generated rules: `python -m bench.many_rules [--sizes 500,1000,2000,4000] [--profile]`.

For each size: parse and check cold, warm load from the cache with the hash of the sources, one decision of a policy,
and memory. Rules are made up: definitions, parameters, conditions and amounts in policies of ten rules each.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import pstats
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.timing import machine, versions

import yiju
from yiju.backends.to_python_policy import PolicyFunctions
from yiju.cache import digest_of
from yiju.check.elaborate import elaborate
from yiju.check.passes import PASSES
from yiju.load import _sources
from yiju.records.door import check_record
from yiju.rule_set.tree_to_rules import gather
from yiju_grammar import parse

POLICY_RULES = 10
DAY = date(2020, 6, 30)
NAME = "救助7"
RECORD = """枚举 类别（甲，乙，丙）

记录 户
    编号 文本 标识
    收入 元/月
    存款 元
    人口 人 0至100
    种类 类别
    本地 是否
    登记日期 日期
"""
COLUMNS = (
    "rules", "parse s", "elaborate s", "passes s", "cold ms a rule", "warm load ms", "trace µs", "decide µs",
    "in full µs", "memory MB",
)  # fmt: skip
GIVEN = {
    "编号": "1",
    "收入": "812.50",
    "存款": "20000",
    "人口": 3,
    "种类": "乙",
    "本地": True,
    "登记日期": "2019-03-01",
}


def policy(n: int) -> str:
    """A policy of ten rules: a parameter, three definitions, four conditions, an amount and a payment."""
    low = 600 + n % 97
    return f"""
政策 救助{n} “救助{n}” 假定 “测速用”
    对象 户

参数 标准线{n} 元/人/月
    | 此前 | 2020年1月起 | 2021年1月起 |
    | {low} | {low + 40} | {low + 90} |

定义 应需{n} = 标准线{n} × 人口
定义 缺口{n} = 应需{n} - 收入
定义 困难{n} 当 缺口{n} 高于 {n % 50}元/月 或 种类 是 丙

资格 收入低{n} 当 困难{n}
资格 存款少{n} 当 存款 不超过 {20000 + n}元
资格 本地户{n} 当 本地 或 登记日期 早于 2019年{n % 12 + 1}月1日
资格 有人{n} 当 人口 满 1人

标准 补差{n} = 缺口{n} × {50 + n % 50}% 舍入到 1元 进位

发放 救助金{n} 每月 = 补差{n}
"""


def write_place(folder: Path, rules: int) -> Path:
    """A place of about so many rules, twenty policies a file."""
    place = folder / f"rules_{rules}"
    place.mkdir()
    (place / "documents.toml").write_text('[place]\nname = "示例县"\ncurrency = "元"\n', encoding="utf-8")
    (place / "record.policy").write_text(RECORD, encoding="utf-8")
    policies = rules // POLICY_RULES
    for start in range(0, policies, 20):
        text = "".join(policy(n) for n in range(start, min(start + 20, policies)))
        (place / f"part{start:05}.policy").write_text(text, encoding="utf-8")
    return place


def cold(place: Path) -> dict[str, float]:
    """Seconds for reading and parsing, resolving and typing, and the passes over the whole."""
    marks = [perf_counter()]
    sources, _, registers, found = _sources(place)
    marks.append(perf_counter())
    rule_set, clashes = gather(place.name, sources)
    checked = elaborate(rule_set, digest_of([r.folder for r in registers])[0])
    marks.append(perf_counter())
    findings = [*found, *clashes, *checked.findings, *(f for p in PASSES for f in p(checked.program))]
    marks.append(perf_counter())
    errors = [f for f in findings if f.severity == "error"]
    assert not errors, errors[0].message("en")
    names = ("parse", "elaborate", "passes")
    return {name: b - a for name, a, b in zip(names, marks, marks[1:], strict=False)}


def warm(place: Path) -> float:
    """Milliseconds for a load from the cache, sources hashed; the best of seven, after one that fills it."""
    yiju.load(place)
    best = float("inf")
    for _ in range(7):
        start = perf_counter()
        yiju.load(place)
        best = min(best, perf_counter() - start)
    return best * 1e3


def decision(place: Path) -> tuple[float, float, float]:
    """Microseconds: the generated function with its why-record, `Rules.decide`, and with every part read."""
    rules = yiju.load(place)
    program = rules.program
    row: Any = check_record(program.records["户"], program.records, GIVEN)
    functions = PolicyFunctions(program, program.policies[NAME])
    return (
        _best(lambda: functions.trace(row, DAY, (0,)), 2000),
        _best(lambda: rules.decide(NAME, GIVEN, on=DAY), 2000),
        _best(lambda: rules.decide(NAME, GIVEN, on=DAY).why, 200),
    )


def _best(run: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        start = perf_counter()
        run()
        best = min(best, perf_counter() - start)
    return best * 1e6


def memory(place: Path) -> float:
    """Megabytes that a fresh process grows by with a warm load and one decision read in full."""
    code = (
        "import sys, yiju, json; from datetime import date\n"
        "import yiju.decision.build, yiju.records.door\n"
        "used = lambda: int(open('/proc/self/statm').read().split()[1]) * 4096\n"
        "before = used()\n"
        "rules = yiju.load(sys.argv[1])\n"
        "rules.decide(sys.argv[2], json.loads(sys.argv[3]), on=date(2020, 6, 30)).why\n"
        "print((used() - before) / 2**20)"
    )
    command = [sys.executable, "-c", code, str(place), NAME, json.dumps(GIVEN)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def profile(place: Path) -> None:
    """What the cold load is bound by."""
    watch = cProfile.Profile()
    watch.runcall(cold, place)
    pstats.Stats(watch).sort_stats("tottime").print_stats(12)


def figures(place: Path, size: int) -> list[str]:
    """A line of the table but for the size."""
    took = min((cold(place) for _ in range(3)), key=lambda t: sum(t.values()))
    cold_ms = sum(took.values()) * 1e3 / size
    found = [f"{seconds:.2f}" for seconds in took.values()] + [f"{cold_ms:.2f}", f"{warm(place):.1f}"]
    return [*found, *(f"{us:.1f}" for us in decision(place)), f"{memory(place):.1f}"]


def main() -> None:
    """Print a line for each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="500,1000,2000,4000")
    options.add_argument("--profile", action="store_true")
    chosen = options.parse_args()
    print(machine())
    print(versions("yiju", "lark"))
    print("\n| " + " | ".join(COLUMNS) + " |")
    print("|---:" * len(COLUMNS) + "|")
    parse(RECORD, "record.policy")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["YIJU_CACHE"] = f"{folder}/cache"
        for size in map(int, chosen.sizes.split(",")):
            place = write_place(Path(folder), size)
            print("| " + " | ".join([str(size), *figures(place, size)]) + " |", flush=True)
            if chosen.profile:
                profile(place)


if __name__ == "__main__":
    main()
