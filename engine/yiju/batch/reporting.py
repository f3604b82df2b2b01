"""`--report`: the page that sums a finished batch up, with what was paid where `--pay` was asked for too.

Input: a finished batch and what `--pay` kept. Output: one HTML file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from yiju.batch.after import Finished, Kept
from yiju.batch.aside import write_whole
from yiju.batch.job import OUTCOMES
from yiju.batch.paying_words import say
from yiju.batch.reporting_place import place_name
from yiju.batch.reporting_spread import spread
from yiju.settlement.report import about, to_report
from yiju.settlement.tables import Sheet, list_sheet
from yiju_grammar.finding import Lang

MOST_LISTED: Final = 40
"""Payments of a list on the page; the files of `--pay` have all of them."""


def report(finished: Finished, kept: Kept) -> tuple[str, ...]:
    """Write the page; the line that says where it is.

    Raises:
        BatchRefused: YJ813 it cannot be written, YJ831 the output is not as it was written.
    """
    job, counts, target = finished.jobs[0], finished.report.counts, finished.asked.report
    assert target is not None
    told = about(job.rules.program, job.policy, job.when, decided=counts.decided, rejected=counts.rejected)
    told = replace(told, place=place_name(job.rules))
    found = spread(finished.jobs)
    page = to_report(
        told,
        kept.summary,
        outcomes=tuple(_outcomes(finished)),
        histograms=() if found is None else (found,),
        group_name=kept.group,
        lists=tuple(_lists(kept, job.lang)),
        lang=job.lang,
    )
    write_whole(target, page.encode())
    return (say("file_report", job.lang, path=target),)


def _outcomes(finished: Finished) -> Iterator[tuple[str, int]]:
    counts = finished.report.counts
    for key in OUTCOMES:
        if counts.by_outcome.get(key) or key != "error":
            yield key, counts.by_outcome.get(key, 0)


def _lists(kept: Kept, lang: Lang) -> Iterator[Sheet]:
    """The first payments that were not made; those that were are too many for a page."""
    if kept.settlement is not None:
        yield list_sheet(kept.settlement, "unpaid", lang, most=MOST_LISTED)
        yield list_sheet(kept.settlement, "withheld", lang, most=MOST_LISTED)
