"""Sums: what a document claims to add up, checked exactly; and receipts regrouped into uses."""
