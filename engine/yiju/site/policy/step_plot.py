"""A dated figure as a step plot, made when the site is built; text is text, colours are those of the style sheet.

Input: a parameter with dated values, or a table with dated columns. Output: a figure; empty where there is no step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from yiju.explain.plain.quantities import unit_words
from yiju.explain.values import plain
from yiju.site.markup import EMPTY, Html, lines, tag
from yiju.site.policy.periods import days_text, next_start
from yiju.site.policy.view import View
from yiju.site.policy.words import say
from yiju_grammar import tree as t
from yiju_grammar.display_width import display_width

WIDTH, LEFT, TOP, PLOT = 640.0, 64.0, 26.0, 150.0
BELOW, LETTER, LEAST_LABEL = 34.0, 6.6, 16.0
MOST_SERIES = 6


@dataclass(frozen=True, slots=True)
class Step:
    """A value on the days from `start` (None: open) on; None: stopped."""

    start: date | None
    end: date | None
    value: Fraction | None


@dataclass(frozen=True, slots=True)
class Series:
    """The steps of one figure in order, with its name where there are several."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Days and values to pixels. `right` is where the plot ends and the names of the series begin."""

    first: int
    last: int
    highest: float
    right: float

    def x(self, day: date) -> float:
        return LEFT + (day.toordinal() - self.first) / max(self.last - self.first, 1) * (self.right - LEFT)

    def y(self, value: Fraction | int) -> float:
        return TOP + PLOT * (1 - float(value) / self.highest)


def plot_html(view: View, declared: t.Parameter) -> Html:
    """The plot of a parameter; empty where there is no step to see."""
    series = series_of(declared)
    days = sorted({s.start for one in series for s in one.steps if s.start is not None})
    values = [s.value for one in series for s in one.steps if s.value is not None]
    if not days or not values or min(values) < 0 or len(series) > MOST_SERIES or _is_flat(series):
        return EMPTY
    frame = _frame(series, days, max(values))
    unit = unit_words(declared.type.unit, view.lang) if isinstance(declared.type, t.UnitType) else ""
    title = say(view.lang, "plot" if unit else "plot_bare", name=declared.name.text, unit=unit)
    body = [
        tag("title", title),
        tag("desc", say(view.lang, "semicolon").join(_told(view, s) for s in series)),
        *_axes(frame, days, max(values)),
        *(part for n, s in enumerate(series) for part in _steps(frame, s, n)),
        *_labels(frame, series),
    ]
    svg = _svg(body, title)
    caption = tag("figcaption", title)
    return tag("figure", "\n", lines([caption, tag("div", svg, class_="yp-plot")]), "\n", class_="yp-figure")


def _svg(body: Sequence[Html], title: str) -> Html:
    height = TOP + PLOT + BELOW
    return tag(
        "svg", "\n", lines(body), "\n",
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {height:.0f}", class_="yp-svg", role="img",
        aria_label=title,
    )  # fmt: skip


def series_of(declared: t.Parameter) -> tuple[Series, ...]:
    """The steps of a parameter, or of each row of one with dated columns; none where a value is no number."""
    if isinstance(declared.rows, t.Rows):
        dated = [i for i, c in enumerate(declared.rows.columns) if c.interval is not None]
        made = [_row(declared.rows, row, dated) for row in declared.rows.rows] if dated else []
        return tuple(s for s in made if s is not None)
    steps = [Step(v.start, v.end or next_start(v.start, declared.values), _number(v.value)) for v in declared.values]
    if any(v.value is not None and _number(v.value) is None for v in declared.values):
        return ()
    return (Series("", tuple(sorted(steps, key=lambda s: s.start or date.min))),)


def _row(rows: t.Rows, row: t.Row, dated: Sequence[int]) -> Series | None:
    steps = []
    for at in dated:
        interval, content = rows.columns[at].interval, row.cells[at].content
        value = _number(content[0] if isinstance(content, tuple) and len(content) == 1 else content)
        if interval is None or value is None:
            return None
        steps.append(Step(interval.start, interval.end, value))
    name = "，".join(c.text for i, c in enumerate(row.cells) if i not in dated)
    return Series(name, tuple(sorted(steps, key=lambda s: s.start or date.min)))


