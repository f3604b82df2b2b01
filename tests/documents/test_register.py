"""The register: its form, its findings at their places, and texts in the encodings that occur."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yiju.documents.numbers import read_number
from yiju.documents.quotes import locate
from yiju.documents.register import Register, load_register
from yiju_grammar.finding import Finding
from yiju_grammar.span import Span
from yiju_grammar.tree import Quote

PLACE = '[place]\nname = "甲县"\n'


def load(folder: Path, toml: str, **files: bytes) -> tuple[Register, tuple[Finding, ...]]:
    (folder / "documents").mkdir(exist_ok=True)
    (folder / "documents.toml").write_text(toml, "utf-8")
    for name, content in files.items():
        (folder / "documents" / f"{name}.txt").write_bytes(content)
    return load_register(folder)


def only(folder: Path, toml: str, **files: bytes) -> tuple[Finding, str]:
    """The one finding, and the words at its place."""
    _, findings = load(folder, PLACE + toml, **files)
    assert len(findings) == 1, [(f.code, f.message()) for f in findings]
    finding = findings[0]
    assert finding.span is not None and finding.message("zh") and finding.message("en")
    return finding, (PLACE + toml)[finding.span.start : finding.span.end]


def test_chinese_and_english_keys_are_one_form(tmp_path: Path) -> None:
    english = load(
        tmp_path,
        PLACE + '[[document]]\nnumber = "甲办〔2020〕1号"\ntitle = "办法"\nissued = 2020-01-02\neffective = "2020-02"\n'
        'repeals = "甲办〔2019〕2号"\n[[document]]\nnumber = "甲办〔2019〕2号"\n',
    )
    chinese = load(
        tmp_path,
        '[地方]\n名称 = "甲县"\n[[文件]]\n编号 = "甲办〔2020〕1号"\n题名 = "办法"\n成文日期 = "2020年1月2日"\n'
        '施行日期 = "2020年2月"\n废止 = [{ 文件 = "甲办〔2019〕2号" }]\n[[文件]]\n编号 = "甲办〔2019〕2号"\n',
    )
    assert not english[1] and not chinese[1]
    assert [(d.key, d.issued, d.effective, d.repeals) for d in english[0].documents] == [
        (d.key, d.issued, d.effective, d.repeals) for d in chinese[0].documents
    ]
    effective = english[0].documents[0].effective
    assert effective is not None and (effective.first, effective.last) == (date(2020, 2, 1), date(2020, 2, 29))


def test_a_document_is_found_by_number_or_title(tmp_path: Path) -> None:
    register, _ = load(tmp_path, PLACE + '[[document]]\nnumber = "甲办〔2020〕1号"\ntitle = "办法"\n')
    assert register.find("甲办〔2020〕 1 号") is register.find("《办法》") is register.documents[0]
    assert register.find("甲办[2020]1号") is None


@pytest.mark.parametrize(
    ("toml", "code", "words"),
    [
        ('[[document]]\nnumber = "甲办【2020】1号"\n', "YJ505", "甲办【2020】1号"),
        ('[[document]]\nnumber = "甲办〔2020〕第1号"\n', "YJ505", "甲办〔2020〕第1号"),
        ('[[document]]\nnumber = "甲办〔2020〕01号"\n', "YJ505", "甲办〔2020〕01号"),
        ('[[document]]\nnumber = "第4号"\n', "YJ506", "第4号"),
        ('[[document]]\ntitle = "办法"\nisued = 2020\n', "YJ503", "isued = 2020"),
        ('[[document]]\ntitle = "办法"\nissued = "2020-02-30"\n', "YJ515", 'issued = "2020-02-30"'),
        ('[[document]]\ntitle = 3\nnumber = "甲办〔2020〕1号"\n', "YJ504", "title = 3"),
        ("[[document]]\nissued = 2020\n", "YJ509", "[[document]]"),
        ('[[document]]\ntitle = "办法"\nfile = "无.txt"\n', "YJ511", 'file = "无.txt"'),
        ('[[document]]\ntitle = "办法"\nfile = "../documents.toml"\n', "YJ517", 'file = "../documents.toml"'),
        ('[[document]]\ntitle = "办法"\nfile = "a.xyz"\n', "YJ514", 'file = "a.xyz"'),
        ('[[document]]\ntitle = "办法"\nrepeals = ["甲办〔2019〕2号"]\n', "YJ507", "甲办〔2019〕2号"),
        ('[[document]]\ntitle = "办法"\nrepeals = ["《办法》"]\n', "YJ519", "《办法》"),
        ('[[document]]\ntitle = "办法"\nissued = 2020-01-01\nends = 2019\n', "YJ510", "ends = 2019"),
        ('[[document]]\ntitle = "办法"\n[[document]]\ntitle = "办法"\n', "YJ508", "[[document]]"),
        ('[[document]]\ntitle = "办法\n', "YJ502", 'title = "办法'),
    ],
)
def test_a_mistake_is_a_finding_at_its_place(tmp_path: Path, toml: str, code: str, words: str) -> None:
    finding, at = only(tmp_path, toml)
    assert (finding.code, at) == (code, words)


def test_a_malformed_number_is_repaired_only_in_the_hint(tmp_path: Path) -> None:
    finding, _ = only(tmp_path, '[[document]]\nnumber = "滨政办〔201518号"\n')
    assert "滨政办〔2015〕18号" in finding.hint("zh") and "滨政办〔2015〕18号" in finding.hint("en")


def test_the_other_entries_of_a_faulty_register_are_read(tmp_path: Path) -> None:
    register, findings = load(
        tmp_path, PLACE + '[[document]]\ntitle = "甲"\nissued = "x"\n[[document]]\ntitle = "乙"\nisued = 1\n'
    )
    assert [d.title for d in register.documents] == ["甲", "乙"] and len(findings) == 2


def test_a_folder_without_a_register(tmp_path: Path) -> None:
    register, findings = load_register(tmp_path)
    assert register.documents == () and [f.code for f in findings] == ["YJ501"]


def test_the_clause_of_a_restatement_must_exist(tmp_path: Path) -> None:
    toml = (
        '[[document]]\ntitle = "说明"\nfile = "说明.txt"\n'
        '[[document]]\nnumber = "甲办〔2019〕2号"\nrestated_by = "《说明》三（二）"\n'
    )
    finding, at = only(tmp_path, toml, 说明="三、政策\n（一）甲。\n".encode())
    assert (finding.code, at) == ("YJ526", "三（二）") and "三（一）" in finding.hint()


def test_a_place_finds_the_documents_of_the_place_above(tmp_path: Path) -> None:
    city, county = tmp_path / "city", tmp_path / "county"
    for folder in (city, county):
        folder.mkdir()
    load(city, '[place]\nname = "市"\n[[document]]\nnumber = "市办〔2020〕1号"\n')
    register, findings = load(county, '[place]\nname = "县"\nabove = "市"\n')
    assert not findings and register.find("市办〔2020〕1号") is not None
    load(city, '[place]\nname = "市"\nabove = "../county"\n')
    assert [f.code for f in load_register(county)[1]] == ["YJ518"]
    load(county, '[place]\nname = "县"\nabove = "../none"\n')
    assert [f.code for f in load_register(county)[1]] == ["YJ516"]


WORDS = "一、标准\r\n每人每月\r\n1000元，按月发放。\r\n"
TRADITIONAL = "一、標準\r\n每人每月\r\n1000元，按月發放。\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        WORDS.encode("utf-8"),
        WORDS.encode("utf-8-sig"),
        WORDS.encode("gb18030"),
        WORDS.encode("utf-16"),
        TRADITIONAL.encode("utf-8"),
        WORDS.replace("\r\n", "\n").encode("utf-8"),
        WORDS.replace("\r\n", "\r").encode("utf-8"),
    ],
    ids=["utf-8", "bom", "gb18030", "utf-16", "traditional", "lf", "cr"],
)
def test_a_quote_is_found_whatever_the_encoding(tmp_path: Path, raw: bytes) -> None:
    register, findings = load(tmp_path, PLACE + '[[document]]\ntitle = "办法"\nfile = "办法.txt"\n', 办法=raw)
    assert not findings
    citation = locate(Quote("每人每月1000元，按月发放", Span("x", 0, 1)), register.documents, register)
    assert not isinstance(citation, Finding) and citation.clause == "一"
    own = register.documents[0].text[slice(*citation.span)]
    assert own[0] == "每" and own[-1] == "放" and not register.documents[0].text.startswith("\ufeff")


@pytest.mark.parametrize("raw", [b"\xff\xff\x00", "甲".encode() + b"\x00", b"\x81"], ids=["bytes", "nul", "half"])
def test_what_is_no_text_is_a_finding(tmp_path: Path, raw: bytes) -> None:
    finding, _ = only(tmp_path, '[[document]]\ntitle = "办法"\nfile = "办法.txt"\n', 办法=raw)
    assert finding.code == "YJ512"


@pytest.mark.parametrize(
    ("text", "normal", "wellformed"),
    [
        ("济历城政办字〔2019〕10号", "济历城政办字〔2019〕10号", True),
        ("清民发〔2020〕 12号", "清民发〔2020〕12号", True),
        ("蘭脫貧組[2018]51號", "兰脱贫组〔2018〕51号", False),
        ("河农发〔20228号", "河农发〔2022〕8号", False),
        ("中办发〔2024〕2)号", "中办发〔2024〕2号", False),
        ("〔2020〕第3号", "〔2020〕3号", False),
        ("国务院令第649号", "国务院令第649号", True),
        ("第4号", "", False),
    ],
)
def test_numbers_and_their_repairs(text: str, normal: str, wellformed: bool) -> None:
    number = read_number(text)
    assert (number.normal, number.is_wellformed) == (normal, wellformed)
