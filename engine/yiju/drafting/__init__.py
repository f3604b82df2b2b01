"""Drafting: a document to draft policies, each rule under its quoted words; what cannot be told stays open."""
