"""`yiju fmt`: format rule files in place, or say which are not formatted."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from yiju_cli.place import policy_files
from yiju_cli.show import show_findings
from yiju_grammar.finding import Lang


def command(lang: Lang) -> click.Command:
    """Make the verb. Here `--lang` is the language of the keywords, and messages follow it."""
    zh = lang == "zh"

    @click.command("fmt", help="整理规则文件的格式；`-` 从标准输入读" if zh else "Format rule files; `-` reads stdin.")
    @click.argument("paths", nargs=-1, type=click.Path(exists=True, allow_dash=True, path_type=Path))
    @click.option("--check", is_flag=True, help="只检查，不改文件" if zh else "change nothing, say what would change")
    @click.option(
        "--lang",
        "keywords",
        type=click.Choice(["zh", "en"]),
        help="把关键词改为这种语言" if zh else "write the keywords in this language",
    )
    def fmt(paths: tuple[Path, ...], check: bool, keywords: Lang | None) -> int:
        if paths == (Path("-"),):
            return _stdin(keywords, lang)
        return max((_file(path, check, keywords, lang) for path in policy_files(paths, lang)), default=0)

    return fmt


def _file(path: Path, check: bool, keywords: Lang | None, lang: Lang) -> int:
    from yiju_grammar import format_text, parse_bytes

    data = path.read_bytes()
    broken = [f for f in parse_bytes(data, str(path)).findings if f.severity == "error"]
    if broken:
        show_findings(broken, {str(path): data.decode("utf-8-sig", errors="replace")}, lang)
        return 1
    text = data.decode("utf-8-sig")
    formatted = format_text(text, lang=keywords)
    if formatted == text:
        return 0
    if not check:
        path.write_text(formatted, encoding="utf-8", newline="\n")
    verb = {"zh": "需要整理" if check else "已整理", "en": "would be formatted" if check else "formatted"}[lang]
    click.echo(f"{verb}：{path}" if lang == "zh" else f"{verb}: {path}", err=True)
    return 1 if check else 0


def _stdin(keywords: Lang | None, lang: Lang) -> int:
    from yiju_grammar import format_text, parse_bytes

    data = sys.stdin.buffer.read()
    broken = [f for f in parse_bytes(data, "-").findings if f.severity == "error"]
    if broken:
        show_findings(broken, {"-": data.decode("utf-8-sig", errors="replace")}, lang)
        return 1
    click.echo(format_text(data.decode("utf-8-sig"), lang=keywords), nl=False)
    return 0
