"""The header of a document: title, own number, issuer, day of issue, addressees, attachments.

Input: the text. Output: what its first and last lines say; in a notice that issues a scheme, the notice's. How the
lines before the body are told apart stands in `head_lines.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from yiju.documents.line_forms import LISTED, OFFICE, is_signature
from yiju.documents.lines import Line, lines_of, without_pages
from yiju.documents.ordinals import starts_with_ordinal
from yiju.facts.dates import dates
from yiju.facts.head_lines import Head, read_head
from yiju.facts.model import Header
from yiju.facts.number_mentions import mentions_in

PROMULGATED = re.compile(r"发布|公布|印发|颁布|下发")
ISSUED_BY = re.compile(r"(?P<offices>[\u3400-\u9fff、]{2,60}?)(?:令第[0-9]+号|令)?(?:发布|公布|印发|颁布)")
SIGNED = re.compile(
    r"(?P<offices>[^0-9,。;:]{3,80}?)\s+(?P<day>(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})[年./-].{2,12})"
)
SEAL = re.compile(r"\((?:盖章|公章|印章|代章|章|印)\)")
ABOUT = re.compile(r"(?P<offices>[^,。《》]{3,60}?)(?:关于|令$|公告$|通告$|布告$)")
YEAR_NUMBER = re.compile(r"(?:公告|通告|令)?(?P<year>(?:19|20)[0-9]{2})年第(?P<serial>[1-9][0-9]{0,3})号")
OF_ORDER = re.compile(r"\(?第[1-9][0-9]{0,3}号\)?")
OFFICER = re.compile(r"[省市区县乡镇厅局部委州署]长|主席|主任|书记|盟长|行长")
"""Who signs an order; it is issued by the office in its title."""
ATTACHED = re.compile(r"附\s*[件表录]?\s*[0-9]{0,2}\s*:?")
ANOTHER = re.compile(r"\s+(?=[0-9]{1,2}[.、])")
SEPARATED = re.compile(r"[、,](?![^()]*\))")
LONGEST_OFFICE = 40


def read_header(text: str) -> Header:
    """The header; None for what the document does not say."""
    lines = without_pages(lines_of(text))
    head = read_head(lines)
    title = "".join(text[line.start : line.end].strip() for line in head.title) or head.labels.get("title")
    offices, day = _signature(text, lines)
    return Header(
        title=title or None,
        number=_number(head),
        issuer=" ".join(offices) or _issuer(head, title or ""),
        issued=day or _issued(lines, head),
        addressees=_addressees(text, lines),
        attachments=tuple(_attachments(text, lines)),
    )


def _squeezed(words: str) -> str:
    return re.sub(r"\s+", "", words)


def _day(words: str) -> str | None:
    return next((d.value for d in dates(_squeezed(words)) if d.kind == "date"), None)


def _number(head: Head) -> str | None:
    for line in head.numbers:
        words = _squeezed(line.text)
        for mentioned in mentions_in(words):
            return mentioned.normalized
        of_year = YEAR_NUMBER.fullmatch(words)
        if of_year is not None:
            return f"〔{of_year['year']}〕{of_year['serial']}号"
        if OF_ORDER.fullmatch(words) and head.title and head.title[-1].text.endswith("令"):
            return f"{_squeezed(head.title[-1].text)}{words.strip('()')}"
    labelled = mentions_in(_squeezed(head.labels.get("number", "")))
    return labelled[0].normalized if labelled else None


def _signature(text: str, lines: Sequence[Line]) -> tuple[list[str], str | None]:
    """The offices that sign, and the day below them: of the first signature, since what is issued may follow it."""
    for i, line in enumerate(lines):
        signed = SIGNED.fullmatch(line.text) if line.kind in ("body", "title", "table") else None
        if signed and is_signature(SEAL.sub("", signed["offices"])) and (day := _day(signed["day"])):
            return _offices(text[line.start : line.start + signed.end("offices")]), day
        if line.kind == "date" and i and (signers := _signers(lines, i)):
            return [name for x in signers for name in _offices(text[x.start : x.end])], _day(line.text)
    return [], None


def _signers(lines: Sequence[Line], date_index: int) -> list[Line]:
    """The lines of offices right above a date; one that names no known kind of office is taken if it is short."""
    first = date_index
    while first and lines[first - 1].kind == "signature":
        first -= 1
    if first < date_index:
        return list(lines[first:date_index])
    above = lines[date_index - 1]
    bare = SEAL.sub("", above.text)
    is_short = above.kind == "body" and len(bare) <= LONGEST_OFFICE and not starts_with_ordinal(bare)
    is_name = is_short and not re.search(r"[,。;:!?、<《》0-9|]", bare)
    return [above] if is_name and not OFFICER.match(bare) else []


def _offices(words: str) -> list[str]:
    names = re.split(r"\s+", re.sub(r"[(（](?:盖章|公章|印章|代章|章|印)[)）]", "", words).strip())
    kept = [name for name in names if re.search(r"[\u3400-\u9fff]", name)]
    return ["".join(kept)] if kept and all(len(name) == 1 for name in kept) else kept


def _issuer(head: Head, title: str) -> str | None:
    """The issuer of a document without a signature: from the line of its promulgation, a label, or its title."""
    for line in head.numbers:
        by = ISSUED_BY.search(re.sub(r"[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日", ",", _squeezed(line.text)))
        names = by["offices"].split("、") if by else []
        if names and all(OFFICE.fullmatch(name) for name in names):
            return " ".join(names)
    if head.offices:
        return " ".join(name for line in head.offices for name in _offices(line.text))
    if "issuer" in head.labels:
        return head.labels["issuer"]
    about = ABOUT.match(title)
    return " ".join(_offices(about["offices"])) if about and is_signature(about["offices"]) else None


def _issued(lines: Sequence[Line], head: Head) -> str | None:
    """The day of issue of a document without a signature."""
    last = next((day for line in reversed(lines) if line.kind == "date" and (day := _day(line.text))), None)
    labelled = _day(head.labels.get("issued", ""))
    return labelled or last or _promulgated(head) or _imprinted(lines)


def _promulgated(head: Head) -> str | None:
    """`（2020年9月10日玉山县民政局发布，…）`: the day that stands before 发布, not that of a meeting or of effect."""
    for line in head.numbers:
        words = _squeezed(line.text)
        for day in dates(words):
            behind = re.split(r"[,;]", words[day.end :])[0]
            if day.kind == "date" and PROMULGATED.search(behind):
                return day.value
    return None


def _imprinted(lines: Sequence[Line]) -> str | None:
    """`某某办公室 2019年5月28日印发` at the end."""
    return next((_day(line.text) for line in reversed(lines[-8:]) if line.text.endswith("印发")), None)


def _addressees(text: str, lines: Sequence[Line]) -> tuple[str, ...]:
    line = next((x for x in lines if x.kind == "addressee"), None)
    if line is None:
        return ()
    cuts = [m.start() for m in SEPARATED.finditer(line.text)]
    ends = [*cuts, len(line.text.rstrip(": "))]
    starts = [0, *(c + 1 for c in cuts)]
    words = (text[line.start + a : line.start + b].strip() for a, b in zip(starts, ends, strict=True))
    return tuple(name for name in words if name)


def _attachments(text: str, lines: Sequence[Line]) -> Iterator[str]:
    """The titles listed under 附件."""
    for line in lines:
        if line.kind != "attachment":
            continue
        opening = ATTACHED.match(line.text)
        rest = line.start + (opening.end() if opening else 0)
        for item in ANOTHER.split(text[rest : line.end].strip()):
            listed = LISTED.match(item.replace("．", "."))
            if name := item[listed.end() if listed else 0 :].strip():
                yield name
