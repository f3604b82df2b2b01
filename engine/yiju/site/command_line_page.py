"""The command line reference: each command with its arguments, options and examples, as the commands themselves say.

Input: `CommandHelp`, made by whoever knows the commands. Output: Markdown by path. Knows no command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiju.site.code_pages import fenced, spelled
from yiju.site.markup import Html, heading, join, tag
from yiju.site.page_markup import linked, page
from yiju.site.pieces import table
from yiju_grammar.finding import Lang

PATH = "reference/command-line.md"
WORDS: Mapping[str, tuple[str, str]] = {
    "title": ("命令行", "Command line"),
    "description": ("`yiju` 的每个命令、参数和选项。", "Every command of `yiju`, its arguments and options."),
    "command": ("命令", "Command"),
    "does": ("用途", "What it does"),
    "argument": ("参数", "Argument"),
    "option": ("选项", "Option"),
    "needed": ("{name}（必须写）", "{name} (needed)"),
    "needed_several": ("{name}（必须写，可以写几个）", "{name} (needed, several may be given)"),
    "open": ("{name}（可以不写）", "{name} (may be left out)"),
    "open_several": ("{name}（可以不写，也可以写几个）", "{name} (none, one or several)"),
    "default": ("（不写则为 `{default}`）", " (default: `{default}`)"),
    "arguments": ("参数：", "Arguments: "),
    "example": ("例", "Example"),
    "common": ("通用选项", "Options of every command"),
    "status": ("退出状态", "Exit status"),
    "statuses": (
        "0 做完了，没有问题；1 有发现的问题；2 用法不对。结果写到标准输出，问题和进度写到标准错误。",
        "0 done, 1 findings, 2 bad usage. Results go to standard output, findings and progress to standard error.",
    ),
}


@dataclass(frozen=True, slots=True)
class ArgumentHelp:
    """What stands on a command line without a name: `RECORDS`."""

    name: str
    is_needed: bool
    is_several: bool


@dataclass(frozen=True, slots=True)
class OptionHelp:
    """`names` as typed (`-o`, `--out`); `value` what follows (`DIR`, `[text|json]`), empty for a switch; `default` as
    text, empty where there is none."""

    names: tuple[str, ...]
    value: str
    text: str
    default: str


@dataclass(frozen=True, slots=True)
class Example:
    """A command line, and what it does."""

    line: str
    text: str


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A command by its whole name (`yiju table export`); `summary` is its line in the list, `text` all of its help.
    `options` are its own, not those that every command has."""

    name: str
    summary: str
    text: str
    usage: str
    arguments: tuple[ArgumentHelp, ...] = ()
    options: tuple[OptionHelp, ...] = ()
    examples: tuple[Example, ...] = ()
    commands: tuple[CommandHelp, ...] = ()


def pages(program: CommandHelp, lang: Lang) -> Mapping[str, str]:
    """The one page.

    Args:
        program: the whole; its `commands` are the verbs, its `options` those of every command.
    """
    title = _say("title", lang)
    blocks: list[str] = [heading(1, title), tag("p", program.text, class_="yj-lead"), fenced(program.usage, "text")]
    blocks.append(_listed(program, lang))
    for command in _walk(program.commands):
        blocks += _command(command, lang)
    blocks += [heading(2, _say("common", lang), "options"), _options(program.options, lang)]
    blocks += [heading(2, _say("status", lang), "status"), tag("p", _say("statuses", lang))]
    return {PATH: page(title, _say("description", lang), *blocks)}


def anchor_of(command: CommandHelp) -> str:
    """`yiju-table-export`."""
    return command.name.replace(" ", "-")


def _walk(commands: Sequence[CommandHelp]) -> Iterator[CommandHelp]:
    for command in commands:
        yield command
        yield from _walk(command.commands)


def _listed(program: CommandHelp, lang: Lang) -> Html:
    rows = ((linked(f"#{anchor_of(c)}", c.name), c.summary) for c in program.commands)
    return table([_say("command", lang), _say("does", lang)], rows, _say("title", lang))


def _command(command: CommandHelp, lang: Lang) -> Iterator[str]:
    level = 2 if command.name.count(" ") == 1 else 3
    yield heading(level, command.name, anchor_of(command))
    yield tag("p", spelled(command.text))
    yield fenced(command.usage, "text")
    if command.commands:
        yield _listed(command, lang)
    if command.arguments:
        yield _arguments(command.arguments, lang)
    if command.options:
        yield _options(command.options, lang)
    for example in command.examples:
        yield tag("p", _say("example", lang), "：" if lang == "zh" else ": ", example.text, class_="yj-small")
        yield fenced(example.line, "text")


def _arguments(arguments: Sequence[ArgumentHelp], lang: Lang) -> Html:
    """`参数：RECORDS（必须写）`."""
    comma = "、" if lang == "zh" else ", "
    return tag("p", _say("arguments", lang), join((_argument(a, lang) for a in arguments), comma))


def _argument(argument: ArgumentHelp, lang: Lang) -> Html:
    key = ("needed" if argument.is_needed else "open") + ("_several" if argument.is_several else "")
    return spelled(_say(key, lang).format(name=f"`{argument.name}`"))


def _options(options: Sequence[OptionHelp], lang: Lang) -> Html:
    head = [_say(key, lang) for key in ("option", "does")]
    rows = ((_names(option), _told(option, lang)) for option in options)
    return table(head, rows, _say("option", lang))


def _told(option: OptionHelp, lang: Lang) -> Html:
    default = _say("default", lang).format(default=option.default) if option.default else ""
    return spelled(option.text + default)


def _names(option: OptionHelp) -> Html:
    names = join((tag("code", name) for name in option.names), " ")
    return join([names, " ", tag("code", option.value)]) if option.value else names


def _say(key: str, lang: Lang) -> str:
    return WORDS[key][lang == "en"]
