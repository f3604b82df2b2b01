"""Documents' files read to text: BOM dropped, line ends as stored.

Input: a path and the place that names it. Output: the text, or the finding that says why there is none (YJ511 missing,
YJ512 not text, YJ513 too large, YJ514 a form not read).
"""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

MAX_BYTES = 8 * 1024 * 1024
SUFFIXES = (".txt", ".md")


def read_document(path: Path, place: Span) -> str | Finding:
    """The text of a document's file; UTF-8, UTF-16 with a BOM, or GB18030."""
    if path.suffix.lower() not in SUFFIXES:
        return finding("YJ514", place, file=path.name, suffix=path.suffix)
    try:
        if path.stat().st_size > MAX_BYTES:
            return finding("YJ513", place, file=path.name, limit=f"{MAX_BYTES // 1024 // 1024} MiB")
        raw = path.read_bytes()
    except OSError:
        return finding("YJ511", place, file=path.name, close=_closest(path))
    text = decode(raw)
    return finding("YJ512", place, file=path.name) if text is None else text


def decode(raw: bytes) -> str | None:
    """Bytes to text; None when they are no text in an encoding that is read."""
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _encodings(raw: bytes) -> tuple[str, ...]:
    if raw.startswith(BOM_UTF8):
        return ("utf-8-sig",)
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return ("utf-16",)
    return ("utf-8", "gb18030")


def _closest(path: Path) -> str:
    from difflib import get_close_matches

    names = sorted(p.name for p in path.parent.iterdir()) if path.parent.is_dir() else []
    return next(iter(get_close_matches(path.name, names, 1)), "")
