from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from tests.gaps.tallies import table
from vockit.gaps.timeline import as_date, net_of, our_timeline, reach, timeline_of
from vockit.profile import Brands, Profile
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

MONDAY = date(2025, 3, 3).toordinal()
OWN = ReportSettings(profile=Profile(brands=Brands(own="Acorn")))


def tally(*days: str) -> Tally:
    return Tally(
        {},
        {
            "days": table("days", [{"day": day, "n": 10} for day in days]),
            "day_theme": table(
                "day_theme", [{"day": day, "theme": "price", "n": 4, "negative": 3} for day in days]
            ),
            "focus_days": table(
                "focus_days",
                [
                    {"day": day, "speaker": brand, "n": n}
                    for day in days
                    for brand, n in (("", 1), ("Acorn", 2), ("Birch", 3))
                ],
            ),
            "focus_theme": table(
                "focus_theme",
                [
                    {"day": day, "speaker": brand, "theme": "price", "n": n, "negative": n}
                    for day in days
                    for brand, n in (("Acorn", 2), ("Birch", 1))
                ],
            ),
        },
    )


def test_ours_are_the_own_brand_and_none_or_all_but_the_controls() -> None:
    counted = tally("2025-03-03", "2025-03-04", "none")
    for told, control, n, talk in (
        (OWN, (), 3, 2),
        (OWN, ("Birch",), 3, 2),
        (ReportSettings(), (), 10, 4),
        (ReportSettings(), ("Birch",), 7, 3),
    ):
        ours = our_timeline(counted, told, control)
        assert ours.count(MONDAY, MONDAY + 1) == n
        assert ours.talk(MONDAY, MONDAY + 2)[:, 0].tolist() == [2 * talk]
        edges = (MONDAY - 3, MONDAY, MONDAY + 1, MONDAY + 1, MONDAY + 9)
        assert ours.counts(edges) == [ours.count(*span) for span in pairwise(edges)]
        assert ours.counts(()) == []
    of_birch = replace(OWN, by="region", segment="Birch")
    assert our_timeline(counted, of_birch).count(MONDAY, MONDAY + 1) == 3
    theirs = timeline_of(counted, OWN, ("Birch",))
    assert theirs.count(MONDAY, MONDAY + 9) == 6
    assert net_of(theirs.talk(MONDAY, MONDAY + 1)[0]).value == -100


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        (["2025-03-03", "2025-03-04"], "2025-03-03", "2025-03-04"),
        (["2025-03-07", "2025-03-10", "2025-03-14"], "2025-03-04", "2025-03-17"),
        (["2025-03-03", "2025-03-20"], "2025-03-03", "2025-03-20"),
        (["none", "2025-03-03"], "2025-03-03", "2025-03-03"),
    ],
)
def test_data_reaches_as_far_beyond_its_ends_as_it_pauses_within(
    days: list[str], first: str, last: str
) -> None:
    found = reach(tally(*days), ReportSettings())
    assert found is not None
    assert (as_date(found.first), as_date(found.last)) == (first, last)


def test_data_ends_on_the_day_that_is_given() -> None:
    told = ReportSettings(as_of=date(2025, 3, 5))
    found = reach(tally("2025-03-03", "2025-03-04", "2025-03-09"), told)
    assert found is not None
    assert as_date(found.last) == "2025-03-05"
    ours = our_timeline(tally("2025-03-03", "2025-03-09"), told)
    assert ours.count(MONDAY, MONDAY + 30) == 10


def test_without_dates_data_reaches_nowhere() -> None:
    assert reach(tally("none"), ReportSettings()) is None
