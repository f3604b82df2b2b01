"""The door: record files and mappings to checked rows, or findings."""
