"""What the words of one line may be by themselves: a page number, a date, a number, an office, a row, a cell.

Input: the folded text of a line. Output: yes or no. What a line is among others is decided by `lines.py`.
"""

from __future__ import annotations

import re

from yiju.documents.numbers import CLOSING, OPENING
from yiju.documents.ordinals import starts_with_ordinal

OPEN, CLOSE = re.escape(OPENING), re.escape(CLOSING)
NUMBER = re.compile(r"[-+约≥≤]?\s*[0-9][0-9,]*(?:\.[0-9]+)?\s*%?")
SENTENCE = re.compile(r"[。;?!,](?:(?<!,)|(?![0-9]))")
STOPPED = re.compile(r"[。;]")
PAGE_BEGINS = frozenset("-—–―·•第|:")
RULE = re.compile(r"[|:\s-]+")
PAGE = re.compile(r"[-—–―·•\s]*第?\s*\d{1,4}\s*(页(\s*[,，/]?\s*共\s*\d+\s*页)?)?[-—–―·•\s]*")
YEAR = "〇○零一二三四五六七八九"
YEAR_BEGINS = frozenset(f"0123456789{YEAR}")
DATE = re.compile(rf"(\d{{4}}|[{YEAR}]{{4}})[年./-].{{1,3}}[月./-].{{1,3}}日?")
LONGEST_DATE = 60
SPACE = re.compile(r"\s")
ATTACHMENT = re.compile(r"附\s*(件|表|录)?\s*\d{0,2}\s*(:|$|\d{1,2}\s*[.、])|附\s*件\s*\d{1,2}(?!\d)")
LISTED = re.compile(r"\d{1,2}\s*[.、]")
UNIT_CAPTION = re.compile(r"\(?\s*(计量|金额|货币|资金|数量)?\s*单\s*位\s*[::].{1,16}")
NUMBER_LINE = re.compile(
    rf"[^\s,。;:]{{0,20}}[{OPEN}]?\s*(19|20)\d\d\s*年?[{CLOSE}]?\s*第?\s*\d+[{CLOSE}]?\s*号"
    r"|\(?[^\s,。;]{0,20}第\s*\d+\s*号\)?"
)
ISSUED_LINE = re.compile(r"\(.*(发布|公布|印发|通过|施行|修订|号).*\)")
OFFICE = re.compile(r".*[府局委办会组部院厅室队站所社司处馆校署镇乡县区市村心团道科州省]")
NO_OFFICE = re.compile(r"[,。;:!?、<《\d]")
ENCLOSED = re.compile(r"\(.*?\)")
ADDRESSEE = re.compile(
    r"各(?!.*(?:通知|如下|现将|公告|要求))[^。;]*:|(?:[^,。;]*[府局委办处门位会员所镇乡道司厅院心组校])[^,。;]*:"
)
LONGEST_LINE = 80
ARTICLE = re.compile(r"第\s*[一二三四五六七八九十百零〇\d]+\s*[编章节条]")
CELL = re.compile(r"\t+|\u3000+| {2,}|\s*\|\s*")
LONGEST_CELL = 24
LONGEST_CAPTION = 40
NO_CAPTION = re.compile(r"[,。;:]")


def is_page(text: str) -> bool:
    """`- 3 -`, `第3页 共5页`, a rule of hyphens; also a number by itself."""
    if text[0] not in PAGE_BEGINS and not text[0].isdigit():
        return False
    return PAGE.fullmatch(text) is not None or ("---" in text and RULE.fullmatch(text) is not None)


def is_date(text: str) -> bool:
    """A date and nothing else."""
    return len(text) <= LONGEST_DATE and DATE.fullmatch(SPACE.sub("", text)) is not None


def is_number_line(text: str) -> bool:
    """A document's number, or the line in brackets that says who issued it when."""
    squeezed = SPACE.sub("", text)
    return NUMBER_LINE.fullmatch(squeezed) is not None or ISSUED_LINE.fullmatch(squeezed) is not None


def is_signature(text: str) -> bool:
    """Whether a line names offices and nothing else."""
    if len(text) > LONGEST_LINE or NO_OFFICE.search(text) or starts_with_ordinal(text):
        return False
    return all(OFFICE.fullmatch(name) for name in ENCLOSED.sub("", text).split() if len(name) > 1)


def is_cell(text: str) -> bool:
    """Whether a line may be one cell of a table that has a cell on each line."""
    if len(text) > LONGEST_CELL:
        return False
    if NUMBER.fullmatch(text):
        return True
    if SENTENCE.search(text) or starts_with_ordinal(text):
        return False
    return not (is_page(text) or UNIT_CAPTION.fullmatch(text) or DATE.fullmatch(text))


def has_gap(text: str) -> bool:
    """Whether a line may hold several cells."""
    return "\u3000" in text or "|" in text or "  " in text or "\t" in text


def is_row(text: str) -> bool:
    """Whether a line is a row of three cells or more, or of two between bars; or a unit for the rows below it."""
    if "位" in text and UNIT_CAPTION.fullmatch(text):
        return True
    if not has_gap(text) or ARTICLE.match(text):
        return False
    names = [c for c in CELL.split(text) if c]
    if "|" in text and len(names) > 1:
        return True
    return len(names) >= 3 and not STOPPED.search(text) and any(len(c) > 1 for c in names)


def is_pair(text: str) -> bool:
    """Whether a line holds two cells."""
    if not has_gap(text) or SENTENCE.search(text):
        return False
    cells = CELL.split(text)
    return len(cells) == 2 and all(0 < len(cell) <= LONGEST_CELL for cell in cells)


def is_caption(text: str) -> bool:
    """Whether a line may stand above a table."""
    return len(text) <= LONGEST_CAPTION and not NO_CAPTION.search(text) and not starts_with_ordinal(text)
