"""Pieces of the documents at hand, cut up, mixed and damaged: made the same from the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent / "documents"
PIECE = 240
STRANGE = "\x00\u200b\ufeff\u3000\t\r\n𠮷〔〕【】（）()《》“”「」①⑳壹贰叁〇零两廿％%.．。、，；：—…\u202e\u2028é\u0301"
SCRAPS = (
    "其中：", "共计", "各100万元", "每人每月", "第九十九条", "（一）", "一、", "1.", "但…除外", "由100元提高到",
    "截止", "合计 | 100 | 200", "单位：万元", "〔2020〕第007号", "0元", "999999999999999999999万元", "百分之",
    "不超过", "同时废止", "自印发之日起施行", "有下列情形之一的，不予", "2月30日", "2020年13月", "按照标准发放",
    "待定 “x”", "> 引文", "# 注释", "}{",
)  # fmt: skip


@cache
def documents() -> tuple[str, ...]:
    """The texts of the documents, in order."""
    paths = sorted(ROOT.rglob("*.txt"))
    return tuple(path.read_bytes().decode("utf-8") for path in paths)


def mutated(seed: int, count: int) -> Iterator[str]:
    """`count` damaged texts."""
    for index in range(count):
        yield _mutated(Random(seed * 1_000_003 + index))


def _mutated(random: Random) -> str:
    text = "".join(_piece(random) for _ in range(random.randint(1, 3)))
    for _ in range(random.randint(0, 6)):
        text = random.choice(MUTATIONS)(random, text)
    return text


def _piece(random: Random) -> str:
    text = random.choice(documents())
    start = random.randrange(len(text))
    return text[start : start + random.randint(1, PIECE)]


def _drop(random: Random, text: str) -> str:
    start, end = _range(random, text)
    return text[:start] + text[end:]


def _double(random: Random, text: str) -> str:
    start, end = _range(random, text)
    return text[:end] + text[start:end] + text[end:]


def _turn(random: Random, text: str) -> str:
    start, end = _range(random, text)
    return text[:start] + text[start:end][::-1] + text[end:]


def _strange(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(STRANGE) + text[at:]


def _scrap(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    return text[:at] + random.choice(SCRAPS) + text[at:]


def _digit(random: Random, text: str) -> str:
    places = [i for i, c in enumerate(text) if c.isdigit()]
    if not places:
        return text
    at = random.choice(places)
    return text[:at] + random.choice("0123456789.,一十万") + text[at + 1 :]


def _lines(random: Random, text: str) -> str:
    return text.replace("\n", random.choice(("\r\n", "", "\r", "\n\n", "\u2028")))


def _range(random: Random, text: str) -> tuple[int, int]:
    start = random.randint(0, len(text))
    return start, min(len(text), start + random.randint(0, 40))


MUTATIONS: tuple[Callable[[Random, str], str], ...] = (_drop, _double, _turn, _strange, _scrap, _digit, _lines)
