"""SQLite databases: one table of them, or what a query selects; nothing is ever written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any, Final
from urllib.parse import quote

from vockit.cells import as_text
from vockit.errors import InputError, UsageError
from vockit.naming import hint_for
from vockit.readers.sources import OpenedSource, path_of
from vockit.readers.tables import (
    CHUNK,
    Chunk,
    FormatOptions,
    Layout,
    Table,
    column_names,
    whole_chunk,
)

_LOOKED_AT: Final = 200
"""Rows of each table that tell in which customers wrote."""
_PROSE: Final = 3
"""Blanks in a value from which on it is prose rather than a name."""
_ALLOWED: Final = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)
_NAMED: Final = 5


def read_sqlite(opened: OpenedSource, options: FormatOptions) -> Table:
    """A table with the database's own types.

    Without ``--query`` and ``--table`` the table or view is read in which customers wrote most.

    Raises:
        InputError: it is no SQLite database, a damaged one, or has no rows.
        UsageError: the query is wrong or would change something, or the table does not exist.
    """
    name = opened.name
    connection = _connect(path_of(opened), name)
    opened.files.callback(connection.close)
    warnings: tuple[str, ...] = ()
    try:
        if options.query is not None:
            table, query, what = None, options.query, "--query"
        else:
            tables = _tables(connection)
            table = _named(options.table, tables, name) if options.table else None
            if table is None:
                table, warnings = _fullest(connection, tables, name)
            query, what = f"SELECT * FROM {_quoted(table)}", f"table {table!r}"
        cursor = _selected(connection, query, name, given=options.query is not None)
    except sqlite3.DatabaseError as error:
        raise _damaged(name, error) from error
    names, notes = column_names([str(column[0]) for column in cursor.description])
    return Table(
        names,
        _chunks(cursor, name),
        (f"{name}: SQLite, {what}", *(f"{name}: {note}" for note in notes)),
        typed=True,
        layout=Layout(table=table),
        warnings=warnings,
    )


def _connect(path: str, name: str) -> sqlite3.Connection:
    """A connection that reads. A log of changes beside the file is taken into account."""
    for mode in ("mode=ro", "immutable=1"):
        # In a folder that is not ours no lock can be made; then the file is read as it is.
        connection = sqlite3.connect(f"file:{quote(path)}?{mode}", uri=True)
        connection.text_factory = _as_text
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _damaged(name, error) from error
        else:
            connection.set_authorizer(_authorize)
            return connection
    raise InputError(f"{name}: the database cannot be opened; copy it to a folder of your own")


def _authorize(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY


def _as_text(value: bytes) -> str:
    return value.decode("utf-8", "backslashreplace")


def _selected(
    connection: sqlite3.Connection, query: str, name: str, *, given: bool
) -> sqlite3.Cursor:
    try:
        cursor = connection.execute(query)
    except (sqlite3.Error, sqlite3.Warning) as error:
        if not given:
            raise
        why = "it may only select" if "not authorized" in str(error) else str(error)
        raise UsageError(f"--query: {name}: {why}; write one SELECT") from error
    if cursor.description is None:
        raise UsageError("--query: it selects nothing; write one SELECT")
    return cursor


def _tables(connection: sqlite3.Connection) -> list[str]:
    """The tables and views, in the order in which they were made."""
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid"
    )
    return [name for (name,) in found]


def _named(wanted: str, tables: Sequence[str], name: str) -> str:
    found = next((one for one in tables if one.casefold() == wanted.casefold()), None)
    if found is None:
        raise UsageError(f"--table {wanted}: {name} has no such table; {hint_for(wanted, tables)}")
    return found


def _fullest(
    connection: sqlite3.Connection, tables: Sequence[str], name: str
) -> tuple[str, tuple[str, ...]]:
    """The table with most prose among its first rows, and what is to be said of the others."""
    scores: dict[str, tuple[int, int]] = {}
    for table in tables:
        with closing(connection.cursor()) as cursor:
            try:
                cursor.execute(f"SELECT * FROM {_quoted(table)} LIMIT {_LOOKED_AT}")
                rows = cursor.fetchall()
            except sqlite3.OperationalError:
                # A view of a table that is gone, or of an extension that is not here.
                continue
        prose = sum(
            isinstance(cell, str) and cell.count(" ") >= _PROSE for row in rows for cell in row
        )
        if rows:
            scores[table] = (prose, len(rows))
    if not scores:
        raise InputError(f"{name}: a database without rows; export it again, or name --query")
    best = max(scores, key=lambda table: scores[table])
    others = [table for table in scores if table != best]
    if not others:
        return best, ()
    listed = ", ".join(map(repr, others[:_NAMED]))
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    return best, (
        f"{name}: table {best!r} is read; left out are {listed}{more} (--table NAME, or --query)",
    )


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _chunks(cursor: sqlite3.Cursor, name: str) -> Iterator[Chunk]:
    try:
        while rows := cursor.fetchmany(CHUNK):
            cells = [list(map(_value, column)) for column in zip(*rows, strict=True)]
            yield whole_chunk(cells, len(rows))
    except sqlite3.DatabaseError as error:
        raise _damaged(name, error) from error


def _value(cell: Any) -> Any:
    return as_text(cell) if isinstance(cell, bytes) else cell


def _damaged(name: str, error: Exception) -> InputError:
    return InputError(
        f"{name}: not a SQLite database, a damaged one, or one with a password ({error}); "
        "copy or export it again"
    )
