"""Archives (.docx and .ofd are ZIP files) read without trusting them.

Input: bytes. Output: parts by name, each read only when asked for and never beyond the limits. Nothing is written
anywhere; an archive whose names point outside itself is refused all the same, since no honest program writes one.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zlib
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from yiju.readers.kinds import END_OF_ZIP
from yiju.readers.limits import (
    MAX_ENTRIES,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    RATIO_FROM_BYTES,
)
from yiju.readers.unreadable import Unreadable, damaged, suspicious_name, too_large, too_many

BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    KeyError,
)
"""What `zipfile` raises over an archive that is not sound: besides its own exception, those of what it is made of."""

ENTRY = b"PK\x01\x02"
OUTSIDE = re.compile(r"/|[A-Za-z]:|.*(?:^|/)\.\.(?:/|$)")


class Archive:
    """An archive's parts; each read takes from one budget of unpacked bytes."""

    def __init__(self, opened: ZipFile, infos: dict[str, ZipInfo]) -> None:
        self._opened = opened
        self._infos = infos
        self._left = MAX_UNPACKED_BYTES

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, with forward slashes, in the order stored."""
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises:
            Unreadable: YJ545 there is none or it is damaged, YJ546 it is locked, YJ548 it unpacks to too much.
        """
        info = self._infos.get(name)
        if info is None:
            raise damaged(f"缺少 {name}", f"{name} is missing")
        if info.flag_bits & 1:
            raise Unreadable("YJ546")
        limit = min(MAX_PART_BYTES, self._left)
        if info.file_size > limit or _is_bomb(info):
            raise too_large(limit)
        data = self._unpack(info, limit)
        self._left -= len(data)
        return data

    def _unpack(self, info: ZipInfo, limit: int) -> bytes:
        try:
            with self._opened.open(info) as part:
                data = part.read(limit + 1)
        except BROKEN:
            raise damaged(info.filename, info.filename) from None
        if len(data) > limit:
            raise too_large(limit)
        return data


def open_archive(raw: bytes) -> Archive:
    """The archive of some bytes.

    Raises:
        Unreadable: YJ544 it is cut off, YJ545 it is damaged, YJ548 it has too many parts, YJ552 names in it point
            outside.
    """
    if raw.count(ENTRY) > 2 * MAX_ENTRIES:
        raise too_many(MAX_ENTRIES)
    try:
        opened = ZipFile(io.BytesIO(raw))
    except BROKEN:
        if END_OF_ZIP not in raw:
            raise Unreadable("YJ544") from None
        raise damaged("压缩包的目录", "the archive's directory") from None
    return Archive(opened, _checked(opened.infolist()))


def _checked(infos: list[ZipInfo]) -> dict[str, ZipInfo]:
    if len(infos) > MAX_ENTRIES:
        raise too_many(MAX_ENTRIES)
    checked: dict[str, ZipInfo] = {}
    for info in infos:
        name = info.orig_filename.replace("\\", "/").removeprefix("./")
        if OUTSIDE.match(name) or stat.S_ISLNK(info.external_attr >> 16) or "\x00" in name:
            raise suspicious_name(name)
        if name in checked:
            raise damaged(f"{_shown(name)} 有两份", f"{_shown(name)} is there twice")
        if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise damaged(f"{_shown(name)} 的压缩方法", f"how {_shown(name)} is packed")
        checked[name] = info
    return checked


def _is_bomb(info: ZipInfo) -> bool:
    return info.file_size > RATIO_FROM_BYTES and info.file_size > info.compress_size * MAX_RATIO


def _shown(name: str) -> str:
    """A name as a finding shows it: no control characters, not too long."""
    return "".join(c if c.isprintable() else "�" for c in name)[:60]
