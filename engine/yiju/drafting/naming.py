"""Words of a document made into names of the language, each used once.

Input: words. Output: names that the grammar takes. Knows nothing of documents or rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from yiju.documents.folding import fold_forms
from yiju_grammar.lexicon import BUILTIN_FUNCTIONS, BUILTIN_NAMES, KEYWORDS

LONGEST = 24
LEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]+条)\s*"
)
FRAME = re.compile(
    r"^(?:凡|凡是|对于|对|其中|但是|但|其|并|且|以及|及|和|或者|或|另|原)(?=\w{2})|(?:的|之一|等|以及|及|和|或)$"
)
DIGITS = "〇一二三四五六七八九"
TAKEN = frozenset(
    s.zh for spellings in (*(k.spellings for k in KEYWORDS), BUILTIN_NAMES, BUILTIN_FUNCTIONS) for s in spellings
)
SUFFIXES = "二三四五六七八九十"


@dataclass(slots=True)
class Names:
    """The names taken so far; `confirmed` says what a person calls what is proposed, `answers` what a person decided
    of the questions left open."""

    confirmed: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def called(self, proposed: str) -> str:
        """What a proposed name is called."""
        return self.confirmed.get(proposed, proposed)

    def take(self, words: str, otherwise: str) -> str:
        """A name made of words that nothing has yet; `otherwise` where the words make none."""
        proposed = self.called(to_name(words) or otherwise)
        name, turn = proposed, 0
        while name in self.taken:
            name = f"{proposed}{SUFFIXES[turn] if turn < len(SUFFIXES) else turn + 2}"
            turn += 1
        self.taken.add(name)
        return name


def to_name(words: str, longest: int = LONGEST) -> str:
    """The words as one name: no punctuation, no frame words, no digit in front; empty where nothing is left."""
    bare = re.sub(r"\s+", "", fold_forms(words))
    before = None
    while before != bare:
        before = bare
        bare = FRAME.sub("", LEADING.sub("", bare).strip(",.;:、。；：，!?\"'“”‘’()（）"))
    bare = re.sub(r"(?<=\d)\.(?=\d)", "点", bare)
    if len(bare) > longest:
        bare = re.sub(r"\([^()]*\)", "", bare)
    name = re.sub(r"[^\w]+", "", bare).replace("_", "")[:longest]
    name = re.sub(r"^\d+", lambda m: _spelled(m[0]), name)
    return f"{name}项" if name in TAKEN else name


def short_name(words: str, longest: int = 20) -> str:
    """A short name of a sentence: its first parts as far as they fit."""
    parts = [p for p in (to_name(w, 200) for w in re.split(r"[,;。]", fold_forms(words))) if p]
    name = ""
    for part in parts:
        if name and len(name) + len(part) > longest:
            break
        name += part
    return name if len(name) <= longest + 6 else name[:longest]


def phrase(words: str, longest: int = 40) -> str:
    """Words for a quoted text of the language: on one line, without its quotation marks."""
    bare = re.sub(r"\s+", "", words).replace("“", "‘").replace("”", "’").replace('"', "’")
    bare = bare.replace("「", "‘").replace("」", "’")
    return bare if len(bare) <= longest else bare[: longest - 1] + "…"


def _spelled(digits: str) -> str:
    """A number below a hundred in words, as it is read; a longer one digit by digit."""
    number = int(digits)
    if number < 10:
        return DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"
    return "".join(DIGITS[int(d)] for d in digits)
