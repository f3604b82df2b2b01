"""Facts: what a document states, read from its words: amounts, rates, dates, counts, numbers of documents, its header."""
