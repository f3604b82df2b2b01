"""A connection to the office's PostgreSQL: opened, its tables named, and what it says against a run told as findings.

Input: a job's `dsn`. Output: a connection in one transaction, of which nothing is seen before it is committed. No
password is ever told: of a connection only its user, host and database are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from yiju.batch.duck import missing_extra, named
from yiju.batch.job import BatchRefused
from yiju_grammar.finding import Finding, Note, finding

if TYPE_CHECKING:
    import psycopg

Connection = Any
"""`psycopg.Connection[tuple[Any, ...]]`."""

LONGEST: Final = 63
"""Bytes of a name."""

SETTINGS: Final = (
    "jit = off",
    "synchronize_seqscans = off",
    "standard_conforming_strings = on",
    "client_min_messages = warning",
)
"""JIT takes longer over such a statement than running it; scans begin at a table's beginning, so that rows have
numbers; a backslash in a text is one."""


@dataclass(frozen=True, slots=True)
class TableName:
    """A table as it is asked for: `schema.table` or `table`."""

    schema: str
    table: str

    @property
    def sql(self) -> str:
        """Its name in SQL."""
        return f"{named(self.schema)}.{named(self.table)}" if self.schema else named(self.table)


def table_name(text: str) -> TableName:
    """What stands before the first dot is the schema."""
    schema, _, table = text.rpartition(".") if text.count(".") < 2 else text.partition(".")
    return TableName(schema, table)


@contextmanager
def session(dsn: str) -> Iterator[Connection]:
    """A connection in one transaction over one state of the database; committed at the end, else all is undone.

    Raises:
        BatchRefused: YJ814 the package is not there, YJ850 no connection, YJ854 the database ended it.
    """
    connection = _connected(dsn)
    with _told(_place(dsn)):
        try:
            for setting in SETTINGS:
                connection.execute(f"SET LOCAL {setting}")
            yield connection
            connection.commit()
        finally:
            connection.close()


def _connected(dsn: str) -> psycopg.Connection[tuple[Any, ...]]:
    try:
        import psycopg
        from psycopg.types.json import set_json_loads
    except ImportError:
        raise BatchRefused(missing_extra("--engine postgres", "postgres", "yiju[postgres]")) from None
    place = _place(dsn)
    try:
        connection = psycopg.connect(dsn, application_name="yiju", prepare_threshold=None)
    except psycopg.ProgrammingError:
        raise BatchRefused(_not_connected(place, Note("dsn"))) from None
    except psycopg.OperationalError as error:
        raise BatchRefused(
            _not_connected(place, Note("said", args=(("said", _without_password(error, dsn)),)))
        ) from None
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    # JSON is read by the door, which keeps its decimals exact
    set_json_loads(_as_text, connection)
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        connection.close()
        raise BatchRefused(_not_connected(place, Note("encoding", args=(("encoding", str(encoding)),))))
    return connection


def _as_text(data: str | bytes) -> str:
    return data if isinstance(data, str) else data.decode()


def _not_connected(place: str, note: Note) -> Finding:
    return finding("YJ850", None, notes=(note,), where=place, place=place)


def _place(dsn: str) -> str:
    """User, host and database; nothing of a text that cannot be read."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        found = conninfo_to_dict(dsn)
    except ProgrammingError:
        return "--dsn"
    user, host, port, name = (str(found.get(k) or "") for k in ("user", "host", "port", "dbname"))
    at = (f"{user}@" if user else "") + host + (f":{port}" if port else "") + (f"/{name}" if name else "")
    return at or "--dsn"


def _without_password(error: Exception, dsn: str) -> str:
    from psycopg.conninfo import conninfo_to_dict

    said = str(error).strip().splitlines()[0].strip()
    password = str(conninfo_to_dict(dsn).get("password") or "")
    return said.replace(password, "***") if password else said


# --- what it says against a run -------------------------------------------------------------------------------

OURS: Final = re.compile("42|0A|XX|2F|21")
"""Classes of what only a wrong statement brings about: no finding, but an error of this program."""

THEIRS: Final = ("42501", "42939")
"""Not ours all the same: permission, a reserved name."""


@contextmanager
def _told(place: str) -> Iterator[None]:
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        state = error.sqlstate or ""
        if OURS.match(state) and state not in THEIRS:
            raise
        said = (error.diag.message_primary or str(error)).strip().splitlines()
        raise BatchRefused(finding("YJ854", None, where=place, said=said[0] if said else state)) from error


# --- tables -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """A table that is there: its whole name, its kind (as in `pg_class.relkind`), and its columns with their types."""

    name: TableName
    kind: str
    types: dict[str, str]

    @property
    def has_places(self) -> bool:
        """Whether its rows have a place by which they are found again."""
        return self.kind in ("r", "m", "p")


def found_table(connection: Connection, asked: TableName) -> Found | None:
    """A table, view or foreign table by its name, in the schemas that are searched where it names none."""
    row = connection.execute(
        "SELECT c.oid, n.nspname, c.relkind FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE c.oid = to_regclass(%s)",
        [asked.sql],
    ).fetchone()
    if row is None or row[2] not in ("r", "m", "p", "v", "f"):
        return None
    columns = connection.execute(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [row[0]],
    ).fetchall()
    return Found(TableName(row[1], asked.table), row[2], dict(columns))


def free_name(connection: Connection, asked: TableName) -> TableName:
    """The whole name of a table that is to be made.

    Raises:
        BatchRefused: YJ852 it is there, or its schema is not; YJ853 it is too long.
    """
    check_length(asked.table)
    schema = asked.schema or connection.execute("SELECT current_schema()").fetchone()[0]
    there = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [schema]).fetchone()
    if not schema or there is None:
        raise BatchRefused(not_written(asked, "schema"))
    whole = TableName(schema, asked.table)
    if connection.execute("SELECT to_regclass(%s)", [whole.sql]).fetchone()[0] is not None:
        raise BatchRefused(not_written(whole, "there"))
    return whole


def not_written(name: TableName, why: str) -> Finding:
    """The finding of a table that cannot be made."""
    path = f"{name.schema}.{name.table}" if name.schema else name.table
    return finding("YJ852", None, notes=(Note(why),), where=path, path=path, schema=name.schema)


def check_length(*names: str) -> None:
    """Raises BatchRefused (YJ853) for a name that PostgreSQL would cut off."""
    for text in names:
        if len(text.encode()) > LONGEST:
            raise BatchRefused(finding("YJ853", None, where=text, name=text, most=LONGEST))


def copied(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Rows into a table."""
    listed = ", ".join(map(named, columns))
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
