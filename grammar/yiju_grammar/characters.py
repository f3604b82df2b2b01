"""Characters before there are words: the 1:1 folding that makes full and half width equal.

One character in, one character out, so every place in the folded text is the same place in the text.
"""

from __future__ import annotations

import re
from functools import cache

_PAIRS = {
    "、": ",",
    "，": ",",
    "：": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "〈": "<",
    "〉": ">",
    "－": "-",
    "﹣": "-",
    "\u00a0": " ",
    "\u3000": " ",
    "\t": " ",
    "\f": " ",
    "\v": " ",
    "\ufeff": " ",
    "／": "/",
}


@cache
def _folding() -> dict[int, str]:
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return wide | {ord(k): v for k, v in _PAIRS.items()}


def fold_width(text: str) -> str:
    """The text with full-width signs, letters and digits as half-width ones; as long as the text."""
    return text.translate(_folding())


_COMMENT = re.compile(r'“[^”\n]*”?|"[^"\n]*"?|「[^」\n]*」?|(#[^\r\n]*)')


def comment_start(folded_line: str) -> int | None:
    """Where the comment of a folded line begins; None if it has none. A quote line has none."""
    if "#" not in folded_line or folded_line.lstrip().startswith(">"):
        return None
    return next((m.start() for m in _COMMENT.finditer(folded_line) if m.group(1)), None)
