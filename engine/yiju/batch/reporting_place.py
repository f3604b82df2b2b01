"""What an official calls the place of a batch's rules: its name in the register, not that of its folder."""

from __future__ import annotations

from yiju.documents.register import load_register
from yiju.load import Rules


def place_name(rules: Rules) -> str:
    """The name in `documents.toml`; that of the folder where there is none."""
    if not (rules.path / "documents.toml").is_file():
        return rules.program.place
    register, _ = load_register(rules.path)
    return register.place or rules.program.place
