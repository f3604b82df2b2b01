"""What to ask for: the missing fields that could still change the outcome or a due payment."""

from __future__ import annotations

from dataclasses import dataclass

from yiju.decision.evaluate import Due, Evaluation, Evaluator
from yiju.decision.walk import Standing, stands_on
from yiju.program.values import UNKNOWN


@dataclass(slots=True)
class Asked:
    """One record's evaluation, and what its unknowns hang on."""

    evaluator: Evaluator
    evaluation: Evaluation

    def of_outcome(self) -> Standing:
        """What keeps the outcome undecided on the days that matter."""
        days = {d.day for d in self.evaluation.due if d.outcome is UNKNOWN}
        if self.evaluation.outcome is UNKNOWN:
            days.add(self.evaluation.scope.day)
        standing = Standing()
        body = self.evaluator.program.definitions[self.evaluation.policy.outcome].body
        for day in sorted(days):
            stands_on(self.evaluator.run, body, self.evaluator.scope(day), standing)
        return standing

    def of_payment(self, due: Due, amount: Standing) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """A payment's missing fields and open points: the outcome's first, then the amount's."""
        missing = dict.fromkeys(self.of_outcome().missing) if due.outcome is UNKNOWN else {}
        opens = dict.fromkeys(self.of_outcome().opens.values()) if due.outcome is UNKNOWN else {}
        if due.value is UNKNOWN:
            missing.update(dict.fromkeys(amount.missing))
            opens.update(dict.fromkeys(amount.opens.values()))
        return tuple(missing), tuple(opens)


def missing_fields(asked: Asked) -> tuple[tuple[str, ...], bool]:
    """The outcome's missing fields, those that decide most first, and whether the list is exact."""
    return tuple(asked.of_outcome().missing), not asked.of_outcome().missing
