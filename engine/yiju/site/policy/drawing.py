"""How a decision is reached, as an SVG: boxes that lead to their rules, from the fields on the left to the funds.

Input: a view with its policy. Output: a figure that asks for nothing from outside; text is text, colours are those of
the page's style sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yiju.rule_set.model import PolicyScope
from yiju.site import addresses
from yiju.site.anchors import kind_word, place_of
from yiju.site.markup import EMPTY, Html, lines, tag
from yiju.site.policy.graph import Graph, Node, graph
from yiju.site.policy.layers import Layers, Slot, layers
from yiju.site.policy.placing import LINE, Box, Placed, placed
from yiju.site.policy.view import View, link_to
from yiju.site.policy.words import say
from yiju_grammar.finding import Lang

HEADS = ("field", "definition", "eligibility", "standard", "payment", "fund")
SMALLEST = 0.8
"""The drawing is not shown smaller than this, it scrolls instead; its text is then still 10px."""


def drawing_html(view: View, policy: PolicyScope) -> Html:
    """The drawing with a sentence on how to read it; empty for a policy of which nothing can be drawn."""
    made = graph(policy, view.rules.checked.rule_set)
    if not made.edges:
        return EMPTY
    title = say(view.lang, "drawing_title", title=policy.head.title or policy.head.name.text)
    told = say(view.lang, "drawing_told")
    lead = tag("figcaption", say(view.lang, "drawing_lead"))
    box = tag("div", _svg(view, made, title, told), class_="yp-drawing", tabindex=0, role="region", aria_label=title)
    return tag("figure", "\n", lines([lead, box]), "\n", class_="yp-figure")


def _svg(view: View, made: Graph, title: str, told: str) -> Html:
    columns = layers(made)
    heads = {g: say(view.lang, f"column_{HEADS[g]}") for g in columns.groups}
    places = placed(columns, [_label(n, view.lang) for n in made.nodes], heads)
    kinds = {slot: made.nodes[slot.node] for slot in places.boxes if not slot.passes}
    body = [
        tag("title", title, id="drawing-title"),
        tag("desc", told, id="drawing-desc"),
        *_heads(places, heads),
        *_links(columns, places),
        *(_node(view, kinds[slot], box) for slot, box in places.boxes.items() if slot in kinds),
    ]
    width, height = round(places.width), round(places.height)
    return tag(
        "svg", "\n", lines(body), "\n",
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", width=width, height=height,
        class_="yp-svg", role="group", aria_labelledby="drawing-title drawing-desc",
        style=f"width:100%;max-width:{width}px;min-width:{round(width * SMALLEST)}px;height:auto",
    )  # fmt: skip


def _label(node: Node, lang: Lang) -> str:
    return say(lang, "outcome_node") if node.kind == "outcome" else node.label


def _heads(places: Placed, heads: Mapping[int, str]) -> Iterator[Html]:
    for group, (left, _) in places.heads.items():
        yield tag("text", heads[group], x=f"{left:.1f}", y=18, class_="column", font_size=13)


def _links(columns: Layers, places: Placed) -> Iterator[Html]:
    """Lines first, so that they lie behind the boxes; an arrow where a line meets a box."""
    pointed: set[tuple[Slot, bool]] = set()
    for start, end, is_exception in columns.links:
        a, b = places.boxes[start], places.boxes[end]
        x0, x1 = a.x + a.width, b.x
        middle = (x0 + x1) / 2
        way = (
            f"M{x0:.1f},{a.middle:.1f} C{middle:.1f},{a.middle:.1f} {middle:.1f},{b.middle:.1f} {x1:.1f},{b.middle:.1f}"
        )
        if end.passes:
            way += f" H{b.x + b.width:.1f}"
        kind = "edge edge-exception" if is_exception else "edge"
        yield tag("path", d=way, class_=kind)
        if not end.passes and (end, is_exception) not in pointed:
            pointed.add((end, is_exception))
            head = f"{x1:.1f},{b.middle:.1f} {x1 - 7:.1f},{b.middle - 3.6:.1f} {x1 - 7:.1f},{b.middle + 3.6:.1f}"
            yield tag("polygon", points=head, class_="head head-exception" if is_exception else "head")


def _node(view: View, node: Node, box: Box) -> Html:
    """A box with its text; a link unless it leads nowhere."""
    top = box.middle - box.height / 2
    round_ = 13 if node.kind == "outcome" else 3
    shape = tag(
        "rect", x=f"{box.x:.1f}", y=f"{top:.1f}", width=f"{box.width:.1f}", height=f"{box.height:.1f}", rx=round_,
        class_=f"node node-{node.kind}",
    )  # fmt: skip
    first = box.middle - LINE * (len(box.lines) - 1) / 2 + 4.6
    texts = [
        tag(
            "text",
            line,
            x=f"{box.x + box.width / 2:.1f}",
            y=f"{first + LINE * n:.1f}",
            text_anchor="middle",
            font_size=13,
        )
        for n, line in enumerate(box.lines)
    ]
    where = _where(view, node)
    told = tag("title", _told(view, node))
    return tag("a", told, shape, *texts, href=where) if where else tag("g", told, shape, *texts)


def _where(view: View, node: Node) -> str:
    rule_set = view.rules.checked.rule_set
    if node.span is not None:
        return link_to(view, node.span)
    if node.policy:
        return addresses.link(view.page, view.homes[rule_set.policies[node.policy].head.span].page)
    if node.record:
        record = rule_set.records[node.record]
        page = addresses.record_page(place_of(record), node.record)
        return addresses.link(view.page, page, addresses.declaration_anchor("字段", node.label))
    return ""


def _told(view: View, node: Node) -> str:
    """`除外 财产超标`, `字段 货币财产（申请户）`."""
    if node.record:
        return f"{say(view.lang, 'field')} {node.label}（{node.record}）"
    declared = _declared(view, node)
    return f"{declared} {node.label}" if declared else _label(node, view.lang)


def _declared(view: View, node: Node) -> str:
    if node.span is None:
        return ""
    trees = (d for s in view.rules.checked.rule_set.sources if s.file == node.span.file for d in s.tree.declarations)
    return next((kind_word(d, view.lang) for d in trees if d.span == node.span), "")
