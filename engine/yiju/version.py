"""Our version, in one place for the cache and the command line."""

VERSION = "0.1.0"
