"""Draws that are the same every time."""

from __future__ import annotations

from typing import Final

import numpy as np

DRAWS: Final = 10_000
"""A simulated share of one half is then known to one point of a hundred."""


def generator(report: str) -> np.random.Generator:
    """PCG64 (O'Neill 2014), seeded by the report's name."""
    return np.random.Generator(np.random.PCG64(int.from_bytes(report.encode(), "big")))
