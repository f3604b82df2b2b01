"""The command line as a person or a script meets it: exit status, languages, narrow encodings, quick help."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from case_file import run

from yiju.version import VERSION
from yiju_cli.days import parse_day, parse_days, parse_period
from yiju_cli.language import choose_language
from yiju_cli.main import VERBS, main


def process(*words: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    env = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-m", "yiju_cli", *words], cwd=cwd, env=env, capture_output=True, check=False
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020-06-30", ("2020-06-30", "2020-06-30")),
        ("2020/6/30", ("2020-06-30", "2020-06-30")),
        ("2020.6.30", ("2020-06-30", "2020-06-30")),
        ("2020年6月30日", ("2020-06-30", "2020-06-30")),
        ("2020-02", ("2020-02-01", "2020-02-29")),
        ("2020年6月", ("2020-06-01", "2020-06-30")),
        ("2020", ("2020-01-01", "2020-12-31")),
        ("2020年", ("2020-01-01", "2020-12-31")),
    ],
)
def test_days(text: str, days: tuple[str, str]) -> None:
    assert parse_days(text) == tuple(date.fromisoformat(day) for day in days)


@pytest.mark.parametrize(
    "text", ["", "20200630", "2020-13", "2021-02-29", "2020-06-", "六月", "2020-6-30日后", "2020年6"]
)
def test_what_is_no_day(text: str) -> None:
    assert parse_day(text) is None


def test_periods() -> None:
    assert parse_period("2020-02..2020年4月") == (date(2020, 2, 1), date(2020, 4, 30))
    assert parse_period("2020") == (date(2020, 1, 1), date(2020, 12, 31))
    assert parse_period("2020-04..2020-02") is None
    assert parse_period("2020..2021..2022") is None


def test_language() -> None:
    assert choose_language([], {}) == "zh"
    assert choose_language([], {"LANG": "C.UTF-8"}) == "zh"
    assert choose_language([], {"LANG": "en_GB.UTF-8"}) == "en"
    assert choose_language([], {"LANG": "en_GB.UTF-8", "YIJU_LANG": "zh"}) == "zh"
    assert choose_language(["check", "--lang", "en"], {"YIJU_LANG": "zh"}) == "en"
    assert choose_language(["--lang=zh"], {"YIJU_LANG": "en"}) == "zh"


def test_bad_usage_is_2_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide"]) == 2
    assert "缺少参数" in capsys.readouterr().err
    assert main(["decide", "--lang", "en"]) == 2
    assert "Missing argument" in capsys.readouterr().err
    assert main(["no-such-verb"]) == 2
    assert main(["check", "--format", "xml"]) == 2


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_each_verb_has_help_in_both_languages(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([verb, "--help"]) == 0
    chinese = capsys.readouterr().out
    assert main([verb, "--lang", "en", "--help"]) == 0
    english = capsys.readouterr().out
    assert chinese != english
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)


def test_help_imports_nothing_heavy() -> None:
    heavy = ["lark", "pydantic", "rich", "jsonschema"]
    code = (
        "import sys; from yiju_cli.main import main; main(['--help']); "
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"


def test_narrow_console_replaces_what_it_cannot_show() -> None:
    done = process("explain", "YJ203", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert b"YJ203" in done.stdout


def test_new_place_works_as_it_stands(tmp_path: Path) -> None:
    assert "[2]" not in run("new 我的", tmp_path)
    assert "[1]" not in run("check 我的", tmp_path)
    assert "[1]" not in run("test 我的", tmp_path)
    decided = run("decide 高龄补贴 我的/记录.json --rules 我的 --on 2020-06 --format jsonl", tmp_path)
    assert [f'"outcome":"{o}"' in line for o, line in zip(
        ("eligible", "ineligible", "undetermined"), decided.splitlines(), strict=True
    )] == [True] * 3  # fmt: skip
    assert run("fmt --check 我的", tmp_path) == ""


def test_new_does_not_overwrite(tmp_path: Path) -> None:
    (tmp_path / "我的").mkdir()
    (tmp_path / "我的" / "笔记.txt").write_text("留着", encoding="utf-8")
    assert run("new 我的", tmp_path).endswith("[2]\n")
    assert [p.name for p in (tmp_path / "我的").iterdir()] == ["笔记.txt"]


def test_no_rules_at_hand(tmp_path: Path) -> None:
    assert run("check", tmp_path).endswith("[2]\n")


def test_version_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    pyproject = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))
    assert capsys.readouterr().out == f"yiju {pyproject['project']['version']}\n"
    assert pyproject["project"]["version"] == VERSION
