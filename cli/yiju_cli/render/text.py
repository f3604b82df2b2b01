"""Findings as text: the message, the place, the line with the words underlined, the hint.

Wide characters count two cells, a tab four; a long line is cut around what is underlined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from yiju.explain.layout import cell_width, clean
from yiju_cli.render.places import Place, in_order, place_of
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.span import Span

TAB = "    "
WIDEST = 100
"""Cells of a source line that are shown."""
CUT = "..."
HINT = {"zh": "提示", "en": "hint"}
NOTE = {"zh": "说明", "en": "note"}


def draw_findings(findings: Iterable[Finding], sources: Mapping[str, str], lang: Lang) -> str:
    """All findings; each ends with a line break, a blank line stands between them."""
    drawn = ("\n".join(_finding(f, sources, lang)) + "\n" for f in in_order(findings))
    return "\n".join(drawn)


def _finding(found: Finding, sources: Mapping[str, str], lang: Lang) -> Iterator[str]:
    yield f"{found.severity}[{found.code}]: {clean(found.message(lang))}"
    notes = found.note_texts(lang)
    width = _gutter([found.span, *(span for span, _ in notes)], sources)
    yield from _snippet(found.span, sources, found.label(lang), width=width)
    if found.where:
        yield f"{' ' * (width + 1)}--> {clean(found.where)}"
        if found.span is None and found.label(lang):
            yield f"{' ' * (width + 1)} = {clean(found.label(lang))}"
    for span, text in notes:
        yield from _note(span, text, sources, width=width, word=NOTE[lang])
    if hint := found.hint(lang):
        yield f"{' ' * (width + 1)} = {HINT[lang]}: {clean(hint)}"


def _note(span: Span | None, text: str, sources: Mapping[str, str], *, width: int, word: str) -> Iterator[str]:
    if not text:
        return
    if span is None or not span.file:
        yield f"{' ' * (width + 1)} = {word}: {clean(text)}"
    else:
        yield from _snippet(span, sources, text, width=width, second=True)


def _gutter(spans: list[Span | None], sources: Mapping[str, str]) -> int:
    places = [place_of(s, sources) for s in spans if s is not None]
    return max((len(str(p.line)) for p in places if p is not None), default=1)


def _snippet(
    span: Span | None, sources: Mapping[str, str], label: str, *, width: int, second: bool = False
) -> Iterator[str]:
    if span is None or not span.file:
        return
    arrow, mark = (":::", "-") if second else ("-->", "^")
    margin = " " * (width + 1)
    place = place_of(span, sources)
    if place is None:
        yield f"{margin}{arrow} {clean(span.file)}"
        if label:
            yield f"{margin} = {clean(label)}"
        return
    yield f"{margin}{arrow} {clean(place.file)}:{place.line}:{place.column}"
    line, indent, length = _cut(place)
    yield f"{margin} |"
    yield f" {str(place.line).rjust(width)} | {line}".rstrip()
    yield f"{margin} | {' ' * indent}{mark * length} {clean(label)}".rstrip()


def _cut(place: Place) -> tuple[str, int, int]:
    """The line as shown, the cells before what is underlined, and the cells underlined (at least one)."""
    start = place.column - 1
    end = place.end_column - 1 if place.end_line == place.line else len(place.text)
    before, marked, after = (_shown(t) for t in (place.text[:start], place.text[start:end], place.text[end:]))
    before = _tail(before, WIDEST // 2) if cell_width(before + marked + after) > WIDEST else before
    room = max(WIDEST - cell_width(before), WIDEST // 4)
    marked = _head(marked, room)
    after = _head(after, max(room - cell_width(marked), len(CUT)))
    return before + marked + after, cell_width(before), max(1, cell_width(marked))


def _shown(text: str) -> str:
    return clean(text.replace("\t", TAB))


def _head(text: str, cells: int) -> str:
    if cell_width(text) <= cells:
        return text
    while text and cell_width(text) > cells - len(CUT):
        text = text[:-1]
    return text + CUT


def _tail(text: str, cells: int) -> str:
    if cell_width(text) <= cells:
        return text
    return CUT + _head(text[::-1], cells)[: -len(CUT)][::-1]
