"""What a run by parts writes down (`run.json`): by which rules and options, and what it has done of which input.

Input and output: a folder of outputs. It says whether a part may be left out; it decides nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from yiju.batch.aside import write_whole
from yiju.batch.blocks import wanted_of
from yiju.batch.job import BatchRefused, Counts, Job, Report, Sum
from yiju.batch.rejected import rejected_name
from yiju.records.readers import member_files
from yiju.version import VERSION
from yiju_grammar.finding import Finding, finding

MANIFEST: Final = "run.json"
FORM: Final = "yiju/batch/1"

_WHOLE: Final = 64 << 20
"""Files up to this size are told by all their bytes; larger ones by their ends, size and time."""
_END: Final = 1 << 20

_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "version": ("版本", "the version"),
    "rules": ("规则", "the rules"),
    "policy": ("政策", "the policy"),
    "when": ("日期或期间", "the day or period"),
    "known": ("--known", "--known"),
    "engine": ("引擎", "the engine"),
    "why": ("--why", "--why"),
    "out": ("输出的形式", "the form of the output"),
    "lang": ("语言", "the language"),
}

Json = dict[str, Any]


def options_of(job: Job, engine: str) -> Json:
    """What all parts of a run have in common, and must not change before it is resumed."""
    when = job.when
    return {
        "version": VERSION,
        "rules": job.rules.program.digest,
        "policy": job.policy,
        "when": [d.isoformat() for d in when] if isinstance(when, tuple) else when.isoformat(),
        "known": job.rules.known.isoformat() if job.rules.known else None,
        "engine": engine,
        "why": job.why,
        "out": job.out.suffix.lower(),
        "lang": job.lang,
    }


@dataclass
class Manifest:
    """`parts`: by the name of the input, what was done of it."""

    folder: Path
    options: Json
    parts: dict[str, Json]

    @staticmethod
    def resumed(folder: Path, options: Json, jobs: Sequence[Job]) -> Manifest:
        """The manifest of a run that is to be gone on with.

        Raises:
            BatchRefused: YJ819 rules, options or a part changed, YJ820 there is none.
        """
        kept = _read(folder)
        for key, value in options.items():
            if kept["options"].get(key) != value:
                raise BatchRefused(_changed(folder, *_WORDS[key]))
        parts: dict[str, Json] = kept["parts"]
        by_name = {job.source.name: job for job in jobs}
        for name, part in parts.items():
            if name not in by_name or fingerprints(inputs_of(by_name[name])) != part["input"]:
                raise BatchRefused(_changed(folder, f"部分 `{name}`", f"part `{name}`"))
        return Manifest(folder, options, parts)

    def done(self, job: Job) -> Report | None:
        """What an earlier run made of a part, if its output stands as it was written."""
        part = self.parts.get(job.source.name)
        if part is None or fingerprints(outputs_of(job)) != part["output"]:
            return None
        counts = _counts(part["counts"])
        rejected = tuple(f for f in (rejected_name(job.out),) if counts.rejected or counts.findings)
        return Report(counts, Fraction(0), (job.out,), rejected, skipped=1)

    def add(self, job: Job, report: Report) -> None:
        """Write down that a part is done."""
        self.parts[job.source.name] = {
            "input": fingerprints(inputs_of(job)),
            "output": fingerprints(outputs_of(job)),
            "counts": _plain(report.counts),
        }
        self.write()

    def write(self) -> None:
        """Put it into the folder."""
        made = {"form": FORM, "options": self.options, "parts": self.parts}
        write_whole(self.folder / MANIFEST, (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode())


def inputs_of(job: Job) -> list[Path]:
    """The files that a part is read from."""
    return [job.source, *member_files(wanted_of(job), job.source, job.members).values()]


def outputs_of(job: Job) -> list[Path]:
    """The files that a part is written to."""
    return [job.out, rejected_name(job.out)]


def fingerprints(files: Iterable[Path]) -> list[Json]:
    """What tells each file that is there: name, size and digest; of a large one its ends' digest, and its time."""
    return [_fingerprint(f) for f in files if f.is_file()]


def _fingerprint(file: Path) -> Json:
    state = file.stat()
    digest = sha256()
    with file.open("rb") as data:
        if state.st_size <= _WHOLE:
            while piece := data.read(_END):
                digest.update(piece)
            return {"name": file.name, "size": state.st_size, "sha256": digest.hexdigest()}
        digest.update(data.read(_END))
        data.seek(-_END, 2)
        digest.update(data.read())
    ends = digest.hexdigest()
    return {"name": file.name, "size": state.st_size, "ends_sha256": ends, "mtime_ns": state.st_mtime_ns}


def _read(folder: Path) -> Json:
    try:
        kept = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        kept = None
    if not isinstance(kept, dict) or kept.get("form") != FORM or not {"options", "parts"} <= kept.keys():
        raise BatchRefused(finding("YJ820", None, where=str(folder / MANIFEST), path=folder))
    return kept


def _changed(folder: Path, what: str, what_en: str) -> Finding:
    return finding("YJ819", None, where=str(folder / MANIFEST), what=what, what_en=what_en)


def _plain(counts: Counts) -> Json:
    return {
        "read": counts.read,
        "decided": counts.decided,
        "rejected": counts.rejected,
        "by_outcome": dict(counts.by_outcome),
        "payments": {name: [str(s.total), s.records, s.open] for name, s in counts.payments.items()},
        "handed_over": counts.handed_over,
        "findings": [[f.code, [list(a) for a in f.args], f.where] for f in counts.findings],
    }


def _counts(kept: Json) -> Counts:
    return Counts(
        kept["read"],
        kept["decided"],
        kept["rejected"],
        kept["by_outcome"],
        {name: Sum(Fraction(total), n, left) for name, (total, n, left) in kept["payments"].items()},
        kept["handed_over"],
        tuple(Finding(code, None, tuple((k, v) for k, v in args), (), where) for code, args, where in kept["findings"]),
    )
