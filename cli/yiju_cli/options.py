"""Options that several verbs share, with their help in both languages; and the types days and periods are read by."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from yiju_cli.days import parse_day, parse_period
from yiju_grammar.finding import Lang

Decorate = Callable[[Callable[..., Any]], Callable[..., Any]]


class Day(click.ParamType[Any]):
    """A day: `2020-06-30`, `2020年6月30日`; of a month or year, its last."""

    name = "date"

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        day = parse_day(str(value))
        if day is None:
            self.fail(
                f"`{value}` 不是日期，例如 2020-06-30、2020-06、2020、2020年6月"
                if self.lang == "zh"
                else f"`{value}` is not a date such as 2020-06-30, 2020-06, 2020, 2020年6月",
                param,
                ctx,
            )
        return day


class Period(Day):
    """A period: `2020`, `2020-06`, `2020-01..2020-12`."""

    name = "period"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        period = parse_period(str(value))
        if period is None:
            self.fail(
                f"`{value}` 不是期间，例如 2020、2020-01..2020-12"
                if self.lang == "zh"
                else f"`{value}` is not a period such as 2020 or 2020-01..2020-12",
                param,
                ctx,
            )
        return period


def language_option(lang: Lang) -> click.Option:
    """`--lang`, which was read before click was imported: here it is only declared and checked."""
    text = "输出的语言（也可用环境变量 YIJU_LANG）" if lang == "zh" else "language of the output (or YIJU_LANG)"
    return click.Option(["--lang"], type=click.Choice(["zh", "en"]), expose_value=False, help=text)


def with_language(lang: Lang) -> Decorate:
    """Declare `--lang` on a verb."""

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        params = getattr(function, "__click_params__", [])
        function.__click_params__ = [language_option(lang), *params]  # type: ignore[attr-defined]  # click's own place for them
        return function

    return add


def with_rules(lang: Lang) -> Decorate:
    """`--rules DIR`."""
    return click.option(
        "--rules",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        help="规则文件夹；不写则向上找最近的 rules/"
        if lang == "zh"
        else "folder of rules; else the nearest rules/ upward",
    )


def with_known(lang: Lang) -> Decorate:
    """`--known D`."""
    return click.option(
        "--known",
        type=Day(lang),
        metavar="D",
        help="只用这一天以前印发的文件" if lang == "zh" else "use only documents issued by this day",
    )
