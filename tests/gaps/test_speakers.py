from __future__ import annotations

from dataclasses import replace

from tests.gaps.tallies import tally_for
from vockit.gaps.registry import load
from vockit.gaps.speakers import (
    Speaker,
    name_in_sentence,
    our_brands,
    own_is_missing,
    rows_of,
    speakers,
    whose_note,
)
from vockit.profile import Brands, Profile
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

SERVQUAL, BENCHMARK, CAUSES = map(load, ("servqual", "benchmark", "causes"))
ANYONE = ReportSettings()
OURS = ReportSettings(profile=Profile(brands=Brands(own="Acorn")))


def tally(*brands: str) -> Tally:
    return tally_for("servqual", speaker_channel=[{"speaker": brand, "n": 1} for brand in brands])


def test_us_is_the_own_brand_and_those_who_name_none() -> None:
    assert speakers(tally("", "Acorn", "Birch"), OURS) == (Speaker(("", "Acorn"), ""),)


def test_without_own_each_brand_speaks_and_none_are_pooled() -> None:
    assert [s.label for s in speakers(tally("", "Birch", "Acorn"), ANYONE)] == ["Acorn", "Birch"]


def test_without_brands_everyone_speaks() -> None:
    found = tally("")
    assert speakers(found, ANYONE) == (Speaker(None, ""),)
    assert len(rows_of(found.tables["speaker_channel"], Speaker(None, ""))) == 1


def test_an_own_brand_that_nobody_names() -> None:
    assert own_is_missing(SERVQUAL, tally("Acorn", "Birch"), OURS) is None
    assert own_is_missing(SERVQUAL, tally("", "Birch"), OURS) is None
    missing = own_is_missing(SERVQUAL, tally("Acorns", "Birch"), OURS)
    assert missing is not None
    assert "did you mean 'Acorns'?" in missing


def test_where_brands_are_compared_ours_must_be_named() -> None:
    assert own_is_missing(BENCHMARK, tally("", "Birch"), OURS) is not None


def test_who_is_meant_by_us_makes_no_difference_to_reports_on_everyone() -> None:
    assert own_is_missing(load("channels"), tally("Birch"), OURS) is None


def test_brands_together_are_said_to_be() -> None:
    (note,) = whose_note(CAUSES, tally("Acorn", "Birch"), ANYONE)
    assert note.startswith("All 2 brands together")
    assert not whose_note(CAUSES, tally("Acorn", "Birch"), OURS)
    assert not whose_note(CAUSES, tally("Acorn"), ANYONE)
    (note,) = whose_note(SERVQUAL, tally("Acorn"), ANYONE)
    assert note.startswith("Every brand has its own rows")
    assert not whose_note(load("voice"), tally("Acorn", "Birch"), ANYONE)


def test_by_segment_us_is_the_segment_that_is_measured_whoever_owns_it() -> None:
    by, found = replace(OURS, by="region"), tally("", "North", "South")
    assert our_brands(by) is None
    assert [speaker.label for speaker in speakers(found, by)] == ["North", "South"]
    assert own_is_missing(BENCHMARK, found, by) is None
    north = replace(by, segment="North")
    assert our_brands(north) == ("North",)
    assert speakers(found, north) == (Speaker(("North",), ""),)


def test_a_segment_that_is_a_number_is_spoken_of_with_its_column() -> None:
    by = replace(ANYONE, by="rating")
    assert [name_in_sentence(name, by) for name in ("5", "5 stars")] == ["rating 5", "5 stars"]
    assert name_in_sentence("7", ANYONE) == "7"
