"""Identity-card numbers (公民身份号码): 18 characters, with a birth date and a check digit.

Source: GB 11643-1999 公民身份号码, the check digit by ISO 7064 MOD 11-2. 15-digit numbers have not been valid since
2013-01-01 (居民身份证法 第二十三条, 2011).
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from yiju.records.spellings import fold
from yiju.records.trouble import Refused

_SHAPE: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS: Final = "10X98765432"


def check_digit(first_17: str) -> str:
    """The 18th character that belongs to 17 digits."""
    return _CHECK_DIGITS[sum(int(d) * w for d, w in zip(first_17, _WEIGHTS, strict=True)) % 11]


def birth_date(number: str) -> date | None:
    """The birth date in an 18-character number, or None where there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def identity_value(raw: str) -> str | Refused:
    """The number with a capital X. Refused: YJ609, with the reason."""
    number = fold(raw).upper()
    if len(number) != 18:
        return Refused("YJ609", (), ("old" if len(number) == 15 else "length",))
    if _SHAPE.fullmatch(number) is None:
        return Refused("YJ609", (), ("characters",))
    if birth_date(number) is None:
        return Refused("YJ609", (), ("birth",))
    if check_digit(number[:17]) != number[17]:
        return Refused("YJ609", (), ("check",))
    return number


@cache
def weighted_sums() -> tuple[dict[str, int], dict[str, int]]:
    """For any three digits 4a + 2b + c, and the same for the last three characters, where X is 10.

    The weights are powers of 2 modulo 11, so 18 characters are right when the sum of their six groups, each times
    the power of its place, leaves 1.
    """
    sums = {f"{n:03d}": n // 100 * 4 + n // 10 % 10 * 2 + n % 10 for n in range(1000)}
    return sums, sums | {f"{n:02d}X": n // 10 * 4 + n % 10 * 2 + 10 for n in range(100)}
