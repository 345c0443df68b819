"""How many values a key may have, so that a tally stays small."""

from __future__ import annotations

from vockit.errors import UsageError
from vockit.schema import BRAND, CHANNEL, SEGMENT

MAX_VALUES = 1_000

OPTION = {BRAND: "--brand", CHANNEL: "--channel", SEGMENT: "--by"}
"""The keys that come from the input's columns, and the option that names the column."""


def refuse_too_many(key: str, count: int) -> None:
    """Refuse a column of the input that does not group anything.

    Raises:
        UsageError: It has over 1,000 different values.
    """
    if count > MAX_VALUES:
        raise UsageError(
            f"the {key} column has {count:,} different values, over the {MAX_VALUES:,} that can be"
            f" compared: choose a column with fewer by {OPTION[key]}"
        )
