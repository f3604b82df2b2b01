"""The sums of a document as a list: each total over its parts, with a sign, and links to the figures.

Input: a compiled document. Output: HTML. Adds nothing up but the parts of a sum that fails.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from yiju.compiling.html_anchors import clause_path, figure_anchor
from yiju.compiling.html_words import SUMS, chosen, say
from yiju.drafting.model import Compiled
from yiju.drafting.phrases import plain
from yiju.sums.model import Amount, Sum
from yiju_grammar.finding import Lang

LARGE = 10_000
"""Money from here on is shown in 万元."""


@dataclass(frozen=True, slots=True)
class _Scale:
    """How the figures of one sum are shown: divided by `factor`, in `unit`, room for `places` behind the point."""

    factor: int
    unit: str
    places: int


def sums_html(compiled: Compiled, lang: Lang) -> str:
    """All sums in their order."""
    sums = compiled.reading.sums
    if not sums:
        return f'<p class="note">{escape(say("nothing", lang))}</p>'
    items = "\n".join(_sum(compiled, s, f"s{i}", lang) for i, s in enumerate(sums))
    return f'<p class="note">{escape(_counted(sums, lang))}</p>\n<ul class="sums">\n{items}\n</ul>'


def _counted(sums: Sequence[Sum], lang: Lang) -> str:
    counts = ((status, sum(1 for s in sums if s.status == status)) for status in SUMS)
    told = (f"{SUMS[status][0]} {chosen(SUMS[status][1], lang)} {n}" for status, n in counts if n)
    return say("comma", lang).join(told)


def _sum(compiled: Compiled, checked: Sum, anchor: str, lang: Lang) -> str:
    sign, words = SUMS[checked.status]
    scale = _scale(checked)
    rows = [_row(compiled, checked.total, scale, lang, kind="total")]
    rows += [_row(compiled, p, scale, lang, kind="part") for p in checked.parts]
    if checked.status == "fails":
        rows += _failing(checked, scale, lang)
    said = escape(chosen(words, lang))
    told = f'<b class="sign" title="{said}">{sign}</b><span class="said">{said}</span>'
    more = f"{_also_derived(compiled, checked, scale, lang)}{_alternatives(compiled, checked, scale, lang)}"
    return f'<li id="{anchor}" class="{checked.status}"><p>{told}</p>\n<table>{"".join(rows)}</table>{more}</li>'


def _scale(checked: Sum) -> _Scale:
    is_large = checked.unit == "元" and abs(checked.total.value) >= LARGE
    factor, unit = (LARGE, "万元") if is_large else (1, checked.unit)
    figures = (checked.total, *checked.parts, *checked.derived)
    return _Scale(factor, unit, max(_places(plain(a.value / factor)) for a in figures))


def _places(figure: str) -> int:
    """How much stands behind the whole number, the point included."""
    return len(figure) - len(figure.partition(".")[0])


def _padding(figure: str, scale: _Scale) -> str:
    """Unseen digits, so that the points of a column stand below one another; they are no part of the text."""
    missing = scale.places - _places(figure)
    pad = ("." if "." not in figure else "0") + "0" * (missing - 1) if missing > 0 else ""
    return f'<i class="pad" data-label="{pad}"></i>' if pad else ""


def _row(compiled: Compiled, amount: Amount, scale: _Scale, lang: Lang, *, kind: str) -> str:
    name = escape("".join(amount.label.split())) or ("" if kind == "total" else escape(say("no_label", lang)))
    where = clause_path(compiled, amount.span[0]) if amount.span else ""
    unit = escape(scale.unit) if kind == "total" else ""
    return (
        f'<tr class="{kind}"><td class="figure">{_padded(amount, scale, lang)}</td><td class="unit">{unit}</td>'
        f'<td class="name" lang="zh-CN">{name}{_derived(amount, lang)}</td><td class="where">{escape(where)}</td></tr>'
    )


def _padded(amount: Amount, scale: _Scale, lang: Lang) -> str:
    pad = _padding(plain(amount.value / scale.factor), scale) if amount.times == 1 else ""
    return f"{_figure(amount, scale, lang)}{pad}"


def _figure(amount: Amount, scale: _Scale, lang: Lang) -> str:
    """The figure, linked to its place in the text."""
    value = plain(amount.value / scale.factor)
    shown = escape(value if amount.times == 1 else say("times", lang, value=value, times=amount.times))
    return f'<a href="#{figure_anchor(amount.span)}">{shown}</a>' if amount.span else shown


def _derived(amount: Amount, lang: Lang) -> str:
    title = escape(say("derived_why", lang))
    return "" if amount.span else f' <b class="derived" title="{title}">{escape(say("derived", lang))}</b>'


def _failing(checked: Sum, scale: _Scale, lang: Lang) -> list[str]:
    parts = sum((p.value * p.times for p in checked.parts), Fraction(0))
    told = (("parts_total", parts), ("difference", abs(checked.difference)))
    return [_worked_out(key, plain(value / scale.factor), scale, lang) for key, value in told]


def _worked_out(key: str, figure: str, scale: _Scale, lang: Lang) -> str:
    return (
        f'<tr class="{key}"><td class="figure">{figure}{_padding(figure, scale)}</td>'
        f'<td class="unit">{escape(scale.unit)}</td><td class="name">{escape(say(key, lang))}</td><td></td></tr>'
    )


def _also_derived(compiled: Compiled, checked: Sum, scale: _Scale, lang: Lang) -> str:
    """What is derived and is no part of the sum itself."""
    more = [a for a in checked.derived if a not in checked.parts and a != checked.total]
    rows = "".join(_row(compiled, a, scale, lang, kind="part") for a in more)
    return f"<p>{escape(say('also_derived', lang))}</p><table>{rows}</table>" if more else ""


def _alternatives(compiled: Compiled, checked: Sum, scale: _Scale, lang: Lang) -> str:
    if not checked.alternatives:
        return ""
    items = "".join(f"<li>{_added(parts, scale, lang)}</li>" for parts in checked.alternatives)
    told = escape(say("alternatives", lang, n=len(checked.alternatives)))
    return f'<div class="others"><p>{told}</p><ol>{items}</ol></div>'


def _added(parts: Sequence[Amount], scale: _Scale, lang: Lang) -> str:
    """`350 彩石街道… + 30 区级行业…`."""
    shown = (f"{_figure(p, scale, lang)} {escape(''.join(p.label.split()))}{_derived(p, lang)}" for p in parts)
    return " + ".join(shown)
