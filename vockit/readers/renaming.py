"""``--columns OLD=NEW``: columns of an input under other names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vockit.errors import UsageError
from vockit.naming import hint_for
from vockit.readers.tables import Table

Renames = Sequence[tuple[str, str]]


def renamed(table: Table, renames: Renames, file: str) -> Table:
    """The table with its columns renamed, as far as it has them.

    Raises:
        UsageError: a column would get the name of another one.
    """
    new_of = {old: new for old, new in renames if old in table.columns}
    if not new_of:
        return table
    columns = tuple(new_of.get(name, name) for name in table.columns)
    twice = next((name for name in new_of.values() if columns.count(name) > 1), None)
    if twice is not None:
        raise UsageError(f"--columns: {file} would have two columns {twice!r}; choose another name")
    layout = replace(
        table.layout,
        inherited=tuple(new_of.get(name, name) for name in table.layout.inherited),
        labels={new_of.get(name, name): label for name, label in table.layout.labels.items()},
    )
    return replace(table, columns=columns, layout=layout)


def check_renames(renames: Renames, columns: Sequence[Sequence[str]]) -> None:
    """Raise UsageError where no input had a column that was to be renamed.

    ``columns`` are those of each input after renaming.
    """
    for old, new in renames:
        if not any(new in names for names in columns):
            every = list(dict.fromkeys(name for names in columns for name in names))
            raise UsageError(
                f"--columns {old}={new}: no input has a column {old!r}; {hint_for(old, every)}"
            )
