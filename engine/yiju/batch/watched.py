"""A statement of DuckDB run while its progress is told; Ctrl-C ends it at once.

Input: a connection and a statement. It knows nothing of what the statement does.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

EVERY = 0.2
"""Seconds between two looks."""


def watched(connection: duckdb.DuckDBPyConnection, sql: str, told: Callable[[int], None]) -> None:
    """Run a statement; `told` gets percents.

    Raises:
        Exception: what DuckDB raised.
    """
    failures: list[BaseException] = []
    over = Event()

    def work() -> None:
        try:
            connection.execute(sql)
        except BaseException as error:  # handed to the thread that asked
            failures.append(error)
        finally:
            over.set()

    thread = Thread(target=work, daemon=True)
    thread.start()
    try:
        while not over.wait(EVERY):
            told(max(0, min(100, int(connection.query_progress()))))
    except BaseException:
        connection.interrupt()
        raise
    finally:
        thread.join()
    if failures:
        raise failures[0]
