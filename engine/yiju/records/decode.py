"""Bytes of a record file to text: a byte order mark, else UTF-8, else GB18030 (as Chinese spreadsheets write)."""

from __future__ import annotations

import codecs

from yiju_grammar.finding import Finding, finding

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(data: bytes, file: str) -> str | Finding:
    """The text, or the finding YJ635."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    return finding("YJ635", None, where=file, path=file)
