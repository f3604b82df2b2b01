"""Compiling: a document read, checked and drafted in one call; its report; two versions of it compared."""
