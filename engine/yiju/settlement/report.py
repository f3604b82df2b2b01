"""The page an official prints: what was decided by which rules, counts and sums, with plots.

Input: what the batch was about, and where known outcomes, histograms and the summary of a settlement. Output: one HTML
page, self-contained, light, dark and on paper. Computes no sum; reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from yiju.explain.layout import clean
from yiju.explain.values import date_text, month_text
from yiju.program.program import Program
from yiju.settlement.money_flow import money_flow_svg
from yiju.settlement.page import bullets, facts, page, paragraph, section, table
from yiju.settlement.plots import PATTERNS, Bar, bars_svg, histogram_svg
from yiju.settlement.summary import Summary, Tally
from yiju.settlement.tables import Sheet, summary_sheets
from yiju.settlement.words import WORDS, money, note_text, say
from yiju_grammar.finding import Lang

Counts = Sequence[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself: the policy and its documents (as `依据` names them), the rules by their digest, the
    day or period decided, and how many records were decided and rejected (None: not told)."""

    policy: str
    title: str
    place: str
    documents: tuple[str, ...]
    digest: str
    when: date | tuple[date, date]
    decided: int | None = None
    rejected: int = 0


@dataclass(frozen=True, slots=True)
class Histogram:
    """How a value is distributed: counts of records by label (`0分至10分`), in the order of the axis."""

    title: str
    counts: Counts


def about(
    program: Program,
    policy: str,
    when: date | tuple[date, date],
    *,
    decided: int | None = None,
    rejected: int = 0,
) -> About:
    """What a page says of a policy.

    Raises:
        KeyError: there is no such policy.
    """
    kind = program.policies[policy]
    title = kind.title or kind.name
    return About(kind.name, title, program.place, kind.basis, program.digest, when, decided, rejected)


def to_report(
    told: About,
    summary: Summary | None = None,
    *,
    outcomes: Counts = (),
    histograms: Sequence[Histogram] = (),
    group_name: str = "",
    lists: Sequence[Sheet] = (),
    lang: Lang = "zh",
) -> str:
    """The report as a page; ends with a line break.

    Args:
        summary: of what was paid; without it the page says what was decided.
        outcomes: counts by `eligible`, `ineligible`, `undetermined`, `error`, or by any other label as it stands.
        group_name: what payments are grouped by (街道).
        lists: further tables, at the end (`list_sheet`).
    """
    key = "report_title" if summary is not None else "report_title_decided"
    body = [PATTERNS, _facts(told, summary, lang)]
    if summary is not None:
        body.append(paragraph(_headline(summary, lang), "headline"))
    if outcomes:
        body.append(_outcomes(outcomes, lang))
    body += [section(clean(h.title), histogram_svg(clean(h.title), h.counts)) for h in histograms if h.counts]
    if summary is not None:
        body += _money(summary, group_name, lang)
    body += [section(sheet.title, table(sheet)) for sheet in lists if sheet.rows]
    return page(say(key, lang, title=clean(told.title)), body, lang)


def _facts(told: About, summary: Summary | None, lang: Lang) -> str:
    pairs = [
        (say("place", lang), clean(told.place), ""),
        (say("documents", lang), documents_text(told, lang), ""),
        (say("when", lang), when_text(told.when, lang), ""),
        (say("digest", lang), told.digest, "digest"),
    ]
    if told.decided is not None:
        given = told.decided + told.rejected
        words = say(
            "counted_words", lang, given=f"{given:,}", decided=f"{told.decided:,}", rejected=f"{told.rejected:,}"
        )
        pairs.append((say("counted", lang), words, ""))
    if summary is not None and summary.ledger:
        pairs.append((say("ledger", lang), clean(summary.ledger), ""))
    return facts(pairs)


def documents_text(told: About, lang: Lang) -> str:
    """The documents a policy stands on."""
    return say("comma", lang).join(clean(name) for name in told.documents)


def when_text(when: date | tuple[date, date], lang: Lang) -> str:
    """The day, or the period; whole months and years by their names."""
    if isinstance(when, date):
        return date_text(when, lang)
    first, last = when
    if first.day == 1 and (last + date.resolution).day == 1:
        months = [month_text(f"{day:%Y-%m}", lang) for day in when]
        return months[0] if months[0] == months[1] else _span(months[0], months[1], lang)
    return _span(date_text(first, lang), date_text(last, lang), lang)


def _span(first: str, last: str, lang: Lang) -> str:
    return f"{first}至{last}" if lang == "zh" else f"{first} to {last}"


def _headline(summary: Summary, lang: Lang) -> str:
    t = summary.totals
    told = say(
        "headline",
        lang,
        due=money(t.due),
        paid=money(t.paid),
        count=f"{t.paid_count:,}",
        records=f"{summary.records:,}",
        withheld=money(t.withheld),
        unpaid=money(t.unpaid),
    )
    return told + (say("headline_open", lang, count=f"{t.undetermined_count:,}") if t.undetermined_count else "")


def _outcomes(outcomes: Counts, lang: Lang) -> str:
    whole = sum(n for _, n in outcomes)
    named = [(outcome_text(key, lang), n) for key, n in outcomes]
    rows = [(label, f"{n:,}", percent(n, whole)) for label, n in named]
    rows.append((say("total", lang), f"{whole:,}", percent(whole, whole)))
    head = tuple(say(key, lang) for key in ("outcome", "records", "share"))
    title = say("outcomes", lang)
    return section(title, table(Sheet("outcomes", title, head, tuple(rows), (1, 2), True)), histogram_svg(title, named))


def outcome_text(key: str, lang: Lang) -> str:
    """An outcome by its name; any other label as it stands."""
    known = {"undetermined": "undetermined_outcome"}.get(key, key)
    return say(known, lang) if known in WORDS else clean(key)


def percent(part: int, whole: int) -> str:
    """`12.5%`, rounded half up to one place; what is less is said to be; a dash of nothing."""
    if not whole:
        return "-"
    if 0 < 2000 * part < whole:
        return "<0.1%"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


# --- money


def _money(summary: Summary, group_name: str, lang: Lang) -> Iterator[str]:
    plots = {
        "by_programme": lambda: _bars("by_programme", summary.programmes, lang),
        "by_group": lambda: _bars("by_group", summary.groups, lang, name=group_name),
        "by_month": lambda: _bars("by_month", summary.months, lang),
        "by_fund": lambda: money_flow_svg(summary, lang) if summary.links else "",
    }
    for sheet in summary_sheets(summary, lang, group_name=group_name):
        plot = plots[sheet.key]() if sheet.key in plots else ""
        unit = paragraph(say("unit", lang), "unit") if sheet.key == "by_state" else ""
        yield section(sheet.title, unit, table(sheet), plot)
    notes = [note_text(note, lang) for note in (summary.order, *summary.notes)]
    yield section(say("said_aloud", lang), bullets(notes))


def _bars(key: str, tallies: Sequence[Tally], lang: Lang, *, name: str = "") -> str:
    if len(tallies) < 2:
        return ""
    labels = [_label(key, tally.name, lang) for tally in tallies]
    bars = [
        Bar(label, t.totals.paid, t.totals.withheld + t.totals.unpaid) for label, t in zip(labels, tallies, strict=True)
    ]
    return bars_svg(say(key, lang, name=name or say("group", lang)), bars, lang)


def _label(key: str, name: str, lang: Lang) -> str:
    return month_text(name, lang) if key == "by_month" else clean(name) or say("no_group", lang)
