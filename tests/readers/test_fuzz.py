"""Damaged files of every kind: each gives a text or a finding, in bounded time, and never an exception.

400 of them always; with YIJU_NIGHTLY=1 as many as an hour takes (YIJU_FUZZ_SECONDS to change it).
"""

from __future__ import annotations

import os
import random
import time
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from readers.make_docx import zipped
from readers.samples import samples

from yiju.readers.model import DocumentText
from yiju.readers.original import original_span, place_at
from yiju.readers.read import read_bytes
from yiju_grammar.finding import Finding
from yiju_grammar.span import NOWHERE

SEED = 20201231
TIMES = 400
SLOWEST_SECONDS = 20.0
"""Far above what any of these small files takes; a count that runs away takes minutes."""
TOKENS = (
    b"0",
    b"-1",
    b"99999999999",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"/Length",
    b"R",
    b"<w:p>",
    b"</w:p>",
    b"<td>",
    b"&#0;",
    b"<!DOCTYPE a>",
)

Mutation = Callable[[bytes, random.Random], bytes]


def truncated(raw: bytes, dice: random.Random) -> bytes:
    return raw[: dice.randrange(len(raw) + 1)]


def flipped(raw: bytes, dice: random.Random) -> bytes:
    out = bytearray(raw)
    for _ in range(dice.choice((1, 2, 8, 64))):
        if out:
            out[dice.randrange(len(out))] ^= 1 << dice.randrange(8)
    return bytes(out)


def spliced(raw: bytes, dice: random.Random) -> bytes:
    other = dice.choice(list(samples().values()))
    return raw[: dice.randrange(len(raw) + 1)] + other[dice.randrange(len(other)) :]


def doubled(raw: bytes, dice: random.Random) -> bytes:
    start, end = sorted((dice.randrange(len(raw) + 1), dice.randrange(len(raw) + 1)))
    return raw[:end] + raw[start:end] * dice.choice((1, 1, 5, 50)) + raw[end:]


def zeroed(raw: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw) + 1)
    end = min(len(raw), start + dice.choice((1, 4, 64, 1024)))
    return raw[:start] + bytes(end - start) + raw[end:]


def inserted(raw: bytes, dice: random.Random) -> bytes:
    at = dice.randrange(len(raw) + 1)
    return raw[:at] + dice.choice((*TOKENS, dice.randbytes(8))) + raw[at:]


def removed(raw: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(raw) + 1)
    return raw[:start] + raw[start + dice.choice((1, 2, 16, 256)) :]


def renumbered(raw: bytes, dice: random.Random) -> bytes:
    """A digit changed, or more digits: counts, lengths, references."""
    digits = [at for at, byte in enumerate(raw) if 48 <= byte <= 57]
    if not digits:
        return raw
    at = dice.choice(digits)
    return raw[:at] + str(dice.choice((0, 7, 65535, 10**6, 10**9))).encode() + raw[at + 1 :]


MUTATIONS: tuple[Mutation, ...] = (truncated, flipped, spliced, doubled, zeroed, inserted, removed, renumbered)


def within(name: str, raw: bytes, mutate: Mutation, dice: random.Random) -> bytes:
    """Damage inside what is packed: a part of an archive, the streams of a PDF; the packing stays sound."""
    if name.endswith((".docx", ".ofd")):
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            parts: dict[str, str | bytes] = {part: archive.read(part) for part in archive.namelist()}
        part = dice.choice(list(parts))
        content = parts[part]
        return zipped({**parts, part: mutate(content if isinstance(content, bytes) else content.encode(), dice)})
    if name.endswith(".pdf"):
        pieces = raw.split(b"stream\n")
        at = dice.randrange(1, len(pieces))
        try:
            pieces[at] = zlib.compress(mutate(zlib.decompress(pieces[at]), dice)) + b"\nend"
        except zlib.error:
            return mutate(raw, dice)
        return b"stream\n".join(pieces)
    return mutate(raw, dice)


def damaged(dice: random.Random) -> tuple[str, bytes]:
    """A damaged file with its name, now and then a wrong one."""
    name, raw = dice.choice(list(samples().items()))
    for _ in range(dice.choice((1, 1, 2, 4))):
        mutate = dice.choice(MUTATIONS)
        try:
            raw = within(name, raw, mutate, dice) if dice.random() < 0.5 else mutate(raw, dice)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
            raw = mutate(raw, dice)  # an archive that is damaged already
    return (dice.choice(list(samples())) if dice.random() < 0.05 else name), raw


def check(name: str, raw: bytes) -> None:
    """A text whose places and spans lie in it, or a finding with its sentences."""
    before = time.monotonic()
    result = read_bytes(raw, name, NOWHERE)
    assert time.monotonic() - before < SLOWEST_SECONDS
    if isinstance(result, Finding):
        assert result.message("zh") != result.code and result.message("en") != result.code
        return
    assert isinstance(result, DocumentText)
    result.text.encode()
    starts = [place.start for place in result.places]
    assert starts == sorted(starts) and all(0 <= at <= len(result.text) for at in starts)
    for at in range(0, len(result.text), max(1, len(result.text) // 7)):
        start, end = original_span(result, (at, at + 1))
        assert 0 <= start <= end
        assert place_at(result, at) is None or result.places


def check_one(seed: int) -> None:
    name, raw = damaged(random.Random(seed))
    try:
        check(name, raw)
    except Exception as error:
        error.add_note(f"{name}, seed {seed}")
        raise


@pytest.mark.parametrize("part", range(8))
def test_damaged_files(part: int) -> None:
    for number in range(part, TIMES, 8):
        check_one(SEED + number)


@pytest.mark.skipif(not os.environ.get("YIJU_NIGHTLY"), reason="an hour; YIJU_NIGHTLY=1")
def test_damaged_files_for_an_hour() -> None:
    until = time.monotonic() + float(os.environ.get("YIJU_FUZZ_SECONDS", "3600"))
    seed = random.SystemRandom().randrange(2**48)
    while time.monotonic() < until:
        seed += 1
        check_one(seed)
