"""The files that the calculators of a place need: one script for all, one a policy, one style.

Output: names below the site's `calculator/` folder to texts. The scripts are classic ones, since a page opened from a
folder may load no modules; they ask for nothing and keep nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

from yiju.backends.to_javascript import to_javascript
from yiju.calculator.bundle import CALCULATOR, RUNTIME, bundle, classic
from yiju.calculator.links import rule_texts
from yiju.calculator.respelling import spellings
from yiju.load import Rules

SHARED_SCRIPT: Final = "runtime.js"
STYLE: Final = "calculator.css"
FOLDERS: Final = (RUNTIME, CALCULATOR / "decision", CALCULATOR / "explain", CALCULATOR / "form")


def calculator_assets(rules: Rules, place: str, policies: Iterable[str] | None = None) -> dict[str, str]:
    """A script a policy (of those named, if given), with the shared script and style: name to text.

    Args:
        rules: sound rules of the place.
        place: its name in addresses; the program's own in calculators.
    """
    chosen = rules.program.policies if policies is None else policies
    return {**shared_assets(), **{script_file(place, policy): policy_script(rules, policy) for policy in chosen}}


def shared_assets() -> dict[str, str]:
    """What every calculator needs, whatever the place."""
    files = [file for folder in FOLDERS for file in sorted(folder.glob("*.js"))]
    return {SHARED_SCRIPT: classic(bundle(files), "yiju"), STYLE: (CALCULATOR / "calculator.css").read_text("utf-8")}


def script_file(place: str, policy: str) -> str:
    """The name of a policy's script."""
    return f"{place}/{policy}.js"


def policy_script(rules: Rules, policy: str) -> str:
    """The rules of a policy as a script that sets its calculators on the page going.

    Raises:
        KeyError: there is no such policy.
    """
    program, sources = rules.program, rules.sources
    made = to_javascript(program, [policy], sources).replace("export function program(", "function program(", 1)
    texts = json.dumps(spellings(rule_texts(program, policy, sources)), ensure_ascii=False, separators=(",", ":"))
    name = json.dumps(f"{program.place}/{policy}", ensure_ascii=False)
    return f'"use strict";\n(function () {{\n{made}\nyiju.startCalculators({name}, program(yiju), {texts});\n}})();\n'
