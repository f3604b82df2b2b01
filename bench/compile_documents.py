"""Compiling documents: `python -m bench.compile_documents [--sizes 10000,100000,1000000,10000000] [--score]`.

For each size (bytes of UTF-8): the seconds of each stage and the most memory held. The texts are the documents of
`tests/documents` strung together, their numbers changed so that sentences differ. `--score [FOLDER]` prints how well
documents are read against their gold files instead.
"""

from __future__ import annotations

import argparse
import gc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from time import perf_counter
from typing import Any

from bench.timing import machine, versions

from yiju.compiling.compile import compile_document
from yiju.compiling.json import to_data
from yiju.documents.clauses import clauses
from yiju.drafting.draft import draft_of
from yiju.drafting.model import DocumentReading
from yiju.facts.read import read_facts
from yiju.provisions.read import read_provisions
from yiju.readers.model import DocumentText
from yiju.sums.find import find_sums
from yiju_grammar.finding import Finding

DOCUMENTS = Path(__file__).parents[1] / "tests" / "documents"
STAGES = ("clauses", "facts", "sums", "provisions", "draft")


def strung(size: int) -> str:
    """Documents one after another up to a size in bytes, digits changed from the second round on."""
    texts = [path.read_bytes().decode("utf-8") for path in sorted(DOCUMENTS.rglob("*.txt"))]
    random, made, length, turn = Random(1), [], 0, 0
    while length < size:
        text = texts[turn % len(texts)]
        if turn >= len(texts):
            text = "".join(str(random.randint(1, 9)) if c in "3456789" else c for c in text)
        made.append(f"材料{turn}\n{text}\n")
        length += len(made[-1].encode())
        turn += 1
    return "".join(made).encode()[:size].decode("utf-8", "ignore")


def stages(text: str) -> dict[str, float]:
    """Seconds of each stage."""
    took: dict[str, float] = {}

    def timed(name: str, run: Callable[[], Any]) -> Any:
        start = perf_counter()
        made = run()
        took[name] = perf_counter() - start
        return made

    tree = timed("clauses", lambda: clauses(text))
    facts = timed("facts", lambda: read_facts(text))
    sums = timed("sums", lambda: find_sums(text, facts.facts))
    provisions = timed("provisions", lambda: read_provisions(text, facts))
    reading = DocumentReading(DocumentText(text, "text"), "文件.txt", tree, facts, sums, provisions)
    timed("draft", lambda: draft_of(reading))
    return took


def one_size(size: int) -> None:
    """Print one row; run in a process of its own, so that memory is this size's."""
    gc.collect()
    before = getrusage(RUSAGE_SELF).ru_maxrss
    text = strung(size)
    took = stages(text)
    memory = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
    cells = " | ".join(f"{took[name]:.2f}" for name in STAGES)
    print(f"| {size:,} | {len(text):,} | {cells} | {sum(took.values()):.2f} | {memory:.0f} |", flush=True)


def score(folder: Path) -> None:
    """How well the documents of a folder are read."""
    sys.path.insert(0, str(DOCUMENTS))
    from score import print_tables, score_directory  # type: ignore[import-not-found]  # the scorer beside the documents

    def compiled(path: Path) -> dict[str, Any]:
        made = compile_document(path)
        if isinstance(made, Finding):
            raise ValueError(made.message())
        return to_data(made)

    print_tables(*score_directory(folder, compiled), False)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="10000,100000,1000000,10000000")
    parser.add_argument("--score", type=Path, nargs="?", const=DOCUMENTS, metavar="FOLDER")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.score:
        return score(options.score)
    if options.one:
        return one_size(options.one)
    print(f"{machine()}; {versions('yiju', 'lark')}\n")
    print(f"| bytes | characters | {' s | '.join(STAGES)} s | all s | MB |\n|{'---:|' * (len(STAGES) + 4)}", flush=True)
    for size in options.sizes.split(","):
        subprocess.run([sys.executable, "-m", "bench.compile_documents", "--one", size], check=True)
    return None


if __name__ == "__main__":
    main()
