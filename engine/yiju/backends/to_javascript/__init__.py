"""The JavaScript backend: a program as a plain ES module over `runtime/*.js`, exact numbers and no library."""

from yiju.backends.to_javascript.module import to_javascript

__all__ = ["to_javascript"]
