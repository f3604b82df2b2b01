"""Provisions: the pieces of a document that rule something, each of one kind, found by rows of patterns."""
