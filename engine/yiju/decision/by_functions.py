"""Deciding by generated functions: the same evaluation, its values taken from what the Python backend worked out.

For many records of one policy. What the functions do not keep, and every value that is an error, comes from the
reference interpreter; so a decision is the same, byte for byte, and only sooner made.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from yiju.backends.evaluation import Scope
from yiju.backends.interpreter import Interpreter
from yiju.backends.to_python_policy import PolicyFunctions, Trace
from yiju.backends.to_python_runtime import ERR, Incomplete
from yiju.decision.evaluate import Evaluator
from yiju.program import expressions as e
from yiju.program.values import Row


class TracedInterpreter(Interpreter):
    """An interpreter that knows the values a generated function has kept of its record."""

    def __init__(self, functions: PolicyFunctions, row: Row) -> None:
        super().__init__(functions.program)
        self.functions = functions
        self.row = row
        self._traces: dict[date, Trace | None] = {}

    def value(self, expr: e.Expr, scope: Scope) -> Any:
        """The value of an expression: what the function of the day kept, else what the interpreter says."""
        if not scope.variables and scope.frames and scope.frames[-1].row is self.row:
            trace = self._trace(scope.day)
            if trace is not None:
                try:
                    found = trace.stored(expr, scope)
                except KeyError:
                    return super().value(expr, scope)
                if found is not ERR:
                    return found
        return super().value(expr, scope)

    def _trace(self, day: date) -> Trace | None:
        if day not in self._traces:
            try:
                self._traces[day] = self.functions.trace(self.row, day)
            except Incomplete:
                self._traces[day] = None
        return self._traces[day]


class FunctionsEvaluator(Evaluator):
    """An evaluator whose values come from generated functions."""

    def __init__(self, functions: PolicyFunctions, row: Row) -> None:
        super().__init__(functions.program, functions.policy.name, row)
        self.run = TracedInterpreter(functions, row)
