"""Two versions of a document → what changed, and what must be looked at again.

Input: two readings; the rules of a place, if its quotes are to be held against the new version. Output: a `Comparison`.
Pure; roughly linear in the length of the texts.
"""

from __future__ import annotations

from yiju.compiling.versions.alignment import Alignment, align, align_equal
from yiju.compiling.versions.clause_changes import clause_changes
from yiju.compiling.versions.fact_changes import fact_changes
from yiju.compiling.versions.model import Comparison
from yiju.compiling.versions.named_changes import named_changes
from yiju.compiling.versions.nearest import nearest_in
from yiju.compiling.versions.parts import parted_as, version_of
from yiju.compiling.versions.provision_changes import provision_changes
from yiju.compiling.versions.quote_changes import quote_changes
from yiju.compiling.versions.sum_changes import header_changes, sum_changes
from yiju.documents.quotes import searchable
from yiju.drafting.model import DocumentReading
from yiju.load import Rules


def compare(old: DocumentReading, new: DocumentReading, rules: Rules | None = None) -> Comparison:
    """Compare two versions of a document; white space, width, script and quotation marks are no change.

    Args:
        rules: a loaded place; its quotes of the old document are looked for in the new version, as `yiju check` will
            look for them once the new version is registered in its place.
    """
    if searchable(old.text).text == searchable(new.text).text:
        return _same(old, new, has_rules=rules is not None)
    alignment = align(version_of(old), version_of(new))
    nearest = nearest_in(alignment)
    provisions, standing = provision_changes(alignment, nearest)
    return Comparison(
        old,
        new,
        tuple(clause_changes(alignment)),
        tuple(header_changes(alignment)),
        tuple(fact_changes(alignment)),
        tuple(sum_changes(alignment)),
        provisions,
        standing,
        rules is not None,
        tuple(quote_changes(alignment, nearest, rules)) if rules else (),
        tuple(named_changes(alignment, rules)) if rules else (),
    )


def _same(old: DocumentReading, new: DocumentReading, *, has_rules: bool) -> Comparison:
    """Versions that say the same, however their lines are broken: nothing is to be told."""
    before = version_of(old)
    alignment: Alignment = align_equal(before, parted_as(before, new))
    standing = len(old.provisions.provisions)
    return Comparison(old, new, tuple(clause_changes(alignment)), (), (), (), (), standing, has_rules)
