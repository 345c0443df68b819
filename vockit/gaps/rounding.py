"""What is printed is what is sorted: at most four decimals, and no minus before a zero."""

from __future__ import annotations

import math
from typing import Final

DECIMALS: Final = 4


def rounded(value: float | None) -> float | None:
    """The figure at four decimals; None where there is none (None, NaN or infinite)."""
    if value is None or not math.isfinite(value):
        return None
    return round(float(value), DECIMALS) + 0.0


def sign_of(value: float | None) -> int | None:
    """The sign of the figure as it is printed: -1, 0 or 1; None where there is none."""
    printed = rounded(value)
    return None if printed is None else (printed > 0) - (printed < 0)
