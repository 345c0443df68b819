"""What the sample files hold: the README and the demo lean on it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from vockit.configuration import check_themes, read_configuration
from vockit.profile import Profile
from vockit.taxonomy.loading import load_taxonomy

SAMPLES = Path(__file__).resolve().parent.parent / "data" / "samples"
BEFORE = date(2025, 3, 3)
DECISION = date(2025, 4, 28)
END = BEFORE + timedelta(weeks=16)


@pytest.fixture(scope="module")
def reviews() -> pd.DataFrame:
    return pd.read_csv(SAMPLES / "reviews.csv", dtype=str, keep_default_na=False)


def test_there_are_a_few_hundred_rows() -> None:
    rows = sum(
        len(pd.read_csv(SAMPLES / f"{name}.csv")) for name in ("reviews", "survey", "tweets")
    )
    assert 400 <= rows <= 600


def test_weeks_are_whole_on_both_sides_of_the_decision(reviews: pd.DataFrame) -> None:
    days = pd.to_datetime(reviews["date"]).dt.date
    assert min(days) >= BEFORE
    assert max(days) < END
    assert (DECISION - BEFORE) == (END - DECISION)
    for week in range(16):
        monday = BEFORE + timedelta(weeks=week)
        inside = days.map(lambda day, first=monday: first <= day < first + timedelta(weeks=1))
        assert inside.sum() >= 10, monday


def test_every_brand_writes_in_both_halves(reviews: pd.DataFrame) -> None:
    after = reviews["date"] >= DECISION.isoformat()
    counted = pd.crosstab(reviews["brand"], after)
    assert len(counted) == 4
    assert (counted >= 10).all(axis=None)


def test_ids_keep_their_leading_zeros_and_are_unique(reviews: pd.DataFrame) -> None:
    assert reviews["id"].is_unique
    assert reviews["id"].str.fullmatch(r"0\d{6}").all()


def test_no_two_reviews_are_the_same(reviews: pd.DataFrame) -> None:
    assert reviews["text"].is_unique


def test_the_profile_is_whole_and_its_themes_are_in_the_pack() -> None:
    profile = read_configuration(SAMPLES / "vockit.toml").profile
    for section in fields(Profile):
        assert getattr(profile, section.name), section.name
    check_themes(profile, {theme.name for theme in load_taxonomy("service").themes})
    assert [event.day for event in profile.events] == [DECISION]
