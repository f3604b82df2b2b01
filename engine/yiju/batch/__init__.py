"""A population in one pass: every record of a file or table decided, with the answer that `Rules.decide` gives."""
