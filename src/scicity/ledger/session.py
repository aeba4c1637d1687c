"""The embedded SQL engine: one a process, since starting one costs as much as a small question."""

from __future__ import annotations

import os
from functools import cache

import duckdb


@cache
def _engine(_process: int) -> duckdb.DuckDBPyConnection:
    """The engine of a process: a child that was forked has none of its parent's threads."""
    con = duckdb.connect()
    # a folder's files are read as they are, and stay in nobody's memory
    con.execute("set enable_external_file_cache = false; set python_enable_replacements = false")
    return con


def session() -> duckdb.DuckDBPyConnection:
    """A session of one's own, in memory: its views and tables are seen by no other.

    What holds for the whole engine (threads, memory) is not to be set in it.
    """
    return _engine(os.getpid()).cursor()
