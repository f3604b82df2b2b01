"""Funds: the ledgers of a place as received, used and left, with their checks and the flow from source to use."""
