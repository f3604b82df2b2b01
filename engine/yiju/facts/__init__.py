"""Facts: what a document states, read from its words: amounts, rates, dates, counts, document numbers, its header."""
