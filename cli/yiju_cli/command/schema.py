"""`yiju schema RECORD`: a record's declaration as JSON Schema 2020-12."""

from __future__ import annotations

import json
from pathlib import Path

import click

from yiju_cli.options import with_language, with_rules
from yiju_cli.place import find_rules
from yiju_cli.show import close_name
from yiju_grammar.finding import Lang


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command(
        "schema", help="打印记录的 JSON Schema（2020-12）" if zh else "Print a record's JSON Schema (2020-12)."
    )
    @click.argument("record")
    @with_rules(lang)
    @with_language(lang)
    def schema(record: str, rules: Path | None) -> int:
        import yiju
        from yiju.records.schema import to_json_schema

        records = yiju.load(find_rules(rules, lang)).program.records
        if record not in records:
            raise click.UsageError(close_name(record, tuple(records), "记录" if zh else "record", lang))
        click.echo(json.dumps(to_json_schema(records[record], records), ensure_ascii=False, indent=2))
        return 0

    return schema
