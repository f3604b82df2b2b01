"""Compiling: a document read, checked and drafted in one call; its report as text, JSON and a page; two versions compared."""
