"""`> 同上`: the quotes it repeats.

Above a declaration they are those of the declaration before it; above a line, row or dated value, those of the part of
the same declaration before it that has some, else the declaration's own. Looks at trees alone.
"""

from __future__ import annotations

from yiju.rule_set.model import Stated
from yiju_grammar import tree as t
from yiju_grammar.lexicon import SAME_AS_ABOVE
from yiju_grammar.walk import all_grounds


def quotes_of(ground: t.Ground, stated: Stated) -> tuple[t.Quote, ...]:
    """The quotes that a ground of a declaration, or of a part of it, is."""
    match ground:
        case t.Quote():
            return (ground,)
        case t.SameAsAbove():
            return _repeated(ground, stated)
    return ()


def own_quotes(declaration: t.Declaration) -> tuple[t.Quote, ...]:
    """The quotes a declaration stands on: those above it, else those above its parts."""
    above = tuple(g for g in declaration.grounds if isinstance(g, t.Quote))
    return above or tuple(g for grounds in _parts(declaration) for g in grounds if isinstance(g, t.Quote))


def repeats_nothing(stated: Stated) -> bool:
    """Whether a 同上 of a declaration, or of a part of it, has no quotes to repeat."""
    declared = stated.declaration
    if not any(words in stated.source.text for words in (SAME_AS_ABOVE.zh, SAME_AS_ABOVE.en)):
        return False
    grounds = (g for part in (declared.grounds, *_parts(declared)) for g in part)
    return any(isinstance(g, t.SameAsAbove) and not quotes_of(g, stated) for g in grounds)


def _repeated(same: t.SameAsAbove, stated: Stated) -> tuple[t.Quote, ...]:
    declared = stated.declaration
    if same in declared.grounds:
        return stated.quotes_before
    before = [g for g in _parts(declared) if g[0].span.start < same.span.start and same not in g]
    for grounds in (*reversed(before), declared.grounds):
        quotes = tuple(q for g in grounds for q in quotes_of(g, stated))
        if quotes:
            return quotes
    return ()


def _parts(declaration: t.Declaration) -> list[t.Grounds]:
    """The grounds of each part of a declaration that has some, in the order written."""
    found = (grounds for grounds in all_grounds(declaration) if grounds is not declaration.grounds)
    return sorted(found, key=lambda grounds: grounds[0].span.start)
