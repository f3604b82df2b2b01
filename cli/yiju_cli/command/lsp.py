"""`yiju lsp`: the language server for editors, over stdin and stdout."""

from __future__ import annotations

from importlib.util import find_spec

import click

from yiju_cli.options import with_language
from yiju_grammar.finding import Lang


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    zh = lang == "zh"

    @click.command(
        "lsp", help="给编辑器用的语言服务（标准输入输出）" if zh else "The language server for editors, over stdio."
    )
    @click.option("--stdio", is_flag=True, hidden=True, help="as editors say it")
    @with_language(lang)
    def serve(stdio: bool) -> int:
        if find_spec("pygls") is None:
            raise click.UsageError(
                "语言服务要先安装：pip install 'yiju[lsp]'"
                if zh
                else "the language server needs: pip install 'yiju[lsp]'"
            )
        from yiju_cli.language_server.server import serve as speak

        speak(lang)
        return 0

    return serve
