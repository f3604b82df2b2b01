"""Bytes of a text to characters: a byte order mark, else UTF-8, else GB18030.

Input: bytes. Output: the text without its mark, line ends as stored, or None. Guesses nothing: bytes that are no text
in an encoding that is read stay unread.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

GUESSED = ("utf-8", "gb18030")
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})""", re.IGNORECASE)
CHARSET_WITHIN = 4096
ENCODINGS_BY_CHARSET = {
    "utf-8": ("utf-8",),
    "utf8": ("utf-8",),
    "gb2312": ("utf-8", "gb18030"),
    "gbk": ("utf-8", "gb18030"),
    "gb18030": ("utf-8", "gb18030"),
    "x-gbk": ("utf-8", "gb18030"),
    "big5": ("utf-8", "big5hkscs"),
    "big5-hkscs": ("utf-8", "big5hkscs"),
}
"""What a page says of itself, and what is tried. UTF-8 comes first even where a page says GBK: many say so and are not,
and Chinese text in GBK is never sound UTF-8 by accident. A page that says UTF-8 and is not is damaged, not GBK."""


def decode(raw: bytes) -> str | None:
    """Bytes to text; None when they are no text in an encoding that is read."""
    return _decode(raw, GUESSED)


def decode_page(raw: bytes) -> str | None:
    """The same for a page, which may name its encoding in a `<meta>`."""
    named = CHARSET.search(raw[:CHARSET_WITHIN])
    charset = named[1].decode("ascii", "replace").lower() if named else ""
    return _decode(raw, ENCODINGS_BY_CHARSET.get(charset, GUESSED))


def _decode(raw: bytes, encodings: tuple[str, ...]) -> str | None:
    for encoding in _marked(raw) or encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _marked(raw: bytes) -> tuple[str, ...]:
    if raw.startswith(BOM_UTF8):
        return ("utf-8-sig",)
    return ("utf-16",) if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ()
