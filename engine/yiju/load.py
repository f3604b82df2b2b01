"""Loading a place: its register, documents and policy files become rules that can be checked and asked.

The only I/O of the engine besides record readers. `load` never fails for a mistake in a rule file: `Rules.findings`
holds them, and what is sound can still decide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yiju.cache import digest_of, fetch, store
from yiju_grammar.finding import Finding

if TYPE_CHECKING:
    from yiju.check.elaborate import Checked
    from yiju.decision.model import Decision
    from yiju.decision.prompt import PromptDecider
    from yiju.documents.register import Register
    from yiju.funds.statement import Statement
    from yiju.program.program import Program
    from yiju.program.values import Row
    from yiju.rule_set.model import Source


QUICK_AFTER = 3
"""So many records of a policy are decided plainly; for the rest functions are made."""


@dataclass
class Rules:
    """The rules of one place: `program` to decide by, `sources` the texts of its policy files by name
    (`place/file.policy`). What only checking needs is worked out when first asked for."""

    path: Path
    program: Program
    sources: Mapping[str, str]
    known: date | None = None
    errors: bool | None = None
    _loaded: Loaded | None = None
    _as_known: dict[date, Rules] = field(default_factory=dict)
    _asked: dict[str, int] = field(default_factory=dict)
    _doors: dict[str, Callable[[Mapping[str, Any]], Row | tuple[Finding, ...]]] = field(default_factory=dict)
    _deciders: dict[str, PromptDecider] = field(default_factory=dict)

    @property
    def loaded(self) -> Loaded:
        """Trees, rule set, registers and their findings."""
        if self._loaded is None:
            self._loaded = load_files(self.path, self.known)
        return self._loaded

    @property
    def checked(self) -> Checked:
        """The rule set that was gone through, with its findings."""
        return self.loaded.checked

    @property
    def registers(self) -> tuple[Register, ...]:
        """The registers of the place and of those above it."""
        return self.loaded.registers

    @property
    def early(self) -> tuple[Finding, ...]:
        """Findings of files, register and names."""
        return self.loaded.findings

    @property
    def has_errors(self) -> bool:
        """Whether checking finds an error; rules with errors decide nothing that can be relied on."""
        if self.errors is None:
            self.errors = any(f.severity == "error" for f in self.findings)
        return self.errors

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything wrong with the files, the register and the rules, by place."""
        return self.check()

    def check(self) -> tuple[Finding, ...]:
        """All findings: of files, register, names, types, and of the whole program (`yiju.check.passes`)."""
        from yiju.check.passes import whole_program

        found = [*self.early, *self.checked.findings]
        if self.known is None and not any(f.severity == "error" for f in found):
            found += whole_program(self.program)
        return tuple(sorted(dict.fromkeys(found), key=_by_place))

    def funds(self, ledger: str) -> Statement:
        """A ledger as a statement: received, used and left, its checks, and the way of the money.

        Raises:
            KeyError: there is no such ledger; `program.ledgers` has their names.
        """
        from yiju.funds.statement import statement

        return statement(self.program, ledger)

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
        row = self._door(policy)(record)
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
        rules = self.as_known(known) if known is not None else self
        if period is not None:
            from yiju.decision.build import decide_period
            from yiju.decision.evaluate import Evaluator

            return decide_period(Evaluator(rules.program, policy, row), period, rules.sources)
        if on is None:
            raise ValueError("either on or period is needed")
        asked = rules._asked[policy] = rules._asked.get(policy, 0) + 1
        return rules._in_full(policy, row, on) if asked <= QUICK_AFTER else rules._decider(policy).decide(row, on)

    def _in_full(self, policy: str, row: Row, on: date) -> Decision:
        from yiju.decision.build import decide_on
        from yiju.decision.evaluate import Evaluator

        return decide_on(Evaluator(self.program, policy, row), on, self.sources)

    def _decider(self, policy: str) -> PromptDecider:
        """What decides many records of a policy."""
        if policy not in self._deciders:
            from yiju.decision.prompt import PromptDecider

            self._deciders[policy] = PromptDecider(self.program, policy, partial(self._in_full, policy))
        return self._deciders[policy]

    def _door(self, policy: str) -> Callable[[Mapping[str, Any]], Row | tuple[Finding, ...]]:
        """What checks the records of a policy: the plain checker, for many records its quick equal."""
        if policy not in self._doors:
            from yiju.records.compile_door import compile_door
            from yiju.records.door import check_record

            kind = self.program.records[self.program.policies[policy].subject]
            if self._asked.get(policy, 0) < QUICK_AFTER:
                return partial(check_record, kind, self.program.records)
            self._doors[policy] = compile_door(kind, self.program.records)
        return self._doors[policy]


