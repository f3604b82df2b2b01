"""What a public name of Python code is: its signature, its fields, its methods, as texts.

Input: functions and classes. Output: plain data; annotations stand as they are written. Draws nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cached_property
from typing import Any

WIDEST = 88


@dataclass(frozen=True, slots=True)
class Member:
    """A field, property or method of a class, or a function by itself; `declared` is its signature or `name: type`."""

    name: str
    declared: str
    doc: str | None
    is_value: bool


def signature_of(name: str, function: Any) -> str:
    """`load(path: str | Path, *, known: date | None = None) -> Rules`, on several lines where it is long."""
    signature = inspect.signature(function)
    words = [w for w in _parameters(signature)]
    returned = signature.return_annotation
    end = "" if returned is inspect.Signature.empty else f" -> {_annotation(returned)}"
    line = f"{name}({', '.join(words)}){end}"
    if len(line) <= WIDEST:
        return line
    held = "".join(f"    {word},\n" for word in words)
    return f"{name}(\n{held}){end}"


def members_of(class_: type) -> tuple[Member, ...]:
    """Fields, then properties and methods in the order written; what begins with `_` is left out."""
    return (*_fields(class_), *_methods(class_))


def _parameters(signature: inspect.Signature) -> Iterator[str]:
    is_named_only = False
    for parameter in signature.parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and not is_named_only:
            is_named_only = True
            yield "*"
        kind = "" if parameter.annotation is parameter.empty else f": {_annotation(parameter.annotation)}"
        space = " " if kind else ""
        default = "" if parameter.default is parameter.empty else f"{space}={space}{parameter.default!r}"
        yield f"{parameter.name}{kind}{default}"


def _annotation(held: Any) -> str:
    return held if isinstance(held, str) else inspect.formatannotation(held)


def _fields(class_: type) -> Iterator[Member]:
    if not is_dataclass(class_):
        return
    for field in fields(class_):
        if field.name.startswith("_"):
            continue
        default = "" if field.default is MISSING else f" = {field.default!r}"
        yield Member(field.name, f"{field.name}: {_annotation(field.type)}{default}", None, is_value=True)


def _methods(class_: type) -> Iterator[Member]:
    for name, held in vars(class_).items():
        if name.startswith("_"):
            continue
        if isinstance(held, property | cached_property):
            function = held.fget if isinstance(held, property) else held.func
            returned = inspect.signature(function).return_annotation if function else ""
            yield Member(name, f"{name}: {_annotation(returned)}", held.__doc__, is_value=True)
        elif inspect.isfunction(held):
            yield Member(name, signature_of(name, held), held.__doc__, is_value=False)
