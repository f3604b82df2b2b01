"""`yiju funds LEDGER`: received, used and left, whether it adds up, and the way of the money."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yiju_cli.options import with_language, with_rules
from yiju_cli.place import find_rules
from yiju_cli.show import close_name, shows_errors
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju import Rules
    from yiju.funds.statement import Statement

FORMATS = ("text", "json", "csv")


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command(
        "funds",
        help="打印一份账目：收入、使用、结余，各项核对，资金流向；只有一份时可以不写名称。有不符的，退出状态是 1"
        if zh
        else "Print a ledger: received, used, left, its checks and the flow. Its name may be left out if it is the "
        "only one. The exit status is 1 when a check fails.",
    )
    @click.argument("ledger", required=False)
    @with_rules(lang)
    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        default="text",
        help="输出形式（csv 是不带 BOM 的 UTF-8）" if zh else "form of the output (csv is UTF-8 without a BOM)",
    )
    @click.option(
        "--flow",
        type=click.Path(dir_okay=False, writable=True, path_type=Path),
        metavar="FILE.svg",
        help="另把资金流向画成 SVG 图" if zh else "also draw the flow as an SVG picture",
    )
    @with_language(lang)
    def funds(ledger: str | None, rules: Path | None, **options: Any) -> int:
        return _funds(ledger, find_rules(rules, lang), lang, **options)

    return funds


def _funds(ledger: str | None, place: Path, lang: Lang, *, form: str, flow: Path | None) -> int:
    import yiju

    rules = yiju.load(place)
    if shows_errors(rules, lang):
        return 1
    statement = rules.funds(_chosen(rules, ledger, lang))
    click.echo(_drawn(statement, form, lang), nl=False)
    if flow is not None:
        from yiju.funds.svg import to_svg

        try:
            flow.write_text(to_svg(statement, lang), encoding="utf-8", newline="\n")
        except OSError as problem:
            raise click.FileError(str(flow), problem.strerror or "") from problem
    return 0 if statement.holds else 1


def _chosen(rules: Rules, ledger: str | None, lang: Lang) -> str:
    """The ledger that is named, or the only one.

    Raises:
        click.UsageError: there is no such ledger, or none was named of several.
    """
    names = tuple(rules.program.ledgers)
    if ledger is not None and ledger not in names:
        raise click.UsageError(close_name(ledger, names, "账目" if lang == "zh" else "ledger", lang))
    if ledger is None and len(names) != 1:
        listed = ("、" if lang == "zh" else ", ").join(names)
        if not names:
            raise click.UsageError("这个地方没有账目" if lang == "zh" else "this place has no ledger")
        raise click.UsageError(
            f"有几份账目（{listed}），请写明是哪一份" if lang == "zh" else f"several ledgers ({listed}): name one"
        )
    return ledger if ledger is not None else names[0]


def _drawn(statement: Statement, form: str, lang: Lang) -> str:
    match form:
        case "json":
            from yiju.funds.json import to_json_text

            return to_json_text(statement) + "\n"
        case "csv":
            from yiju.funds.csv import to_csv

            return to_csv(statement, lang)
        case _:
            from yiju.funds.text import to_text

            return to_text(statement, lang)
