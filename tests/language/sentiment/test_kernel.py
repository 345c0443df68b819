from __future__ import annotations

from itertools import chain
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.sentiment import kernel
from vockit.language.sentiment.kernel import Valences

valences = st.sampled_from([0.1, -0.1, 1.9, -2.5, 2.2 * -0.74, 1e-3, 3.1 * 0.95])


@given(st.lists(st.lists(valences, max_size=6), max_size=5))
def test_sums_are_those_of_the_built_in(segments: list[list[float]]) -> None:
    figures = np.array(list(chain(*segments)), dtype=np.float64)
    segment = np.repeat(np.arange(len(segments)), list(map(len, segments)))
    found = Valences(np.arange(len(figures)), segment, figures, figures, segment)
    # The way that goes without the built-in is right only where the built-in carries nothing.
    for carries in {True, kernel._SUM_CARRIES}:
        with patch.object(kernel, "_SUM_CARRIES", carries):
            sums = kernel._sums(found, len(segments))
            assert sums.tolist() == [sum(one) for one in segments]
