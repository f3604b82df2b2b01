"""Which words were struck and which added between two wordings.

Input: two folded texts. Output: edits, runs of words of the one against runs of the other (either may be empty). The
work is bounded: what is too long and too alike in itself is compared sentence by sentence, then as a whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]+|[〇零一二三四五六七八九十百千万亿]+|.", re.DOTALL)
SENTENCE = re.compile(r"[^.;:!?|]*[.;:!?|]+|[^.;:!?|]+")
MOST_PAIRS = 150_000
"""So many pairs of equal tokens are looked at; real clauses of 2,000 characters have fewer."""

Place = tuple[int, int]
Edit = tuple[Place, Place]


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """The edits that make `new` of `old`, in order, in characters of each; none where they are equal.

    A number counts as one word, and a single letter left between two edits counts as edited, so that a run can be read.
    """
    return tuple(_joined(old, _between(_tokens(old), _tokens(new), is_last=False)))


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text)


def _between(old: Sequence[str], new: Sequence[str], *, is_last: bool) -> list[Edit]:
    """The edits between two rows of tokens, in characters."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    start = _length(old[:head])
    return [_shifted(e, start, start) for e in _middle(*middle, is_last=is_last)]


def _middle(old: Sequence[str], new: Sequence[str], *, is_last: bool) -> list[Edit]:
    if not old and not new:
        return []
    if not old or not new:
        return [((0, _length(old)), (0, _length(new)))]
    if _pairs(old, new) <= MOST_PAIRS:
        return list(_matched(old, new))
    if is_last:
        return [((0, _length(old)), (0, _length(new)))]
    return _by_sentence("".join(old), "".join(new))


def _by_sentence(old: str, new: str) -> list[Edit]:
    before, after = SENTENCE.findall(old), SENTENCE.findall(new)
    if _pairs(before, after) > MOST_PAIRS:
        return [((0, len(old)), (0, len(new)))]
    found: list[Edit] = []
    for (o0, o1), (n0, n1) in _matched(before, after):
        inner = _between(_tokens(old[o0:o1]), _tokens(new[n0:n1]), is_last=True)
        found += [_shifted(e, o0, n0) for e in inner]
    return found


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[Edit]:
    at_old, at_new = _starts(old), _starts(new)
    for tag, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield (at_old[i], at_old[k]), (at_new[j], at_new[m])


def _starts(tokens: Sequence[str]) -> list[int]:
    """Where each token starts, and where the last ends."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _joined(old: str, found: list[Edit]) -> Iterator[Edit]:
    """Edits with a single letter or digit between them made one."""
    last: Edit | None = None
    for edit in found:
        if last is not None and edit[0][0] - last[0][1] <= 1 and old[last[0][1] : edit[0][0]].isalnum():
            last = ((last[0][0], edit[0][1]), (last[1][0], edit[1][1]))
            continue
        if last is not None:
            yield last
        last = edit
    if last is not None:
        yield last


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal tokens there are: what one pass of the matcher looks at."""
    counts = Counter(new)
    return sum(n * counts[token] for token, n in Counter(old).items())


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens are equal from the start."""
    return next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))


def _length(tokens: Sequence[str]) -> int:
    return sum(map(len, tokens))


def _shifted(edit: Edit, old: int, new: int) -> Edit:
    (o0, o1), (n0, n1) = edit
    return (o0 + old, o1 + old), (n0 + new, n1 + new)
