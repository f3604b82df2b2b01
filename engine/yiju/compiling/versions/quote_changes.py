"""The quotes of loaded rules held against the new version: which would no longer be found once it is registered in
place of the old one (with its clauses named there as they are numbered now), and where their words are now.

Input: an alignment, loaded rules. Output: what must be told of each citation of the old document, those that ground
declarations first, then those of 不入规则.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from yiju.compiling.versions.alignment import Alignment
from yiju.compiling.versions.model import Place, QuoteChange, QuoteStatus, RulePlace
from yiju.compiling.versions.named_clauses import named_now
from yiju.compiling.versions.nearest import Nearest
from yiju.compiling.versions.not_rules import statements
from yiju.compiling.versions.provision_changes import is_beside_change, path_at, where
from yiju.compiling.versions.registered import registered_as, renewed
from yiju.compiling.versions.rule_places import rule_place, users_of_grounds
from yiju.documents.folding import fold_words
from yiju.documents.model import Citation
from yiju.documents.passages import closest_passage
from yiju.documents.quotes import ELLIPSIS, Source, locate, occurrences, searchable, sources_of
from yiju.documents.register import Document, Register
from yiju.load import Rules


@dataclass(frozen=True, slots=True)
class _Registered:
    """A registered document that is the old version, as it would be with the new text, and its register with that."""

    document: Document
    renewed: Document
    register: Register


@dataclass(frozen=True, slots=True)
class _Cited:
    """A citation with the words it is looked for by, and where the old version has them."""

    citation: Citation
    parts: tuple[str, ...]
    old: Place | None


def quote_changes(alignment: Alignment, nearest: Nearest, rules: Rules) -> Iterator[QuoteChange]:
    """What must be told of each citation of the old document."""
    files = {r.document.file: r for r in _registered(alignment, rules)}
    for citation, users in _citations(rules) if files else ():
        if citation.document in files and citation.quote:
            change = _change(alignment, nearest, files[citation.document], citation)
            if change is not None:
                yield replace(change, users=users)


def _registered(alignment: Alignment, rules: Rules) -> Iterator[_Registered]:
    text = alignment.other.reading.text
    for document in registered_as(alignment.version.reading, rules):
        register = renewed(rules.registers[0], document, text, partial(_called, alignment))
        yield _Registered(document, replace(document, text=text), register)


def _called(alignment: Alignment, clause: str) -> str:
    """What clauses are called in the new version; what they were, where it has none of them."""
    told = named_now(alignment, clause)
    return told.now if told is not None and told.now else clause


def _citations(rules: Rules) -> Iterator[tuple[Citation, tuple[RulePlace, ...]]]:
    """Each citation with what stands on it."""
    users: Mapping[int, tuple[RulePlace, ...]] = users_of_grounds(rules)
    for index, ground in enumerate(rules.program.grounds):
        if isinstance(ground, Citation):
            yield ground, users.get(index, ())
    for statement in statements(rules):
        for quote in statement.quotes:
            found = locate(quote, statement.documents, statement.register)
            if isinstance(found, Citation):
                yield found, (rule_place(rules, statement.declared.span),)


def _change(alignment: Alignment, nearest: Nearest, registered: _Registered, citation: Citation) -> QuoteChange | None:
    """What is to be told of a citation; None where its words stand as they stood."""
    parts = _parts(registered.document, citation)
    cited = _Cited(citation, parts, _old_place(alignment, registered.document, citation, parts))
    carried, stands = where(alignment, nearest, cited.old) if cited.old else (None, False)
    found, is_outside = _found(registered, cited)
    if len(found) == 1 and not is_outside:
        is_anothers = stands and not _meets(carried, found[0])
        return _standing(alignment, cited, found[0], is_anothers=is_anothers)
    place = carried or (found[0] if found else _closest(registered, parts))
    status: QuoteStatus = "outside" if is_outside else "ambiguous" if found else "changed" if place else "gone"
    return _told(alignment, cited, status, place)


def _standing(alignment: Alignment, cited: _Cited, new: Place, *, is_anothers: bool) -> QuoteChange | None:
    """What there is to tell of words that stand once: that they are another clause's now, that others of their clause
    changed, that its path did."""
    if cited.old is None:
        return None
    if is_anothers or is_beside_change(alignment, cited.old):
        return _told(alignment, cited, "changed" if is_anothers else "beside", new)
    is_renumbered = path_at(alignment, cited.old) != path_at(alignment, new, is_new=True)
    return _told(alignment, cited, "renumbered", new) if is_renumbered else None


def _told(alignment: Alignment, cited: _Cited, status: QuoteStatus, new: Place | None) -> QuoteChange:
    old_clause = path_at(alignment, cited.old) if cited.old else cited.citation.clause
    return QuoteChange(status, cited.citation, (), cited.old, new, old_clause, path_at(alignment, new, is_new=True))


def _parts(document: Document, citation: Citation) -> tuple[str, ...]:
    """The words of a citation as they are looked for: the document's own, or those around what was skipped."""
    skipped = tuple(p for p in (part.strip() for part in ELLIPSIS.split(citation.quote)) if fold_words(p))
    if len(skipped) > 1:
        return skipped
    folded = searchable(document.text)
    return (folded.text[slice(*folded.folded_span(*citation.span))],)


def _old_place(alignment: Alignment, document: Document, citation: Citation, parts: tuple[str, ...]) -> Place | None:
    """Where the old version has the words: at the citation's own place where it is the registered text."""
    old, folded = alignment.version, searchable(document.text)
    if folded.text == old.folded.text:
        return old.place(folded.folded_span(*citation.span))
    found = occurrences(_plain(replace(document, text=old.reading.text)), parts)
    return found[0] if found else None


def _found(registered: _Registered, cited: _Cited) -> tuple[tuple[Place, ...], bool]:
    """Where the new version has the words as the checker would look for them; and whether only outside the clauses that
    restate the authority."""
    citation, register = cited.citation, registered.register
    authority = register.find(citation.number) or register.find(f"《{citation.title}》")
    sources = list(sources_of(authority, register)) if authority else []
    for source in [s for s in sources if s.text_of.file == citation.document] or [_plain(registered.renewed)]:
        found = occurrences(source, cited.parts)
        outside = () if found or not source.within else occurrences(replace(source, within=()), cited.parts)
        if found or outside:
            return found or outside, not found
    return (), False


def _plain(document: Document) -> Source:
    return Source(document, document, "verbatim", ())


def _meets(a: Place | None, b: Place) -> bool:
    return a is not None and a[0] < b[1] and b[0] < a[1]


def _closest(registered: _Registered, parts: tuple[str, ...]) -> Place | None:
    """The nearest words of the whole new version, where no clause that changed is near."""
    found = closest_passage("".join(parts), (registered.renewed,))
    return found[1] if found else None
