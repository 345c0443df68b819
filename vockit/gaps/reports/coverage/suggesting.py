"""The theme that goes with a term where a theme was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.gaps.reports.coverage.sampled import Sample
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    pass


CHANCE: Final = 10.83
"""Log-likelihood ratio that chance reaches once in a thousand terms: chi-squared, 1 df."""


class Themes:
    """Which sampled verbatims mention which theme."""

    def __init__(self, tally: Tally, sample: Sample) -> None:
        import pandas as pd

        mentions = tally.tables["sample_mentions"]
        codes, names = pd.factorize(mentions[s.THEME], sort=True)
        verbatim = sample.places(mentions)
        both = np.unique((verbatim * len(names) + codes)[verbatim >= 0])
        self._verbatim, self._theme = np.divmod(both, max(len(names), 1))
        self._names = [str(name) for name in names]
        self._tagged = ~sample.untagged
        self._totals = np.bincount(self._theme, minlength=len(self._names))

    def suggested(self, with_term: NDArray[np.bool_]) -> str:
        """The theme that tagged verbatims with the term mention most beyond chance; "" for none."""
        among = int((with_term & self._tagged).sum())
        together = np.bincount(self._theme[with_term[self._verbatim]], minlength=len(self._names))
        expected = among * self._totals / max(int(self._tagged.sum()), 1)
        more = together > expected
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(more, 2 * together * np.log(together / expected), 0.0)
        if not ratio.size or ratio.max() < CHANCE:
            return ""
        return self._names[int(np.argmax(np.round(ratio, 6)))]
