"""Words of a version as a report shows them: on one line, with what was struck and added marked, and long stretches
that did not change left out.

Input: places and texts. Output: text in either language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from yiju.compiling.versions.model import ClauseChange, Comparison, Place
from yiju.compiling.versions.parts import Part
from yiju.compiling.versions.terms import say
from yiju.documents.passages import tidy
from yiju_grammar.finding import Lang

KEPT = 16
"""Characters shown on each side of what changed."""
LONGEST = 80
GAP = "……"
HEADING = 30
HEADLESS = re.compile(r"[，,、；;。.：:]$")


def words_at(text: str, place: Place | None) -> str:
    """The words of a place on one line, the middle left out where they are long; empty for none."""
    return _shortened(tidy(text[slice(*place)])) if place else ""


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST // 2] + GAP + words[-LONGEST // 2 :]


def part_name(part: Part | None, lang: Lang) -> str:
    """What names a part: its path, or outside clauses what it is."""
    if part is None:
        return ""
    if part.kind == "clause" or (part.path and part.kind == "body"):
        return part.path
    return part.path + say(f"part.{part.kind}", lang)


def marked(comparison: Comparison, change: ClauseChange, lang: Lang) -> str:
    """The words of a changed clause with marks; of another, its words as they stand."""
    if change.status != "changed" or change.old is None or change.new is None:
        part, text = (change.new, comparison.new.text) if change.new else (change.old, comparison.old.text)
        return _shortened(_one_line(text[slice(*part.span)])) if part else ""
    return "".join(_pieces(comparison, change, lang))


def _pieces(comparison: Comparison, change: ClauseChange, lang: Lang) -> Iterator[str]:
    """What stands in the new version between the edits, and the edits."""
    old, new = comparison.old.text, comparison.new.text
    span = change.new.span if change.new else (0, 0)
    at = span[0]
    for run in change.runs:
        yield _kept(new[at : run.new[0]], is_first=at == span[0])
        for key, words in (("struck", old[slice(*run.old)]), ("put", new[slice(*run.new)])):
            if words.strip():
                yield say(key, lang, words=tidy(words))
        at = run.new[1]
    yield _kept(new[at : span[1]], is_last=True)


def _one_line(words: str) -> str:
    """Words on one line; a heading on a line of its own stands apart from what follows it."""
    head, _, rest = words.partition("\n")
    is_heading = len(head.strip()) <= HEADING and bool(rest.strip()) and not HEADLESS.search(head.strip())
    return f"{head.strip()}  {tidy(rest)}" if is_heading else tidy(words)


def _kept(words: str, *, is_first: bool = False, is_last: bool = False) -> str:
    """Words that did not change; of a long stretch what is next to the edits."""
    bare = _one_line(words) if is_first else tidy(words)
    if len(bare) <= 2 * KEPT + len(GAP):
        return bare
    head = "" if is_first else bare[:KEPT]
    tail = "" if is_last else bare[-KEPT:]
    return f"{head}{GAP}{tail}"
