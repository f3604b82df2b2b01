"""Where words of a read text stand in the decoded file.

Input: a document and a span in its text. Output: the span in the decoded file (.html), or the same span where the text
is the file's own or the form is binary.
"""

from __future__ import annotations

from bisect import bisect_right

from yiju.readers.model import DocumentText, Run, TextPlace

Place = tuple[int, int]


def original_span(document: DocumentText, span: Place) -> Place:
    """The characters of the decoded file at which a span's words stand; the identity when there are no runs.

    What the reader put in itself (line ends, ` | `) stands nowhere in the file; a span of nothing else is empty, at the
    place where the words after it begin.
    """
    runs = document.runs
    if not runs:
        return span
    first = max(0, bisect_right(runs, span[0], key=_start) - 1)
    if span[0] >= runs[first].start + runs[first].length and first + 1 < len(runs):
        first += 1
    start = _origin(runs[first], span[0])
    last = max(0, bisect_right(runs, span[1] - 1, key=_start) - 1)
    return start, max(start, _origin_end(runs[last], span[1]))


def place_at(document: DocumentText, at: int) -> TextPlace | None:
    """The page and paragraph in which a character stands; None for plain text."""
    index = bisect_right(document.places, at, key=lambda p: p.start) - 1
    return document.places[max(0, index)] if document.places else None


def _start(run: Run) -> int:
    return run.start


def _origin(run: Run, at: int) -> int:
    into = min(max(0, at - run.start), run.length)
    if run.length == run.width or into == 0:
        return run.origin + into
    return run.origin if into < run.length else run.origin + run.width


def _origin_end(run: Run, end: int) -> int:
    into = min(max(0, end - run.start), run.length)
    if run.length == run.width or into == 0:
        return run.origin + into
    return run.origin + run.width
