"""Documents of every kind to one text: the door of this folder.

Input: bytes and the name they had, or a path. Output: a `DocumentText`, or one finding that says why there is none:
YJ511–YJ514 and YJ541–YJ555. A kind of document is one entry of `READERS`. No exception leaves for any bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Final

from yiju.readers.encoding import decode
from yiju.readers.kinds import KIND_BY_KEY, KIND_BY_SUFFIX, Kind, is_locked_ole, kind_of
from yiju.readers.limits import MAX_BINARY_BYTES, MAX_TEXT_BYTES, MIB
from yiju.readers.model import DocumentText
from yiju.readers.unreadable import Unreadable
from yiju_grammar.finding import Finding, finding
from yiju_grammar.span import Span

Reader = Callable[[bytes, Span, str], DocumentText]


def _read_text(raw: bytes, place: Span, name: str) -> DocumentText:
    text = decode(raw)
    if text is None:
        raise Unreadable("YJ512")
    return DocumentText(text, "text")


def _read_html(raw: bytes, place: Span, name: str) -> DocumentText:
    from yiju.readers.read_html import read_html

    return read_html(raw)


def _read_docx(raw: bytes, place: Span, name: str) -> DocumentText:
    from yiju.readers.read_docx import read_docx

    return read_docx(raw, place, name)


def _read_pdf(raw: bytes, place: Span, name: str) -> DocumentText:
    from yiju.readers.read_pdf import read_pdf

    return read_pdf(raw, place, name)


def _read_ofd(raw: bytes, place: Span, name: str) -> DocumentText:
    from yiju.readers.read_ofd import read_ofd

    return read_ofd(raw, place, name)


READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {"text": _read_text, "html": _read_html, "docx": _read_docx, "pdf": _read_pdf, "ofd": _read_ofd}
)
"""The kinds that are read, by their key in `kinds.py`. Each reader is imported when a document of its kind is read."""
SUFFIXES: Final = tuple(suffix for key in READERS for suffix in KIND_BY_KEY[key].suffixes)
PLAIN: Final = ("text", "html")


def read_file(path: Path, place: Span) -> DocumentText | Finding:
    """Read a document's file; `place` is what named it.

    Returns: its text, or YJ511 where there is no such file, or what `read_bytes` finds.
    """
    kind = KIND_BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        return _unknown(path.name, place)
    try:
        if path.stat().st_size > _limit(kind):
            return _too_large(path.name, place, kind)
        raw = path.read_bytes()
    except OSError:
        return finding("YJ511", place, file=path.name, close=_closest(path))
    return read_bytes(raw, path.name, place)


def read_bytes(raw: bytes, name: str, place: Span) -> DocumentText | Finding:
    """Read a document's bytes; its kind is what its name says, and its bytes must agree.

    Returns: its text, or YJ512 no text, YJ513 too large, YJ514 a kind not known, YJ541 named as another kind, YJ542 a
        kind not read, YJ543–YJ555 what else is wrong with it.
    """
    wanted = KIND_BY_SUFFIX.get(PurePath(name).suffix.lower())
    if wanted is not None and len(raw) > _limit(wanted):
        return _too_large(name, place, wanted)
    try:
        if not raw.strip():
            raise Unreadable("YJ543")
        kind = _agreed(wanted, raw, name)
        return READERS[kind.key](raw, place, name)
    except Unreadable as refusal:
        if refusal.code == "YJ514":
            return _unknown(name, place)
        return Finding(refusal.code, place, (("file", name), *refusal.words.items()))


def _agreed(wanted: Kind | None, raw: bytes, name: str) -> Kind:
    """The kind on which a file's name and its bytes agree.

    Raises:
        Unreadable: YJ514, YJ541, YJ542, YJ545 or YJ546 where they do not, or the kind is not read.
    """
    real = kind_of(raw)
    if is_locked_ole(raw):
        raise Unreadable("YJ546")
    if wanted is None or wanted.key not in READERS:
        raise _not_read(wanted, real, name)
    if real is wanted or (wanted.key == "html" and real is not None and real.key == "text"):
        return wanted
    if real is None:
        raise Unreadable("YJ512" if wanted.key in PLAIN else "YJ545", part="文件头", part_en="its first bytes")
    raise _mislabelled(real, name)


def _not_read(wanted: Kind | None, real: Kind | None, name: str) -> Unreadable:
    if real is not None and real.key in READERS and real.key != "text":
        return _mislabelled(real, name)
    kind = wanted if wanted is not None and (real is None or real.key in ("text", "ole", "archive")) else real
    if kind is None or kind.key == "text":
        return Unreadable("YJ514")
    return Unreadable("YJ542", kind=kind.zh, kind_en=kind.en, **_way_words(kind))


def _mislabelled(real: Kind, name: str) -> Unreadable:
    suffix = PurePath(name).suffix
    way = (
        {"way": f"把扩展名改为 {real.suffix}", "way_en": f"name it {real.suffix}"} if real.suffix else _way_words(real)
    )
    return Unreadable("YJ541", suffix=suffix, kind=real.zh, kind_en=real.en, **way)


def _way_words(kind: Kind) -> dict[str, str]:
    zh, en = WAYS[kind.way]
    return {"way": zh, "way_en": en}


WAYS: Final = MappingProxyType(
    {
        "save": ("用办公软件打开，另存为 .docx", "open it in an office program and save it as .docx"),
        "text": ("找有文字的版本，或把文字录入 .docx、.txt", "find a version with text, or type its words into a .txt"),
        "unpack": ("解压后用里面的文件", "unpack it and use the file inside"),
    }
)


def _limit(kind: Kind) -> int:
    return MAX_BINARY_BYTES if kind.key in READERS and kind.key not in PLAIN else MAX_TEXT_BYTES


def _too_large(name: str, place: Span, kind: Kind) -> Finding:
    return finding("YJ513", place, file=name, limit=f"{_limit(kind) // MIB} MiB")


def _unknown(name: str, place: Span) -> Finding:
    return finding("YJ514", place, file=name, suffix=PurePath(name).suffix or name, known=" ".join(SUFFIXES))


def _closest(path: Path) -> str:
    from difflib import get_close_matches

    names = sorted(p.name for p in path.parent.iterdir()) if path.parent.is_dir() else []
    return next(iter(get_close_matches(path.name, names, 1)), "")
