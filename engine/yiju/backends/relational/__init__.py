"""The relational backend: a program as expressions over columns, for engines that know integers, days and texts.

`policy.py` says what is asked of a record, the modules named by kind of expression turn the calculus into `nodes.py`,
`layout.py` lays nodes out as layered SELECTs, and one module a dialect writes each operation for its engine.
"""
