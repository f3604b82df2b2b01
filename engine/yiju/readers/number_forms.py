"""Numbers as automatic numbering writes them: 一, 十二, ①, iv, 甲.

Input: a number and the name of its form as word processors store it. Output: its text. Source of the names and of what
each writes: ECMA-376 part 1, 17.18.59 (ST_NumberFormat). A new form is a row of `FORMS`, with its example.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

DIGITS = "〇一二三四五六七八九"
COUNTED = "零一二三四五六七八九"
PLACES = ("", "十", "百", "千")
LEGAL = "零壹贰叁肆伍陆柒捌玖"
LEGAL_PLACES = ("", "拾", "佰", "仟")
LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
BRACKETED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
CIRCLED_CHINESE = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
LARGEST = 9999
"""No document counts further; beyond it every form is decimal."""


def number_text(number: int, form: str, pattern: str = "") -> str:
    """A number in a form; decimal where the form has no sign for it or is not known.

    Args:
        pattern: what the form `custom` looks like: `001, 002, 003, ...`.
    """
    if form == "none":
        return ""
    if form == "custom":
        return str(number).zfill(len(pattern.split(",")[0].strip()) if pattern.startswith("0") else 0)
    writer = FORMS.get(form)
    return str(number) if writer is None or not 1 <= number <= LARGEST else writer(number)


def is_known(form: str) -> bool:
    """Whether a form is written as word processors write it."""
    return form in FORMS or form in ("decimal", "none", "custom", "bullet", "decimalHalfWidth")


def _row(signs: str, number: int) -> str:
    """One of a row of signs; decimal past its end."""
    return signs[number - 1] if number <= len(signs) else str(number)


def _cycle(signs: str, number: int) -> str:
    return signs[(number - 1) % len(signs)]


def _repeated(number: int, *, upper: bool) -> str:
    """a … z, aa, bb: the letter is doubled, not joined by the next."""
    letter = chr(ord("A" if upper else "a") + (number - 1) % 26)
    return letter * ((number - 1) // 26 + 1)


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(c)] for c in str(number))


def _tens(number: int, digits: str) -> str:
    """十, 十一, 二十 up to 九十九, then digit by digit: 一〇〇."""
    if number >= 100:
        return _digits(number, digits)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones or not tens else "")


def _places(number: int, digits: str, places: tuple[str, ...], *, bare_ten: bool = False, zero: bool = True) -> str:
    """一百零五, by the places of its digits; `bare_ten`: 十 for 一十 at its head; `zero`: 零 for places passed over."""
    text, passed = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit == 0:
            passed = bool(text)
            continue
        text += (digits[0] if passed and zero else "") + digits[digit] + places[power]
        passed = False
    return text.removeprefix(digits[1]) if bare_ten and text.startswith(digits[1] + places[1]) else text


def _japanese(number: int) -> str:
    """百五, 千百: no 一 before a place, no 零."""
    text = _places(number, COUNTED, PLACES, zero=False)
    for place in PLACES[1:]:
        text = text.replace("一" + place, place)
    return text


def _roman(number: int) -> str:
    text = ""
    for value, letters in ROMAN:
        text += letters * (number // value)
        number %= value
    return text


FORMS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda n: f"{n:02}",  # 01
    "decimalFullWidth": lambda n: _digits(n, "０１２３４５６７８９"),  # １
    "decimalFullWidth2": lambda n: _digits(n, "０１２３４５６７８９"),  # １
    "upperRoman": _roman,  # IV
    "lowerRoman": lambda n: _roman(n).lower(),  # iv
    "upperLetter": partial(_repeated, upper=True),  # A
    "lowerLetter": partial(_repeated, upper=False),  # a
    "ordinal": lambda n: f"{n}{_english_end(n)}",  # 1st
    "hex": lambda n: f"{n:X}",  # 1F
    "numberInDash": lambda n: f"- {n} -",  # - 1 -
    "decimalEnclosedCircle": partial(_row, CIRCLED),  # ①
    "decimalEnclosedCircleChinese": partial(_row, CIRCLED),  # ①
    "decimalEnclosedFullstop": partial(_row, STOPPED),  # ⒈
    "decimalEnclosedParen": partial(_row, BRACKETED),  # ⑴
    "ideographEnclosedCircle": partial(_row, CIRCLED_CHINESE),  # ㊀
    "ideographTraditional": partial(_row, STEMS),  # 甲
    "ideographZodiac": partial(_row, BRANCHES),  # 子
    "ideographZodiacTraditional": lambda n: _cycle(STEMS, n) + _cycle(BRANCHES, n),  # 甲子
    "ideographDigital": partial(_digits, digits=DIGITS),  # 一〇
    "japaneseDigitalTenThousand": partial(_digits, digits=DIGITS),  # 一〇
    "taiwaneseDigital": partial(_digits, digits="○一二三四五六七八九"),  # 一○
    "koreanDigital2": partial(_digits, digits=COUNTED),  # 一零
    "chineseCounting": partial(_tens, digits=DIGITS),  # 十一
    "taiwaneseCounting": partial(_tens, digits="○一二三四五六七八九"),  # 十一
    "chineseCountingThousand": partial(_places, digits=COUNTED, places=PLACES, bare_ten=True),  # 一百零一
    "taiwaneseCountingThousand": partial(_places, digits=COUNTED, places=PLACES, bare_ten=True),  # 一百零一
    "chineseLegalSimplified": partial(_places, digits=LEGAL, places=LEGAL_PLACES),  # 壹拾
    "ideographLegalTraditional": partial(_places, digits=LEGAL_TRADITIONAL, places=LEGAL_PLACES),  # 壹拾
    "japaneseCounting": _japanese,  # 百一
    "japaneseLegal": partial(_places, digits="零壱弐参四伍六七八九", places=("", "拾", "百", "阡"), zero=False),  # 壱拾
}


def _english_end(number: int) -> str:
    if 11 <= number % 100 <= 13:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
