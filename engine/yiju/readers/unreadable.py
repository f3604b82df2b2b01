"""Why a file cannot be read, said from inside a reader.

`read.py` turns it into a finding; it never leaves `read_bytes`. It saves each reader from handing a refusal up through
ten functions that have nothing to say about it.
"""

from __future__ import annotations

from yiju.readers.limits import MAX_PART_BYTES, MAX_UNPACKED_BYTES, MIB


class Unreadable(Exception):
    """A file that cannot be read: the code of the finding, and the words of its sentences but for the file's name."""

    def __init__(self, code: str, **words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


def damaged(zh: str, en: str) -> Unreadable:
    """YJ545: a part of the file that cannot be read, named in both languages."""
    return Unreadable("YJ545", part=zh, part_en=en)


def suspicious_name(name: str) -> Unreadable:
    """YJ552: a name inside the file that leads outside it."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name)[:60]
    return Unreadable("YJ552", what=f"指向文件之外的名称 {shown}", what_en=f"the name {shown}, which leads outside it")


def document_type() -> Unreadable:
    """YJ552: XML that declares a document type, whose entities could grow without end."""
    return Unreadable("YJ552", what="XML 文档类型声明（DTD）", what_en="an XML document type declaration (DTD)")


def too_large(limit: int) -> Unreadable:
    """YJ548: a file that unpacks to more than `limit` bytes, of the two limits the one that it is over."""
    reached = MAX_PART_BYTES if limit >= MAX_PART_BYTES else MAX_UNPACKED_BYTES
    return Unreadable("YJ548", limit=f"{reached // MIB} MiB")


def too_many(limit: int) -> Unreadable:
    """YJ548: a file that holds more than `limit` parts, characters or drawings."""
    return Unreadable("YJ548", limit=f"{limit}")
