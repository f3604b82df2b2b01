"""`yiju table`: exports, prints the difference, changes files when told to, and not where there are errors."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from sheets.made_up import workbook

from yiju.rule_set.workbook_cells import read_workbook
from yiju_cli.main import main
from yiju_grammar.finding import Finding

RULES = Path(__file__).parent.parent.parent / "rules"
CHANGED = "-    | 城市 | 715  | 780         |\n+    | 城市 | 715  | 779         |\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(RULES / "qinghu", tmp_path / "qinghu")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "qinghu"


def typed_over(path: Path, old: str, new: object) -> Path:
    """The workbook with one text typed over."""
    found = read_workbook(path.read_bytes(), path.name)
    assert not isinstance(found, Finding)
    sheets = {g.title: [[new if c.text == old else c.text for c in row] for row in g.rows] for g in found}
    return workbook(path, sheets)


def test_there_and_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", "export", "低保标准", "--rules", "qinghu", "-o", "a.xlsx"]) == 0
    assert capsys.readouterr().err == "已写出 1 张表：a.xlsx\n"
    assert main(["table", "import", "a.xlsx", "--rules", "qinghu", "--lang", "en"]) == 0
    assert capsys.readouterr() == ("", "no changes\n")
    typed_over(Path("a.xlsx"), "780", 779)
    before = (place / "标准.policy").read_text("utf-8")
    main(["table", "import", "a.xlsx", "--rules", "qinghu"])
    assert CHANGED in capsys.readouterr().out
    assert (place / "标准.policy").read_text("utf-8") == before
    assert main(["table", "import", "a.xlsx", "--rules", "qinghu", "--write"]) == 0
    assert capsys.readouterr().err.endswith(f"已改：{place / '标准.policy'}\n")
    assert (place / "标准.policy").read_text("utf-8") == before.replace("| 780 ", "| 779 ")


def test_errors_are_shown_and_nothing_is_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["table", "export", "标准.policy", "--rules", "qinghu", "-o", "表"])
    file = Path("表/低保标准.csv")
    file.write_bytes(file.read_bytes().replace(b"780,", b"78O,", 1).replace(b"715,", b"716,", 1))
    capsys.readouterr()
    assert main(["table", "import", "表", "--rules", "qinghu", "--write"]) == 1
    printed = capsys.readouterr()
    assert "--> 表/低保标准.csv!D10" in printed.err and printed.err.endswith("有错误，没有写入\n")
    assert (place / "标准.policy").read_bytes() == (RULES / "qinghu" / "标准.policy").read_bytes()


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有表 `低保标淮`，是不是 `低保标准`？"), ("en", "did you mean `低保标准`?")]
)
def test_a_name_that_nothing_has(place: Path, lang: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["table", "export", "低保标淮", "--rules", "qinghu", "-o", "a.xlsx", "--lang", lang]) == 2
    assert said in capsys.readouterr().err


def test_a_package_that_is_not_installed(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["table", "export", "--rules", "qinghu", "-o", "a.xlsx"]) == 2
    assert "pip install 'yiju[excel]'" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    Path("a.xlsx").write_bytes(b"")
    assert main(["table", "import", "a.xlsx", "--rules", "qinghu"]) == 1
    assert "YJ632" in capsys.readouterr().err
