"""Reward and penalty: what praise adds to the rating and a complaint takes from it, all else equal.

Penalty-reward contrast analysis (Brandt 1987): rating = β0 + Σ (r̂ · positive on it + p̂ ·
negative on it), by ordinary least squares; reward = max(r̂, 0), penalty = max(−p̂, 0). Both are
in points of a score of 0 to 100, whatever the scale of the rating.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from vockit import schema as s
from vockit.gaps.regression import least_squares
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Floats

if TYPE_CHECKING:
    import pandas as pd

POINT: Final = 10_000 / 100
"""A rating is carried as ten-thousandths of its scale; a score has 100 points."""


@dataclass(frozen=True, slots=True, eq=False)
class Contrasts:
    """The coefficients of things that are praised and complained about, with their covariance."""

    names: tuple[str, ...]
    coefficients: Floats
    """r̂ and p̂ of the first name, then of the second, and so on."""
    covariance: Floats
    df: int
    """Degrees of freedom of the covariance."""

    @property
    def importance(self) -> Floats:
        """Reward + penalty, one a name."""
        return importance_of(self.coefficients)

    def above_mean(self, confidence: float) -> tuple[bool, ...]:
        """Whose importance is above the mean of all, the interval of the difference clear of 0.

        By the delta method: a coefficient that is cut off at 0 does not vary.
        """
        slopes = np.where(self._toward > 0, self._signs, 0.0)
        each = np.kron(np.eye(len(self.names)), np.ones(2)) * slopes
        contrast = each - each.mean(axis=0)
        difference = contrast @ self.coefficients
        variance = np.einsum("ij,jk,ik->i", contrast, self.covariance, contrast)
        reach = float(special.stdtrit(self.df, 0.5 + confidence / 2)) * np.sqrt(
            np.maximum(variance, 0)
        )
        return tuple((difference - reach > 0).tolist())

    def draws(self, generator: np.random.Generator, count: int) -> Floats:
        """Importances as they might have been by the fit's normal law: ``count`` rows."""
        root = _root(self.covariance)
        spread = generator.standard_normal((count, len(self.coefficients))) @ root.T
        return importance_of(self.coefficients + spread)

    @property
    def _signs(self) -> Floats:
        return np.tile([1.0, -1.0], len(self.names))

    @property
    def _toward(self) -> Floats:
        return self._signs * self.coefficients


def _root(covariance: Floats) -> Floats:
    """R where R · Rᵀ is the covariance, which may be of figures that do not vary at all."""
    try:
        return np.asarray(np.linalg.cholesky(covariance))
    except np.linalg.LinAlgError:
        values, vectors = np.linalg.eigh(covariance)
        return np.asarray(vectors * np.sqrt(np.maximum(values, 0)))


def importance_of(coefficients: Floats) -> Floats:
    """Reward + penalty from coefficients in pairs along the last axis."""
    pairs = coefficients.reshape(*coefficients.shape[:-1], -1, 2)
    return np.asarray(np.maximum(pairs[..., 0], 0) + np.maximum(-pairs[..., 1], 0))


def contrasts_of(
    products: pd.DataFrame, settings: ReportSettings, among: Collection[str] | None = None
) -> Contrasts | None:
    """The fit from cross products of the rating with features ``<name>+`` and ``<name>-``.

    Names with enough verbatims of either sign; where ``among`` is set, only those in it. None where
    there is nothing to fit.
    """
    sums = products.groupby([s.LEFT, s.RIGHT], as_index=False)[s.TOTAL].sum()
    pairs = zip(sums[s.LEFT], sums[s.RIGHT], sums[s.TOTAL].tolist(), strict=True)
    totals = {(str(left), str(right)): int(total) for left, right, total in pairs}
    names = sorted({left[:-1] for left, right in totals if left == right and left[-1] in "+-"})
    names = [
        name
        for name in names
        if (among is None or name in among)
        and all(_product(totals, f"{name}{x}", f"{name}{x}") >= settings.min_n for x in "+-")
    ]
    features = [f"{name}{sign}" for name in names for sign in "+-"]
    if not features:
        return None

    def column(other: str) -> Floats:
        return np.array([_product(totals, other, feature) for feature in features], np.float64)

    n = _product(totals, "1", "1")
    fit = least_squares(
        n=n,
        sums=column("1"),
        products=np.array([column(feature) for feature in features]),
        y_sum=float(_product(totals, "1", "y")),
        y_products=column("y"),
        y_squares=float(_product(totals, "y", "y")),
        confidence=settings.confidence,
    )
    if fit is None:
        return None
    value = fit.coefficients.value.reshape(-1, 2)
    fitted = np.flatnonzero(~np.isnan(value).any(axis=1))
    if not len(fitted):
        return None
    places = np.column_stack((2 * fitted, 2 * fitted + 1)).ravel()
    return Contrasts(
        names=tuple(names[place] for place in fitted.tolist()),
        coefficients=value[fitted].ravel() / POINT,
        covariance=fit.covariance[np.ix_(places, places)] / POINT**2,
        df=int(fit.coefficients.df[0]),
    )


def _product(totals: Mapping[tuple[str, str], int], one: str, other: str) -> int:
    return totals.get((min(one, other), max(one, other)), 0)
