"""Where words of an old version, or the ones nearest to them, stand among the clauses that are new or changed.

Input: an alignment; then folded words. Output: a place in the new text. Only a few likely stretches are looked through
for each question, however long the document or a clause of it is.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.closeness import Index, index_of
from yiju.compiling.versions.parts import Version
from yiju.documents.passages import closest_passage
from yiju.documents.register import Document

SHORTEST = 4
"""Fewer words than that stand anywhere by chance."""
STRETCH = 400

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Nearest:
    """The two versions, with an index of the stretches of new and changed clauses (the new part of each, and its folded
    characters); `back` is the old part of each new one."""

    old: Version
    new: Version
    back: Mapping[int, int]
    stretches: tuple[tuple[int, Place], ...]
    index: Index

    def same(self, words: str, own: Container[int]) -> Place | None:
        """Where just these words of the old parts `own` stand, if they do, and did not stand there before as well."""
        for part, (low, high) in self._likely(words):
            at = self.new.folded.text.find(words, low, high)
            before = self.back.get(part)
            is_anothers = before is not None and before not in own and words in self.old.words(before)
            if at >= 0 and not is_anothers:
                return self.new.place((at, at + len(words)))
        return None

    def closest(self, words: str) -> Place | None:
        """Where the nearest words stand, if any are near."""
        likely = tuple(
            Document("", "", file=str(low), text=self.new.folded.text[low:high])
            for _, (low, high) in self._likely(words)
        )
        found = closest_passage(words, likely)
        if found is None:
            return None
        document, (start, end) = found
        low = int(document.file)
        return self.new.place((low + start, low + end))

    def _likely(self, words: str) -> Iterator[tuple[int, Place]]:
        """The stretches that share most with the words, each as much longer on both sides as the words are."""
        for number in self.index.close_to(words) if len(words) >= SHORTEST else ():
            part, (low, high) = self.stretches[number]
            start, end = self.new.parts[part].words
            yield part, (max(start, low - len(words)), min(end, high + len(words)))


def nearest_in(alignment: Alignment) -> Nearest:
    """What asks for words of the old version that do not stand in their clause any more."""
    new = alignment.other
    same = {alignment.pairs[old] for old in alignment.pairs if alignment.is_same(old)}
    stretches = tuple(s for j in range(len(new.parts)) if j not in same for s in _stretches(new, j))
    texts = ((n, new.folded.text[low:high]) for n, (_, (low, high)) in enumerate(stretches))
    back = {j: i for i, j in alignment.pairs.items()}
    return Nearest(alignment.version, new, back, stretches, index_of(texts, sampled=False))


def _stretches(version: Version, part: int) -> Iterator[tuple[int, Place]]:
    start, end = version.parts[part].words
    for low in range(start, end, STRETCH):
        yield part, (low, min(end, low + STRETCH))
