"""A tally: named tables of integers that add up exactly, with the fingerprint of what shaped them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

from vockit.annotation.model import Annotations
from vockit.settings import AnnotationSettings

UNDATED = "none"
"""The day of verbatims without a date; other days are ISO dates as text."""


class Statistic(Protocol):
    """One table of a tally: what it is keyed by, how a batch is counted into it, and how parts merge.

    ``merge`` is associative and commutative, and ``merge([t]) == t`` for a table that ``count`` or
    ``merge`` gave: rows in the order of the keys, integer values, a fresh index.
    """

    @property
    def name(self) -> str: ...

    @property
    def keys(self) -> tuple[str, ...]: ...

    def count(self, annotations: Annotations, plan: CountingPlan) -> pd.DataFrame: ...

    def merge(self, parts: Sequence[pd.DataFrame]) -> pd.DataFrame: ...


@dataclass(frozen=True, slots=True)
class CountingPlan:
    """What statistics need to know beside the annotations."""

    settings: AnnotationSettings
    segment: str | None = None
    """The input column of ``--by``."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Tables by the name of their statistic."""

    fingerprint: Mapping[str, str]
    """What shaped the counting, such as ``taxonomy``, to a digest of it."""
    tables: Mapping[str, pd.DataFrame]
