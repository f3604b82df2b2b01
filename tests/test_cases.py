"""Every file of tests/cases says what it prints; good cases give the same on every backend."""

from __future__ import annotations

import shlex
from calendar import monthrange
from datetime import date
from pathlib import Path

import pytest
from backend_agreement import differences
from case_file import Block, blocks_of, lay_out, replay, with_records

import yiju
from yiju.records.readers import READERS, read_records
from yiju_cli.days import parse_day, parse_period

CASES = Path(__file__).parent / "cases"
FILES = sorted(path for path in CASES.rglob("*.md") if path.parent.name in ("good", "bad"))


def case_id(path: Path) -> str:
    return path.relative_to(CASES).with_suffix("").as_posix()


@pytest.fixture(params=FILES, ids=case_id)
def case(request: pytest.FixtureRequest) -> Path:
    path = request.param
    assert isinstance(path, Path)
    return path


def consoles(path: Path, folder: Path) -> tuple[Block, ...]:
    """The console blocks of a case whose files are laid out in the folder."""
    blocks = blocks_of(path.read_text("utf-8"))
    folder.mkdir()
    lay_out(blocks, folder)
    return tuple(block for block in blocks if block.kind == "console")


def test_output(case: Path, tmp_path: Path, update: bool) -> None:
    markdown = case.read_text("utf-8")
    found = consoles(case, tmp_path / "示例")
    assert found, "a case needs a console block"
    fresh = [replay(block, tmp_path / "示例") for block in found]
    if update:
        for block, text in reversed(list(zip(found, fresh, strict=True))):
            markdown = markdown[: block.start] + text + markdown[block.end :]
        case.write_text(markdown, encoding="utf-8")
        return
    for block, text in zip(found, fresh, strict=True):
        assert text == block.text


def test_form(case: Path) -> None:
    markdown = case.read_text("utf-8")
    assert markdown.startswith("# ")
    prose = markdown.split("```")[0].split("\n", 1)[1].strip()
    assert prose, "say in a sentence or two what the case shows"
    if case.parent.name == "bad":
        assert "[YJ" in markdown, "a bad case shows a finding"


def decided(words: list[str]) -> tuple[str, Path, list[date]]:
    """The policy, the records and the days that a `decide` command is about."""
    asked = dict(zip(words, words[1:], strict=False))
    if "--period" in asked:
        first, last = parse_period(asked["--period"]) or (date.min, date.min)
        return words[1], Path(words[2]), [d for d in month_ends(first.year, last.year) if first <= d <= last]
    return words[1], Path(words[2]), [parse_day(asked["--on"]) or date.min]


def month_ends(first: int, last: int) -> list[date]:
    return [date(year, month, monthrange(year, month)[1]) for year in range(first, last + 1) for month in range(1, 13)]


@pytest.mark.parametrize("case", [file for file in FILES if file.parent.name == "good"], ids=case_id)
def test_backends_agree(case: Path, tmp_path: Path) -> None:
    folder = tmp_path / "示例"
    commands = [line[2:] for block in consoles(case, folder) for line in block.text.splitlines() if line[:2] == "$ "]
    decisions = [words for c in commands if (words := with_records(shlex.split(c), folder))[0] == "decide"]
    rules = yiju.load(folder)
    for words in decisions:
        policy, records, days = decided(words)
        if policy in rules.program.policies:
            subject = rules.program.policies[policy].subject
            read = read_records(folder / records, rules.program.records[subject], rules.program.records)
            assert list(differences(rules.program, subject, [row for _, row in read.rows], days)) == []


PLACES = sorted(f.parent for f in (CASES.parent.parent / "rules").glob("*/documents.toml"))


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_backends_agree_on_real_places(place: Path) -> None:
    rules = yiju.load(place)
    for policy in rules.program.policies.values():
        for file in sorted((place / "records").iterdir()):
            if file.suffix in READERS:
                read = read_records(file, rules.program.records[policy.subject], rules.program.records)
                days = month_ends(2021, 2021)[::4]
                assert list(differences(rules.program, policy.subject, [row for _, row in read.rows], days)) == []
