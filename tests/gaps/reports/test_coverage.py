from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.gaps.tallies import sampled, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.settings import ReportSettings
from vockit.stats.intervals import wilson

TAGGED = [f"the agent on desk {'xyz'[i % 3]} was kind to the children today" for i in range(120)]
UNTAGGED = [
    f"my parrot flew into the {['red', 'blue', 'old'][i % 3]} tree again" for i in range(40)
]
KNOWN = ["the parrot was mentioned to the agent"] * 12


def report(total: int = 172, copies: int = 1) -> Report:
    texts = [*TAGGED, *KNOWN, *UNTAGGED]
    tags = ["staff"] * 120 + ["animals"] * 12 + [""] * 40
    tables = sampled(
        texts,
        tagged=[int(tag != "") for tag in tags],
        theme=tags,
        copies=[copies] * len(texts),
    )
    tally = tally_for(
        "coverage",
        speaker_channel=[{"n": total, "tagged": total * 132 // 172, "valenced": total - 5}],
        days=[{"day": "none", "n": 3}, {"day": "2025-01-01", "n": total - 3}],
        **tables,
    )
    return compute(load("coverage"), tally, ReportSettings())


def row(found: Report, term: str) -> Mapping[str, object]:
    return dict(found.table.set_index("term").loc[term])


def test_the_first_row_is_the_untagged_share() -> None:
    first = dict(report().table.iloc[0])
    interval = wilson(40, 172)
    assert first["term"] == "(untagged)"
    assert (first["n"], first["verbatims"]) == (172, 40)
    assert first["gap"] == pytest.approx(40 / 172, abs=1e-4)
    assert first["ci_low"] == pytest.approx(float(interval.low), abs=1e-4)
    assert first["ci_high"] == pytest.approx(float(interval.high), abs=1e-4)


def test_terms_of_untagged_verbatims_are_listed() -> None:
    found = report()
    terms = list(found.table["term"])
    assert "agent" not in terms
    assert "kind" not in terms
    assert terms[1] in ("tree", "flew", "parrot flew")


def test_terms_that_go_together_are_said_once() -> None:
    # "parrot flew", "flew" and "tree" are in the same verbatims.
    terms = set(report().table["term"])
    assert len(terms & {"parrot flew", "flew", "tree"}) == 1


def test_a_theme_is_suggested_by_what_goes_with_the_term_elsewhere() -> None:
    found = report().table
    parrots = found[found["suggested_theme"] == "animals"]
    assert set(parrots["term"]) <= {"parrot"}


def test_above_the_sample_verbatims_are_scaled() -> None:
    found, scaled = report(), report(total=1720)
    term = str(found.table["term"].iloc[1])
    assert row(scaled, term)["verbatims"] == 10 * int(str(row(found, term)["verbatims"]))
    assert row(scaled, term)["n"] == row(found, term)["n"]
    assert "Read from a random sample of 172 of 1,720 verbatims." in scaled.notes


def test_the_note_counts_what_else_may_hide() -> None:
    assert report().notes[1] == "Of 172 verbatims 5 have no opinion word, 3 have no date."


def test_clauses_without_a_theme_are_in_the_note() -> None:
    tables = sampled(["one two. three four", "five six", "seven"], theme=["price", "price", ""])
    tables["sample_verbatims"] = [
        {**record, "copies": copies}
        for record, copies in zip(tables["sample_verbatims"], (1, 3, 1), strict=True)
    ]
    tables["sample_clauses"] = [
        *tables["sample_clauses"],
        {"hash": 1, "clause": 2, "start": 9, "end": 19},
        {"hash": 9, "clause": 1, "start": 0, "end": 3},
    ]
    tally = tally_for("coverage", speaker_channel=[{"n": 5, "tagged": 4}], **tables)
    notes = compute(load("coverage"), tally, ReportSettings()).notes
    # One clause of the first verbatim and the last verbatim's, of 2 + 3 + 1; hash 9 is no sample's.
    assert notes[0].startswith("Of 6 clauses 33.3% have no theme")


def test_it_makes_no_headlines() -> None:
    assert not report().headlines
