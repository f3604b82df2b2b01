"""The way of the money as an SVG picture: sources on the left, uses on the right, bands in proportion between.

Input: a `Statement`. Output: an SVG that asks for nothing from outside and runs nothing; it reads in black and white
and on paper. What the documents do not state is hatched and dashed, what is printed nowhere is labelled 推算.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from html import escape
from importlib.resources import files

from yiju.funds.amounts import Amounts, amounts_of
from yiju.funds.flow import Flow, Node
from yiju.funds.picture import BAR, LINE, MARGIN, TOP, WIDTH, Band, Bar, NodeText, Picture, picture
from yiju.funds.statement import Statement
from yiju.funds.text import node_name
from yiju.funds.words import say
from yiju_grammar.finding import Lang

FOOT = 84
NARROW = 860
"""The width of a flow on a page in portrait."""


def to_svg(statement: Statement, lang: Lang = "zh") -> str:
    """The picture; ends with a line break."""
    shown = amounts_of(statement.ledger)
    flow = statement.flow
    made = picture(flow, [_text(statement, index, shown, lang) for index in range(len(flow.nodes))])
    title, told = say("flow_title", lang, name=statement.name), _told(statement, shown, lang)
    body = (*_head(title, told), *_drawn(flow, made, shown, lang), *_foot(statement, made, lang))
    box = (0, 0, WIDTH, int(made.bottom) + FOOT)
    return _framed(title, told, body, box, lang, style=f"<style>\n{_style()}</style>\n")


def page_svg(statement: Statement, lang: Lang = "zh") -> str:
    """The picture for a page of its own heading and style: narrow, without style, legend and grounds."""
    shown, flow = amounts_of(statement.ledger), statement.flow
    texts = [_text(statement, index, shown, lang) for index in range(len(flow.nodes))]
    title = say("flow_title", lang, name=statement.name)
    return flow_svg(flow, texts, shown, lang, title=title, told=_told(statement, shown, lang))


def flow_svg(flow: Flow, texts: Sequence[NodeText], shown: Amounts, lang: Lang, *, title: str, told: str) -> str:
    """A flow by itself, narrow, for a page that has a heading and the style of `flow.css`; without legend and grounds.

    Args:
        title: what it is called, for those who do not see it; `told` says more.
    """
    made = picture(flow, texts, NARROW)
    box = (0, TOP - 44, NARROW, int(made.bottom) - TOP + 44 + MARGIN)
    return _framed(title, told, _drawn(flow, made, shown, lang), box, lang)


def _framed(
    title: str, told: str, body: Iterable[str], box: tuple[int, int, int, int], lang: Lang, *, style: str = ""
) -> str:
    """The picture of a part of the plane: left, top, width, height."""
    left, top, width, height = box
    inner = "\n".join(line for line in body if line)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {width} {height}" width="{width}" '
        f'height="{height}" class="flow" role="img" aria-labelledby="flow-title flow-desc" '
        f'xml:lang="{"zh-CN" if lang == "zh" else "en"}">\n'
        f'<title id="flow-title">{escape(title)}</title>\n<desc id="flow-desc">{escape(told)}</desc>\n'
        f"{style}{_PATTERNS}\n"
        f'<rect class="paper"{_corner(left, top)} width="{width}" height="{height}"/>\n{inner}\n</svg>\n'
    )


def _corner(left: int, top: int) -> str:
    return f' x="{left}" y="{top}"' if left or top else ""


def _drawn(flow: Flow, made: Picture, shown: Amounts, lang: Lang) -> tuple[str, ...]:
    """Heads of columns, bands, bars and what stands beside them."""
    return (
        *_column_heads(flow, made, lang),
        *(_band(band, shown, lang) for band in made.bands),
        *(line for bar in made.bars for line in _bar(flow.nodes[bar.node], bar)),
        *(_band_label(band, shown, lang) for band in made.bands if band.link.is_derived),
    )


_PATTERNS = (
    '<defs><pattern id="flow-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="hatch-ground" width="7" height="7"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="7"/></pattern>'
    "</defs>"
)


def _style() -> str:
    return files("yiju.funds").joinpath("flow.css").read_text("utf-8")


# --- words


def _told(statement: Statement, shown: Amounts, lang: Lang) -> str:
    """The unit, and the whole in figures."""
    whole = statement.total
    unit = say("unit", lang, unit=statement.ledger.shown_in)
    if whole.used is None or whole.left is None:
        return unit
    figures = {"received": whole.received, "used": whole.used, "left": whole.left}
    balance = say("balance", lang, **{key: shown.text(amount) for key, amount in figures.items()})
    return f"{unit}{'；' if lang == 'zh' else '; '}{balance}"


def _text(statement: Statement, index: int, shown: Amounts, lang: Lang) -> NodeText:
    """What stands beside a node's bar."""
    flow = statement.flow
    node = flow.nodes[index]
    name = f"{node_name(node, lang)} {shown.text(node.amount)}"
    match node.kind:
        case "source":
            return NodeText(name, _shares(flow, index, shown, lang), _heading(statement, index, shown))
        case "use" if node.left and node.used is not None:
            return NodeText(name, (_used_and_left(node.used, node.left, shown, lang),))
        case _:
            return NodeText(name)


