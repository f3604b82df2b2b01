"""The documents beside the rules: sentences no rule stands on yet, and the rule a sentence would make.

Input: a snapshot. Output: sentences by document; rule text drafted by the compiler, with where it would go.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from yiju.check.document_coverage import document_coverage
from yiju.compiling.compile import compile_document
from yiju.documents.coverage import Status
from yiju.documents.quotes import Source as TextSource
from yiju.documents.quotes import sources_of
from yiju.documents.register import Document
from yiju.documents.sentences import Sentence
from yiju.drafting.model import Compiled
from yiju.editing.navigation import Edit
from yiju.editing.snapshot import Snapshot
from yiju.editing.words import say
from yiju.rule_set.model import Scope
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding, Lang
from yiju_grammar.span import Span


@dataclass(frozen=True, slots=True)
class Sentenced:
    """A sentence of a document with what became of it."""

    document: Document
    sentence: Sentence
    status: Status


def sentences_of(snapshot: Snapshot) -> tuple[Sentenced, ...]:
    """The sentences of all documents that could make rules, in order, with what became of each."""
    covered = document_coverage(snapshot.whole, snapshot.registers)
    return tuple(
        Sentenced(c.document, s.sentence, s.status)
        for c in covered.documents
        for s in c.coverage.sentences
        if s.status != "structural"
    )


def sentence_at(snapshot: Snapshot, path: Path, offset: int) -> Sentenced | None:
    """The sentence of a document that holds a character."""
    for item in sentences_of(snapshot):
        start, end = item.sentence.span
        if start <= offset < end and Path(item.document.path).resolve() == path.resolve():
            return item
    return None


def rule_from(item: Sentenced) -> str:
    """The declarations that the compiler makes of a sentence, its words quoted; a quote alone where it makes none."""
    path = Path(item.document.path)
    compiled = _compiled(path, path.stat().st_mtime_ns)
    if compiled is None:
        return ""
    span = item.sentence.span
    made = compiled.reading.provisions.provisions
    found = [i for i, p in enumerate(made) if p.span[0] < span[1] and span[0] < p.span[1]]
    texts = dict.fromkeys(compiled.draft.policy_texts[i] for i in found if i in compiled.draft.policy_texts)
    return "\n\n".join(texts) or f"> {item.sentence.text}"


@lru_cache(maxsize=8)
def _compiled(path: Path, changed: int) -> Compiled | None:
    """A document compiled, kept while its file is unchanged."""
    found = compile_document(path)
    return None if isinstance(found, Finding) else found


def not_rule(sentence: Sentence, lang: Lang) -> str:
    """The declaration that says a sentence makes no rule, whose reason the writer gives."""
    return f"不入规则 “{say('not_rule_reason', lang)}”\n    > {sentence.text}"


def home_of(snapshot: Snapshot, document: Document, sentence: Sentence) -> str | None:
    """The policy file where a rule made of a sentence belongs: that of the policy whose 依据 this part of the document
    restates, else of the first whose 依据 the whole of it is or restates."""
    found: list[tuple[bool, str]] = []
    for policy in snapshot.rule_set.policies.values():
        source = policy.scope.source
        for text_of in _texts(policy.scope) if source is not None else ():
            if text_of.text_of.file == document.file and text_of.holds(sentence.span) and source is not None:
                found.append((bool(text_of.within), source.file))
    return max(found, key=lambda f: f[0])[1] if found else None


def _texts(scope: Scope) -> Iterator[TextSource]:
    """The texts in which the words of a policy's 依据 may stand."""
    register = scope.source.register if scope.source else None
    for name in scope.basis if register else ():
        named = register.find(name.text) if register else None
        yield from sources_of(named, register) if named is not None and register is not None else ()


def appended(snapshot: Snapshot, file: str, text: str) -> Edit:
    """A declaration put into a policy file: before its cases, else at the end."""
    held = snapshot.files[file]
    cases = [d for d in held.tree.declarations if isinstance(d, t.Case)]
    at = held.text.rfind("\n", 0, cases[0].span.start) + 1 if cases else len(held.text)
    before = "" if at == 0 or held.text[:at].endswith("\n\n") else "\n" if held.text[:at].endswith("\n") else "\n\n"
    return Edit(Span(file, at, at), f"{before}{text}\n\n" if cases else f"{before}{text}\n")
