"""The verbs, one module each, imported only when the verb is used; each has `command(lang)`, which makes it."""
