"""Headers: titles over lines, letterheads, labelled lines of a site, promulgation in brackets, signatures."""

from __future__ import annotations

from yiju.facts.header import read_header
from yiju.facts.read import read_facts

BODY = "一、为保障困难群众基本生活，制定本通知。\n"


def test_a_title_over_two_lines_with_its_office_above() -> None:
    header = read_header(
        f"甲县人民政府办公室\n关于印发《甲县临时救助细则》的\n通　　知\n甲政办〔2020〕3号\n各镇街：\n{BODY}"
    )
    assert header.title == "甲县人民政府办公室关于印发《甲县临时救助细则》的通　　知"
    assert header.number == "甲政办〔2020〕3号"
    assert header.issuer == "甲县人民政府办公室"
    assert header.addressees == ("各镇街",)


def test_several_offices_above_a_title_are_no_part_of_it() -> None:
    header = read_header(
        f"甲县民政局\n甲县财政局\n关于调整标准的通知\n{BODY}甲县民政局（盖章） 甲县财政局（盖章）\n2020.3.16\n"
    )
    assert (header.title, header.issuer, header.issued) == ("关于调整标准的通知", "甲县民政局 甲县财政局", "2020-03-16")


def test_a_letterhead_is_no_title() -> None:
    header = read_header(f"甲县民政局文件\n甲民【2021】第06号\n关于发放补贴的通知\n{BODY}")
    assert (header.title, header.number) == ("关于发放补贴的通知", "甲民〔2021〕6号")


def test_labelled_lines_of_a_site_speak_where_the_document_does_not() -> None:
    labels = "索引号：0012　　发文机关：甲县民政局\n成文日期：2021年03月04日　　发布日期：2021-03-10\n"
    labels += "发文字号：甲民〔2021〕9号\n"
    header = read_header(f"{labels}\n甲县临时救助办法\n{BODY}")
    assert header.title == "甲县临时救助办法"
    assert (header.number, header.issuer, header.issued) == ("甲民〔2021〕9号", "甲县民政局", "2021-03-04")


def test_lines_of_a_site_do_not_end_the_heading() -> None:
    site = "2022-09-20 10:30　　来源：区政府办公室　　浏览次数：1286"
    header = read_header(f"甲区关于公布清理结果的公告\n{site}\n甲政告﹝2022﹞第02号\n按照要求，现公告如下：\n{BODY}")
    assert (header.title, header.number) == ("甲区关于公布清理结果的公告", "甲政告〔2022〕2号")


def test_labels_may_be_spaced() -> None:
    labels = "索 引 号：0012/2021　　主题分类：民政\n标    题：关于发放津贴的通知\n文　　号：甲民〔2021〕9号\n"
    header = read_header(f"{labels}\n{BODY}")
    assert (header.title, header.number) == ("关于发放津贴的通知", "甲民〔2021〕9号")


def test_an_order_is_of_the_office_that_its_title_names() -> None:
    text = (
        f"甲市人民政府令\n第12号\n《甲市救助办法》已经通过，现予公布。\n市长　张某\n2021年3月10日\n甲市救助办法\n{BODY}"
    )
    header = read_header(text)
    assert (header.number, header.issuer, header.issued) == ("甲市人民政府令第12号", "甲市人民政府", "2021-03-10")


def test_promulgation_is_issue_a_meeting_is_not() -> None:
    line = "（2020年3月1日区政府第5次会议通过，2020年3月20日甲区民政局公布，自2020年5月1日起施行）"
    header = read_header(f"甲区救助办法\n{line}\n{BODY}")
    assert (header.issuer, header.issued, header.number) == ("甲区民政局", "2020-03-20", None)


def test_the_notice_signs_not_the_scheme_that_it_issues() -> None:
    text = f"甲县民政局关于印发办法的通知\n甲民〔2019〕1号\n{BODY}甲县民政局\n2019年5月1日\n\n"
    header = read_header(text + "甲县救助办法\n第一条 本办法自2019年6月1日起施行。\n")
    assert (header.title, header.issuer, header.issued) == ("甲县民政局关于印发办法的通知", "甲县民政局", "2019-05-01")


def test_a_signature_with_its_day_on_one_line() -> None:
    header = read_header(f"关于公示的公告\n{BODY}甲县扶贫办公室   2020年3月16日\n")
    assert (header.issuer, header.issued) == ("甲县扶贫办公室", "2020-03-16")


def test_a_day_without_an_office_and_a_number_that_is_cited() -> None:
    header = read_header("甲区情况说明\n一、根据甲政〔2019〕5号执行。\n2021年8月12日\n")
    assert (header.issuer, header.issued, header.number) == (None, "2021-08-12", None)


def test_an_announcement_numbered_by_its_year() -> None:
    assert read_header(f"甲县公告\n〔2022〕第8号\n{BODY}").number == "〔2022〕8号"
    assert read_header(f"甲县公告\n2022年第8号\n{BODY}").number == "〔2022〕8号"


def test_attachments_are_listed_without_their_numbers() -> None:
    header = read_header(f"关于申报的通知\n{BODY}附件：1.2022年申请表\n　　　2.汇总表\n甲县民政局\n2022年1月2日\n")
    assert header.attachments == ("2022年申请表", "汇总表")


def test_the_first_words_of_the_body_are_no_part_of_the_title() -> None:
    header = read_header(
        "甲县关于资金使用的公告\n　　根据甲县领导小组文件（甲组\n[2018]51号）和市下达文件，现公告如下：\n"
    )
    assert header.title == "甲县关于资金使用的公告"


def test_empty_texts_have_no_header() -> None:
    assert read_facts("").facts == ()
    assert read_header(" \n").title is None
