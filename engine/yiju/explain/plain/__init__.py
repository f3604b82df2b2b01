"""Rules in plain words, Chinese and English: what a clerk would write of each declaration.

`plain_rule(program, sources, declaration, lang)` gives the lines of a declaration, `plain_text` joins them.
`wording_of(...)` with `condition_phrase` and `value_phrase` says parts of one: a condition, a value.
Conditions are said with the phrases of decisions (`explain.phrases`, `explain.comparing`).
"""

from yiju.explain.plain.conditions import condition_phrase as condition_phrase
from yiju.explain.plain.line import PlainLine as PlainLine
from yiju.explain.plain.line import plain_text as plain_text
from yiju.explain.plain.rule import plain_rule as plain_rule
from yiju.explain.plain.rule import wording_of as wording_of
from yiju.explain.plain.values import value_phrase as value_phrase
from yiju.explain.plain.wording import Wording as Wording
