"""One Node process a test run, to which modules are given and questions put; tests without Node are skipped.

    node = node_process()
    assert node.call(node.runtime, "isoText", 1) == "0001-01-01"
    made = node.program(program, ["补助"], sources)         # stays there, may be an argument
    y = node.module([Path("…/decision/build.js")])         # files and what they import, joined by the bundler

Arguments and answers: Fraction, a pair of Fractions for a 人数, NOTHING, Failure, frozenset, dict (an object), `Stored`
rows. Days are ordinals as int; a BigInt comes back as `Big`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from services import required

from yiju.backends.to_javascript import to_javascript
from yiju.calculator.bundle import RUNTIME, bundle
from yiju.program import types as ty
from yiju.program.errors import Failure, RunError
from yiju.program.program import Program, RecordType
from yiju.program.values import NOTHING, UNKNOWN, Row

ANSWERING = Path(__file__).parent / "answering.mjs"


class Big(int):
    """An integer that is a BigInt in JavaScript."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module that Node has loaded."""

    number: int


@dataclass(frozen=True, slots=True)
class Held:
    """A value that stays in Node."""

    number: int


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as Python stores it, given to JavaScript as it is stored there."""

    program: Program
    record: str
    row: Row


class NodeError(Exception):
    """What was thrown in Node, with its stack."""


class NodeProcess:
    """A running Node: one question at a time."""

    def __init__(self, executable: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="yiju-node-")
        self.modules: dict[str, Module] = {}
        self.joined: dict[tuple[Path, ...], Module] = {}
        command = [executable, str(ANSWERING)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, question: Mapping[str, Any]) -> Any:
        """The answer to one question, as JSON has it.

        Raises:
            NodeError: something was thrown.
        """
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(question, ensure_ascii=True) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline() or '{"error": "Node has ended"}')
        if "error" in answer:
            raise NodeError(answer["error"])
        return answer

    def text_module(self, text: str) -> Module:
        """A module by its text."""
        name = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
        if name not in self.modules:
            file = Path(self.folder.name) / f"{name}.mjs"
            file.write_text(text, encoding="utf-8")
            self.modules[name] = Module(self.ask({"load": file.as_uri()})["module"])
        return self.modules[name]

    def module(self, files: Iterable[Path]) -> Module:
        """Files and all that they import, as one module."""
        wanted = tuple(files)
        if wanted not in self.joined:
            self.joined[wanted] = self.text_module(bundle(wanted))
        return self.joined[wanted]

    @property
    def runtime(self) -> Module:
        """Everything under `to_javascript/runtime`."""
        return self.module(sorted(RUNTIME.glob("*.js")))

    def program(
        self, program: Program, policies: Iterable[str] | None = None, sources: Mapping[str, str] | None = None
    ) -> Held:
        """A program in Node: what these policies reach of it, or all of it."""
        module = self.text_module(to_javascript(program, policies, sources or {}))
        return self.keep(module, "program", self.runtime)

    def call(self, module: Module, name: str, *args: Any) -> Any:
        """What an exported function answers; the value of any other export."""
        answer = self.ask({"call": name, "of": module.number, "args": encoded(args)})
        return decoded(answer["value"])

    def keep(self, module: Module, name: str, *args: Any) -> Held:
        """As `call`; the answer stays in Node."""
        return Held(self.ask({"call": name, "of": module.number, "args": encoded(args), "keep": True})["held"])

    def close(self) -> None:
        """End the process that was started here."""
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=10)
        self.process.stdout.close()
        self.folder.cleanup()


@cache
def _started(executable: str) -> NodeProcess:
    import atexit

    made = NodeProcess(executable)
    atexit.register(made.close)
    return made


def node_process() -> NodeProcess:
    """The test run's Node; the test at hand is skipped where there is none."""
    executable = shutil.which("node")
    required("Node.js", executable is not None)
    assert executable is not None
    return _started(executable)


# --- values as JSON -----------------------------------------------------------------------------------------


def encoded(value: Any) -> Any:
    """A value as `answering.mjs` reads it."""
    match value:
        case Module(number):
            return {"$": "module", "v": number}
        case Held(number):
            return {"$": "held", "v": number}
        case Stored(program, record, row):
            return stored_row(program, program.records[record], row)
        case Mapping():
            return {k: encoded(v) for k, v in value.items()}
        case list() | tuple():
            return [encoded(item) for item in value]
    return _encoded_scalar(value)


def _encoded_scalar(value: Any) -> Any:
    match value:
        case Big():
            return {"$": "big", "v": str(int(value))}
        case Fraction():
            return {"$": "num", "n": str(value.numerator), "d": str(value.denominator)}
        case date():
            return value.toordinal()
        case frozenset():
            return {"$": "set", "v": sorted(value)}
    return {"$": "nothing"} if value is NOTHING else value


def stored_row(program: Program, record: RecordType, row: Row) -> list[Any]:
    """A stored record as JavaScript stores it."""
    return [_stored(program, f.type, value) for f, value in zip(record.fields, row, strict=True)]


def _stored(program: Program, kind: ty.Type, value: Any) -> Any:
    if value is UNKNOWN or value is NOTHING:
        return encoded(value)
    match kind:
        case ty.NumberType():
            return encoded(Big(value))
        case ty.ListType(record=record):
            return [stored_row(program, program.records[record], row) for row in value]
        case ty.HistoryType():
            return {"$": "map", "v": [[m, None if v is UNKNOWN else encoded(Big(v))] for m, v in value.items()]}
    return encoded(value)


def decoded(value: Any) -> Any:
    """A value that `answering.mjs` wrote."""
    if isinstance(value, list):
        return [decoded(item) for item in value]
    if not isinstance(value, dict):
        return value
    match value.get("$"):
        case "num":
            return Fraction(int(value["n"]), int(value["d"]))
        case "pair":
            return decoded(value["low"]), decoded(value["high"])
        case "big":
            return Big(value["v"])
        case "set":
            return frozenset(value["v"])
        case "map":
            return {k: decoded(v) for k, v in value["v"]}
        case "nothing":
            return NOTHING
        case "failure":
            return Failure(frozenset(map(_run_error, value["errors"])))
    return {k: decoded(v) for k, v in value.items()}


def _run_error(error: Mapping[str, Any]) -> RunError:
    file, start, end = error["place"]
    return RunError(error["code"], error["label"], tuple(error["rules"]), error["detail"], (file, start, end))
