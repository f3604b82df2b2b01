"""A PostgreSQL of the tests' own: a cluster in a folder of its own, on a socket, gone when the tests are over.

Input: the programs of Debian's package `postgresql`. Output: connection strings, and tables of made-up records.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from services import required

from yiju.program import types as ty
from yiju.program.program import RecordType

OPTIONS = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c jit=off"


@contextmanager
def running() -> Iterator[str]:
    """The connection string of a server that has just been started."""
    programs = _programs()
    required("PostgreSQL", programs is not None)
    required("psycopg", find_spec("psycopg") is not None)
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="yiju-pg-"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, _user())
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-A", "trust", "-U", "yiju", "-E", "UTF8", "--locale=C", "--no-sync")
        control = (programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log")
        _run(*control, "-o", f"{OPTIONS} -c unix_socket_directories={folder}", "start")
        try:
            yield f"host={folder} user=yiju dbname=postgres"
        finally:
            _run(*control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Where `initdb` is: by PATH, or where Debian has the newest."""
    if found := shutil.which("initdb"):
        return Path(found).parent
    by_version = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    return by_version[-1].parent if by_version else None


def _user() -> str:
    """PostgreSQL does not run as root."""
    import pwd

    return "postgres" if any(u.pw_name == "postgres" for u in pwd.getpwall()) else "nobody"


def _run(*command: object) -> None:
    words = [str(w) for w in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", _user(), "--", *words]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def connected(dsn: str) -> Any:
    """A connection that commits at once."""
    import psycopg

    return closing(psycopg.connect(dsn, autocommit=True, prepare_threshold=None))


def execute(dsn: str, sql: str) -> None:
    """Run a statement."""
    with connected(dsn) as connection:
        connection.execute(sql)


def query(dsn: str, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with connected(dsn) as connection:
        found: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
        return found


def lines(dsn: str, table: str) -> list[tuple[Any, ...]]:
    """The lines of an output, numbers as exact texts."""
    rows = query(dsn, f"SELECT * FROM {table}")
    return [tuple(f"{v:f}" if isinstance(v, Decimal) else v for v in row) for row in rows]


# --- tables of made-up records ----------------------------------------------------------------------------------


def table_of(dsn: str, name: str, kind: RecordType, records: Sequence[dict[str, Any]]) -> None:
    """A table of raw records: plain types where its values are plain, text where one is 无."""
    types = {f.name: _type(f.type, [r.get(f.name) for r in records]) for f in kind.fields}
    listed = ", ".join(f'"{n}" {t}' for n, t in types.items())
    with connected(dsn) as connection:
        connection.execute(f'CREATE TABLE "{name}" ({listed})')
        with connection.cursor() as cursor, cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
            for record in records:
                copy.write_row([_cell(record.get(n), t) for n, t in types.items()])


def _type(kind: ty.Type, values: Sequence[Any]) -> str:
    if isinstance(kind, (ty.ListType, ty.HistoryType)):
        return "jsonb"
    if any(isinstance(v, str) and v in ("无", "昨天") for v in values):
        return "text"
    match kind:
        case ty.NumberType():
            return "numeric"
        case ty.TruthType():
            return "boolean"
        case ty.DateType():
            return "date"
        case ty.MultiType():
            return "text[]"
    return "text"


def _cell(value: Any, kind: str) -> Any:
    if value is None:
        return None
    if kind == "jsonb":
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value) if kind == "text" else value
