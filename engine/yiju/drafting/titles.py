"""The name of a benefit, from a title or heading: without places, verbs of issuing and kinds of document."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from yiju.documents.folding import fold_forms
from yiju.drafting.naming import to_name

SHORTEST = 3


@cache
def _ends() -> tuple[tuple[re.Pattern[str], ...], tuple[re.Pattern[str], ...]]:
    table = tomllib.loads(files("yiju.drafting").joinpath("titles.toml").read_text("utf-8"))
    return tuple(re.compile(w) for w in table["lead"]), tuple(re.compile(w) for w in table["tail"])


def benefit_name(title: str) -> str:
    """The benefit a title or heading speaks of; the title itself where nothing is left of it."""
    bare = re.sub(r"[\s“”\"‘’《》]", "", fold_forms(title))
    leads, tails = _ends()
    before = None
    while before != bare:
        before = bare
        for end in (*tails, *leads):
            cut = end.sub("", bare, count=1)
            bare = cut if len(cut) >= SHORTEST else bare
    return to_name(bare, 24) or to_name(title, 24)
