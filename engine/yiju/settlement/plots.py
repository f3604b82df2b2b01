"""Plots of a report as inline SVG: bars of amounts, a histogram of counts, funds → payments.

Input: labels with exact numbers. Output: SVG that takes its colours from the page's style (classes), asks for nothing
from outside and runs nothing. Floats place things on the page; every number printed is exact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from yiju.settlement.words import money, say
from yiju_grammar.display_width import display_width
from yiju_grammar.finding import Lang

WIDTH = 720
ROW, THICK = 26, 15
MOST_BARS = 40
"""More bars than a page holds: the smallest are put together."""
MOST_COLUMNS = 40
TALL = 180
CHARACTER = 6.6
"""Pixels a cell of 12px text takes, somewhat generous."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what of it is `done` (filled) and what is `not_done` (hatched), in 分."""

    label: str
    done: int
    not_done: int = 0

    @property
    def whole(self) -> int:
        """Its length."""
        return self.done + self.not_done


def bars_svg(title: str, bars: Sequence[Bar], lang: Lang) -> str:
    """Horizontal bars of amounts, one a row, the first on top; with a legend where some are hatched."""
    shown = _at_most(bars, lang)
    texts = [_amounts(bar) for bar in shown]
    left = min(max((_width(bar.label) for bar in shown), default=0), 220) + 12
    right = max((_width(text) for text in texts), default=0) + 14
    scale = (WIDTH - left - right) / max((bar.whole for bar in shown), default=0) if any(b.whole for b in shown) else 0
    height = ROW * len(shown) + 6
    is_hatched = any(bar.not_done for bar in shown)
    body = [line for i, bar in enumerate(shown) for line in _bar(bar, texts[i], left, 3 + ROW * i, scale)]
    if is_hatched:
        body += list(_legend(height + 16, lang))
        height += 28
    return _framed(title, body, height)


def _bar(bar: Bar, text: str, left: float, y: float, scale: float) -> Iterator[str]:
    done, not_done = bar.done * scale, bar.not_done * scale
    middle = y + THICK - 3
    yield _text("label", left - 8, middle, _shortened(bar.label, left - 12), "end")
    if done:
        yield f'<rect class="done" x="{left:.1f}" y="{y:.1f}" width="{max(done, 0.8):.1f}" height="{THICK}"/>'
    if not_done:
        x = left + done
        yield f'<rect class="open" x="{x:.1f}" y="{y:.1f}" width="{max(not_done, 0.8):.1f}" height="{THICK}"/>'
    yield _text("value", left + done + not_done + 7, middle, text, "start")


def _amounts(bar: Bar) -> str:
    return f"{money(bar.done)} / {money(bar.whole)}" if bar.not_done else money(bar.done)


def _at_most(bars: Sequence[Bar], lang: Lang) -> list[Bar]:
    """So many bars as fit; the smallest together in the last."""
    if len(bars) <= MOST_BARS:
        return list(bars)
    largest = sorted(range(len(bars)), key=lambda i: (-bars[i].whole, i))
    kept, rest = sorted(largest[: MOST_BARS - 1]), largest[MOST_BARS - 1 :]
    together = Bar(
        say("rest", lang, count=len(rest)), sum(bars[i].done for i in rest), sum(bars[i].not_done for i in rest)
    )
    return [*(bars[i] for i in kept), together]


def _legend(y: float, lang: Lang) -> Iterator[str]:
    x = 0.0
    for kind, key in (("done", "legend_paid"), ("open", "legend_not_paid")):
        words = say(key, lang)
        yield f'<rect class="{kind}" x="{x:.1f}" y="{y - 10:.1f}" width="22" height="11"/>'
        yield _text("label", x + 28, y, words, "start")
        x += 28 + _width(words) + 24


# --- histogram


def histogram_svg(title: str, counts: Sequence[tuple[str, int]]) -> str:
    """Columns of counts in the order given; labels below are turned when they would touch."""
    counts = list(counts[:MOST_COLUMNS])
    step = WIDTH / max(len(counts), 1)
    is_turned = any(_width(label) > step - 4 for label, _ in counts)
    below = max((_width(label) for label, _ in counts), default=0) * 0.75 + 20 if is_turned else 22
    scale = TALL / max(*(n for _, n in counts), 1, 1)
    base = TALL + 22
    body = [f'<line class="axis" x1="0" x2="{WIDTH}" y1="{base}" y2="{base}"/>']
    for i, (label, count) in enumerate(counts):
        body += _column(label, count, (step * i, step), base, count * scale, is_turned=is_turned)
    return _framed(title, body, base + below)


def _column(
    label: str, count: int, at: tuple[float, float], base: float, tall: float, *, is_turned: bool
) -> Iterator[str]:
    x, step = at
    middle = x + step / 2
    wide = min(step * 0.8, 90)
    yield (
        f'<rect class="done" x="{middle - wide / 2:.1f}" y="{base - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}">'
        f"<title>{escape(label)}: {count}</title></rect>"
    )
    if _width(f"{count:,}") <= step:
        yield _text("value", middle, base - tall - 5, f"{count:,}", "middle")
    turned = f' transform="rotate(-40 {middle:.1f} {base + 14:.1f})"' if is_turned else ""
    yield _text("label", middle, base + 14, label, "end" if is_turned else "middle", more=turned)


# --- parts


def _framed(title: str, body: Sequence[str], height: float) -> str:
    inner = "\n".join(body)
    return (
        f'<svg class="plot" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}">\n<title>{escape(title)}</title>\n{inner}\n</svg>'
    )


PATTERNS = (
    '<svg class="patterns" width="0" height="0" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="hatch-ground" width="6" height="6"/>'
    '<line class="hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern></defs></svg>'
)
"""What hatched bars are filled with: once a page."""


def _text(kind: str, x: float, y: float, words: str, anchor: str, *, more: str = "") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{more}>{escape(words)}</text>'


def _width(words: str) -> float:
    return display_width(words) * CHARACTER


def _shortened(words: str, room: float) -> str:
    """The words, cut with an ellipsis where they do not fit."""
    if _width(words) <= room:
        return words
    end = len(words)
    while end and _width(words[:end] + "…") > room:
        end -= 1
    return words[:end] + "…"