class RecordRejected(ValueError):
    """A record that does not fit its declaration."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f.message("zh") for f in findings))
        self.findings = tuple(findings)


def _by_place(found: Finding) -> tuple[str, int, str]:
    return (found.span.file if found.span else "", found.span.start if found.span else -1, found.code)


@dataclass(frozen=True)
class Loaded:
    """A place read from its files."""

    checked: Checked
    sources: Mapping[str, str]
    registers: tuple[Register, ...]
    findings: tuple[Finding, ...]


def load(path: str | Path, *, known: date | None = None) -> Rules:
    """Load the rules of a place: a folder with a `documents.toml` and `.policy` files, at any depth.

    A place loaded before is taken from the user's cache if no file of it has changed.
    """
    place = Path(path).resolve()
    kept = fetch(place) if known is None else None
    if kept is not None:
        program, sources, errors = kept
        return Rules(place, program, sources, errors=errors)
    loaded = load_files(place, known)
    rules = Rules(place, loaded.checked.program, loaded.sources, known, _loaded=loaded)
    if known is None:
        store(place, [r.folder for r in loaded.registers], rules.program, errors=rules.has_errors)
    return rules


def load_texts(files: Mapping[str, str], *, place: str = "规则", register: Register | None = None) -> Rules:
    """The rules that texts make by themselves, file names to texts.

    Args:
        register: the documents that quotes are looked for in; without one every ground is an assumption.
    """
    from yiju.check.elaborate import elaborate
    from yiju.documents.register import Register
    from yiju.rule_set.model import Source
    from yiju.rule_set.tree_to_rules import gather
    from yiju_grammar import parse

    register = register or Register(place)
    sources = [Source(name, text, parse(text, name), register) for name, text in sorted(files.items())]
    rule_set, clashes = gather(place, sources)
    digest = sha256("\0".join(f"{s.file}\0{s.text}" for s in sources).encode()).hexdigest()
    checked = elaborate(rule_set, f"sha256:{digest}")
    findings = (*(f for s in sources for f in s.tree.findings), *clashes)
    loaded = Loaded(checked, {s.file: s.text for s in sources}, (register,), findings)
    return Rules(Path(place), checked.program, loaded.sources, _loaded=loaded)


def load_files(place: Path, known: date | None = None) -> Loaded:
    """Read a place's files, whatever the cache holds."""
    from yiju.check.elaborate import elaborate
    from yiju.rule_set.tree_to_rules import gather

    sources, tables, registers, findings = _sources(place)
    rule_set, clashes = gather(place.name, sources)
    digest, _ = digest_of([r.folder for r in registers])
    checked = elaborate(rule_set, digest, known=known)
    return Loaded(checked, {**{s.file: s.text for s in sources}, **tables}, registers, (*findings, *clashes))


def _sources(place: Path) -> tuple[list[Source], dict[str, str], tuple[Register, ...], list[Finding]]:
    """The policy files of a place and of those above it (上级), each with its own register; the tables beside them."""
    from yiju.documents.register import load_register
    from yiju.rule_set.external_rows import with_rows
    from yiju.rule_set.model import Source
    from yiju_grammar import parse_bytes

    register, found = load_register(place)
    findings = list(found)
    sources = []
    tables: dict[str, str] = {}
    for name, file, held in policy_files(register):
        data = file.read_bytes()
        tree = parse_bytes(data, name)
        findings.extend(tree.findings)
        tree, texts, wrong = with_rows(tree, file.parent)
        tables.update(texts)
        findings.extend(wrong)
        sources.append(Source(name, data.decode("utf-8-sig", errors="replace"), tree, held))
    return sources, tables, tuple(register.chain()), findings


def policy_files(register: Register) -> Iterator[tuple[str, Path, Register]]:
    """The policy files of a place and of those above it, the highest first: what findings call each
    (`place/file.policy`), where it is, and the register it goes by."""
    for held in reversed(tuple(register.chain())):
        folder = Path(held.folder).resolve()
        for file in sorted(folder.rglob("*.policy")):
            yield f"{folder.name}/{file.relative_to(folder).as_posix()}", file, held
