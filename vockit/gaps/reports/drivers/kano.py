"""Reward and penalty: what praise and complaints on a theme do to the rating, and its class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vockit.gaps.contrasts import contrasts_of
from vockit.gaps.model import Cell
from vockit.settings import ReportSettings
from vockit.stats.intervals import t_interval

if TYPE_CHECKING:
    import pandas as pd


BALANCED = 0.2
"""Up to this asymmetry praise and complaints count alike."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """What praise and complaints on a theme do to the rating."""

    reward: float
    penalty: float
    kano: str

    @property
    def asymmetry(self) -> float | None:
        """-1 where only complaints count, 1 where only praise does; None where neither does."""
        total = self.reward + self.penalty
        return (self.reward - self.penalty) / total if total else None


def contrasts_by_theme(products: pd.DataFrame, settings: ReportSettings) -> dict[str, Contrast]:
    """Reward and penalty of the themes with enough positive and enough negative verbatims."""
    fit = contrasts_of(products, settings)
    if fit is None:
        return {}
    variance = np.diag(fit.covariance)
    interval = t_interval(
        fit.coefficients, variance, np.full_like(variance, fit.df), settings.confidence
    )
    value, low, high = (
        part.reshape(-1, 2) for part in (interval.value, interval.low, interval.high)
    )
    return {theme: _contrast(value[i], low[i], high[i]) for i, theme in enumerate(fit.names)}


def _contrast(
    value: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]
) -> Contrast:
    """The class by Kano of coefficients of praise and of complaints, with their limits."""
    reward, penalty = max(float(value[0]), 0.0), max(-float(value[1]), 0.0)
    rewards, penalises = bool(low[0] > 0), bool(high[1] < 0)
    if rewards and penalises:
        asymmetry = (reward - penalty) / (reward + penalty)
        if abs(asymmetry) <= BALANCED:
            return Contrast(reward, penalty, "performance")
        return Contrast(reward, penalty, "excitement" if asymmetry > 0 else "basic")
    if rewards or penalises:
        return Contrast(reward, penalty, "excitement" if rewards else "basic")
    return Contrast(reward, penalty, "indifferent")


def cells_of(contrast: Contrast | None) -> dict[str, Cell]:
    """The columns of the contrast; none where it could not be fitted."""
    if contrast is None:
        return {}
    return {
        "reward": contrast.reward,
        "penalty": contrast.penalty,
        "asymmetry": contrast.asymmetry,
        "kano": contrast.kano,
    }
