"""Two versions of a document compared: what changed, and which rules must be looked at again."""

from yiju.compiling.versions.compare import compare as compare
