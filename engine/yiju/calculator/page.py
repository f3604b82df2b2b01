"""The calculator of a policy as a block of HTML for a page: a form with everything unknown, and room for the answer.

Input: a program and one of its policies. Output: HTML that the scripts of `assets.py` set going; without
them it says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from yiju.calculator.assets import SHARED_SCRIPT, script_file
from yiju.calculator.controls import controls, templates
from yiju.calculator.examples import Example
from yiju.calculator.form_words import form_say
from yiju.calculator.links import citation_links
from yiju.documents.model import Citation
from yiju.explain.values import date_text
from yiju.program.program import PolicyType, Program
from yiju_grammar.finding import Lang

FIRST_EXAMPLES = 4
"""So many examples are shown at once; the others are folded away."""


def calculator_html(
    program: Program,
    policy: str,
    lang: Lang,
    *,
    href: Callable[[Citation], str] = lambda _: "",
    examples: Sequence[Example] = (),
    assets: str = "calculator",
) -> str:
    """The form and the place of its answer, one HTML block without blank lines.

    Args:
        href: the address of a citation's words from the page; empty where there is none.
        examples: made-up records, each a button.
        assets: the address of the folder of `calculator_assets` from the page.
    Raises:
        KeyError: there is no such policy.
    """
    told = program.policies[policy]
    links = json.dumps(citation_links(program, policy, href), ensure_ascii=False, separators=(",", ":"))
    title = escape(form_say("title", lang, title=told.title or policy))
    attributes = {
        "data-calculator": f"{program.place}/{policy}",
        "data-policy": policy,
        "data-lang": lang,
        "data-start": _iso(told.start.day if told.start else None),
        "data-end": _iso(told.end.day if told.end else None),
        "data-hrefs": links,
    }
    inner = (
        f'<noscript><p class="yiju-note">{escape(form_say("no_script", lang))}</p></noscript>'
        f'<div class="yiju-works" hidden>\n{_form(program, told, lang, examples)}\n{_result(lang)}\n</div>'
        f"{templates(program.records[told.subject], program.records, lang)}"
    )
    scripts = "".join(f'<script defer src="{assets}/{escape(f)}"></script>' for f in _scripts(program, policy))
    data = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)
    return (
        f'<section class="yiju-calculator" lang="{"zh-CN" if lang == "zh" else "en"}" aria-label="{title}"{data} '
        f"data-search-exclude>\n{inner}\n</section>\n{scripts}\n"
    )


def _scripts(program: Program, policy: str) -> tuple[str, str]:
    return SHARED_SCRIPT, script_file(program.place, policy)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _form(program: Program, policy: PolicyType, lang: Lang, examples: Sequence[Example]) -> str:
    fields = controls(program.records[policy.subject], lang, "yc")
    clear = f'<button type="button" data-clear>{escape(form_say("clear", lang))}</button>'
    return (
        f'<form autocomplete="off" novalidate>\n<p class="yiju-note">{escape(form_say("note", lang))}</p>\n'
        f'{_examples(examples, lang)}{_when(policy, lang)}\n<div class="yiju-fields">{fields}</div>\n'
        f'<div class="yiju-actions">{clear}</div>\n</form>'
    )


def _examples(examples: Sequence[Example], lang: Lang) -> str:
    if not examples:
        return ""
    label = escape(form_say("examples", lang))
    buttons = [_example(e) for e in examples]
    more = escape(form_say("more_examples", lang, count=len(buttons) - FIRST_EXAMPLES))
    rest = "".join(buttons[FIRST_EXAMPLES:])
    unfold = f'<button type="button" data-more aria-expanded="false">{more}</button>'
    folded = f'{unfold}<div class="yiju-rest" hidden>{rest}</div>' if rest else ""
    inner = f"<span>{label}</span>{''.join(buttons[:FIRST_EXAMPLES])}{folded}"
    return f'<div class="yiju-examples" role="group" aria-label="{label}">{inner}</div>\n'


def _example(example: Example) -> str:
    data = json.dumps(
        {"record": example.record, "day": example.day.isoformat()}, ensure_ascii=False, separators=(",", ":")
    )
    return f'<button type="button" data-example="{escape(data)}">{escape(example.name)}</button>'


def _when(policy: PolicyType, lang: Lang) -> str:
    def say(key: str) -> str:
        return escape(form_say(key, lang))

    modes = "".join(
        f'<label class="yiju-radio"><input type="radio" name="yc-mode" data-mode value="{mode}"{checked}>'
        f"<span>{say(key)}</span></label>"
        for mode, key, checked in (("day", "on_day", " checked"), ("period", "in_period", ""))
    )
    day = f'<label>{say("day")} <input type="date" data-when="day"></label>'
    months = "".join(
        f'<label>{say(key)} <input type="month" data-when="{part}" placeholder="2020-01"></label>'
        for part, key in (("first", "first_month"), ("last", "last_month"))
    )
    force = _in_force(policy, lang)
    hint = f'<p class="yiju-hint">{escape(force)}</p>' if force else ""
    return (
        f'<fieldset class="yiju-when"><legend>{say("when")}</legend><div class="yiju-choices">{modes}</div>'
        f'<div class="yiju-entry" data-shown-for="day">{day}</div>'
        f'<div class="yiju-entry" data-shown-for="period" hidden>{months}</div>{hint}</fieldset>'
    )


def _in_force(policy: PolicyType, lang: Lang) -> str:
    start = date_text(policy.start.day, lang) if policy.start else ""
    end = date_text(policy.end.day, lang) if policy.end else ""
    if start and end:
        return form_say("in_force", lang, start=start, end=end)
    if start:
        return form_say("in_force_from", lang, start=start)
    return form_say("in_force_until", lang, end=end) if end else ""


def _result(lang: Lang) -> str:
    label = escape(form_say("result", lang))
    return (
        f'<div class="yiju-result" role="region" aria-label="{label}">\n'
        '<div class="yiju-summary" role="status" aria-live="polite"></div>\n'
        '<div class="yiju-given"></div>\n<div class="yiju-sections yiju"></div>\n</div>'
    )
