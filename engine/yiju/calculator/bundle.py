"""Files of JavaScript joined into one module that asks for no other: what a page takes with it.

Input: ES modules that use only `import { a } from "./x.js";` and `export function|const|class`, with top-level names
unique among all of them. Output: the text of one ES module, or of a script that sets one global name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from yiju.backends.to_javascript import to_javascript
from yiju.backends.to_javascript.literals import text_literal
from yiju.backends.to_javascript.module import KERNELS
from yiju.calculator.words import tables_module
from yiju.program.program import Program

CALCULATOR: Final = Path(__file__).parent
RUNTIME: Final = CALCULATOR.parent / "backends" / "to_javascript" / "runtime"
TABLES: Final = CALCULATOR / "explain" / "tables.js"
"""A file that stands nowhere: it is made of Python's tables of words."""

_IMPORT: Final = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export ((?:async )?function\*?|const|class) (\w+)", re.MULTILINE)
_EXPORT_LIST: Final = re.compile(r"^export \{([^}]*)\};\n?", re.MULTILINE)
_TOP_LEVEL: Final = re.compile(
    r"^(?:export )?(?:(?:async )?function\*?|const|let|class) (\w+|\{[^}]*\}|\[[^\]]*\])", re.MULTILINE
)
_OTHER: Final = re.compile(
    r"^(?:import|export)\b(?! (?:async )?function\b| function\*| const | class ).*", re.MULTILINE
)


class BundleError(Exception):
    """Files that cannot be joined: a form not allowed for, a name declared twice, or one that nothing exports."""


def bundle(entries: Iterable[Path]) -> str:
    """The files and all that they import, in the order of need, as one ES module; its exports are all of theirs.

    Raises:
        BundleError: the files cannot be joined.
    """
    code, names = joined(entries)
    return f"{code}\nexport {{ {', '.join(names)} }};\n"


def classic(text: str, name: str) -> str:
    """An ES module without imports as a classic script that sets `globalThis.name` to an object of its exports.

    A page opened from a folder cannot import modules.
    """
    names = [*(m[2] for m in _EXPORT.finditer(text))]
    names += [n.strip() for m in _EXPORT_LIST.finditer(text) for n in m[1].split(",") if n.strip()]
    body = _EXPORT_LIST.sub("", _EXPORT.sub(r"\1 \2", text)).rstrip("\n")
    opening = f'globalThis[{text_literal(name)}] = (() => {{\n"use strict";\n'
    return f"{opening}{body}\nreturn {{ {', '.join(names)} }};\n}})();\n"


def calculator_module(program: Program, policy: str, sources: Mapping[str, str]) -> str:
    """One self-contained ES module that decides records of a policy: runtime, decision, explanation and the rules.

    Beside everything that those export it has `rules` (the program), `policy` (its name), `decide(json, day)` and
    `decideDuring(json, first, last)`: days as ISO text; the answer is `{decision}`, or `{problems}` of the record.

    Raises:
        KeyError: there is no such policy.
        BundleError: the files cannot be joined.
    """
    code, names = joined(_calculator_files())
    made = to_javascript(program, [policy], sources).replace("export function program(", "function makeProgram(")
    glue = _GLUE.replace("KERNELS", ", ".join(KERNELS)).replace("POLICY", text_literal(policy))
    own = ("rules", "policy", "decide", "decideDuring")
    return f"{code}\n{made}\n{glue}\nexport {{ {', '.join((*names, *own))} }};\n"


_GLUE: Final = """\
const rules = makeProgram({ KERNELS });
const policy = POLICY;

function decideRecord(json, make) {
  const checked = checkRecord(rules, rules.policies[policy].subject, json);
  return checked.problems === undefined ? { decision: make(checked.row) } : checked;
}

function decide(json, day) {
  return decideRecord(json, (row) => decideOn(rules, policy, row, isoDay(day)));
}

function decideDuring(json, first, last) {
  return decideRecord(json, (row) => decidePeriod(rules, policy, row, isoDay(first), isoDay(last)));
}
"""


def _calculator_files() -> list[Path]:
    folders = (RUNTIME, CALCULATOR / "decision", CALCULATOR / "explain")
    return [file for folder in folders for file in sorted(folder.glob("*.js"))]


# --- joining ------------------------------------------------------------------------------------------------


def joined(entries: Iterable[Path]) -> tuple[str, list[str]]:
    """The files and what they import as one text without imports and exports, and the names exported.

    Raises:
        BundleError: the files cannot be joined.
    """
    files = _in_order([entry.resolve() for entry in entries])
    exported = {file: [m[2] for m in _EXPORT.finditer(text)] for file, text in files.items()}
    for file, text in files.items():
        _check_imports(file, text, exported)
    _check_unique(files)
    parts = [_EXPORT.sub(r"\1 \2", _IMPORT.sub("", text)).strip("\n") for text in files.values()]
    return "\n\n".join(parts) + "\n", [name for names in exported.values() for name in names]


def _in_order(entries: list[Path]) -> dict[Path, str]:
    """The texts of all files, each after those it imports."""
    done: dict[Path, str] = {}
    waiting: list[Path] = []

    def visit(file: Path) -> None:
        if file in done:
            return
        if file in waiting:
            raise BundleError(f"{file.name} imports itself by way of {waiting[-1].name}")
        waiting.append(file)
        text = tables_module() if file == TABLES else file.read_text("utf-8")
        for found in _IMPORT.finditer(text):
            visit((file.parent / found[2]).resolve())
        waiting.pop()
        done[file] = text

    for entry in entries:
        visit(entry)
    return done


def _check_imports(file: Path, text: str, exported: Mapping[Path, list[str]]) -> None:
    for found in _IMPORT.finditer(text):
        there = exported[(file.parent / found[2]).resolve()]
        unknown = [n for n in map(str.strip, found[1].split(",")) if n and n not in there]
        if unknown:
            raise BundleError(f"{file.name} imports {unknown[0]!r}, which {found[2]} does not export")
    other = _OTHER.search(_IMPORT.sub("", text))
    if other is not None:
        raise BundleError(f"{file.name}: {other[0]!r} is no form that can be joined")


def _check_unique(files: Mapping[Path, str]) -> None:
    owner: dict[str, Path] = {}
    for file, text in files.items():
        for found in _TOP_LEVEL.finditer(text):
            for name in re.findall(r"\w+", found[1]):
                if owner.setdefault(name, file) != file:
                    raise BundleError(f"{name!r} stands at the top of both {owner[name].name} and {file.name}")
