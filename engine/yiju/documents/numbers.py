"""Numbers of documents (发文字号): their normal form 机关代字〔年份〕序号号, and what is wrong with one as written.

Input: one number. Output: its normal form, or the repair of a malformed one, with its faults. Searches no text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from yiju.documents.folding import fold_forms

OPENING = "〔﹝〘〖【［[(〈<{「『"
CLOSING = "〕﹞〙〗】］])〉>}」』"

NORMAL = re.compile(r"(?P<agency>[^\s\d〔〕]*)〔(?P<year>\d{4})〕(?P<serial>[1-9]\d*)号")
ORDER = re.compile(r"[^\s\d〔〕]+(?:令|公告|通告|布告)(?:〔\d{4}〕|\d{4}年)?第[1-9]\d*号")
LOOSE = re.compile(
    rf"(?P<agency>[^\s\d{re.escape(OPENING + CLOSING)}]*)(?P<open>[{re.escape(OPENING)}]?)"
    rf"(?P<year>(?:19|20)\d\d)年?(?P<close>[{re.escape(CLOSING)}]?)"
    rf"(?P<ordinal>第?)(?P<zeros>0*)(?P<serial>[1-9]\d*)(?P<late>[{re.escape(CLOSING)}]?)(?P<sign>号?)"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as written and in its normal form (empty when it cannot be told); well formed when they are equal."""

    text: str
    normal: str

    @property
    def is_wellformed(self) -> bool:
        return bool(self.normal) and _squeezed(self.text) == self.normal


def read_number(text: str) -> DocumentNumber:
    """Read one number; mere white space is no fault, any other difference from the normal form is."""
    plain = _squeezed(fold_forms(text))
    if NORMAL.fullmatch(plain) or ORDER.fullmatch(plain):
        return DocumentNumber(text, plain)
    loose = LOOSE.fullmatch(plain)
    if loose is None or not (loose["open"] or loose["close"] or loose["late"]):
        return DocumentNumber(text, "")
    return DocumentNumber(text, f"{loose['agency']}〔{loose['year']}〕{loose['serial']}号")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
