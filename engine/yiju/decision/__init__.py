"""Decisions: what a policy says of a record on a day or over a period, and everything it stands on."""
