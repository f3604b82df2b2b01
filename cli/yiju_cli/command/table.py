"""`yiju table export|import`: tables and parameters of a place as a workbook or CSV, and back into the policy files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yiju_cli.options import language_option, with_language, with_rules
from yiju_cli.place import display, find_rules
from yiju_cli.show import close_name, rebased, show_findings
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju import Rules
    from yiju.sheets.model import Imported

HELP: dict[str, dict[Lang, str]] = {
    "table": {
        "zh": "把规则里的表和参数写成电子表格，改了再读回来",
        "en": "Tables and parameters of the rules as spreadsheets, and back.",
    },
    "export": {
        "zh": "写出表和参数，一页一张；NAMES 是表名或规则文件，不写就是全部",
        "en": "Write tables and parameters, a sheet each; NAMES are of tables or policy files, none means all.",
    },
    "import": {
        "zh": "读回改过的表，打印规则文件会怎样改；FILE 是 .xlsx、.csv 或放 .csv 的文件夹",
        "en": "Read changed tables back and print what would change in the policy files; FILE is an .xlsx, a .csv or a "
        "folder of .csv files.",
    },
    "output": {"zh": "写到这个 .xlsx，或这个文件夹（CSV）", "en": "an .xlsx to write, or a folder (CSV)"},
    "write": {"zh": "改规则文件（有错误时不改）", "en": "change the policy files (not where there are errors)"},
}


def command(lang: Lang) -> click.Command:
    """Make the verb with its two parts."""
    group = click.Group("table", help=HELP["table"][lang], params=[language_option(lang)])
    group.add_command(_export_command(lang))
    group.add_command(_import_command(lang))
    return group


def _export_command(lang: Lang) -> click.Command:
    @click.command("export", help=HELP["export"][lang])
    @click.argument("names", nargs=-1)
    @with_rules(lang)
    @click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help=HELP["output"][lang])
    @with_language(lang)
    def export(names: tuple[str, ...], rules: Path | None, output: Path) -> int:
        return _export(find_rules(rules, lang), names, output, lang)

    return export


def _import_command(lang: Lang) -> click.Command:
    @click.command("import", help=HELP["import"][lang])
    @click.argument("file", type=click.Path(exists=True, path_type=Path))
    @with_rules(lang)
    @click.option("--write", is_flag=True, help=HELP["write"][lang])
    @with_language(lang)
    def import_(file: Path, rules: Path | None, write: bool) -> int:
        return _import(find_rules(rules, lang), file, write, lang)

    return import_


def _export(place: Path, names: tuple[str, ...], output: Path, lang: Lang) -> int:
    """Write the sheets and say which; a name that nothing has, or a package that is not there, is bad usage."""
    import yiju
    from yiju import sheets

    rules = yiju.load(place)
    known = sheets.names(rules)
    for name in names:
        if not sheets.has(rules, name):
            raise click.UsageError(close_name(name, known, "表" if lang == "zh" else "table", lang))
    try:
        titles = sheets.export(rules, output, names, lang=lang)
    except ImportError as missing:
        text = "写 .xlsx 需要" if lang == "zh" else "writing .xlsx needs"
        raise click.UsageError(f"{text} pip install 'yiju[excel]'") from missing
    except OSError as problem:
        raise click.FileError(str(output), problem.strerror) from problem
    if not titles:
        raise click.UsageError("这个地方没有表和参数" if lang == "zh" else "the place has no tables or parameters")
    said = f"已写出 {len(titles)} 张表：" if lang == "zh" else f"{len(titles)} table{'s' * (len(titles) != 1)}: "
    click.echo(f"{said}{output.as_posix()}", err=True)
    return 0


def _import(place: Path, file: Path, write: bool, lang: Lang) -> int:
    """Print the difference and the findings; write where that is wanted and nothing is wrong."""
    import yiju
    from yiju import sheets

    rules = yiju.load(place)
    imported = sheets.read_back(file, rules)
    names, texts = display(rules)
    texts |= {names.get(name, name): text for name, text in imported.after.items()}
    show_findings(rebased(imported.findings, names), texts, lang)
    click.echo(sheets.diff(imported, names), nl=False)
    wrong = any(f.severity == "error" for f in imported.findings)
    if not imported.after:
        click.echo("没有改动" if lang == "zh" else "no changes", err=True)
    elif write:
        _write(rules, imported, wrong, lang)
    return int(wrong)


def _write(rules: Rules, imported: Imported, wrong: bool, lang: Lang) -> None:
    from yiju import sheets

    if wrong:
        click.echo("有错误，没有写入" if lang == "zh" else "nothing written: there are errors", err=True)
        return
    try:
        written = sheets.write(imported, rules)
    except OSError as problem:
        raise click.FileError(str(problem.filename), problem.strerror) from problem
    for path in written:
        click.echo(f"已改：{path}" if lang == "zh" else f"changed: {path}", err=True)
