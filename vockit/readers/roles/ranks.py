"""The rule of every role.

Rules speak of words and of kinds of values only, in whatever language (``words.toml``), never of
one export's own names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from vockit.readers.roles.columns import Column, Rank
from vockit.readers.roles.dates import date_rank
from vockit.readers.roles.groups import author_rank, brand_rank, channel_rank
from vockit.readers.roles.ids import id_rank
from vockit.readers.roles.ratings import rating_rank
from vockit.readers.roles.texts import text_rank, title_rank

RANKS: Final[Mapping[str, Callable[[Column], Rank | None]]] = {
    "text": text_rank,
    "title": title_rank,
    "id": id_rank,
    "date": date_rank,
    "rating": rating_rank,
    "channel": channel_rank,
    "brand": brand_rank,
    "author": author_rank,
}
"""The rule of every role, in the order in which roles are decided."""
