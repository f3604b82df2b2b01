"""`format_text`: a policy file in normal form, in either keyword language, with the same tree and every comment.

Works line by line on what the parser took each piece for. A declaration with errors is left as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiju_grammar.document_keys import keys_on
from yiju_grammar.finding import Finding
from yiju_grammar.format_pieces import piece_text, piece_words
from yiju_grammar.format_tables import aligned_fields, aligned_rows
from yiju_grammar.layout import SourceLine
from yiju_grammar.lexicon import KEYWORDS, ONWARD, SAME_AS_ABOVE, keyword
from yiju_grammar.lines import is_ground_at
from yiju_grammar.parser import Parsed, parse_with_source
from yiju_grammar.spacing import Word, join
from yiju_grammar.spelling import Lang, unit
from yiju_grammar.tables import pieces_of_row

INDENT = "    "


@dataclass(frozen=True, slots=True)
class FormatResult:
    """The file in normal form, and what is wrong with it (the declarations concerned are left as they stand)."""

    text: str
    findings: tuple[Finding, ...]


def format_text(text: str, file: str = "", lang: Lang | None = None) -> FormatResult:
    """The text in normal form: widths, spaces, indentation, aligned columns.

    Args:
        text: a policy file.
        file: its name, for the findings.
        lang: the keyword language to write; None keeps the one that most of the file's keywords are in.
    """
    parsed = parse_with_source(text, file)
    if not parsed.source.text and text:
        return FormatResult(text, parsed.tree.findings)
    lines = _Lines(parsed, lang or language_of(parsed))
    for group in _groups(parsed):
        lines.add_group(group)
    return FormatResult(lines.text(), parsed.tree.findings)


AT_MARGIN = ("ASSUMED", "READING")
"""Keywords that stand at the margin above a declaration."""


def language_of(parsed: Parsed) -> Lang:
    """The language of the keywords that most lines at the margin begin with."""
    english = {s.en for k in KEYWORDS if k.group == "declaration" or k.token in AT_MARGIN for s in k.spellings}
    firsts = [re.match(r"[\w-]+", parsed.source.folded[line.start : line.end]) for line in parsed.layout.lines]
    words = [m.group() for m in firsts if m]
    return "en" if sum(word in english for word in words) * 2 > len(words) else "zh"


def _groups(parsed: Parsed) -> list[list[SourceLine]]:
    """Each declaration's line at the margin with its grounds before it."""
    groups: list[list[SourceLine]] = [[]]
    for line in parsed.layout.lines:
        groups[-1].append(line)
        if not is_ground_at(parsed.source.folded, line):
            groups.append([])
    return [group for group in groups if group]


