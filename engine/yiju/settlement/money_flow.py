"""Which fund paid what, and what is left of it, as the flow that `yiju.funds` draws.

Input: a summary. Output: a `Flow` with its words, then the picture. Every link is drawn from draws that were made.
"""

from __future__ import annotations

from fractions import Fraction

from yiju.explain.layout import clean
from yiju.funds.amounts import Amounts
from yiju.funds.flow import Flow, Link, Node
from yiju.funds.picture import NodeText
from yiju.funds.svg import flow_svg
from yiju.settlement.summary import Summary
from yiju.settlement.telling import account_name
from yiju.settlement.words import money, say
from yiju_grammar.finding import Lang


def money_flow(summary: Summary, lang: Lang) -> tuple[Flow, tuple[NodeText, ...]]:
    """Sources and uses of a summary, with what stands beside each; what is left of all accounts is one use."""
    accounts = [t.account for t in summary.funds]
    shown = [i for i, a in enumerate(accounts) if a.drawn or a.left]
    payments = list(dict.fromkeys(link.payment for link in summary.links))
    left = sum(a.left or 0 for a in accounts)
    paid = {p: sum(link.cents for link in summary.links if link.payment == p) for p in payments}
    given = [accounts[i].drawn + (accounts[i].left or 0) for i in shown]
    nodes = [Node("source", account_name(accounts[i]), _yuan(n)) for i, n in zip(shown, given, strict=True)]
    texts = [NodeText(f"{n.name} {money(cents)}") for n, cents in zip(nodes, given, strict=True)]
    nodes += [Node("use", clean(p), _yuan(paid[p])) for p in payments]
    texts += [NodeText(f"{clean(p)} {money(paid[p])}") for p in payments]
    place = {p: len(shown) + n for n, p in enumerate(payments)}
    links = [Link(shown.index(x.account), place[x.payment], _yuan(x.cents)) for x in summary.links if x.cents]
    if left:
        nodes.append(Node("left", say("flow_left", lang), _yuan(left), left=_yuan(left)))
        texts.append(NodeText(f"{say('flow_left', lang)} {money(left)}"))
        rest = [(n, accounts[i].left or 0) for n, i in enumerate(shown)]
        links += [Link(n, len(nodes) - 1, _yuan(cents)) for n, cents in rest if cents]
    return Flow(tuple(nodes), tuple(sorted(links, key=lambda link: (link.giver, link.taker)))), tuple(texts)


def money_flow_svg(summary: Summary, lang: Lang) -> str:
    """The picture."""
    flow, texts = money_flow(summary, lang)
    return flow_svg(flow, texts, Amounts(1, 2), lang, title=say("flow", lang), told=say("flow_told", lang))


def _yuan(cents: int) -> Fraction:
    return Fraction(cents, 100)
