"""One edit rechecks what it touches: the policies of the file, with those they read, in a rule set of their own.

Input: the snapshot before and the file as it now stands. Output: the next snapshot. What other files must be told of
the edit is found when the whole place is gone through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from yiju.check.elaborate import elaborate
from yiju.check.passes import whole_program
from yiju.editing.snapshot import OpenFile, Snapshot
from yiju.rule_set.model import PolicyScope, RuleSet
from yiju.rule_set.tree_to_rules import gather
from yiju_grammar import tree as t
from yiju_grammar.finding import Finding


def recheck(before: Snapshot, edited: OpenFile) -> Snapshot:
    """The snapshot after an edit: the file's own policies are newly checked, the rest is as before."""
    files = {**before.files, edited.name: edited}
    rule_set, clashes = gather(before.folder.name, [f.source for f in files.values()])
    part = elaborate(_restricted(rule_set, edited.tree), "")
    found = [f for f in (*clashes, *part.findings) if f.span is not None and f.span.file == edited.name]
    if not any(f.severity == "error" for f in (*edited.findings, *found, *part.findings)):
        checks = whole_program(part.program)
        found += [f for f in checks if f.span is not None and f.span.file == edited.name]
    return replace(
        before,
        files=files,
        rule_set=rule_set,
        parts={**before.parts, edited.name: part},
        checks={**before.checks, edited.name: tuple(dict.fromkeys(found))},
    )


def by_file(findings: Iterable[Finding]) -> Mapping[str, tuple[Finding, ...]]:
    """Findings under the file each stands in."""
    made: dict[str, list[Finding]] = {}
    for found in findings:
        made.setdefault(found.span.file if found.span else "", []).append(found)
    return {file: tuple(dict.fromkeys(items)) for file, items in made.items()}


def _restricted(rule_set: RuleSet, tree: t.Tree) -> RuleSet:
    """The rule set with the policies that a file holds, and those they read, alone; with all of them for a file that
    declares what the whole place uses."""
    heads = [d for d in tree.declarations if isinstance(d, t.Policy | t.Filling)]
    names = {d.name.text if isinstance(d, t.Policy) else d.policy.text for d in heads}
    if not names:
        return replace(rule_set, policies=dict(list(rule_set.policies.items())[:1]))
    reached: set[str] = set()
    open_ones = [n for n in names if n in rule_set.policies]
    while open_ones:
        name = open_ones.pop()
        if name not in reached:
            reached.add(name)
            open_ones += _read_by(rule_set.policies[name], rule_set)
    return replace(rule_set, policies={n: p for n, p in rule_set.policies.items() if n in reached})


def _read_by(policy: PolicyScope, rule_set: RuleSet) -> list[str]:
    """The policies that one names, wherever in its text: more than it reads at most."""
    sources = {policy.scope.source, *(f.source for f in policy.fillings.values())}
    texts = [s.text for s in sources if s is not None]
    return [name for name in rule_set.policies if any(_word(name).search(text) for text in texts)]


@cache
def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
