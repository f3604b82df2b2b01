"""Where generated statements stand: the record itself, and a loop for the elements of each list.

A statement of a loop has a level: what a loop adds up is known only after it, so a later loop over the same list may
be needed. `lay_out` writes each level's statements, then the loops of that level, and so on.
"""

from __future__ import annotations

import builtins
import keyword
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from yiju.backends.to_python_value import Level, Piece, whole
from yiju.program.program import RecordType

IDENTIFIER = re.compile(r"[^\W\d]\w*")

RESERVED = frozenset({*keyword.kwlist, *dir(builtins), "row", "day", "answer", "_"})


@dataclass(slots=True, eq=False)
class Loop:
    """The elements of a list as they are gone through (`parent` None: the record itself).

    `parent` is the loop it stands in; `home` the record whose field the list is: what a definition of the element
    sees around it. `source` is the local name of the list, `fields` the local names of the fields read,
    `opens` the first level at which the list is at hand, `named` the code that already has a name.
    """

    record: RecordType
    parent: Loop | None = None
    home: Loop | None = None
    field_name: str = ""
    source: str = ""
    element: str = "row"
    opens: Level = (0,)
    fields: dict[str, str] = field(default_factory=dict)
    statements: dict[Level, list[str]] = field(default_factory=dict)
    last: dict[Level, list[str]] = field(default_factory=dict)
    bound: dict[str, Level] = field(default_factory=dict)
    children: list[Loop] = field(default_factory=list)
    columns_read: dict[Level, list[tuple[str, str]]] = field(default_factory=dict)
    named: dict[str, str] = field(default_factory=dict)

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    @property
    def frames(self) -> tuple[Loop, ...]:
        """What a definition of this record sees: itself, then the records that enclose it."""
        return (self,) if self.home is None else (self, *self.home.frames)

    @property
    def path(self) -> tuple[str, ...]:
        """The list fields that lead here from the record itself."""
        return () if self.home is None else (*self.home.path, self.field_name)

    def full(self, level: Level) -> Level:
        """A level of this loop or of one around it, as one of this loop."""
        return level + (0,) * (self.depth + 1 - len(level))

    def add(self, level: Level, statement: str) -> None:
        """Append a statement."""
        self.statements.setdefault(self.full(level), []).append(statement)

    def close(self, level: Level, statement: str) -> None:
        """Append a statement to what stands at the end of the loop."""
        self.last.setdefault(self.full(level)[:-1], []).append(statement)


@dataclass(slots=True)
class Names:
    """Local and global names of one generated function, each given once."""

    taken: set[str]

    def new(self, hint: str) -> str:
        """A name like the hint that Python accepts and nothing else has."""
        plain = re.sub(r"\W+", "_", unicodedata.normalize("NFKC", hint)).strip("_") or "x"
        plain = plain if plain.isidentifier() and not plain.startswith("_") else f"x{plain}"
        name, n = plain, 1
        while name in self.taken:
            n += 1
            name = f"{plain}_{n}"
        self.taken.add(name)
        return name


def bind(names: Names, piece: Piece, hint: str) -> Piece:
    """The piece under a local name of its own, which then guards it; itself when it is one already."""
    if piece.is_bound or _is_pair_of_names(piece):
        return piece
    return assign(names, piece, _bare(whole(piece)), hint)


def assign(names: Names, piece: Piece, code: str, hint: str) -> Piece:
    """What comes of some code under a local name; code that has one already is not run twice."""
    loop, level = piece.loop, piece.loop.full(piece.level)
    name = loop.named.get(code)
    if name is None or loop.bound[name] > level:
        name = loop.named[code] = names.new(hint)
        loop.add(level, f"{name} = {code}")
        loop.bound[name] = level
    return named(piece, name, level)


def named(piece: Piece, name: str, level: Level) -> Piece:
    """What stands under a local name."""
    pair, ratio = piece.kind == "pair", bool(piece.den)
    return Piece(
        piece.kind,
        f"{name}[0]" if pair or ratio else name,
        piece.loop,
        level,
        (name,) if piece.may_be_unknown else (),
        (name,) if piece.may_fail else (),
        nothing=piece.nothing,
        scale=piece.scale,
        den=f"{name}[1]" if ratio else "",
        high=f"{name}[1]" if pair else "",
        name=name,
    )


def _is_pair_of_names(piece: Piece) -> bool:
    return piece.kind == "pair" and piece.code.isidentifier() and not piece.nothing


def _bare(code: str) -> str:
    return code[1:-1] if code.startswith("(") and code.endswith(")") and _one_group(code) else code


