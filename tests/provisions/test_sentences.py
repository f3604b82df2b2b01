"""What single sentences rule, and the traps between two kinds."""

from __future__ import annotations

from pathlib import Path

import pytest

from yiju.facts.read import read_facts
from yiju.provisions.model import Provision, Provisions
from yiju.provisions.read import read_provisions

LINES = (Path(__file__).parent / "sentences.txt").read_text("utf-8").splitlines()
SENTENCES = [tuple(part.strip() for part in line.split("|")) for line in LINES if "|" in line and line[0] != "#"]


def read(text: str) -> Provisions:
    return read_provisions(text, read_facts(text))


def said(provisions: tuple[Provision, ...]) -> str:
    return "; ".join(f"{p.kind} {p.value or ''}".strip() for p in provisions)


@pytest.mark.parametrize(("heading", "sentence", "wanted"), SENTENCES, ids=[s[1][:16] for s in SENTENCES])
def test_what_a_sentence_rules(heading: str, sentence: str, wanted: str) -> None:
    text = f"一、{heading}\n{sentence}" if heading else sentence
    assert said(read(text).provisions) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("任何单位不得挤占挪用资金。", "obligation"),
        ("已享受同类补贴的，不得重复领取。", "exclusion"),
        ("截止2022年12月31日，全区享受补贴1284人，当月发放50.13万元。", ""),
        ("申报截止2022年12月31日。", "cutoff 2022-12-31"),
        ("收入低于4000元的，可以申请救助。", "eligibility"),
        ("每户救助4000元。", "rate 4000"),
        ("管理费不得超过资金总额的1%。", "obligation"),
        ("报销金额不得超过总费用的50%。", "rate 0.5"),
        ("差额部分于2023年3月底前补发到位。", "obligation"),
        ("差额部分予以补发。", "payment"),
        ("区内往返60元/天，但单位派车接送的除外。", "rate 60; exception"),
        ("服刑人员不予发放，但社区矫正对象除外。", "exclusion"),
        ("死亡的，自死亡次月起停发。", "cutoff"),
        ("弄虚作假的，停发补贴。", "exclusion"),
        ("危房清零行动资金286.55万元。", ""),
    ],
)
def test_what_looks_alike_is_told_apart(text: str, wanted: str) -> None:
    assert said(read(text).provisions) == wanted


def test_the_items_of_a_list_are_what_its_opener_says() -> None:
    found = read(
        "第三条 有下列情形之一的，不予救助：\n（一）因赌博致困的；\n（二）年收入不超过5万元但拒绝核对的。\n"
    ).provisions
    assert said(found) == "exclusion; exclusion"
    assert {p.opens for p in found} == {(0, 18)}


def test_a_list_in_the_line_of_its_opener() -> None:
    found = read("有下列情况之一的不得聘用：正在服刑的；患有传染病的。").provisions
    assert [p.quote for p in found] == ["正在服刑的", "患有传染病的。"]


def test_a_condition_before_the_words_that_rule_is_named() -> None:
    text = "骗取补贴的，取消享受资格，追回已发放资金。"
    for provision in read(text).provisions:
        place = provision.slot("condition")
        assert place is not None and text[slice(*place)] == "骗取补贴的，"


def test_words_broken_over_lines_and_pages_are_read_as_one() -> None:
    text = "因公赴市区的凭票报销，\n                 — 1 —\n每月不超过300元。\n"
    (provision,) = read(text).provisions
    assert (provision.kind, provision.value) == ("rate", "300")
    assert provision.quote == text.strip()


def test_traditional_characters_and_half_width_stops_are_read_too() -> None:
    assert said(read("農村低保標準由每人每年6420元提高到7080元,不得重複領取.").provisions) == "rate 7080; exclusion"


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ("类别　　标准（元/月）\n一级　　200\n二级　　150", "rate 200; rate 150"),
        ("项目 | 分值 | 年度上限\n义务植树 | 5 | 20\n乱倒垃圾 | -3 | 不限", "points 5; points -3"),
        ("残疾等级 | 一级 | 二级\n护理补贴（元/月） | 150 | 120", "rate 150; rate 120"),
        ("行为 | 扣分\n乱倒垃圾 | 3\n赌博 | 20", "points -3; points -20"),
        ("类别　金额　占比\n产业　3120　52.97%\n就业　412.4　7.00%\n合计　3532.4　100%", ""),
    ],
)
def test_what_a_table_rules(table: str, wanted: str) -> None:
    assert said(read(f"二、有关标准见下表：\n{table}\n").provisions) == wanted
