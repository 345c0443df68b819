from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.gaps.counted import by_key, measured, ours
from tests.gaps.tallies import tally_for
from tests.tallies.corpora import CORPORA, Verbatim
from tests.tallies.twins import themes_of
from vockit.gaps.compute import compute
from vockit.gaps.registry import load
from vockit.settings import ReportSettings
from vockit.tallies.model import ANY

CAUSES = (
    {"theme": "delivery", "cause": "process", "n": 20},
    {"theme": "delivery", "cause": "technology", "n": 10},
    {"theme": "delivery", "cause": "people", "n": 5},
    {"theme": "delivery", "cause": "price", "n": 5},
    {"theme": "delivery", "cause": "unstated", "n": 60},
    {"theme": "delivery", "cause": "people_with_process", "n": 2},
    {"theme": "delivery", "cause": "stated", "n": 36},
    {"theme": "delivery", "cause": "system_alone", "n": 27},
    {"theme": "delivery", "cause": "people_alone", "n": 3},
    {"theme": "staff", "cause": "people", "n": 4},
    {"theme": "staff", "cause": "stated", "n": 4},
    {"theme": "staff", "cause": "people_alone", "n": 4},
)
THEMES = (
    {"theme": "delivery", "label": "Delivery", "leaf": 1, "assumed_cause": "process"},
    {"theme": "staff", "label": "Staff", "leaf": 1, "assumed_cause": "people"},
)


def test_by_hand() -> None:
    tally = tally_for("causes", speaker_channel=[{"n": 200}], theme_cause=CAUSES, themes=THEMES)
    report = compute(load("causes"), tally, ReportSettings())
    row = report.table.set_index("theme").loc["delivery"]
    # 100 · (27 − 3) / 36: who names both the system and people counts for neither.
    assert row["gap"] == pytest.approx(100 * 24 / 36, abs=1e-4)
    assert row["n"] == 36
    assert row["unstated"] == 60
    assert row["people_with_process"] == 2
    assert row["assumed_cause"] == "process"
    assert not report.headlines


def test_only_the_row_over_all_themes_makes_a_headline() -> None:
    everywhere = [{**cause, "theme": ANY} for cause in CAUSES if cause["theme"] == "delivery"]
    tally = tally_for(
        "causes", speaker_channel=[{"n": 200}], theme_cause=[*CAUSES, *everywhere], themes=THEMES
    )
    (headline,) = compute(load("causes"), tally, ReportSettings()).headlines
    assert headline.sentence == (
        "Of customers who say why they are unhappy 27 name the system (process, policy, "
        "technology) and 3 name people (n = 36)."
    )


def test_counts_stay_where_the_gap_is_suppressed() -> None:
    tally = tally_for("causes", speaker_channel=[{"n": 200}], theme_cause=CAUSES, themes=THEMES)
    table = compute(load("causes"), tally, ReportSettings()).table.set_index("theme")
    row = table.loc["staff"]
    assert row["flag"] == "suppressed"
    assert row["people"] == 4


@settings(max_examples=25, deadline=None)
@given(verbatims=CORPORA)
def test_counts_are_those_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, _ = measured("causes", verbatims)
    rows = by_key(findings)
    for theme in ("(any)", "delivery", "staff/rude"):
        stated = []
        for verbatim in ours(verbatims):
            bad = [
                clause
                for clause in verbatim.clauses
                if clause.polarity < 0 and (theme == "(any)" or theme in themes_of(clause))
            ]
            if bad:
                cues = {cue for clause in bad for cue in clause.cues}
                stated.append({cue for cue in cues if cue.startswith("cause/")})
        assert (theme in rows) == bool(stated)
        if theme in rows:
            values = rows[theme].values
            assert values["people"] == sum("cause/people" in found for found in stated)
            assert values["process"] == sum("cause/process" in found for found in stated)
            assert values["unstated"] == sum(not found for found in stated)
            assert rows[theme].n == sum(map(bool, stated))
