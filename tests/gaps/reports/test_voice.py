from __future__ import annotations

import numpy as np
import pytest

from tests.gaps.tallies import sampled, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Brands, Profile
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe

REPOST = "my flight was cancelled and nobody told me why"


def report(
    brands: list[str],
    polarity: list[int],
    *,
    texts: list[str] | None = None,
    authors: list[int] | None = None,
    copies: list[int] | None = None,
    own: str | None = None,
) -> Report:
    size = len(brands)
    tables = sampled(
        texts or [f"text number {i}" for i in range(size)],
        brand=brands,
        polarity=polarity,
        author=authors or [0] * size,
        copies=copies or [1] * size,
    )
    tally = tally_for(
        "voice",
        speaker_channel=[
            {"speaker": name, "n": brands.count(name)} for name in sorted(set(brands))
        ],
        **tables,
    )
    profile = Profile(brands=Brands(own=own))
    return compute(load("voice"), tally, ReportSettings(profile=profile))


def test_the_gap_is_the_ratio_of_negative_rates() -> None:
    # A: 30 of 60 negative; B: 10 of 40.
    found = report(["A"] * 60 + ["B"] * 40, [-1] * 30 + [1] * 30 + [-1] * 10 + [0] * 30).table
    a, b = (dict(found.iloc[place]) for place in (0, 1))
    assert (a["brand"], a["n"], a["gap"]) == ("A", 60, 2)
    assert (a["share_of_voice"], a["share_of_negative_voice"], a["index"]) == (0.6, 0.75, 125)
    assert b["gap"] == 0.5
    # On the log scale, from 30.5 of 61 and 10.5 of 41.
    half = 1.959964 * np.sqrt(1 / 30.5 - 1 / 61 + 1 / 10.5 - 1 / 41)
    middle = 0.5 / (10.5 / 41)
    assert a["ci_low"] == pytest.approx(middle * np.exp(-half), abs=1e-4)
    assert a["ci_high"] == pytest.approx(middle * np.exp(half), abs=1e-4)


def test_reposts_count_once_and_short_texts_as_often_as_they_are() -> None:
    texts = [REPOST, f"RT @someone: {REPOST.upper()}! http://t.co/x", "not good", "not good"]
    found = report(["A"] * 4 + ["B"] * 20, [-1] * 4 + [1] * 20, texts=texts + ["fine"] * 20)
    assert dict(found.table.set_index("brand")["n"]) == {"A": 3, "B": 20}
    assert "Reposts, not counted again: 1." in found.notes


def test_the_same_words_on_two_brands_are_no_repost() -> None:
    found = report(["A", "B"], [-1, -1], texts=[REPOST, REPOST])
    assert list(found.table["n"]) == [1, 1]


def test_a_prolific_author_weighs_five() -> None:
    found = report(
        ["A"] * 40 + ["B"] * 40, [-1] * 40 + [1] * 40, authors=[7] * 20 + list(range(100, 160))
    )
    assert dict(found.table.set_index("brand")["n"]) == {"A": 25, "B": 40}
    assert "Authors with over 5 verbatims: 1; 5 of each count." in found.notes


def test_five_verbatims_of_one_author_are_not_too_many() -> None:
    found = report(["A"] * 5 + ["B"] * 40, [-1] * 5 + [1] * 40, authors=[7] * 5 + [0] * 40)
    assert dict(found.table.set_index("brand")["n"]) == {"A": 5, "B": 40}


def test_without_authors_nobody_is_prolific() -> None:
    found = report(["A"] * 40 + ["B"] * 40, [-1] * 40 + [1] * 40)
    assert list(found.table["n"]) == [40, 40]


def test_copies_of_one_identity_count() -> None:
    found = report(["A", "B"], [-1, 1], copies=[30, 40])
    assert dict(found.table.set_index("brand")["n"]) == {"A": 30, "B": 40}


def test_headlines_are_ours_where_we_are_named() -> None:
    brands, polarity = ["A"] * 600 + ["B"] * 400, [-1] * 300 + [1] * 300 + [-1] * 100 + [0] * 300
    assert [h.row for h in report(brands, polarity, own="B").headlines] == ["B"]
    first = report(brands, polarity).headlines[0]
    assert first.sentence == (
        "Customers complain more of A than of the other brands: 50% of verbatims are negative, "
        "against 25% (n = 600)."
    )
    excess = newcombe(300, 600, 100, 400)
    assert first.affected == pytest.approx(600 * float(excess.low), abs=1e-2)


def test_verbatims_without_a_brand_are_counted_in_the_note() -> None:
    found = report(["A"] * 3 + ["B"] * 3 + [""] * 2, [1] * 8)
    assert set(found.table["brand"]) == {"A", "B"}
    assert "Verbatims of no brand, or naming several, left out: 2." in found.notes


def test_one_brand_is_nothing_to_compare() -> None:
    assert report(["A"], [-1]).missing == "two brands to compare; the input has 1"
