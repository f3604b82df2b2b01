"""The population benchmark: `python -m bench.population [--sizes 10k,100k,1M,10M] [--members] [--rounds N]`.

One policy, made-up households in Parquet, answers in Parquet: the policy by hand in DuckDB SQL, Polars and NumPy, two
engines, and ours. Every contender is a process of its own, in turn, round after round; its best round counts. All must
agree on every column that they share; a disagreement makes exit status 1.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from bench.population_command import DAY, POLICIES, RULES
from bench.timing import machine, versions

AGREE = 100_000
"""The largest size at which outputs are held against each other, unless told otherwise."""

TOOK = re.compile(r"(?:用时|took) ([\d.]+)")


@dataclass(frozen=True)
class Contender:
    """`module`: of `bench`, run as `IN OUT [--members]`; None for ours, run as `yiju batch` with `engine`. `sample`: it
    takes a record at a time, so it is given no more than this, and more is extrapolated. `whole`: it answers in every
    column, of every record."""

    name: str
    module: str | None
    engine: str = ""
    members: bool = True
    sample: int | None = None
    whole: bool = True


CONTENDERS = (
    Contender("DuckDB SQL by hand", "population_duckdb"),
    Contender("Polars by hand", "population_polars"),
    Contender("NumPy by hand", "population_numpy", members=False),
    Contender("OpenFisca-Core", "population_openfisca", whole=False),
    Contender("zen-engine", "population_zen", sample=100_000, whole=False),
    Contender("yiju, DuckDB", None, engine="duckdb"),
    Contender("yiju, Python in processes", None, engine="python", sample=10_000),
)
"""The first is what the others are held against."""


@dataclass(frozen=True)
class Took:
    """Seconds of a process, of its query as it says itself (None: it does not), of processors; its peak in MB (of its
    largest process, where it starts others)."""

    process: float
    query: float | None
    processors: float
    peak: float


class Failed(Exception):
    """A contender ended with an error; its last words."""


def command(contender: Contender, source: Path, out: Path, *, members: bool) -> list[str]:
    """What runs it."""
    if contender.module is not None:
        more = ["--members"] if members else []
        return [sys.executable, "-m", f"bench.{contender.module}", str(source), str(out), *more]
    ours = ["batch", POLICIES[members], str(source), "-o", str(out), "--rules", str(RULES)]
    return [str(Path(sys.executable).with_name("yiju")), *ours, "--on", DAY.isoformat(), "--engine", contender.engine]


def once(arguments: Sequence[str], limit: float) -> Took:
    """Run it in a process of its own, `limit` seconds at most.

    A process starts with the peak of the one that made it, so nothing large is ever loaded here.
    """
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as errors:
        start = perf_counter()
        process = subprocess.Popen(arguments, stdout=said, stderr=errors, text=True, start_new_session=True)
        watch = threading.Timer(limit, os.killpg, (process.pid, signal.SIGTERM))
        watch.start()
        _, status, used = os.wait4(process.pid, 0)
        watch.cancel()
        seconds = perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        errors.seek(0)
        words, wrong = said.read(), errors.read()
    if seconds >= limit:
        raise Failed(f"not done in {limit:.0f} s")
    if process.returncode:
        raise Failed((wrong.strip() or words.strip() or "no word").splitlines()[-1])
    return Took(seconds, _query(words + wrong), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _query(words: str) -> float | None:
    """The seconds that a contender says its query took."""
    if found := TOOK.search(words):
        return float(found[1])
    last = words.strip().splitlines()[-1:] or [""]
    return float(last[0]) if re.fullmatch(r"[\d.]+(e-?\d+)?", last[0]) else None


def best(rounds: Sequence[Took]) -> Took:
    """The least of each measure."""
    queries = [t.query for t in rounds if t.query is not None]
    return Took(
        min(t.process for t in rounds),
        min(queries, default=None),
        min(t.processors for t in rounds),
        min(t.peak for t in rounds),
    )


@dataclass(frozen=True)
class Run:
    """One size, one shape of record: where the files stand."""

    count: int
    members: bool
    folder: Path

    @property
    def shape(self) -> str:
        """A word for names of files."""
        return "members" if self.members else "flat"

    def source(self, count: int) -> Path:
        """The file of so many households, made when first asked for."""
        path = self.folder / f"{self.shape}_{count}.parquet"
        if not path.exists():
            more = ["--members"] if self.members else []
            aside = path.with_suffix(".part")
            made = [sys.executable, "-m", "bench.population_records", str(count), str(aside), *more]
            subprocess.run(made, check=True)
            aside.rename(path)
        return path

    def out(self, contender: Contender) -> Path:
        """Where its answers go."""
        name = contender.module or f"yiju_{contender.engine}"
        return self.folder / f"{name}_{self.shape}_{self.count}.parquet"

    def given(self, contender: Contender) -> int:
        """How many households it is given."""
        return min(self.count, contender.sample or self.count)


def measured(run: Run, contenders: Sequence[Contender], rounds: int, limit: float) -> dict[Contender, Took]:
    """Every contender in turn, round after round; one that fails is left out, with its last words."""
    took: dict[Contender, list[Took]] = {}
    failed: set[Contender] = set()
    for number in range(rounds):
        for contender in contenders:
            if contender in failed or (run.members and not contender.members) or (contender.sample and number):
                continue
            out = run.out(contender)
            out.unlink(missing_ok=True)
            arguments = command(contender, run.source(run.given(contender)), out, members=run.members)
            try:
                took.setdefault(contender, []).append(once(arguments, limit))
            except Failed as why:
                failed.add(contender)
                print(f"{contender.name}: left out: {why}", flush=True)
    return {contender: best(rounds) for contender, rounds in took.items() if rounds and contender not in failed}


def lines(run: Run, took: dict[Contender, Took]) -> Iterator[str]:
    """The table of one size; ratios to the first contender."""
    first = took[CONTENDERS[0]]
    yield f"\n{run.count:,} households, {'members in a list' if run.members else 'flat'}\n"
    yield "| | process s | ratio | query s | ratio | processors s | peak MB | ratio |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|"
    for contender, one in took.items():
        times = run.count / run.given(contender)
        note = "" if contender.whole else " (some columns, known records)"
        note += " (extrapolated)" if times > 1 else ""
        query = "—" if one.query is None else f"{one.query * times:.2f}"
        ratio = "—" if one.query is None or first.query is None else f"{one.query * times / first.query:.2f}"
        yield (
            f"| {contender.name}{note} | {one.process * times:.2f} | {one.process * times / first.process:.2f} "
            f"| {query} | {ratio} | {one.processors * times:.2f} | {one.peak:.0f} | {one.peak / first.peak:.2f} |"
        )


def agreed(run: Run, contenders: Sequence[Contender], decide: int) -> bool:
    """Whether the outputs agree; a contender that was given a sample is held against nothing."""
    outs = [run.out(c) for c in contenders if run.given(c) == run.count]
    more = ["--members"] if run.members else []
    held = [sys.executable, "-m", "bench.population_agreement", str(run.source(run.count)), *map(str, outs)]
    return subprocess.run([*held, "--decide", str(decide), *more]).returncode == 0


def count_of(text: str) -> int:
    """`10k`, `1M`, `500`."""
    return int(text[:-1]) * {"k": 1000, "M": 1_000_000}[text[-1]] if text[-1] in "kM" else int(text)


def main() -> int:
    """Run all sizes; a disagreement decides the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", default="10k,100k", help="such as 10k,100k,1M,10M")
    options.add_argument("--members", action="store_true", help="households with a list of members")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--limit", type=float, default=600, help="seconds after which a contender is left out")
    options.add_argument(
        "--only", help="contenders whose names contain one of these, comma between; the first always runs"
    )
    options.add_argument("--agree", default=str(AGREE), help="the largest size at which outputs are compared")
    options.add_argument("--decide", type=int, default=2000, help="records that Rules.decide decides as well")
    options.add_argument("--folder", type=Path, help="where the files go, and stay")
    chosen = options.parse_args()
    print(machine())
    print(versions("yiju", "duckdb", "polars", "numpy", "pyarrow", "OpenFisca-Core", "zen-engine"), flush=True)
    words = (chosen.only or "").split(",")
    contenders = [c for i, c in enumerate(CONTENDERS) if i == 0 or any(word in c.name for word in words)]
    sound = True
    with tempfile.TemporaryDirectory() as aside:
        folder = chosen.folder or Path(aside)
        folder.mkdir(exist_ok=True)
        for count in map(count_of, chosen.sizes.split(",")):
            run = Run(count, chosen.members, folder)
            took = measured(run, contenders, chosen.rounds, chosen.limit)
            print(*lines(run, took), sep="\n", flush=True)
            if count <= count_of(chosen.agree):
                sound = agreed(run, list(took), chosen.decide) and sound
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main())
