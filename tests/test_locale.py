"""The compiled catalogue of click's messages is what its source says; `--update` compiles it."""

from __future__ import annotations

import ast
import gettext
import io
import struct
from pathlib import Path

import yiju_cli

FOLDER = Path(yiju_cli.__file__).parent / "locale" / "zh_CN" / "LC_MESSAGES"


def entries(text: str) -> dict[str, str]:
    """The messages of a .po source: a plural's key is its two spellings joined by NUL."""
    found: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        word, _, rest = line.partition(" ")
        if word == "msgid":
            key = ast.literal_eval(rest)
        elif word == "msgid_plural":
            key += "\0" + ast.literal_eval(rest)
        elif word in ("msgstr", "msgstr[0]"):
            found[key] = ast.literal_eval(rest)
    return found


def compiled(messages: dict[str, str]) -> bytes:
    """The .mo form: two tables of (length, offset), then the words."""
    pairs = sorted((k.encode(), v.encode()) for k, v in messages.items())
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    data = b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), start + len(data)]
            data += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return head + struct.pack(f"<{4 * len(pairs)}I", *tables[0], *tables[1]) + data


def test_compiled_catalogue_is_the_source(update: bool) -> None:
    expected = compiled(entries((FOLDER / "messages.po").read_text("utf-8")))
    if update:
        (FOLDER / "messages.mo").write_bytes(expected)
    assert (FOLDER / "messages.mo").read_bytes() == expected


def test_catalogue_reads_back() -> None:
    catalogue = gettext.GNUTranslations(io.BytesIO((FOLDER / "messages.mo").read_bytes()))
    assert catalogue.gettext("Missing argument") == "缺少参数"
    assert catalogue.ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2).startswith(
        "{value}"
    )
