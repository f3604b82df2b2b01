"""Loading a place: its register, documents and policy files become rules that can be checked and asked.

The only I/O of the engine besides record readers. `load` never fails for a mistake in a rule file: `Rules.findings`
holds them, and what is sound can still decide.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yiju_grammar.finding import Finding

if TYPE_CHECKING:
    from yiju.check.elaborate import Checked
    from yiju.decision.model import Decision
    from yiju.documents.register import Register
    from yiju.program.program import Program
    from yiju.program.values import Row
    from yiju.rule_set.model import Source

REGISTER = "documents.toml"


@dataclass
class Rules:
    """The rules of one place. Spans and file names are relative to `path`'s parent."""

    path: Path
    checked: Checked
    sources: Mapping[str, str]
    registers: tuple[Register, ...]
    early: tuple[Finding, ...]
    known: date | None = None
    _as_known: dict[date, Rules] = field(default_factory=dict)

    @property
    def program(self) -> Program:
        """The core calculus of what is sound."""
        return self.checked.program

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything wrong with the files, the register and the rules, by place."""
        return self.check()

    def check(self) -> tuple[Finding, ...]:
        """All findings: of files, register, names, types, and of the whole program (`yiju.check.passes`)."""
        from yiju.check.passes import PASSES

        found = [*self.early, *self.checked.findings]
        if not any(f.severity == "error" for f in found):
            found += [f for check in PASSES for f in check(self.program)]
        return tuple(sorted(dict.fromkeys(found), key=_by_place))

    def as_known(self, day: date) -> Rules:
        """These rules with the documents issued by `day` alone (and by what was known of these, if less)."""
        day = day if self.known is None else min(day, self.known)
        issued = {d.issued.last for r in self.registers for d in r.documents if d.issued is not None}
        step = max((i for i in issued if i <= day), default=date.min)
        if not any(i > day for i in issued):
            return self
        if step not in self._as_known:
            self._as_known[step] = load(self.path, known=day)
        return self._as_known[step]

    def decide(
        self,
        policy: str,
        record: Mapping[str, Any],
        *,
        on: date | None = None,
        period: tuple[date, date] | None = None,
        known: date | None = None,
    ) -> Decision:
        """Decide one record, given as JSON gives it.

        Args:
            policy: a policy's name.
            record: field names to values; an absent or null field is unknown.
            on: the day; the decision lists the payments due in its month.
            period: first and last day, instead of `on`.
            known: leave out documents issued later.
        Raises:
            RecordRejected: the record does not fit its declaration; `findings` says where.
            KeyError: there is no such policy.
        """
        from yiju.records.door import check_record

        kind = self.program.records[self.program.policies[policy].subject]
        row = check_record(kind, self.program.records, record)
        if not isinstance(row, tuple) or (row and isinstance(row[0], Finding)):
            raise RecordRejected(row)
        return self.decide_row(policy, row, on=on, period=period, known=known)

    def decide_row(
        self,
        policy: str,
        row: Row,
        *,
        on: date | None = None,
        period: tuple[date, date] | None = None,
        known: date | None = None,
    ) -> Decision:
        """Decide one record in stored form (see `yiju.program.values`)."""
        from yiju.decision.build import decide_on, decide_period
        from yiju.decision.evaluate import Evaluator

        rules = self.as_known(known) if known is not None else self
        evaluator = Evaluator(rules.program, policy, row)
        if period is not None:
            return decide_period(evaluator, period, rules.sources)
        if on is None:
            raise ValueError("either on or period is needed")
        return decide_on(evaluator, on, rules.sources)


class RecordRejected(ValueError):
    """A record that does not fit its declaration."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f.message("zh") for f in findings))
        self.findings = tuple(findings)


def _by_place(found: Finding) -> tuple[str, int, str]:
    return (found.span.file if found.span else "", found.span.start if found.span else -1, found.code)


def load(path: str | Path, *, known: date | None = None) -> Rules:
    """Load the rules of a place: a folder with a `documents.toml` and `.policy` files, at any depth."""
    from yiju.check.elaborate import elaborate
    from yiju.rule_set.tree_to_rules import gather

    place = Path(path).resolve()
    sources, registers, findings = _sources(place)
    rule_set, clashes = gather(place.name, sources)
    texts = {s.file: s.text for s in sources}
    checked = elaborate(rule_set, _digest(registers, texts), known=known)
    return Rules(place, checked, texts, registers, (*findings, *clashes), known)


def _sources(place: Path) -> tuple[list[Source], tuple[Register, ...], list[Finding]]:
    """The policy files of a place and of those above it (上级), each with its own register."""
    from yiju.documents.register import load_register
    from yiju.rule_set.model import Source
    from yiju_grammar import parse_bytes

    register, found = load_register(place)
    findings = list(found)
    chain = [register]
    while chain[-1].above is not None:
        chain.append(chain[-1].above)
    sources = []
    for held in reversed(chain):
        folder = Path(held.folder).resolve()
        for file in sorted(folder.rglob("*.policy")):
            name = f"{folder.name}/{file.relative_to(folder).as_posix()}"
            data = file.read_bytes()
            tree = parse_bytes(data, name)
            findings.extend(tree.findings)
            sources.append(Source(name, data.decode("utf-8-sig", errors="replace"), tree, held))
    return sources, tuple(chain), findings


def _digest(registers: Sequence[Register], texts: Mapping[str, str]) -> str:
    """sha256 over the policy files and the registers with their documents, names included."""
    digest = hashlib.sha256()
    for name, text in sorted(texts.items()):
        digest.update(name.encode() + b"\0" + text.encode("utf-8", "surrogatepass") + b"\0")
    for register in registers:
        folder = Path(register.folder)
        for file in sorted([folder / REGISTER, *folder.glob("documents/*")]):
            if file.is_file():
                digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return "sha256:" + digest.hexdigest()
