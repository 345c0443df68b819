"""How many values a key may have, so that a tally stays small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from vockit.errors import UsageError
from vockit.schema import BRAND, CHANNEL, SEGMENT, SPEAKER

MAX_VALUES = 1_000

OPTION = {BRAND: "--brand", CHANNEL: "--channel", SEGMENT: "--by", SPEAKER: "--brand"}
"""The keys that come from the input's columns, and the option that names the column."""


class TooManyValuesError(UsageError):
    """A column of the input that does not group anything."""

    def __init__(self, key: str, count: int) -> None:
        """The key has so many values."""
        super().__init__(key, count)
        self.key = key
        self.count = count

    def __str__(self) -> str:
        column = BRAND if self.key == SPEAKER else self.key
        return (
            f"the {column} column has {self.count:,} different values, over the {MAX_VALUES:,} "
            f"that can be compared: choose a column with fewer by {OPTION[self.key]}"
        )


def refuse_too_many(key: str, count: int) -> None:
    """Refuse a column of the input that does not group anything.

    Raises:
        TooManyValuesError: It has over 1,000 different values.
    """
    if count > MAX_VALUES:
        raise TooManyValuesError(key, count)


@contextmanager
def naming_segments(column: str | None) -> Iterator[None]:
    """Say what the column of segments is, which are counted in place of brands, and the mend."""
    try:
        yield
    except TooManyValuesError as error:
        if column is None or error.key not in (BRAND, SEGMENT, SPEAKER):
            raise
        raise UsageError(
            f"--by: the column {column!r} has {error.count:,} different values or more, over the "
            f"{MAX_VALUES:,} that can be set side by side: put them together in a column of its "
            "own, numbers as ranges (18-29), days as months (2025-03)"
        ) from error
