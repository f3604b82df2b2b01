"""Evaluators of a program: the reference interpreter, which is the meaning, and those that must agree with it."""
