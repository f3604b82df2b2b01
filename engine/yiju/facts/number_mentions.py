"""Every mention of a document's number in the words of a passage, with its normal form; repairs are proposed as such.

Input: a passage's folded words. Output: places, agency word, year and serials; `148、149、150号` gives one mention with
three serials. What the faults of one number are is told by `yiju.documents.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiju.documents.numbers import CLOSING, OPENING, read_number

OPEN, CLOSE = re.escape(OPENING), re.escape(CLOSING)
YEAR = r"(?:19|20)[0-9]{2}"
SERIAL = r"第?[0-9]{1,4}(?![0-9])"
CORE = re.compile(
    rf"(?:(?P<open>[{OPEN}])(?P<year>{YEAR})年?(?P<close>[{CLOSE}]?)|(?<![0-9])(?P<bare_year>{YEAR})年?(?P<bare_close>[{CLOSE}]))"
    rf"(?P<serials>{SERIAL}(?:(?:[、,和及]|[-—–至~]){SERIAL})*(?:号[、,和及]{SERIAL}(?=号))*)(?P<late>[{CLOSE}]?)(?P<sign>号)?"
)
ORDER = re.compile(r"(?P<agency>[\u3400-\u9fff]{2,24}令)第(?P<serial>[1-9][0-9]{0,3})号")
EACH_SERIAL = re.compile(r"(?P<join>[-—–至~])?第?(?P<serial>[0-9]{1,4})")
HAN_RUN = re.compile(r"[\u3400-\u9fff]*$")
DATE_END = ("年", "月", "日", "号")
UNSIGNED = re.compile(r"[0-9年月日%.]")
ROUND = "(〈<{「『"
LONGEST_RANGE = 20
REACH = 24


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Words that stand before a number and are no part of its agency word; `example` shows one."""

    words: str
    example: str
    agency: str


LEADS = (
    LeadRow("根据|依据|按照|依照|遵照|参照|对照|按", "按照明政发〔2014〕22号", "明政发"),
    LeadRow(
        "执行|落实|贯彻|实施|废止|修订|修改|印发|下发|制发|转发|下达|发布|公布|出台", "转发明政发〔2014〕22号", "明政发"
    ),
    LeadRow(
        "文号|字号|编号|文件|通知|意见|公告|通告|批复|办法|规定|方案|细则|决定|函件",
        "的文件明政发〔2014〕22号",
        "明政发",
    ),
    LeadRow("同意|收到|签发|上报|报送|引用|附|含", "同意明政发〔2014〕22号", "明政发"),
    LeadRow(r"(?<=[条款项章])[和及]", "第三条和明政发〔2014〕22号", "明政发"),
    LeadRow("(?:局|厅|委员会|办公室|人民政府|领导小组|指挥部|联合会)(?=.{2})", "县民政局明政发〔2014〕22号", "明政发"),
    LeadRow("的|与|或|以及|关于|详见|参见|见|自|从|由", "我县的明政发〔2014〕22号", "明政发"),
)
LEAD = re.compile("|".join(row.words for row in LEADS))
FIRST_LEAD = re.compile(r"(?:原|和|及|即|将|对|以|在|是|为|对照)(?=[\u3400-\u9fff]{2})")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One number at `start`..`end` of a passage. `is_alone`: its words hold one serial and an agency word."""

    normalized: str
    start: int
    end: int
    is_alone: bool


def mentions_in(text: str) -> list[Mentioned]:
    """The numbers of a passage in order."""
    found = list(_numbers(text)) if "19" in text or "20" in text else []
    return sorted([*found, *_orders(text)], key=lambda m: m.start) if "令第" in text else found


def is_written_well(words: str, mentioned: Mentioned) -> bool:
    """Whether a number's words, as they stand in the document, are its normal form but for white space."""
    return mentioned.is_alone and read_number(words).is_wellformed


def _numbers(text: str) -> Iterator[Mentioned]:
    last_end, last_agency = 0, ""
    for core in CORE.finditer(text):
        agency = _agency(text, max(last_end, core.start() - REACH), core.start())
        start = core.start() - len(agency)
        if not agency and text[last_end : core.start()] in ("、", ",", "和", "及"):
            agency = last_agency
        if not _is_number(text, core, agency):
            continue
        serials = _serials(core["serials"])
        for serial in serials:
            normalized = f"{agency}〔{core['year'] or core['bare_year']}〕{serial}号"
            yield Mentioned(normalized, start, core.end(), len(serials) == 1 and start < core.start())
        last_end, last_agency = core.end(), agency


def _agency(text: str, start: int, end: int) -> str:
    """The agency word that ends at `end`: what stands behind the last word that leads up to a number."""
    run = HAN_RUN.search(text[start:end])
    words = run[0] if run else ""
    if words[:1] in DATE_END and text[end - len(words) - 1 : end - len(words)].isdecimal():
        words = words[1:]
    lead = max((m.end() for m in LEAD.finditer(words)), default=0)
    first = FIRST_LEAD.match(words, lead)
    return words[first.end() if first else lead :]


def _is_number(text: str, core: re.Match[str], agency: str) -> bool:
    if all(int(m["serial"]) == 0 for m in EACH_SERIAL.finditer(core["serials"])):
        return False
    is_closed = bool(core["close"] or core["bare_close"])
    if core["sign"]:
        return is_closed or bool(core["late"]) or bool(agency)
    is_square = core["open"] is not None and core["open"] not in ROUND and is_closed
    return is_square and bool(agency) and not UNSIGNED.match(text, core.end())


def _serials(words: str) -> list[int]:
    """`12、13` and `12—15`."""
    found: list[int] = []
    for match in EACH_SERIAL.finditer(words):
        serial = int(match["serial"])
        if match["join"] and found and found[-1] < serial <= found[-1] + LONGEST_RANGE:
            found += range(found[-1] + 1, serial)
        found.append(serial)
    return found


def _orders(text: str) -> Iterator[Mentioned]:
    for match in ORDER.finditer(text):
        agency = _agency(text, *match.span("agency"))
        if len(agency) > 1:
            yield Mentioned(f"{agency}第{match['serial']}号", match.end("agency") - len(agency), match.end(), True)
