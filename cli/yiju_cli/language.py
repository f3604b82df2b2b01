"""Which language the command line speaks, chosen before click is imported: `--lang`, YIJU_LANG, the locale, Chinese."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from yiju_grammar.finding import Lang

LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language asked for by the arguments, else by the environment; Chinese when neither says."""
    asked = _asked(arguments) or environment.get("YIJU_LANG", "")
    if asked in ("zh", "en"):
        return "zh" if asked == "zh" else "en"
    for variable in LOCALE_VARIABLES:
        if value := environment.get(variable, ""):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def speak(lang: Lang) -> None:
    """Have click's own messages in this language: it reads them through gettext's default domain."""
    gettext.bindtextdomain("messages", str(Path(__file__).parent / "locale"))
    os.environ["LANGUAGE"] = "zh_CN" if lang == "zh" else "en"


def _asked(arguments: Sequence[str]) -> str:
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return ""
