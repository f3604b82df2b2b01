"""The rule of each kind of expression: one table, so that a kind without a rule is seen at once."""

from __future__ import annotations

from collections.abc import Mapping

from yiju.backends.relational import choices, conditions, days, lists, numbers
from yiju.backends.relational.builder import Rule
from yiju.backends.relational.pieces import constant, unknown
from yiju.program import expressions as e

RULES: Mapping[type, Rule] = {
    e.Const: lambda b, x, _: constant(b.pool, x.value),
    e.Open: lambda b, _, __: unknown(b.pool),
    e.Grounded: lambda b, x, here: b.piece(x.operand, here),
    e.Field: lists.field,
    e.Variable: lists.variable,
    e.Let: lists.let,
    e.Ref: lists.ref,
    e.Aggregate: lists.aggregate,
    e.Rank: lists.rank,
    e.PointsTotal: lists.points_total,
    e.At: days.at,
    e.Day: days.day,
    e.InForce: days.in_force,
    e.Dated: days.dated,
    e.FullYears: days.years,
    e.ShiftDate: days.shift,
    e.DaysBetween: days.between,
    e.Overlap: days.overlap,
    e.HistoryAt: days.history_at,
    e.HistoryWindow: days.history_window,
    e.Arithmetic: numbers.arithmetic,
    e.Extreme: numbers.extreme,
    e.Round: numbers.rounded,
    e.Sure: numbers.sure,
    e.Marginal: numbers.marginal,
    e.Compare: conditions.compare,
    e.IsNothing: conditions.is_nothing,
    e.Is: conditions.is_value,
    e.OneOf: conditions.one_of,
    e.InRange: conditions.in_range,
    e.InMonth: conditions.in_month,
    e.MonthIn: conditions.month_in,
    e.Contains: conditions.contains,
    e.Both: conditions.both,
    e.Not: conditions.negation,
    e.Choice: choices.choice,
    e.OrElse: choices.or_else,
    e.Candidates: choices.candidates,
    e.Delegated: choices.delegated,
    e.Lookup: choices.lookup,
}
