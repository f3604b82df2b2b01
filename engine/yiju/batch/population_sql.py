"""The one statement that decides a population: the output's columns over the records, word lists joined by their masks.

Input: a job, a dialect, the table that holds the typed records (`rid`, `ok`, a column a field). Output: SELECTs: which
records are left to the interpreter, and the lines of the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlglot import exp

from yiju.backends.relational.dialect import Dialect, Sql, column, named, select
from yiju.backends.relational.layout import Layout, table
from yiju.backends.relational.nodes import Node
from yiju.backends.relational.texts import BITS, chunks
from yiju.backends.relational.widths import refuse_wide
from yiju.batch.job import Job
from yiju.batch.population import Population, is_open_though_known, population
from yiju.batch.population_columns import Words, Written, written

RECORD = "records"
"""The table of typed records."""


@dataclass(frozen=True, slots=True)
class Statement:
    """`left` gives `rid` of the records that are left to the interpreter, `lines` the output's columns of the others
    after `rid`. `bits`: so many words have a table of their lists together."""

    asked: Population
    out: Written
    dialect: Dialect
    job: Job
    bits: int = BITS

    @property
    def has_open(self) -> bool:
        """Whether something unknown can matter at all."""
        return self.out.open is not self.asked.pool.truth(False)

    def left(self, source: Sql | None = None) -> exp.Select:
        """`rid` of the records that the interpreter decides."""
        if self.out.doubt is self.asked.pool.truth(False):
            unsound = exp.Not(this=column("ok"))
            return select([column("rid")], source or table(RECORD)).where(unsound, copy=False)
        inner = Layout(self.dialect).select({"doubt": self.out.doubt}, ["rid", "ok"], source or table(RECORD))
        held = exp.or_(exp.Not(this=column("ok")), column("doubt"))
        return select([column("rid")], inner.subquery("flagged", copy=False)).where(held, copy=False)

    def open_ones(self, source: Sql | None = None) -> exp.Select:
        """`rid`, `missing`, `tried` and `signature` of the records on which something unknown matters: where it is
        `tried`, only the interpreter tells what is missing, and the same for all of one signature. Some of them may be
        left to the interpreter altogether."""
        outputs = {
            "open": self.out.open,
            "tried": self.out.tried,
            "missing": self.out.missing,
            "signature": self.out.signature,
        }
        few = source or self._with_unknowns()
        inner = Layout(self.dialect).select(outputs, ["rid"], few)
        shown = [column(n) for n in ("rid", "missing", "tried", "signature")]
        return select(shown, inner.subquery("flagged", copy=False)).where(column("open"), copy=False)

    def _with_unknowns(self) -> Sql:
        """The records in which a field is unknown: the only ones that can be open, unless something is 待定."""
        if is_open_though_known(self.job.rules.program, self.job.policy_type, self.job.when):
            return table(RECORD)
        condition = Layout(self.dialect).condition(self.asked.unknown)
        return select([exp.Star()], table(RECORD)).where(condition, copy=False).subquery("few", copy=False)

    def lines(self, source: Sql | None = None, *, empty: Mapping[str, Sql]) -> exp.Select:
        """`rid` and every column of the output, for all records of the source.

        Args:
            empty: what stands in the columns that no record has here (missing, error).
        """
        outputs: dict[str, Node] = dict(self.out.nodes)
        joins: list[tuple[str, str, tuple[str, ...]]] = []
        parts: dict[str, list[Sql]] = {}
        for title, words in self.out.words.items():
            parts[title] = self._words(title, words, outputs, joins)
        layout = Layout(self.dialect)
        inner = layout.select(outputs, ["rid"], source or table(RECORD)).subquery("decided", copy=False)
        shown: list[Sql] = [column("rid")]
        for made in self.job.columns:
            shown.append(named(self._shown(made.name, parts, empty), made.name))
        made_of = select(shown, inner)
        for key, mask, words_of in joins:
            sub = self.dialect.words(words_of).subquery(key, copy=False)
            on = exp.EQ(this=column(mask), expression=exp.column("mask", table=key, quoted=True))
            made_of = made_of.join(sub, on=on, copy=False)
        return made_of

    def _words(
        self, title: str, words: Words, outputs: dict[str, Node], joins: list[tuple[str, str, tuple[str, ...]]]
    ) -> list[Sql]:
        made: list[Sql] = []
        for i, (mask, texts) in enumerate(chunks(self.asked.pool, words.words, self.bits)):
            if mask.op == "lit":
                known = [t for bit, t in enumerate(texts) if mask.args[0] >> bit & 1]
                made.append(self.dialect.texts(known))
                continue
            key = f"{title}_{i}"
            outputs[f"_{key}"] = mask
            joins.append((key, f"_{key}", texts))
            made.append(exp.column("words", table=key, quoted=True))
        return made

    def _shown(self, title: str, parts: Mapping[str, list[Sql]], empty: Mapping[str, Sql]) -> Sql:
        if title in parts:
            found = parts[title]
            if not found:
                return self.dialect.texts([])
            return found[0] if len(found) == 1 else self.dialect.lists_joined(found)
        if title in empty:
            return empty[title]
        if title == "record" and "record" not in self.out.nodes:
            return self.dialect.numbered(column("rid"))
        return column(title)


def statement(job: Job, dialect: Dialect) -> Statement:
    """Compile a job's policy for an engine.

    Raises:
        UnsupportedError: YJ804 to YJ807.
    """
    asked = population(job.rules.program, job.policy_type, job.when)
    out = written(asked, job.columns, job.record_type)
    words = ((title, met) for title, words in out.words.items() for _, met in words.words)
    flags = ((job.policy, flag) for flag in (out.open, out.doubt))
    refuse_wide(dialect, (*out.nodes.items(), *words, *flags))
    return Statement(asked, out, dialect, job)
