"""The rule set: the trees of all files of a place gathered by name; order does not matter."""
