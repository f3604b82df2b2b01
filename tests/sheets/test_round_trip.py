"""Exported and read back nothing changes; a changed cell changes that cell alone."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from generators.policy_text import policy_texts
from generators.rule_sets import rule_set
from generators.sound_rules import seeds
from hypothesis import HealthCheck, given, settings
from sheets.made_up import NAME, POLICY, back, grids, put, rules, told

import yiju
from yiju import sheets
from yiju.rule_set.workbook_cells import GridCell
from yiju.sheets.place import tables_of
from yiju_grammar import format_text
from yiju_grammar.finding import Lang

RULES = Path(__file__).parent.parent.parent / "rules"


@pytest.mark.parametrize("place", sorted(p.parent for p in RULES.glob("*/documents.toml")), ids=lambda p: p.name)
@pytest.mark.parametrize("form", ["a.xlsx", "csv"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_table_of_the_rules_changes(place: Path, form: str, lang: Lang, tmp_path: Path) -> None:
    loaded = yiju.load(place)
    titles = sheets.export(loaded, tmp_path / form, lang=lang)
    if titles:
        imported = sheets.read_back(tmp_path / form, loaded)
        assert (imported.after, imported.findings) == ({}, ())
    assert bool(titles) == bool(sheets.names(loaded))


@pytest.mark.parametrize("seed", seeds(6, 200))
def test_no_generated_table_changes(seed: int, tmp_path: Path) -> None:
    loaded = yiju.load_texts(rule_set(seed).files())
    if sheets.export(loaded, tmp_path / "a.xlsx"):
        imported = sheets.read_back(tmp_path / "a.xlsx", loaded)
        assert (imported.after, imported.findings) == ({}, ())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(policy_texts())
def test_no_table_of_any_text_changes(text: str) -> None:
    loaded = rules(text)
    assert back(loaded, grids(loaded)).after == {}


@pytest.mark.parametrize("seed", seeds(8, 200))
def test_a_changed_cell_changes_that_cell(seed: int) -> None:
    rng = Random(seed)
    loaded = yiju.load_texts(rule_set(seed).files())
    named = {block.name: (block, sheet) for block, sheet in tables_of(loaded)}
    once = [n for n in named if sum(n == b.name for b, _ in tables_of(loaded)) == 1]
    if not once:
        return
    block, sheet = named[rng.choice(once)]
    made = grids(loaded)[block.name]
    row = rng.randrange(len(sheet.rows))
    column = len(sheet.columns) - 1
    at = next(n for n, cells in enumerate(made) if cells and cells[0].text == "列") + 1 + row
    put(at, column + 1, "待定 “改了的一格”")(made)
    imported = back(loaded, {block.name: made})
    (text,) = imported.after.values()
    assert format_text(text).text == text or format_text(block.text).text != block.text
    after = yiju.load_texts({s.file: imported.after.get(s.file, s.text) for s in loaded.checked.rule_set.sources})
    for (old, was), (_, now) in zip(tables_of(loaded), tables_of(after), strict=True):
        wanted = [list(r.cells) for r in was.rows]
        if old == block:
            wanted[row][column] = "待定 “改了的一格”"
        assert [list(r.cells) for r in now.rows] == wanted
    others = [line for line in block.text.split("\n") if not line.lstrip().startswith(("|", "自", "始终", "此前"))]
    assert set(others) <= set(text.split("\n"))


def test_only_the_line_of_the_cell_differs() -> None:
    loaded = rules()
    made = grids(loaded)["标准"]
    put(9, 2, "710")(made)
    after = back(loaded, {"标准": made}).after[NAME]
    assert after == POLICY.replace("| 城市 | 700  |", "| 城市 | 710  |")


def test_a_file_that_is_not_in_normal_form_keeps_the_rest() -> None:
    text = POLICY.replace("表 系数（年龄） 首个", "表   系数(年龄)  首个").replace("\n", "\r\n")
    loaded = rules(text)
    made = grids(loaded)["标准"]
    put(9, 2, "710")(made)
    after = back(loaded, {"标准": made}).after[NAME]
    assert after == text.replace("| 城市 | 700  |", "| 城市 | 710  |")


def test_english_keywords_stay_english() -> None:
    text = format_text(POLICY, lang="en").text
    loaded = rules(text)
    made = grids(loaded)["补贴额"]
    put(10, 2, GridCell("30", True))(made)
    assert "from 2021-07-01 = 30\n" in back(loaded, {"补贴额": made}).after[NAME]


def test_an_exported_workbook_is_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        sheets.export(rules(), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_tables_of_one_name_in_one_file() -> None:
    table = "表 系数（年龄） 首个 假定 “编的”\n    | 年龄 | 比例 |\n    | 其他 | 50% |\n\n"
    loaded = rules(f"{table}{table}")
    made = grids(loaded)["系数"]
    titled = {"一": made, "二": [list(row) for row in made], "三": made}
    put(10, 2, "60%")(titled["二"])
    imported = back(loaded, titled)
    assert [c for c in told(imported) if c[0] == "YJ848"] == [("YJ848", "a.xlsx 三")]
    assert imported.after[NAME].index("60%") > imported.after[NAME].index("50%")


def test_nothing_but_what_was_asked_for(tmp_path: Path) -> None:
    assert sheets.export(rules(), tmp_path / "a.xlsx", ["系数"]) == ("系数",)
    assert sheets.export(rules(), tmp_path / "b.xlsx", ["没有"]) == ()
    assert not (tmp_path / "b.xlsx").exists()
    assert told(back(rules(), {})) == []
