"""Readers: the bytes of an official document to one text, with where its words stand in the file."""
