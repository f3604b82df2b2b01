"""The lines before the body of a document: its title, its number, offices above or below the title, labelled values.

Input: the lines. Output: which is which. A page saved from a site may begin with labels (发文字号：, 成文日期：).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from yiju.documents.head_words import BODY_OPENING, FIRST_LABEL, LABEL, TITLE_END
from yiju.documents.line_forms import ADDRESSEE, is_signature
from yiju.documents.lines import Line
from yiju.documents.ordinals import starts_with_ordinal
from yiju.facts.number_mentions import mentions_in

LETTERHEAD = re.compile(r"[^《》]{2,40}文件")
MARK = re.compile(r"\([^()]{1,14}\)")
LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of the title, those that hold a number, offices that stand apart from the title, labelled values."""

    title: tuple[Line, ...]
    numbers: tuple[Line, ...]
    offices: tuple[Line, ...]
    labels: dict[str, str]


def read_head(lines: Sequence[Line]) -> Head:
    """Tell the lines before the body apart."""
    opening = list(takewhile(_is_of_head, lines))
    labels: dict[str, str] = {}
    for line in opening:
        labels = dict(_labelled(line.text)) | labels
    titles, offices = _title(opening)
    numbers = tuple(line for line in opening if _is_number(line))
    return Head(tuple(titles), numbers, tuple(offices), labels)


def _is_of_head(line: Line) -> bool:
    return line.kind in ("number", "date") or bool(FIRST_LABEL.match(line.text)) or _is_number(line) or _is_title(line)


def _is_title(line: Line) -> bool:
    """A line of the title; one that the labels above it made a line of the body is told by its words."""
    if _is_number(line):
        return False
    if line.kind == "title":
        return True
    if line.kind not in ("body", "signature") or starts_with_ordinal(line.text) or ADDRESSEE.fullmatch(line.text):
        return False
    is_plain = not re.search(r"[。;:!?|\t]", line.text) and len(line.text) <= LONGEST_TITLE
    return is_plain and (bool(TITLE_END.search(line.text)) or "," not in line.text and "关于" in line.text)


def _is_number(line: Line) -> bool:
    """A line that is a document's number, with whatever brackets."""
    if line.kind != "title":
        return line.kind == "number"
    words = re.sub(r"\s+", "", line.text)
    return any((m.start, m.end) == (0, len(words)) for m in mentions_in(words))


def _labelled(line: str) -> Iterator[tuple[str, str]]:
    """The labelled values of a line, by the names of `LABELS`."""
    found = list(LABEL.finditer(line)) if FIRST_LABEL.match(line) else []
    for i, match in enumerate(found):
        end = found[i + 1].start() if i + 1 < len(found) else len(line)
        value = re.split(r"\s{2,}|\u3000|\||\t", line[match.end() : end].strip(" |\t\u3000[]"))[0]
        if match.lastgroup and value:
            yield match.lastgroup, value


def _title(opening: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The title among the runs of lines that may be one, and the offices set apart from it."""
    runs = [_without_offices(run) for run in _runs(opening)]
    named = (run for run in runs if run[0] and (TITLE_END.search(run[0][-1].text) or "关于" in run[0][0].text))
    chosen = next(named, next((run for run in runs if run[0]), ([], [])))
    return chosen[0], [line for run in runs for line in run[1]]


def _runs(opening: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in opening:
        if _is_title(line) and not FIRST_LABEL.match(line.text) and not LETTERHEAD.fullmatch(line.text):
            run.append(line)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _without_offices(run: list[Line]) -> tuple[list[Line], list[Line]]:
    """A title less what stands above `关于…` (but for one office, which is part of it), and what follows its end: the
    last line that ends as titles do, with a mark such as （试行）."""
    about = next((i for i, line in enumerate(run) if line.text.startswith("关于")), 0)
    names = [name for line in run[:about] for name in re.split(r"\s+", line.text)]
    start = 0 if len(names) == 1 and is_signature(names[0]) else about
    ended = [i + 1 for i in range(start, len(run)) if TITLE_END.search(run[i].text) and not is_signature(run[i].text)]
    end = max((i for i in ended if not BODY_OPENING.match(run[i - 1].text)), default=len(run))
    if end < len(run) and MARK.fullmatch(run[end].text):
        end += 1
    return run[start:end], [line for line in (*run[:start], *run[end:]) if is_signature(line.text)]
