"""What the reference pages of the site say of the command line: read off the commands themselves.

Input: the click commands in a language, the examples of the finding codes. Output: plain data for `yiju.site`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from yiju.site.command_line_page import ArgumentHelp, CommandHelp, Example, OptionHelp
from yiju.site.references import CommandLine
from yiju_cli.language import speak
from yiju_cli.main import SUMMARY, VERBS, command_group
from yiju_cli.render.text import draw_findings
from yiju_grammar import parse
from yiju_grammar.finding import Lang, all_codes, code_page

if TYPE_CHECKING:
    from yiju_grammar.finding import Finding

NAME = "yiju"
FILE: Mapping[Lang, str] = {"zh": "规则.policy", "en": "rules.policy"}
OPTIONS: Mapping[Lang, str] = {"zh": "[选项]", "en": "[OPTIONS]"}
COMMAND: Mapping[Lang, str] = {"zh": "命令", "en": "COMMAND"}
EXAMPLES: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "yiju check": (
        ("yiju check rules/licheng", "检查一个地方", "check a place"),
        ("yiju check rules --coverage", "列出没有着落的文件原句", "list the sentences nobody has accounted for"),
    ),
    "yiju fmt": (
        ("yiju fmt rules", "整理一个文件夹", "format a folder"),
        ("yiju fmt --lang en rules", "把关键词改成英文", "change the keywords to English"),
    ),
    "yiju decide": (
        (
            "yiju decide 干部补助 rules/licheng/records/干部.csv --rules rules/licheng --on 2020-06",
            "认定一份名册",
            "decide a list of records",
        ),
    ),
    "yiju batch": (
        (
            "yiju batch 困难家庭补助 户.parquet -o 认定.parquet --on 2024-03",
            "认定全部记录，写成一个文件",
            "decide all records into a file",
        ),
        (
            "yiju batch 困难家庭补助 各县 -o 认定 --on 2024-03 --resume",
            "一个文件夹逐份认定，接着上次做",
            "a folder part after part, going on where it stopped",
        ),
    ),
    "yiju test": (("yiju test rules/licheng", "运行一个地方的案例", "run the cases of a place"),),
    "yiju funds": (
        (
            "yiju funds --rules rules/licheng --flow 流向.svg",
            "核对账目，另画流向图",
            "check a ledger and draw its flow",
        ),
    ),
    "yiju schema": (("yiju schema 干部 --rules rules/licheng", "打印一种记录的格式", "print the form of a record"),),
    "yiju compile": (
        ("yiju compile 通知.docx", "看一份文件能拟出什么规则", "see what rules a document drafts"),
        ("yiju compile 通知.docx -o rules/mine", "把草案写进文件夹", "write the draft to a folder"),
    ),
    "yiju table export": (
        ("yiju table export -o 标准.xlsx --rules rules/qinghu", "写出全部表和参数", "write all tables and parameters"),
    ),
    "yiju table import": (
        ("yiju table import 标准.xlsx --rules rules/qinghu", "看改了什么", "see what was changed"),
        ("yiju table import 标准.xlsx --rules rules/qinghu --write", "写回规则文件", "write it back to the rule files"),
    ),
    "yiju docs build": (("yiju docs build --rules rules -o site", "写出网站", "write the site"),),
    "yiju docs serve": (("yiju docs serve --rules rules", "边写边看", "look at it while writing"),),
    "yiju explain": (("yiju explain YJ521", "说明一个代码", "explain a code"),),
    "yiju new": (("yiju new rules/mine", "新建规则文件夹", "make a folder of rules"),),
}


@dataclass(frozen=True, slots=True)
class _Common:
    """The language, and the options that every command has."""

    lang: Lang
    options: tuple[OptionHelp, ...]


def command_line(lang: Lang) -> CommandLine:
    """All that the site says of the command line."""
    return CommandLine(program(lang), printed_examples(lang))


def program(lang: Lang) -> CommandHelp:
    """Its commands in the order of `yiju --help`."""
    with _speaking(lang):
        return _program(lang)


@contextmanager
def _speaking(lang: Lang) -> Iterator[None]:
    """Have click's own words in a language, and then again in the one they were in."""
    before = os.environ.get("LANGUAGE")
    speak(lang)
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def _program(lang: Lang) -> CommandHelp:
    group = command_group(lang)
    context = click.Context(group, info_name=NAME)
    common = _Common(lang, tuple(_options(group, context)))
    verbs = tuple(
        _command(group.get_command(context, verb), f"{NAME} {verb}", VERBS[verb][lang], common)
        for verb in group.list_commands(context)
    )
    return CommandHelp(
        NAME, SUMMARY[lang], SUMMARY[lang], _usage(group, context, NAME, lang), (), common.options, (), verbs
    )


def printed_examples(lang: Lang) -> Mapping[str, str]:
    """What `yiju check` prints of the examples of codes that reading a rule file alone finds."""
    found = ((code, _found(code, lang)) for code in all_codes())
    return {
        code: draw_findings([finding], {FILE[lang]: code_page(code)[lang]["example"]}, lang)
        for code, finding in found
        if finding is not None
    }


def _found(code: str, lang: Lang) -> Finding | None:
    if not code.startswith("YJ1"):
        return None
    findings = parse(code_page(code)[lang]["example"], FILE[lang]).findings
    return next((finding for finding in findings if finding.code == code), None)


def _command(command: click.Command | None, name: str, summary: str, common: _Common) -> CommandHelp:
    """A command and those in it, without the options that are common to all."""
    assert command is not None
    context = click.Context(command, info_name=name)
    inner = command.commands if isinstance(command, click.Group) else {}
    return CommandHelp(
        name,
        summary,
        " ".join((command.help or summary).split()),
        _usage(command, context, name, common.lang),
        tuple(_arguments(command, context)),
        tuple(option for option in _options(command, context) if option not in common.options),
        tuple(Example(line, en if common.lang == "en" else zh) for line, zh, en in EXAMPLES.get(name, ())),
        tuple(_command(sub, f"{name} {key}", " ".join((sub.help or "").split()), common) for key, sub in inner.items()),
    )


def _usage(command: click.Command, context: click.Context, name: str, lang: Lang) -> str:
    words = [p.make_metavar(context) for p in command.params if isinstance(p, click.Argument)]
    if isinstance(command, click.Group):
        words = [COMMAND[lang], "…"]
    return " ".join((name, OPTIONS[lang], *words))


def _arguments(command: click.Command, context: click.Context) -> Iterator[ArgumentHelp]:
    for found in command.params:
        if isinstance(found, click.Argument):
            yield ArgumentHelp(found.make_metavar(context), found.required, found.nargs == -1 or found.multiple)


def _options(command: click.Command, context: click.Context) -> Iterator[OptionHelp]:
    for found in command.get_params(context):
        if isinstance(found, click.Option) and not found.hidden:
            value = "" if found.is_flag else found.make_metavar(context)
            names = (*found.opts, *found.secondary_opts)
            yield OptionHelp(names, value, " ".join((found.help or "").split()), _default(found))


def _default(option: click.Option) -> str:
    """The default as it would be typed; none for a switch and for what is empty."""
    held = option.default
    return str(held) if not option.is_flag and isinstance(held, str | int) and str(held) else ""
