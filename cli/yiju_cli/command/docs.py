"""`yiju docs build`, `yiju docs serve`: the published rules as a site, in a folder or shown while one writes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from yiju_cli.options import Day, Decorate, language_option, with_language, with_rules
from yiju_cli.place import nearest_places, places_under
from yiju_cli.show import shows_errors
from yiju_grammar.finding import Lang

if TYPE_CHECKING:
    from yiju.site.build import Order, Site
    from yiju.site.serving import Server

OUT = Path("build/site")
HELP: dict[str, dict[Lang, str]] = {
    "docs": {"zh": "把规则做成公开的网站", "en": "Make a public site of the rules."},
    "build": {
        "zh": "把网站写进一个文件夹，可以放到网页服务器上，也可以直接打开 index.html",
        "en": "Write the site to a folder, for a web server or to be opened as it is (index.html).",
    },
    "serve": {
        "zh": "在本机上打开网站；规则、文件或指南一改，网站随之更新",
        "en": "Show the site on this machine; it follows the rules, documents and guide as they change.",
    },
    "output": {"zh": "写到这个文件夹", "en": "write to this folder"},
    "url": {"zh": "网站的网址，写进站点地图", "en": "the address of the site, for its site map"},
    "port": {"zh": "端口", "en": "port"},
    "on": {
        "zh": "以这一天为准说明何者有效、何时变化；不写则为今天",
        "en": "the day of which it is told what is in force and what is to come; else today",
    },
}


def command(lang: Lang) -> click.Command:
    """Make the verb."""
    group = click.Group("docs", help=HELP["docs"][lang], params=[language_option(lang)])
    group.add_command(_build_command(lang))
    group.add_command(_serve_command(lang))
    return group


def _build_command(lang: Lang) -> click.Command:
    @click.command("build", help=HELP["build"][lang])
    @with_rules(lang)
    @_with_output(lang)
    @click.option("--url", metavar="URL", help=HELP["url"][lang])
    @click.option("--on", type=Day(lang), metavar="D", help=HELP["on"][lang])
    @with_language(lang)
    def build(rules: Path | None, output: Path, url: str | None, on: date | None) -> int:
        return _build(_places(rules, lang), output, url, on or date.today(), lang)

    return build


def _serve_command(lang: Lang) -> click.Command:
    @click.command("serve", help=HELP["serve"][lang])
    @with_rules(lang)
    @_with_output(lang)
    @click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help=HELP["port"][lang])
    @click.option("--on", type=Day(lang), metavar="D", help=HELP["on"][lang])
    @with_language(lang)
    def serve(rules: Path | None, output: Path, port: int, on: date | None) -> int:
        return _serve(rules, output, port, on, lang)

    return serve


def _with_output(lang: Lang) -> Decorate:
    folder = click.Path(file_okay=False, path_type=Path)
    return click.option("-o", "--output", type=folder, default=OUT, show_default=True, help=HELP["output"][lang])


def _places(option: Path | None, lang: Lang) -> tuple[Path, ...]:
    """The places to show: those of the folder named, else of the nearest rules.

    Raises:
        click.UsageError: there is none; or what the site is made with is not installed.
    """
    from yiju.site.build import what_is_missing

    if what_is_missing():
        text = "做网站要先安装" if lang == "zh" else "to make a site,"
        raise click.UsageError(f"{text} pip install 'yiju[docs]'")
    if option is None:
        return tuple(place.resolve() for place in nearest_places(lang))
    if places := places_under(option):
        return tuple(place.resolve() for place in places)
    raise click.UsageError(
        f"`{option}` 里没有登记簿 documents.toml" if lang == "zh" else f"`{option}` holds no register documents.toml"
    )


def _build(places: tuple[Path, ...], out: Path, url: str | None, on: date, lang: Lang) -> int:
    """Build once; status 1 when a place has errors or a page has a broken link."""
    from yiju.site.build import build_site

    return _tell(_ours(lambda: build_site(_order(places, out, on, url)), out, lang), lang)


def _order(places: tuple[Path, ...], out: Path, on: date, url: str | None) -> Order:
    from yiju.site.build import Order
    from yiju_cli.reference import command_line

    return Order(places, out, on, url, command_line, "yiju_cli")


def _ours(build: Callable[[], Site], out: Path, lang: Lang) -> Site:
    """Build into a folder that is ours.

    Raises:
        click.UsageError: it holds other things.
    """
    from yiju.site.build import NotOurs

    try:
        return build()
    except NotOurs as problem:
        text = "里有别的东西，不往里面写" if lang == "zh" else "holds other things and is not written to"
        raise click.UsageError(f"`{out}` {text}") from problem


def _tell(site: Site, lang: Lang) -> int:
    """Say what was built, what is wrong with the rules, and what with the pages."""
    import yiju

    for place in site.wrong:
        shows_errors(yiju.load(place), lang)
    for warning in site.warnings:
        click.echo(warning, err=True)
    pages, rendered = len(site.pages), site.rendered
    index = (site.out / "index.html").as_posix()
    click.echo(
        f"{index}：{pages} 页，中英文各一份；本次更新 {rendered} 页"
        if lang == "zh"
        else f"{index}: {pages} pages in Chinese and English, {rendered} of them new or changed"
    )
    return 1 if site.wrong or site.warnings else 0


def _serve(option: Path | None, out: Path, port: int, on: date | None, lang: Lang) -> int:
    """Build, show, and build again until interrupted."""
    from yiju.site.build import builders
    from yiju.site.serving import changes_of, watched

    def places() -> tuple[Path, ...]:
        return _places(option, lang)

    with builders() as processes:

        def build() -> None:
            site = _ours(lambda: processes.build(_order(places(), out, on or date.today(), None)), out, lang)
            _tell(site, lang)

        with _server(out, port, lang) as server:
            build()
            click.echo(f"{server.address}（Ctrl-C 停止）" if lang == "zh" else f"{server.address} (stop with Ctrl-C)")
            for _ in changes_of(lambda: watched(places())):
                build()
                server.builds += 1
    return 0


def _server(out: Path, port: int, lang: Lang) -> Server:
    """Answer on a port of this machine.

    Raises:
        click.UsageError: the port is taken.
    """
    from yiju.site.serving import server_of

    try:
        return server_of(out, port)
    except OSError as problem:
        text = f"端口 {port} 不能用" if lang == "zh" else f"port {port} cannot be used"
        raise click.UsageError(f"{text}: {problem.strerror}") from problem
