from __future__ import annotations

import pytest

from tests.gaps.tallies import Record, tally_for
from vockit.errors import UsageError
from vockit.gaps.compute import compute
from vockit.gaps.registry import load
from vockit.gaps.rows import row_place
from vockit.gaps.themes import general_judgements, groups, without_groups
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

THEMES: list[Record] = [
    {"theme": "overall", "label": "Overall", "general": 1},
    {"theme": "overall/praise", "label": "Praise", "leaf": 1, "own_rules": 1, "general": 1},
    {"theme": "price", "label": "Price", "own_rules": 1},
    {"theme": "price/fees", "label": "Fees", "leaf": 1, "own_rules": 1},
    {"theme": "staff", "label": "Staff"},
    {"theme": "staff/rude", "label": "Manners", "leaf": 1, "own_rules": 1},
]


def counted() -> Tally:
    """Two brands, the second behind on every theme and most of all in general praise."""
    themes = [str(theme["theme"]) for theme in THEMES]
    behind = {theme: 30 if theme.startswith("overall") else 10 for theme in themes}
    cells = [
        {
            "theme": theme,
            "speaker": brand,
            "n": 100,
            "positive": positive,
            "negative": 100 - positive,
        }
        for theme in themes
        for brand, positive in (("Best", 80), ("Ours", 80 - behind[theme] - 20))
    ]
    whole = [
        {"speaker": brand, "n": 100, "positive": 50, "negative": 50} for brand in ("Best", "Ours")
    ]
    return tally_for("benchmark", speaker_theme=cells, speaker_channel=whole, themes=THEMES)


def test_a_theme_without_rules_that_has_others_under_it_is_a_group() -> None:
    assert groups(counted()) == {"overall", "staff"}
    assert general_judgements(counted()) == {"overall", "overall/praise"}


def test_groups_leave_the_counts_and_stay_in_the_taxonomy() -> None:
    tally = counted()
    left = without_groups(tally)
    assert set(left.tables["speaker_theme"]["theme"]) == {
        "overall/praise",
        "price",
        "price/fees",
        "staff/rude",
    }
    assert left.tables["themes"] is tally.tables["themes"]
    assert left.tables["speaker_channel"] is tally.tables["speaker_channel"]


def test_rows_are_of_leaves_and_the_name_of_a_group_gives_the_nearest_row() -> None:
    report = compute(load("benchmark"), counted(), ReportSettings())
    assert "staff" not in set(report.table["theme"])
    with pytest.raises(UsageError, match="did you mean 'Ours, staff/rude'"):
        row_place(report, "Ours, staff")


def test_general_judgements_come_last_make_no_headline_and_are_named() -> None:
    report = compute(load("benchmark"), counted(), ReportSettings())
    ours = report.table[(report.table["brand"] == "Ours") & (report.table["theme"] != "(all)")]
    assert ours["theme"].tolist()[-1] == "overall/praise"
    assert ours["gap"].idxmin() == ours.index[-1]
    assert {headline.theme for headline in report.headlines} == {
        "price",
        "price/fees",
        "staff/rude",
    }
    assert any(note.endswith("come last: overall/praise.") for note in report.notes)
