"""`yiju compile`: a document to its clauses, facts, sums and a draft of its rules; or two versions compared."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from yiju_cli.options import with_language
from yiju_cli.show import show_findings
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.span import Span

if TYPE_CHECKING:
    from yiju.drafting.model import Compiled, Confirmed

FORMATS = ("text", "json", "html")
HELP: dict[str, dict[Lang, str]] = {
    "output": {
        "zh": "把草案、登记、账目和报告写进这个文件夹",
        "en": "write the draft, register, ledger and report here",
    },
    "form": {"zh": "输出形式", "en": "form of the output"},
    "confirm": {"zh": "确认过的名字和答案（TOML）", "en": "names and answers that a person confirmed (TOML)"},
    "against": {"zh": "与这份旧文件比较", "en": "compare with this older version"},
    "rules": {
        "zh": "比较时一并查看引用旧文件的规则",
        "en": "with --against: the rules that quote the older version",
    },
}


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    folder = click.Path(file_okay=False, path_type=Path)

    @click.command("compile", help="把一份文件编译成规则草案" if zh else "Compile a document to a draft of its rules.")
    @click.argument("document", type=file)
    @click.option("-o", "--output", type=folder, help=HELP["output"][lang])
    @click.option("--format", "form", type=click.Choice(FORMATS), default="text", help=HELP["form"][lang])
    @click.option("--confirm", type=file, help=HELP["confirm"][lang])
    @click.option("--against", type=file, help=HELP["against"][lang])
    @click.option("--rules", type=folder, help=HELP["rules"][lang])
    @with_language(lang)
    def compile_(document: Path, form: str, **files: Path | None) -> int:
        old = files["against"]
        if old is not None:
            return _compare(document, old, files["rules"], form, lang)
        return _compile(document, files["output"], form, files["confirm"], lang)

    return compile_


def _compile(document: Path, output: Path | None, form: str, confirm: Path | None, lang: Lang) -> int:
    """Compile, write what was asked for, print the report, then the findings."""
    from yiju.compiling.compile import compile_document
    from yiju.compiling.findings import findings_of
    from yiju.compiling.write import write_draft

    confirmed = _confirmed(confirm)
    if isinstance(confirmed, Finding):
        return _refuse(confirmed, lang)
    compiled = compile_document(document, confirmed=confirmed)
    if isinstance(compiled, Finding):
        return _refuse(compiled, lang)
    if output is not None:
        for path in write_draft(compiled, document, output, lang):
            click.echo(path.as_posix(), err=True)
    click.echo(_rendered(compiled, form, lang), nl=False)
    found = (*findings_of(compiled), *_unused(compiled, document, confirmed, confirm))
    if form == "text":
        show_findings(found, {compiled.reading.file: compiled.reading.text}, lang)
    return 1 if any(f.severity == "error" for f in found) else 0


def _unused(compiled: Compiled, document: Path, confirmed: Confirmed | None, file: Path | None) -> tuple[Finding, ...]:
    """What was confirmed and does not occur in the draft as it was before."""
    if confirmed is None or file is None:
        return ()
    from yiju.compiling.compile import compile_text
    from yiju.drafting.confirmations import proposed_names, unused

    before = compile_text(compiled.reading.document, document.name).draft
    questions = tuple(point.question for point in before.open_points)
    return tuple(unused(confirmed, proposed_names(before), questions, file.as_posix()))


def _rendered(compiled: Compiled, form: str, lang: Lang) -> str:
    if form == "json":
        from yiju.compiling.json import to_json

        return to_json(compiled) + "\n"
    if form == "html":
        from yiju.compiling.html import to_html

        return to_html(compiled, lang)
    from yiju.compiling.text import to_text

    return to_text(compiled, lang)


def _confirmed(path: Path | None) -> Confirmed | Finding | None:
    from yiju.compiling.compile import read_confirmed

    return None if path is None else read_confirmed(path.read_text("utf-8-sig", errors="replace"), path.as_posix())


def _compare(new: Path, old: Path, rules: Path | None, form: str, lang: Lang) -> int:
    """Compare two versions of a document; findings only where one can't be read."""
    import yiju
    from yiju.compiling.compile import reading_of
    from yiju.compiling.versions.compare import compare
    from yiju.readers.read import read_file
    from yiju_cli.place import find_rules

    if form == "html":
        raise click.UsageError("--against 没有网页形式" if lang == "zh" else "--against has no html form")
    documents = [read_file(path, Span(path.as_posix(), 0, 0)) for path in (old, new)]
    for document in documents:
        if isinstance(document, Finding):
            return _refuse(document, lang)
    paths = zip(documents, (old, new), strict=True)
    before, after = (reading_of(d, path.name) for d, path in paths if not isinstance(d, Finding))
    compared = compare(before, after, yiju.load(find_rules(rules, lang)) if rules is not None else None)
    if form == "json":
        from yiju.compiling.versions.json import to_json

        click.echo(to_json(compared))
    else:
        from yiju.compiling.versions.text import to_text

        click.echo(to_text(compared, lang), nl=False)
    return 0


def _refuse(found: Finding, lang: Lang) -> int:
    show_findings([found], {}, lang)
    return 1
