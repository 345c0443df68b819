from __future__ import annotations

import numpy as np
import pytest

from tests.tallies.corpora import PLAN, annotated
from vockit import schema as s
from vockit.annotation.annotator import Annotator
from vockit.settings import AnnotationSettings
from vockit.tallies.counting import count
from vockit.tallies.facts import Facts
from vockit.tallies.frames import frame_of
from vockit.tallies.statistics.themes import STATISTIC
from vockit.verbatims import Batch

FACETED = """
[themes.staff]
dimension = "empathy"
phrases = ["staff"]
[themes."staff/rude"]
phrases = ["rude"]
"""
PLAIN = """
[themes.verdict]
[themes."verdict/great"]
phrases = ["great company"]
"""


def flags(path: str, column: str) -> dict[str, int]:
    annotations = Annotator(AnnotationSettings(taxonomy=(path,)))(
        Batch(0, np.array([1]), ["The staff were rude"])
    )
    table = frame_of(STATISTIC.count(Facts(annotations, PLAN)))
    return dict(zip(table[s.THEME], table[column].tolist(), strict=True))


def test_a_theme_that_places_nothing_among_those_that_do_is_a_general_judgement(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("packs") / "themes.toml"
    path.write_text(FACETED + PLAIN)
    assert flags(str(path), s.GENERAL) == {
        "staff": 0,
        "staff/rude": 0,
        "verdict": 1,
        "verdict/great": 1,
    }
    assert flags(str(path), s.OWN_RULES) == {
        "staff": 1,
        "staff/rude": 1,
        "verdict": 0,
        "verdict/great": 1,
    }
    path.write_text(PLAIN)
    assert flags(str(path), s.GENERAL) == {"verdict": 0, "verdict/great": 0}


def test_themes_count_once_however_many_batches() -> None:
    one = count([annotated([])], ["themes"], PLAN).tables["themes"]
    two = count([annotated([]), annotated([])], ["themes"], PLAN).tables["themes"]
    assert one.equals(two)
    empty = frame_of(STATISTIC.merge([]))
    assert empty.dtypes.to_dict() == one.dtypes.to_dict()
