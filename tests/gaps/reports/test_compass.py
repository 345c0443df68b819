from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.gaps.counted import by_key, measured, ours
from tests.gaps.tallies import Record, tally_for
from tests.tallies.corpora import CORPORA, Clause, Verbatim
from tests.tallies.twins import by, polarity
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, wilson

POLE: tuple[Record, ...] = (
    {"pole": "needs", "theme": "(any)", "n": 60, "met": 10, "unmet": 40},
    {"pole": "needs", "theme": "delivery", "n": 40, "met": 5, "unmet": 30},
    {"pole": "needs", "theme": "price", "n": 30, "met": 5, "unmet": 12},
    {"pole": "needs", "theme": "staff", "n": 3, "met": 3},
    {"pole": "wants", "theme": "(any)", "n": 4, "met": 3, "unmet": 1},
    {"pole": "emotions", "theme": "(any)", "n": 50, "met": 25, "unmet": 20},
)
FEELINGS: tuple[Record, ...] = (
    {"theme": "(any)", "cue": "emotion/anger", "n": 20, "negative": 20},
    {"theme": "(any)", "cue": "emotion/joy", "n": 25, "positive": 25},
    {"theme": "(any)", "cue": "promise", "n": 99, "negative": 99},
    {"theme": "staff", "cue": "emotion/anger", "n": 8, "negative": 8},
    {"theme": "price", "cue": "emotion/anger", "n": 5, "negative": 5},
    {"theme": "price", "cue": "promise", "n": 50, "negative": 50},
)
THEMES: list[Record] = [
    {"theme": theme, "label": theme, "leaf": 1, "own_rules": 1}
    for theme in ("delivery", "price", "staff")
]


def report(*pole: Record) -> Report:
    tally = tally_for(
        "compass",
        speaker_channel=[{"n": 200}],
        pole=pole,
        speaker_theme_cue=FEELINGS,
        themes=THEMES,
    )
    return compute(load("compass"), tally, ReportSettings())


def test_by_hand() -> None:
    table = report(*POLE).table.set_index("pole")
    assert list(table.index) == ["needs", "wants", "stereotypes", "emotions"]
    needs = table.loc["needs"]
    assert needs["gap"] == 60
    assert needs["n"] == 50
    assert needs["ci_low"] == pytest.approx(200 * float(wilson(40, 50).low) - 100, abs=1e-3)
    assert needs["top_themes"] == "delivery 30, price 12"
    assert needs["named"] == ""
    assert table.loc["wants", "flag"] == "suppressed"
    assert table.loc["wants", "met"] == 3
    assert table.loc["stereotypes", "n"] == 0


def test_emotions_are_named() -> None:
    emotions = report(*POLE).table.set_index("pole").loc["emotions"]
    assert emotions["named"] == "joy 25, anger 20"
    assert emotions["top_themes"] == "staff 8, price 5"


def test_the_headline_is_held_against_the_other_points() -> None:
    met = {"pole": "emotions", "theme": "(any)", "n": 90, "met": 72, "unmet": 18}
    (headline,) = report(*POLE[:4], met).headlines
    assert headline.sentence == (
        "Of the needs that customers mention, 80% are not met, against 20% on the other points of "
        "the compass (n = 50)."
    )
    assert headline.affected == pytest.approx(50 * float(newcombe(40, 50, 18, 90).low), abs=1e-2)


def test_nothing_good_or_bad_is_said_to_be_missing() -> None:
    assert report({"pole": "needs", "theme": "(any)", "n": 5}).missing is not None


@settings(max_examples=40, deadline=None)
@given(verbatims=CORPORA)
def test_counts_are_those_of_the_verbatims(verbatims: list[Verbatim]) -> None:
    findings, _ = measured("compass", verbatims)

    def poles(clause: Clause) -> set[str]:
        found = {mention.pole for mention in clause.mentions if mention.pole}
        found |= {"wants" for cue in clause.cues if cue == "pole/wants"}
        return found | {"emotions" for cue in clause.cues if cue == "emotion/anger"}

    rows = by_key(findings)
    for pole in ("needs", "wants", "stereotypes", "emotions"):
        signs = [
            polarity(clauses)
            for verbatim in ours(verbatims)
            for name, clauses in by(verbatim, poles).items()
            if name == pole
        ]
        if not rows:
            assert not any(signs)
            continue
        assert rows[pole].values["met"] == signs.count(1)
        assert rows[pole].values["unmet"] == signs.count(-1)
        assert rows[pole].n == len(signs) - signs.count(0)
