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
    """Format one file; declarations with errors are left as they stand, and reported."""
    text = _text(path.read_bytes(), str(path), lang)
    if text is None:
        return 1
    formatted, broken = _formatted(text, str(path), keywords, lang)
    if formatted == text:
        return broken
    if not check:
        path.write_text(formatted, encoding="utf-8", newline="")
    verb = {"zh": "需要整理" if check else "已整理", "en": "would be formatted" if check else "formatted"}[lang]
    click.echo(f"{verb}：{path}" if lang == "zh" else f"{verb}: {path}", err=True)
    return 1 if check else broken


def _stdin(keywords: Lang | None, lang: Lang) -> int:
    text = _text(sys.stdin.buffer.read(), "-", lang)
    if text is None:
        return 1
    formatted, broken = _formatted(text, "-", keywords, lang)
    click.echo(formatted, nl=False)
    return broken


def _text(data: bytes, name: str, lang: Lang) -> str | None:
    """The text of a file; None, with its findings shown, where it cannot be read at all."""
    from yiju_grammar import parse_bytes

    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        show_findings(parse_bytes(data, name).findings, {}, lang)
        return None


def _formatted(text: str, name: str, keywords: Lang | None, lang: Lang) -> tuple[str, int]:
    """The text in normal form, and 1 if some of it has errors."""
    from yiju_grammar import format_text

    result = format_text(text, name, lang=keywords)
    show_findings(result.findings, {name: text}, lang)
    return result.text, int(any(f.severity == "error" for f in result.findings))
