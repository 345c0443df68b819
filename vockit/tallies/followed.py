"""Which verbatims are followed through time."""

from __future__ import annotations

import numpy as np

from vockit.arrays import Bools
from vockit.tallies.facts import Facts


def followed(facts: Facts) -> Bools:
    """The verbatims of our own brand and of none, and of the controls of the profile.

    Segments are all followed, as each may be spoken of, or be a control: however many there are,
    no more rows than there are verbatims and themes of theirs.
    """
    if facts.plan.segment is not None:
        return np.asarray(
            np.array([name != "" for name in facts.speaker.names], dtype=bool)[facts.speaker.codes]
        )
    profile = facts.plan.settings.profile
    wanted = set(profile.brands.control).union(*(event.control for event in profile.events))
    if profile.brands.own is not None:
        wanted |= {"", profile.brands.own}
    names = np.array([name in wanted for name in facts.speaker.names], dtype=bool)
    return names[facts.speaker.codes]
