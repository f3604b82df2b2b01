"""The command `yiju`: finds the verb, imports only that verb's module, and turns what happened into an exit status.

Exit status: 0 done, 1 findings, 2 bad usage. Results go to stdout, findings and progress to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from yiju_cli.language import choose_language, speak
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    import click

VERBS: dict[str, dict[Lang, str]] = {
    "check": {"zh": "检查规则文件", "en": "check rule files"},
    "fmt": {"zh": "整理规则文件的格式", "en": "format rule files"},
    "decide": {"zh": "按一项政策逐条认定记录", "en": "decide records by a policy"},
    "batch": {"zh": "认定一批记录，写成一个文件", "en": "decide a whole population into a file"},
    "test": {"zh": "运行案例，报告规则覆盖", "en": "run the cases, with rule coverage"},
    "funds": {"zh": "核对一份账目：收入、使用、结余和流向", "en": "check a ledger: received, used, left, and the flow"},
    "schema": {"zh": "打印记录的 JSON Schema", "en": "print a record's JSON Schema"},
    "compile": {"zh": "把一份文件编译成规则草案", "en": "compile a document to a draft of its rules"},
    "table": {"zh": "把表和参数写成电子表格，改了再读回来", "en": "tables as spreadsheets, and back"},
    "docs": {"zh": "把规则做成公开的网站", "en": "make a public site of the rules"},
    "explain": {"zh": "说明一个代码的含义", "en": "explain a finding's code"},
    "lsp": {"zh": "给编辑器用的语言服务", "en": "the language server for editors"},
    "new": {"zh": "新建一个可以上手的规则文件夹", "en": "make a folder of rules to start from"},
}
SUMMARY: dict[Lang, str] = {
    "zh": "依据：写在文件原文旁边的规则；每一项认定都说明依据哪份文件的哪一句。",
    "en": "yiju: rules written beside the words of the documents they come from; every decision shows those words.",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    lang = choose_language(words, os.environ)
    speak(lang)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    return _run(words, lang)


def _run(words: list[str], lang: Lang) -> int:
    import click

    try:
        status = command_group(lang).main(words, prog_name="yiju", standalone_mode=False)
    except click.ClickException as problem:
        problem.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status if isinstance(status, int) else 0


def command_group(lang: Lang) -> click.Group:
    """The command with its verbs, in a language."""
    import click

    from yiju_cli.options import language_option

    class Verbs(click.Group):
        """The verbs by name; a verb's module is imported when it is used."""

        def list_commands(self, ctx: click.Context) -> list[str]:
            return list(VERBS)

        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            if cmd_name not in VERBS:
                return None
            made = import_module(f"yiju_cli.command.{cmd_name}").command(lang)
            assert isinstance(made, click.Command)
            return made

        def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
            with formatter.section("命令" if lang == "zh" else "Commands"):
                formatter.write_dl([(name, texts[lang]) for name, texts in VERBS.items()])

    group = Verbs("yiju", help=SUMMARY[lang], no_args_is_help=False)
    group.params += [language_option(lang), _version_option(lang)]
    return group


def _version_option(lang: Lang) -> click.Option:
    import click

    def show(ctx: click.Context, option: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from yiju.version import VERSION

            click.echo(f"yiju {VERSION}")
            ctx.exit()

    text = "打印版本" if lang == "zh" else "show the version"
    return click.Option(["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help=text)
