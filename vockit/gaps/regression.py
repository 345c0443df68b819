"""Least squares from cross products, as good as from the rows themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vockit.stats.intervals import Floats, Mean, t_interval

COLLINEAR = 1e-9
"""A feature is left out where others explain all but this share of its variance."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """An ordinary least-squares fit with an intercept."""

    coefficients: Mean
    """One a feature, with intervals on the residuals' degrees of freedom; NaN where left out."""
    covariance: Floats
    """Of the coefficients; NaN where one is left out."""
    intercept: float


def least_squares(
    *,
    n: int,
    sums: Floats,
    products: Floats,
    y_sum: float,
    y_products: Floats,
    y_squares: float,
    confidence: float,
) -> Fit | None:
    """The fit of y on features, from the number of rows, Σx, X'X, Σy, X'y and y'y.

    Features that add nothing to earlier ones are left out. None where no degree of freedom is left.
    """
    centred = products - np.outer(sums, sums) / n
    toward = y_products - sums * y_sum / n
    kept = _independent(centred)
    df = n - len(kept) - 1
    if df < 1:
        return None
    part = centred[np.ix_(kept, kept)]
    scale = np.sqrt(np.diag(part))
    inverse = np.linalg.inv(part / np.outer(scale, scale)) / np.outer(scale, scale)
    solved = inverse @ toward[kept]
    residual = max(0.0, float(y_squares - y_sum**2 / n - solved @ toward[kept]))
    value = np.full(len(sums), np.nan)
    covariance = np.full((len(sums), len(sums)), np.nan)
    value[kept] = solved
    covariance[np.ix_(kept, kept)] = residual / df * inverse
    degrees = np.full(len(sums), float(df))
    return Fit(
        coefficients=t_interval(value, np.diag(covariance), degrees, confidence),
        covariance=covariance,
        intercept=(y_sum - float(solved @ sums[kept])) / n,
    )


def _independent(centred: Floats) -> Sequence[int]:
    """The features, in order, that are no combination of earlier ones (a pivot-free Cholesky)."""
    left = centred.copy()
    kept = []
    for i in range(len(left)):
        if left[i, i] > COLLINEAR * centred[i, i]:
            kept.append(i)
            left -= np.outer(left[:, i], left[i]) / left[i, i]
    return kept
