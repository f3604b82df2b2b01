"""Pieces that the shell's pages are put together from: links that may lead nowhere yet, tables, badges.

Input: texts (escaped here) and markup. Output: markup. Knows no rule and no address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yiju.site.markup import Html, join, lines, tag


def text(words: str) -> Html:
    """Words inside HTML."""
    return join([words])


def anchor(words: str, href: str | None) -> Html:
    """A link; the words alone where there is nothing to link to."""
    return tag("a", words, href=href) if href is not None else text(words)


def badge(words: str, kind: str) -> Html:
    """A short word set apart; kind: now, not_yet, ended, unknown, wrong."""
    return tag("span", words, class_=f"yj-badge yj-badge--{kind}")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> Html:
    """A table whose rows' first cells are their heads; on a narrow screen each row is a card, each cell under its
    column's name. `caption` is read by screen readers."""
    heads = join(tag("th", cell, scope="col") for cell in head)
    body = [
        tag(
            "tr",
            tag("th", first, scope="row"),
            *(tag("td", tag("div", c), data_label=h) for h, c in zip(head[1:], rest, strict=True)),
        )
        for first, *rest in rows
    ]
    return tag(
        "table",
        lines([tag("caption", caption, class_="yj-hidden"), tag("thead", tag("tr", heads))]),
        tag("tbody", lines(body)),
        class_="yj-list",
    )


def page(*blocks: str) -> str:
    """Blocks with blank lines between; the empty are left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block) + "\n"
