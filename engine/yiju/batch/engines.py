"""The engines by name. An engine's module is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from yiju.batch.job import Engine

ENGINES: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "duckdb": ("yiju.batch.duckdb_engine", "DuckdbEngine"),
        "spark": ("yiju.batch.spark_engine", "SparkEngine"),
        "postgres": ("yiju.batch.postgres_engine", "PostgresEngine"),
        "python": ("yiju.batch.python_engine", "PythonEngine"),
    }
)
DEFAULT: Final = "duckdb" if find_spec("duckdb") is not None and find_spec("sqlglot") is not None else "python"
"""The fastest that needs nothing running beside it; `python` where the extra `batch` is not installed."""


def engine_named(name: str) -> Engine:
    """The engine of a name in `ENGINES`.

    Raises:
        BatchRefused: YJ814, it is not there.
    """
    from yiju.batch.job import BatchRefused
    from yiju_grammar.finding import finding

    module, made = ENGINES[name]
    if find_spec(module) is None:
        extra = f"yiju[{'batch' if name == 'duckdb' else name}]"
        raise BatchRefused(finding("YJ814", None, where=f"--engine {name}", suffix=name, extra=extra))
    engine: Engine = getattr(import_module(module), made)()
    return engine
