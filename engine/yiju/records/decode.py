"""Bytes of a record file to text: a byte order mark, else UTF-8, else GB18030 (as Chinese spreadsheets write)."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterable

from yiju_grammar.finding import Finding, finding

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, file: str) -> str | Finding:
    """The text, or the finding YJ635."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return finding("YJ635", None, where=file, path=file)


def encoding_of(pieces: Callable[[], Iterable[bytes]], file: str) -> str | Finding:
    """The encoding of a file that is not held in memory, or the finding YJ635.

    Args:
        pieces: gives the file's bytes from the beginning, each time it is called.
    """
    for encoding in _candidates(next(iter(pieces()), b"")):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            if not any("\0" in decoder.decode(piece) for piece in pieces()) and "\0" not in decoder.decode(b"", True):
                return encoding
        except UnicodeDecodeError:
            continue
    return finding("YJ635", None, where=file, path=file)


def _candidates(data: bytes) -> tuple[str, ...]:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    return (marked,) if marked else ("utf-8", "gb18030")
