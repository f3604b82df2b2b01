"""What a batch pays: 互斥 across records, draws on the accounts of a ledger, sums, the page an office prints."""
