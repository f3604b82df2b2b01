"""What a database will not do is a finding; nothing half-finished is ever seen, and no password."""

from __future__ import annotations

import signal
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from batch.batch_reading import DAY, RULES
from batch.postgres_server import connected, execute, query

import yiju
from yiju.batch.engines import engine_named
from yiju.batch.job import BatchRefused, Job
from yiju.batch.postgres_door import columns
from yiju.batch.postgres_engine import PostgresEngine
from yiju.batch.run import run
from yiju_grammar.finding import Finding

LICHENG = yiju.load(RULES / "licheng")
SAMPLE = Job(LICHENG, "干部补助", DAY, RULES / "licheng" / "records" / "干部.csv", Path("认定"))
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"


def refused(job: Job) -> Finding:
    with pytest.raises(BatchRefused) as caught:
        run(job, PostgresEngine())
    (found,) = caught.value.findings
    assert found.message("zh") and found.message("en")
    return found


def noted(found: Finding) -> str:
    return " ".join(text for _, text in found.note_texts("en"))


def test_a_table_that_is_there_is_not_replaced(postgres: str) -> None:
    execute(postgres, 'CREATE TABLE "认定_rejected" (a int)')
    assert refused(replace(SAMPLE, dsn=postgres)).code == "YJ852"
    assert query(postgres, TABLES) == [("认定_rejected",)]


def test_no_such_schema(postgres: str) -> None:
    found = refused(replace(SAMPLE, dsn=postgres, out=Path("认定.parquet")))
    assert (found.code, "no schema `认定`" in noted(found)) == ("YJ852", True)


def test_a_name_that_is_too_long(postgres: str) -> None:
    assert refused(replace(SAMPLE, dsn=postgres, out=Path("认" * 22))).code == "YJ853"


def test_neither_a_table_nor_a_file(postgres: str, tmp_path: Path) -> None:
    found = refused(replace(SAMPLE, dsn=postgres, source=Path("没有的表")))
    assert (found.code, "no such table" in noted(found)) == ("YJ851", True)
    assert "folder" in noted(refused(replace(SAMPLE, dsn=postgres, source=tmp_path)))


def test_columns_that_are_no_fields(postgres: str) -> None:
    execute(postgres, "CREATE TABLE 别的 (编号 text, 没有的字段 int)")
    assert refused(replace(SAMPLE, dsn=postgres, source=Path("别的"))).code == "YJ601"
    assert query(postgres, TABLES) == [("别的",)]


@pytest.mark.parametrize(
    "dsn", ["host=/nowhere password=kouling", "postgresql://yiju:kouling@127.0.0.1:1/minzheng", "kouling"]
)
def test_no_connection_and_no_password(dsn: str) -> None:
    pytest.importorskip("psycopg")
    found = refused(replace(SAMPLE, dsn=dsn))
    told = " ".join((found.where, found.message("zh"), found.message("en"), noted(found)))
    assert (found.code, "kouling" in told) == ("YJ850", False)


def test_an_encoding_that_does_not_hold_the_words(postgres_server: str) -> None:
    execute(postgres_server, "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0")
    found = refused(replace(SAMPLE, dsn=postgres_server.replace("dbname=postgres", "dbname=latin")))
    assert (found.code, "LATIN1" in noted(found)) == ("YJ850", True)


def test_no_permission(postgres: str) -> None:
    execute(postgres, "DO $$ BEGIN CREATE ROLE guest LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    execute(postgres, "DO $$ BEGIN EXECUTE format('GRANT USAGE ON SCHEMA %I TO guest', current_schema()); END $$")
    found = refused(replace(SAMPLE, dsn=postgres.replace("user=yiju", "user=guest")))
    assert (found.code, "permission denied" in found.message("en")) == ("YJ854", True)


WAITING = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'yiju' AND wait_event_type = 'Lock'"


def _interrupt(dsn: str, ended: threading.Event) -> None:
    """Ctrl-C once the run waits for the lock; again where Python lost it, as it may inside a callback."""
    while not ended.wait(0.3):
        if query(dsn, WAITING) == [(1,)] and not ended.is_set():
            signal.raise_signal(signal.SIGINT)
            ended.wait(3)


def test_an_interrupted_run_leaves_nothing(postgres: str) -> None:
    execute(postgres, "CREATE TABLE 干部 (编号 text)")
    with connected(postgres) as other:
        other.execute("BEGIN; LOCK TABLE 干部 IN ACCESS EXCLUSIVE MODE")
        ended = threading.Event()
        interrupting = threading.Thread(target=_interrupt, args=(postgres, ended))
        interrupting.start()
        with pytest.raises(KeyboardInterrupt):
            run(replace(SAMPLE, dsn=postgres, source=Path("干部")), PostgresEngine())
        ended.set()
        interrupting.join()
        assert other.execute(WAITING).fetchone() == (0,)
    assert query(postgres, TABLES) == [("干部",)]


def test_the_statement_runs_as_it_is_printed(postgres: str) -> None:
    printed = engine_named("postgres").statement(SAMPLE)
    listed = ", ".join(f'"{name}" {kind}' for name, kind in columns(SAMPLE.record_type))
    execute(postgres, f"CREATE TABLE records (rid bigint, ok boolean, {listed})")
    assert query(postgres, printed) == []
