"""A declaration as it is written in the language, coloured where there is a lexer for it.

Input: a declaration. Output: HTML; the words above its parts, which stand beside it, are left out and their places
numbered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape

from yiju.site.markup import Html, join, tag
from yiju.site.policy.view import View
from yiju_grammar import tree as t
from yiju_grammar.span import Span
from yiju_grammar.walk import all_grounds

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def mark(number: int) -> str:
    """`①`, the sign that joins words and a line of the rule; from 0."""
    return CIRCLED[number] if number < len(CIRCLED) else f"({number + 1})"


def code_html(view: View, declaration: t.Declaration, parts: Sequence[t.Line] = ()) -> Html:
    """The declaration in the language; the lines that `parts` begin on are numbered."""
    text, starts = _kept(view, declaration)
    numbers = {_line_of(starts, p.span.start): mark(n) for n, p in enumerate(parts)}
    shown = [_numbered(line, numbers.get(n)) for n, line in enumerate(coloured(text))]
    return tag(
        "pre", tag("code", join(shown, Html("\n")), class_="highlight", lang="zh-CN"), class_="yp-code", tabindex=0
    )


def _numbered(line: str, number: str | None) -> Html:
    """A line with its number in the room of its indentation."""
    if number is None:
        return Html(line)
    shown = tag("span", number, class_="yp-number")
    indent = len(line) - len(line.lstrip(" "))
    if indent:
        return join([shown, Html(line[min(indent, 3) :])])
    return join([shown, Html(line.replace(" ", "", min(line.count(" "), 3)) if not line.strip() else line)])


def _kept(view: View, declaration: t.Declaration) -> tuple[str, list[int]]:
    """The lines that are no grounds, and where each begins in the file."""
    text = view.rules.loaded.sources[declaration.span.file]
    left_out = [g.span for grounds in all_grounds(declaration) for g in grounds]
    made, starts, at = [], [], declaration.span.start
    for line in text[declaration.span.start : declaration.span.end].split("\n"):
        end = at + len(line)
        if line.strip() and not any(s.start < end and at < s.end and _alone(text, at, s) for s in left_out):
            made.append(line.rstrip())
            starts.append(at)
        at = end + 1
    return "\n".join(made), starts


def _alone(text: str, start: int, ground: Span) -> bool:
    """Whether a ground begins its line."""
    return not text[start : ground.start].strip(" \t>") if ground.start >= start else True


def _line_of(starts: Sequence[int], place: int) -> int:
    return max((n for n, start in enumerate(starts) if start <= place), default=0)


def coloured(text: str) -> list[str]:
    """The lines as HTML, with the classes of Pygments where the lexer is there."""
    painter = _painter()
    return escape(text).split("\n") if painter is None else painter(text).rstrip("\n").split("\n")


@cache
def _painter() -> Callable[[str], str] | None:
    """What colours a text of the language, or None where Pygments is not installed."""
    try:
        from pygments import highlight
        from pygments.formatters import HtmlFormatter

        from yiju_grammar.pygments_lexer import PolicyLexer
    except ImportError:
        return None
    lexer, formatter = PolicyLexer(stripnl=False), HtmlFormatter(nowrap=True)
    return lambda text: str(highlight(text, lexer, formatter))
