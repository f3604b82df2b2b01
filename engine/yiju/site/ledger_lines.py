"""The lines of a ledger as written, each with the words it stands on.

Input: a view of a statement. Output: HTML with an anchor a line.
"""

from __future__ import annotations

from collections.abc import Iterator

from yiju.documents.model import Assumed, Citation
from yiju.funds.text import clause_of
from yiju.program.expressions import Grounds
from yiju.program.ledger import LedgerLine
from yiju.site.document_head import words_link
from yiju.site.document_words import say as said
from yiju.site.ledger_view import LedgerView, lines_of, scrolled
from yiju.site.ledger_words import say
from yiju.site.markup import Html, join, tag
from yiju.site.page_markup import linked


def lines_html(view: LedgerView) -> Html:
    """A row a line, parts below what they are parts of."""
    head = join(tag("th", say(key, view.lang), scope="col") for key in ("line", "amount", "words"))
    caption = tag("caption", say("lines", view.lang), class_="yj-hidden")
    made = tag(
        "table", caption, tag("thead", tag("tr", head)), tag("tbody", *_rows(view)), class_="yj-figures yj-lines"
    )
    return scrolled(made, say("lines", view.lang))


def _rows(view: LedgerView) -> Iterator[Html]:
    taken: set[str] = set()
    above: tuple[Grounds, ...] = ()
    for labels, line in lines_of(view.statement):
        above = above[: len(labels) - 1]
        is_new = line.grounds not in above
        above = (*above, line.grounds)
        anchor = view.anchors[line]
        grounds = (_ground(view, index) for index in line.grounds) if is_new else ()
        name = tag("th", _name(view, labels, line), scope="row", class_=f"yj-depth-{min(len(labels) - 1, 4)}")
        cells = (tag("td", line.written), tag("td", *grounds))
        yield tag("tr", name, *cells, id=None if anchor in taken else anchor)
        taken.add(anchor)


def _name(view: LedgerView, labels: tuple[str, ...], line: LedgerLine) -> Html:
    """`收入 合计`; a part has its label alone, a share whom it came from."""
    if len(labels) == 1:
        label = say("total", view.lang) if line.is_total else line.label
        return join([tag("span", say(line.kind, view.lang), class_="yj-kind"), " ", label])
    return join([line.label])


def _ground(view: LedgerView, index: int) -> Html:
    ground = view.statement.grounds[index]
    if isinstance(ground, Assumed):
        return tag("p", say("assumed", view.lang, why=ground.why), class_="yj-assumed")
    return tag("p", _cited(view, ground))


def _cited(view: LedgerView, ground: Citation) -> Html:
    """The quoted words, the clause linked to them, and the grade where they are not the document's own."""
    where = linked(words_link(ground, view.page, view.registers), clause_of(ground))
    grade = None if ground.grade == "verbatim" else tag("small", " ", said(ground.grade, view.lang))
    return join([tag("q", ground.quote, lang="zh-CN"), " ", where, grade])