class _Lines:
    """The formatted text of each physical line, gathered declaration by declaration."""

    def __init__(self, parsed: Parsed, lang: Lang) -> None:
        self.parsed = parsed
        self.lang = lang
        self.starts = [0, *(m.end() for m in re.finditer("\n", parsed.source.text))]
        self.made: dict[int, str] = {}
        self.verbatim: set[int] = set()

    # --- declarations

    def add_group(self, group: list[SourceLine]) -> None:
        """A declaration with its grounds, or as it stands if there is a finding in it."""
        first, last = self._line_of(group[0].start), self._line_of(group[-1].last)
        span = range(self.starts[first], group[-1].last + 1)
        if any(f.span is not None and f.span.start in span for f in self.parsed.tree.findings):
            self.verbatim.update(range(first, last + 1))
            return
        for line in group:
            self._add(line, 0)

    def _add(self, line: SourceLine, depth: int) -> None:
        if line.kind != "row":
            self._put(line, depth)
        self._add_below(line.children, depth + 1)

    def _add_below(self, children: Sequence[SourceLine], depth: int) -> None:
        rows = [child for child in children if child.kind == "row"]
        fields = [child for child in children if self._rule(child) == "field_line"]
        for child in children:
            self._add(child, depth)
        if rows:
            self._align_rows(rows, depth)
        if fields:
            self._align_fields(fields, depth)

    def _rule(self, line: SourceLine) -> str | None:
        return self.parsed.source.rules.get((line.start, line.end))

    def _line_of(self, position: int) -> int:
        from bisect import bisect_right

        return bisect_right(self.starts, position) - 1

    # --- lines

    def _put(self, line: SourceLine, depth: int) -> None:
        number = self._line_of(line.start)
        words = piece_words(self.parsed, line.start, line.end, self.lang)
        if words is None:
            self.made[number] = INDENT * depth + self._other_line(line)
            return
        for offset in sorted({word.line for word in words}):
            part = [word for word in words if word.line == offset]
            deeper = INDENT if offset else ""
            self.made[number + offset] = INDENT * depth + deeper + join(part, self.lang)

    def _other_line(self, line: SourceLine) -> str:
        """A quote, a 依据 line, or the clauses of a 不入规则."""
        original = self.parsed.source.text[line.start : line.end]
        if line.kind == "quote":
            words = original[1:].strip()
            same = SAME_AS_ABOVE.zh if self.lang == "zh" else SAME_AS_ABOVE.en
            return "> " + (same if words in (SAME_AS_ABOVE.zh, SAME_AS_ABOVE.en) else words)
        comma = "，" if self.lang == "zh" else ", "
        basis = keyword("BASIS").spellings[0]
        folded = self.parsed.source.folded[line.start : line.end]
        if re.match(rf"(?:{basis.zh}|{basis.en})(?!\w)", folded):
            word = basis.zh if self.lang == "zh" else basis.en
            return f"{word} {comma.join(original[s:e] for s, e in keys_on(folded))}"
        pieces = re.finditer(r"[^,\s][^,]*", folded)
        return comma.join(original[m.start() : m.start() + len(m.group().rstrip())] for m in pieces)

    def _align_rows(self, rows: list[SourceLine], depth: int) -> None:
        folded = self.parsed.source.folded
        rows = [row for row in rows if not re.fullmatch(r"[|\s:-]*-{3,}[|\s:-]*", folded[row.start : row.end])]
        cells = [
            [self._cell(start, end, place == 0) for start, end in self._pieces(row)] for place, row in enumerate(rows)
        ]
        written = [self.parsed.source.text[row.start : row.end] for row in rows]
        for row, text in zip(rows, aligned_rows(cells, written), strict=True):
            self.made[self._line_of(row.start)] = INDENT * depth + text

    def _pieces(self, row: SourceLine) -> list[tuple[int, int]]:
        return pieces_of_row(self.parsed.source.folded, row.start, row.end)

    def _cell(self, start: int, end: int, header: bool) -> str:
        if header:
            return self._heading(start, end)
        made = piece_text(self.parsed, start, end, self.lang)
        if made is not None:
            return made
        word = self.parsed.source.spellings.get(start)
        if word is not None:
            return word.zh if self.lang == "zh" else word.en
        return self.parsed.source.text[start:end]

    def _heading(self, start: int, end: int) -> str:
        original, folded = self.parsed.source.text[start:end], self.parsed.source.folded[start:end]
        with_unit = re.fullmatch(r"([^()]+?)\s*\(\s*([^()]+?)\s*\)", folded)
        name = with_unit.group(1) if with_unit else folded
        word = self.parsed.source.spellings.get(start)
        spelled = (
            (word.zh if self.lang == "zh" else word.en) if word else self._dated_heading(name) or original[: len(name)]
        )
        if with_unit is None:
            return spelled
        in_unit = unit(with_unit.group(2), self.lang)
        return f"{spelled}（{in_unit}）" if self.lang == "zh" else f"{spelled} ({in_unit})"

    def _dated_heading(self, name: str) -> str:
        for token in ("ALWAYS", "BEFORE_THEN"):
            pair = keyword(token).spellings[0]
            if name in (pair.zh, pair.en):
                return pair.zh if self.lang == "zh" else pair.en
        match = re.fullmatch(rf"(\d\S*?)\s*(?:{ONWARD.zh}|{ONWARD.en})", name)
        if match is None:
            return ""
        return f"{match.group(1)}{ONWARD.zh}" if self.lang == "zh" else f"{match.group(1)} {ONWARD.en}"

    def _align_fields(self, fields: list[SourceLine], depth: int) -> None:
        pairs = [self._field(field) for field in fields]
        written = [self.parsed.source.text[field.start : field.end] for field in fields]
        for field, text in zip(fields, aligned_fields(pairs, written), strict=True):
            self.made[self._line_of(field.start)] = INDENT * depth + text

    def _field(self, field: SourceLine) -> tuple[str, str]:
        words: list[Word] = piece_words(self.parsed, field.start, field.end, self.lang) or []
        marks = self._first_mark(words)
        rest = join(words[1:marks], self.lang)
        if marks == len(words):
            return words[0].text, rest
        gap = "  " if self._is_wide_gap(words[marks]) else " "
        return words[0].text, rest + gap + join(words[marks:], self.lang)

    def _is_wide_gap(self, mark: Word) -> bool:
        start = mark.token.start_pos or 0
        return self.parsed.source.folded[start - 2 : start] == "  "

    @staticmethod
    def _first_mark(words: list[Word]) -> int:
        marks = {"IDENTIFIER", "PRIVATE", "REQUIRED", "OPTIONAL", "MULTIPLE", "RANGE", "NUMBER", "DEFAULT"}
        return next((place for place, word in enumerate(words) if word.token.type in marks), len(words))

    # --- the whole text

    def text(self) -> str:
        """The physical lines in order, with blank lines and comments."""
        comments = {self._line_of(c.span.start): c.text for c in self.parsed.tree.comments}
        original = self.parsed.source.text.split("\n")
        made: list[str] = []
        for number, line in enumerate(original):
            if number in self.verbatim:
                made.append(line.rstrip("\r"))
            elif number in self.made:
                made.append(self.made[number] + (f"  {comments[number]}" if number in comments else ""))
            elif number in comments:
                made.append(self._comment_indent(number, line) + comments[number])
            elif not line.strip() and made and made[-1]:
                made.append("")
        return "\n".join(made).strip("\n") + "\n" if any(made) else ""

    def _comment_indent(self, number: int, line: str) -> str:
        if not line[:1].isspace():
            return ""
        following = next((self.made[n] for n in range(number + 1, len(self.starts)) if n in self.made), "")
        indent = following[: len(following) - len(following.lstrip())]
        return indent or INDENT