def _one_group(code: str) -> bool:
    """Whether the first bracket closes at the end, and the brackets are no tuple."""
    depth = 0
    for i, char in enumerate(code):
        depth += (char in "([{") - (char in ")]}")
        if depth == 1 and char == ",":
            return False
        if char in "'\"" or (depth == 0 and i < len(code) - 1):
            return False
    return True


# --- layout -------------------------------------------------------------------------------------------------


def lay_out(root: Loop, names: Names) -> list[str]:
    """The statements of the record itself and of all its loops, indented."""
    for loop in sorted(_descendants(root), key=lambda l: -l.depth):
        _keep_columns(loop, names)
    return list(_level(root, (), 1))


def _descendants(loop: Loop) -> Iterator[Loop]:
    for child in loop.children:
        yield child
        yield from _descendants(child)


def _runs(loop: Loop) -> set[Level]:
    """The levels of the parent at which a loop has anything to do."""
    own = {level[:-1] for level in (*loop.statements,)} | set(loop.last)
    return own | {run[:-1] for child in loop.children for run in _runs(child)}


def _texts(loop: Loop, run: Level) -> Iterator[str]:
    """All code of one run of a loop."""
    for level, statements in loop.statements.items():
        if level[:-1] == run:
            yield from statements
    yield from loop.last.get(run, ())
    for child in loop.children:
        for inner in _runs(child):
            if inner[:-1] == run:
                yield child.source
                yield from (column for _, column in child.columns_read.get(inner, ()))
                yield from _texts(child, inner)


def _words(loop: Loop, run: Level) -> set[str]:
    return {word for text in _texts(loop, run) for word in IDENTIFIER.findall(text)}


def _keep_columns(loop: Loop, names: Names) -> None:
    """What one run of a loop binds and a later run reads is kept in a list, element by element."""
    assert loop.parent is not None
    columns: dict[str, str] = {}
    for run in sorted(_runs(loop)):
        for word in sorted(_words(loop, run) & loop.bound.keys()):
            made = loop.bound[word][:-1]
            if made == run or word in loop.fields:
                continue
            if word not in columns:
                columns[word] = names.new(f"{word}_of_each")
                loop.parent.bound[columns[word]] = made
                loop.parent.add(made, f"{columns[word]} = []")
                loop.close((*made, 0), f"{columns[word]}.append({word})")
            loop.columns_read.setdefault(run, []).append((word, columns[word]))


def _level(loop: Loop, prefix: Level, indent: int) -> Iterator[str]:
    """The statements of one run of a loop, level by level, each with the loops that stand in it."""
    pad = "    " * indent
    mine = {level[-1] for level in loop.statements if level[:-1] == prefix}
    inner = {run[-1] for child in loop.children for run in _runs(child) if run[:-1] == prefix}
    for number in sorted(mine | inner):
        level = (*prefix, number)
        yield from (pad + s for text in loop.statements.get(level, ()) for s in text.split("\n"))
        for child in loop.children:
            if level in _runs(child):
                yield from _loop(child, level, indent)
    yield from (pad + text for text in loop.last.get(prefix, ()))


def _loop(loop: Loop, run: Level, indent: int) -> Iterator[str]:
    pad = "    " * indent
    columns = loop.columns_read.get(run, [])
    if columns:
        targets = ", ".join([loop.element, *(w for w, _ in columns)])
        sources = ", ".join([f"{loop.source} or ()", *(c for _, c in columns)])
        yield f"{pad}for {targets} in zip({sources}):"
    else:
        yield f"{pad}for {loop.element} in {loop.source} or ():"
    body = [*(pad + "    " + s for s in unpacked(loop, _words(loop, run))), *_level(loop, run, indent + 1)]
    yield from body or [pad + "    pass"]


def unpacked(loop: Loop, used: set[str]) -> Iterator[str]:
    """Reads the fields that a run of the loop uses; one that must be there and is not stops the run."""
    wanted = {f: name for f, name in loop.fields.items() if name in used}
    columns = [f.name for f in loop.record.fields]
    if len(wanted) * 3 >= len(columns) and len(wanted) > 1:
        yield f"{', '.join(wanted.get(c, '_') for c in columns)} = {loop.element}"
    else:
        yield from (f"{name} = {loop.element}[{columns.index(f)}]" for f, name in wanted.items())
    needed = [wanted[f.name] for f in loop.record.fields if f.required and f.name in wanted]
    if needed:
        yield f"if {' or '.join(f'{n} is None' for n in needed)}:"
        yield "    raise Incomplete"
