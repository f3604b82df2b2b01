"""The calculator on a policy's page: its block, and the scripts that it needs.

Input: a view with its policy. Output: HTML, and texts by path from the root of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from yiju.calculator.assets import STYLE, script_file, shared_assets
from yiju.calculator.assets import policy_script as script_of
from yiju.calculator.examples import case_examples
from yiju.calculator.page import calculator_html
from yiju.documents.model import Citation
from yiju.load import Rules
from yiju.rule_set.model import PolicyScope
from yiju.site import addresses
from yiju.site.markup import EMPTY, Html, lines, tag
from yiju.site.policy.quotes import quote_link
from yiju.site.policy.view import View

FOLDER = "calculator"


def calculator_block(view: View, policy: PolicyScope) -> Html:
    """The form that decides in the reader's browser; empty where the rules of the place have errors."""
    name, rules = policy.head.name.text, view.rules
    if name not in rules.program.policies or rules.has_errors:
        return EMPTY
    folder = addresses.link(view.page, f"{FOLDER}/x").removesuffix("/x.html")

    def address(citation: Citation) -> str:
        return quote_link(view, citation) or ""

    examples = case_examples(rules, name)
    made = calculator_html(rules.program, name, view.lang, href=address, examples=examples, assets=folder)
    return lines([tag("link", rel="stylesheet", href=f"{folder}/{STYLE}"), Html(made.strip("\n"))])


def calculator_files(rules: Rules, policies: Iterable[str]) -> Mapping[str, str]:
    """The scripts and the style of the calculators of some policies; none where the rules have errors."""
    shown = [name for name in policies if name in rules.program.policies]
    if not shown or rules.has_errors:
        return {}
    own = {script_file(rules.program.place, name): script_of(rules, name) for name in shown}
    return {f"{FOLDER}/{name}": text for name, text in {**_shared(), **own}.items()}


@cache
def _shared() -> Mapping[str, str]:
    """The files that all calculators share are the same for every place."""
    return shared_assets()
