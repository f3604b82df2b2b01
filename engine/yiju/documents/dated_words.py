"""The sentence of a document that says when it begins, when it ends, or what it repeals.

Input: a document and the one spoken of. Output: a citation of that sentence, or of the document as a whole where no
sentence of a text at hand says it. Only looked up to show a reason; the dates themselves stand in the register.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from yiju.documents.clauses import clauses, paths_at
from yiju.documents.folding import fold_forms, fold_words
from yiju.documents.model import Citation, Grade
from yiju.documents.numbers import LOOSE, read_number
from yiju.documents.quotes import sources_of
from yiju.documents.register import Document, Register
from yiju.documents.sentences import Sentence, sentences

Said = Literal["begins", "ends", "repeals"]

WORDS: dict[Said, re.Pattern[str]] = {
    "begins": re.compile(r"(?:起|后|日)(?:开始)?(?:施行|执行|实施|生效)|公布之日起|印发之日起|发布之日起"),
    "ends": re.compile(r"有效期|试行期|执行期|执行至|施行至|截止(?:时间|日期?)?为|失效|期满|日止|月止"),
    "repeals": re.compile(r"废止|停止执行|停止施行|失效|不再执行"),
}


def words_saying(said: Said, document: Document, of: Document, register: Register) -> Citation:
    """Cite the sentence of `document` that says when it begins or ends, or that it repeals `of`."""
    for source in sources_of(document, register):
        text = source.text_of.text
        sentence = _sentence(text, said, of.number, of.title)
        if sentence is not None and source.holds(sentence.span):
            clause = paths_at(clauses(text), sentence.span)
            return Citation(
                document.number, document.title, source.grade, source.text_of.file, clause, sentence.span, sentence.text
            )
    return whole_document(document)


def whole_document(document: Document) -> Citation:
    """A citation of a document as a whole."""
    grade: Grade = "verbatim" if document.text else "restated" if document.restated_by else "unverified"
    return Citation(document.number, document.title, grade, document.file, "", (0, 0), "")


@lru_cache(maxsize=1024)
def _sentence(text: str, said: Said, number: str, title: str) -> Sentence | None:
    """The last sentence that says so: dates of effect and repeals stand at a document's end."""
    for sentence in reversed(sentences(text)):
        words = fold_forms(sentence.text)
        if (
            not sentence.is_structural
            and WORDS[said].search(words)
            and (said != "repeals" or _names(words, number, title))
        ):
            return sentence
    return None


def _names(words: str, number: str, title: str) -> bool:
    """Whether a sentence names a document by its number, however malformed, or by its title."""
    if title and fold_words(f"《{title}》") in fold_words(words):
        return True
    squeezed = re.sub(r"\s+", "", words)
    return bool(number) and any(read_number(m[0]).normal.endswith(number) for m in LOOSE.finditer(squeezed))
