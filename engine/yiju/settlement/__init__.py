"""Paying a batch: its payments drawn on the accounts of the ledger, and 互斥 settled across records."""
