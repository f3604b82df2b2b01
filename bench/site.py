"""The published site: `python -m bench.site [--policies 50] [--documents 50]`.

A folder of rules is made from copies of the places until it has so many policies and documents. Measured: the whole
site built by the command, built again after a change of one policy by the command, and by a server that is still there.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from bench.timing import machine, versions

from yiju.site.build import Order, builders

RULES = Path(__file__).parents[1] / "rules"
PLACES = ("binjiang", "shilixian", "yushan", "longquan", "qinghu", "licheng", "shili")
"""A place comes after the one it inherits from."""
CHANGED, WORDS, OTHER_WORDS = "licheng-1/雨露计划.policy", "每名学生每学期补贴多少", "每名学生每学期补助多少"
LIMIT_BUILD, LIMIT_AGAIN = 30, 5


def main() -> None:
    """Make, measure, print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--policies", type=int, default=50)
    asked.add_argument("--documents", type=int, default=50)
    wanted = asked.parse_args()
    print(machine(), versions("mkdocs", "mkdocs-material", "Markdown"), sep="\n")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["YIJU_CACHE"] = str(folder / "cache")
        policies, documents = copy_places(folder / "rules", wanted.policies, wanted.documents)
        print(f"{policies} policies, {documents} documents, in Chinese and English")
        _report("built by `yiju docs build`", _command(folder), LIMIT_BUILD)
        _change(folder / "rules")
        _report("built again after a change, by `yiju docs build`", _command(folder), LIMIT_AGAIN)
        _report("built again after a change, by `yiju docs serve`", _served(folder), LIMIT_AGAIN)


def copy_places(folder: Path, policies: int, documents: int) -> tuple[int, int]:
    """Copies of the places until there are so many; how many there are."""
    counted = [0, 0]
    number = 0
    while True:
        number += 1
        for place in PLACES:
            copy = folder / f"{place}-{number}"
            shutil.copytree(RULES / place, copy)
            register = copy / "documents.toml"
            text = register.read_text("utf-8").replace('above = "licheng"', f'above = "licheng-{number}"')
            register.write_text(text, "utf-8")
            counted[0] += sum(
                f.read_text("utf-8").count("\n政策 ") + f.read_text("utf-8").startswith("政策 ")
                for f in copy.glob("*.policy")
            )
            counted[1] += text.count("[[document]]")
            if counted[0] >= policies and counted[1] >= documents:
                return counted[0], counted[1]


def _command(folder: Path) -> float:
    start = perf_counter()
    subprocess.run(
        [sys.executable, "-m", "yiju_cli", "docs", "build", "--rules", "rules", "-o", "site"], cwd=folder, check=True
    )
    return perf_counter() - start


def _served(folder: Path) -> float:
    """The second of two builds by processes that stay."""
    from yiju_cli.reference import command_line

    places = tuple(sorted((folder / "rules").iterdir()))
    order = Order(places, folder / "site", date.today(), None, command_line, "yiju_cli")
    with builders() as processes:
        _change(folder / "rules")
        processes.build(order)
        _change(folder / "rules")
        start = perf_counter()
        site = processes.build(order)
        print(f"{site.rendered} pages")
        return perf_counter() - start


def _change(rules: Path) -> None:
    file = rules / CHANGED
    text = file.read_text("utf-8")
    old, new = (WORDS, OTHER_WORDS) if WORDS in text else (OTHER_WORDS, WORDS)
    file.write_text(text.replace(old, new), "utf-8")


def _report(what: str, seconds: float, limit: int) -> None:
    against = f" (at most {limit} s: {'met' if seconds <= limit else 'not met'})"
    print(f"{what}: {seconds:.1f} s{against}")


if __name__ == "__main__":
    main()
