"""The frame of a printed page: head, style, tables, each word escaped; it asks for nothing from outside.

Input: titles, tables, ready-made pictures. Output: HTML. Knows nothing of settlements.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from yiju.settlement.tables import Sheet
from yiju_grammar.display_width import display_width
from yiju_grammar.finding import Lang

SHORT = 14
"""So many rows stay on one sheet of paper."""
PORTRAIT, LANDSCAPE = 10, 15
"""So many columns fit on paper."""
TIGHT = 16
"""A cell of so many columns is not broken."""


def page(title: str, body: Iterable[str], lang: Lang, *, columns: int = 0) -> str:
    """A whole page; ends with a line break.

    Args:
        columns: of its widest table: many are printed in landscape, very many in small type.
    """
    kind = "" if columns <= PORTRAIT else "wide" if columns <= LANDSCAPE else "wide dense"
    turned = "@page { size: A4 landscape; margin: 12mm; }\n" if kind else ""
    inner = "\n".join(part for part in body if part)
    return (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{_style()}{turned}</style>\n</head>\n<body>\n<main{_class(kind)}>\n"
        f"<h1>{escape(title)}</h1>\n{inner}\n</main>\n</body>\n</html>\n"
    )


def _style() -> str:
    """The style of a flow, then that of the page, which has the last word."""
    flow = files("yiju.funds").joinpath("flow.css").read_text("utf-8")
    return flow + files("yiju.settlement").joinpath("report.css").read_text("utf-8")


def facts(pairs: Sequence[tuple[str, str, str]]) -> str:
    """A list of terms and what they are: (term, text, class); those without a text are left out."""
    made = (f"<dt>{escape(term)}</dt><dd{_class(kind)}>{escape(text)}</dd>" for term, text, kind in pairs if text)
    return f'<dl class="about">{"".join(made)}</dl>'


def section(title: str, *parts: str) -> str:
    """A heading with what stands under it."""
    inner = "\n".join(part for part in parts if part)
    return f"<section>\n<h2>{escape(title)}</h2>\n{inner}\n</section>"


def paragraph(text: str, kind: str = "") -> str:
    """A paragraph."""
    return f"<p{_class(kind)}>{escape(text)}</p>"


def bullets(lines: Sequence[str]) -> str:
    """A list of sentences."""
    return f'<ul class="notes">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>' if lines else ""


def table(sheet: Sheet) -> str:
    """A table."""
    head = "".join(_cell("th", text, i in sheet.right) for i, text in enumerate(sheet.head))
    rows = []
    for number, row in enumerate(sheet.rows):
        cells = "".join(_cell("td", text, i in sheet.right) for i, text in enumerate(row))
        is_total = sheet.total and number == len(sheet.rows) - 1
        rows.append(f"<tr{_class('total' if is_total else '')}>{cells}</tr>")
    body = "\n".join(rows)
    kind = "table short" if len(rows) <= SHORT else "table"
    return f'<div class="{kind}"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _cell(tag: str, text: str, is_right: bool) -> str:
    kind = "right" if is_right else "tight" if display_width(text) <= TIGHT else ""
    return f"<{tag}{_class(kind)}>{escape(text)}</{tag}>"


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