def _shares(flow: Flow, index: int, shown: Amounts, lang: Lang) -> tuple[str, ...]:
    """To whom a source gave how much, where it gave to several."""
    given = [link for link in flow.links if link.giver == index]
    if len(given) < 2:
        return ()
    return tuple(
        f"{node_name(flow.nodes[link.taker], lang)} {shown.text(link.amount)}"
        + (f"（{say('derived', lang)}）" if link.is_derived else "")
        for link in given
    )


def _used_and_left(used: Fraction, left: Fraction, shown: Amounts, lang: Lang) -> str:
    return say("of_which_left", lang, used=shown.text(used), left=shown.text(left))


def _heading(statement: Statement, index: int, shown: Amounts) -> str:
    """The receipt that the first of several sources is a part of, with its amount."""
    nodes = statement.flow.nodes
    within = nodes[index].within
    if not within or (index and nodes[index - 1].within == within):
        return ""
    received = (row.received for row in statement.sources if row.name == within[-1] and row.depth == len(within) - 1)
    return f"{within[-1]} {shown.text(next(received))}"


# --- drawing


def _head(title: str, told: str) -> Iterator[str]:
    yield f'<text class="title" x="{MARGIN}" y="40">{escape(title)}</text>'
    yield f'<text class="told" x="{MARGIN}" y="66">{escape(told)}</text>'


def _column_heads(flow: Flow, made: Picture, lang: Lang) -> Iterator[str]:
    kinds = {node.kind for node in flow.nodes}
    yield _words("column", made.left - 8, TOP - 22, say("sources_column", lang), "end")
    if "pool" in kinds:
        yield _words("column", (made.left + made.right) / 2, TOP - 22, say("pools_column", lang), "middle")
    yield _words("column", made.right + 8, TOP - 22, say("uses_column", lang), "start")


def _words(kind: str, x: float, y: float, words: str, anchor: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _band(band: Band, shown: Amounts, lang: Lang) -> str:
    x0, x1, t = band.x0, band.x1, band.thickness
    middle = (x0 + x1) / 2
    upper = f"M{x0:.1f},{band.y0:.1f} C{middle:.1f},{band.y0:.1f} {middle:.1f},{band.y1:.1f} {x1:.1f},{band.y1:.1f}"
    low0, low1 = band.y0 + t, band.y1 + t
    lower = f"L{x1:.1f},{low1:.1f} C{middle:.1f},{low1:.1f} {middle:.1f},{low0:.1f} {x0:.1f},{low0:.1f} Z"
    kind = "inferred" if band.link.is_inferred else "stated"
    remark = f"（{say('derived', lang)}）" if band.link.is_derived else ""
    return f'<path class="{kind}" d="{upper} {lower}"><title>{shown.text(band.link.amount)}{remark}</title></path>'


def _band_label(band: Band, shown: Amounts, lang: Lang) -> str:
    """The amount of a transfer that is printed nowhere, on its band."""
    words = f"{say('derived', lang)} {shown.text(band.link.amount)}"
    x, y = (band.x0 + band.x1) / 2, (band.y0 + band.y1 + band.thickness) / 2
    return _words("derived", x, y + 5, words, "middle")


def _bar(node: Node, bar: Bar) -> Iterator[str]:
    """The bar, the part of it that is left apart; its words beside it."""
    left = _left_height(node, bar)
    if bar.height > left:
        yield f'<rect class="bar" x="{bar.x:.1f}" y="{bar.y:.1f}" width="{BAR}" height="{bar.height - left:.1f}"/>'
    if left:
        top = bar.y + bar.height - left
        yield f'<rect class="left" x="{bar.x:.1f}" y="{top:.1f}" width="{BAR}" height="{left:.1f}"/>'
    x, anchor = (bar.x - 8, "end") if node.kind == "source" else (bar.x + BAR + 8, "start")
    if bar.heading:
        yield _words("group", x, bar.heading_y, bar.heading, anchor)
    for place, line in enumerate(bar.lines):
        kind = "below" if place >= bar.name_lines else "pool" if node.kind == "pool" else "name"
        yield _words(kind, x, bar.text_y + LINE * place, line, anchor)


def _left_height(node: Node, bar: Bar) -> float:
    if not node.left or node.left < 0 or not node.amount:
        return 0.0
    return bar.height * float(min(node.left / node.amount, Fraction(1)))


def _foot(statement: Statement, made: Picture, lang: Lang) -> Iterator[str]:
    y = made.bottom + 38
    x = float(MARGIN)
    shows = {"bar": "legend_used", "left": "legend_left", "stated": "legend_stated", "inferred": "legend_inferred"}
    if not any(node.left for node in statement.flow.nodes):
        shows = {kind: key for kind, key in shows.items() if kind not in ("bar", "left")}
    if not any(band.link.is_inferred for band in made.bands):
        del shows["inferred"]
    for kind, key in shows.items():
        yield f'<rect class="{kind}" x="{x:.1f}" y="{y - 11:.1f}" width="26" height="13"/>'
        words = say(key, lang)
        yield _words("below", x + 33, y, words, "start")
        x += 33 + 14 * len(words) + 30
    if any(band.link.is_derived for band in made.bands):
        yield _words("below", x, y, say("derived_note", lang), "start")
    titles = dict.fromkeys(f"《{c.title}》" if c.title else c.number for c in statement.citations)
    if titles:
        words = say("based_on", lang, documents=say("comma", lang).join(titles))
        yield _words("below", MARGIN, y + 26, words, "start")