def _number(value: object) -> Fraction | None:
    return value.value if isinstance(value, t.Number) else None


def _is_flat(series: Sequence[Series]) -> bool:
    return all(len({s.value for s in one.steps}) < 2 for one in series)


def _frame(series: Sequence[Series], days: Sequence[date], highest: Fraction) -> _Frame:
    """Half a year, or a fifth of the whole, before the first day and after the last."""
    names = max(display_width(s.name) for s in series) * LETTER
    room = max(183, (days[-1] - days[0]).days // 5)
    return _Frame(days[0].toordinal() - room, days[-1].toordinal() + room, float(highest) * 1.15, WIDTH - names - 16)


def _axes(frame: _Frame, days: Sequence[date], highest: Fraction) -> Iterator[Html]:
    """The base, a line at the greatest value, and the days that change something; those too near to others only as
    marks."""
    base = frame.y(0)
    yield tag("line", x1=f"{LEFT:.1f}", y1=f"{base:.1f}", x2=f"{frame.right:.1f}", y2=f"{base:.1f}", class_="axis")
    yield _text("quiet", LEFT - 8, base + 4, "0", "end")
    free = LEFT
    for day in days:
        x = frame.x(day)
        yield tag("line", x1=f"{x:.1f}", y1=f"{TOP:.1f}", x2=f"{x:.1f}", y2=f"{base + 5:.1f}", class_="grid")
        half = len(day.isoformat()) * LETTER / 2
        if x - half >= free:
            yield _text("quiet", x, base + 20, day.isoformat(), "middle")
            free = x + half + 8


def _steps(frame: _Frame, series: Series, number: int) -> Iterator[Html]:
    """The steps; a stop is a gap."""
    way, pen = "", False
    for at, step in enumerate(series.steps):
        if step.value is None:
            pen = False
            continue
        after = series.steps[at + 1].start if at + 1 < len(series.steps) else None
        x0 = LEFT if step.start is None else frame.x(step.start)
        x1 = frame.x(after) if after is not None else frame.right
        y = frame.y(step.value)
        way += f"{' L' if pen else ' M'}{x0:.1f},{y:.1f} H{x1:.1f}"
        pen = True
    yield tag("path", d=way.strip(), class_=f"step step-{number % 4}")


def _labels(frame: _Frame, series: Sequence[Series]) -> Iterator[Html]:
    """Each value above its step, moved up where it would meet another; the names at the right end."""
    taken: list[tuple[float, float, float]] = []
    for one in series:
        for step in one.steps:
            if step.value is not None:
                x = (LEFT + 4) if step.start is None else frame.x(step.start) + 4
                yield _placed_text(taken, (x, frame.y(step.value) - 6), plain(step.value), "halo")
        last = one.steps[-1]
        if one.name and last.value is not None:
            yield _placed_text(taken, (frame.right + 6, frame.y(last.value) + 4), one.name, "halo")


def _placed_text(taken: list[tuple[float, float, float]], place: tuple[float, float], words: str, kind: str) -> Html:
    x, y = place
    width = display_width(words) * LETTER
    for _ in range(len(taken) + 1):
        clash = [t for t in taken if t[0] < x + width and x < t[1] and abs(t[2] - y) < LEAST_LABEL]
        if not clash:
            break
        y = min(t[2] for t in clash) - LEAST_LABEL
    taken.append((x, x + width, y))
    return _text(kind, x, y, words, "start")


def _text(kind: str, x: float, y: float, words: str, anchor: str) -> Html:
    return tag("text", words, class_=kind, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, font_size=13)


def _told(view: View, series: Series) -> str:
    """The steps in words, for those who do not see them."""
    told = []
    for step in series.steps:
        value = say(view.lang, "stopped") if step.value is None else plain(step.value)
        told.append(say(view.lang, "plot_step", period=days_text(view, step.start, step.end), value=value))
    steps = say(view.lang, "comma").join(told)
    return say(view.lang, "plot_told", series=series.name, steps=steps) if series.name else steps
