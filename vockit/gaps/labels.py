"""What themes are called in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from vockit import schema as s
from vockit.tallies.model import Tally


def labels(tally: Tally) -> Mapping[str, str]:
    """The label of each theme as it stands inside a sentence: ``late delivery``, ``IT support``.

    Empty where the tally was counted without labels.
    """
    themes = tally.tables.get("themes")
    if themes is None:
        return {}
    return {
        str(theme): _inside(str(label))
        for theme, label in zip(themes[s.THEME], themes[s.LABEL], strict=True)
    }


def _inside(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
