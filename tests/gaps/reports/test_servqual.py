from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from scipy import stats

from tests.gaps.tallies import Record, sampled, tally_for
from vockit.gaps.compute import compute
from vockit.gaps.model import Report
from vockit.gaps.registry import load
from vockit.profile import Brands, Profile, Target
from vockit.settings import ReportSettings

OURS = Profile(brands=Brands(own="Ours"))


def clauses(dimension: str, compounds: Sequence[Sequence[int]], brand: str = "") -> Record:
    """A cell from the compounds of each verbatim's clauses."""
    sums = [sum(verbatim) for verbatim in compounds]
    counts = [len(verbatim) for verbatim in compounds]
    pairs = list(zip(sums, counts, strict=True))
    return {
        "speaker": brand,
        "dimension": dimension,
        "n": len(compounds),
        "s": sum(sums),
        "k": sum(counts),
        "ss": sum(a * a for a in sums),
        "sk": sum(a * b for a, b in pairs),
        "kk": sum(b * b for b in counts),
    }


def cues(dimension: str, brand: str = "", **counts: int) -> list[Record]:
    return [
        {"speaker": brand, "dimension": dimension, "outcome": name, "n": n}
        for name, n in counts.items()
    ]


def report(
    cells: Sequence[Record],
    stated: Sequence[Record] = (),
    profile: Profile | None = None,
    sample: Mapping[str, Sequence[Record]] | None = None,
) -> Report:
    brands = sorted({str(cell["speaker"]) for cell in cells})
    tally = tally_for(
        "servqual",
        speaker_dimension=cells,
        speaker_dimension_expectation=stated,
        speaker_channel=[{"speaker": brand, "n": 100} for brand in brands],
        **(sample or {}),
    )
    return compute(load("servqual"), tally, ReportSettings(profile=profile or Profile()))


def row(found: Report, dimension: str, brand: str = "") -> Mapping[str, object]:
    table = found.table
    return dict(table[(table["dimension"] == dimension) & (table["brand"] == brand)].iloc[0])


FORTY = [[-2000 + 100 * i] for i in range(40)]
"""One clause each, on average -0.005."""


def test_dimensions_come_in_their_own_order() -> None:
    assert list(report([clauses("empathy", FORTY)]).table["dimension"]) == [
        "reliability",
        "responsiveness",
        "assurance",
        "empathy",
        "tangibles",
        "overall",
    ]


def test_perception_is_4_plus_3_times_the_mean_compound_of_the_clauses() -> None:
    # Two clauses of 0.5 and one of -0.4: the mean is 0.2, not the mean of verbatims.
    cells = [clauses("empathy", [[5000, 5000], [-4000]] * 5)]
    assert row(report(cells), "empathy")["perception"] == pytest.approx(4.6)


def test_a_target_is_held_against_perception_by_t() -> None:
    profile = Profile(targets={"empathy": Target(expectation=4.5)})
    found = row(report([clauses("empathy", FORTY)], profile=profile), "empathy")
    perceptions = np.array([4 + 3 * c[0] / 10_000 for c in FORTY])
    oracle = stats.ttest_1samp(perceptions, 4.5).confidence_interval()
    assert found["expectation_source"] == "target"
    assert found["gap"] == pytest.approx(perceptions.mean() - 4.5, abs=1e-4)
    assert found["ci_low"] == pytest.approx(oracle.low - 4.5, abs=1e-4)
    assert found["ci_high"] == pytest.approx(oracle.high - 4.5, abs=1e-4)
    assert found["n"] == 40


def test_the_overall_target_is_the_weighted_mean_of_the_targets() -> None:
    profile = Profile(targets={"empathy": Target(5, 3), "tangibles": Target(3, 1)})
    found = report([clauses("overall", FORTY)], profile=profile)
    assert row(found, "overall")["expectation"] == 4.5
    assert row(found, "empathy")["weight"] == 0.75
    assert row(found, "assurance")["weight"] == 0


def test_without_weights_they_are_shares_of_verbatims() -> None:
    found = report([clauses("empathy", FORTY), clauses("tangibles", FORTY[:10])])
    assert row(found, "empathy")["weight"] == 0.8
    assert row(found, "overall")["weight"] == 1


def test_the_best_brand_sets_the_expectation() -> None:
    better = [[c[0] + 6000] for c in FORTY]
    cells = [clauses("empathy", FORTY, "Ours"), clauses("empathy", better, "Best")]
    found = row(report(cells, profile=OURS), "empathy")
    assert (found["expectation_source"], found["best_brand"]) == ("best brand", "Best")
    assert found["gap"] == pytest.approx(-1.8, abs=1e-4)
    a, b = (np.array([3e-4 * c[0] for c in side]) for side in (FORTY, better))
    oracle = stats.ttest_ind(a, b, equal_var=False).confidence_interval()
    assert found["ci_low"] == pytest.approx(oracle.low, abs=1e-4)
    assert found["flag"] == "ok"


def test_brands_alike_set_no_expectation() -> None:
    cells = [clauses("empathy", FORTY, "Ours"), clauses("empathy", FORTY, "Other")]
    found = row(report(cells, profile=OURS), "empathy")
    assert found["flag"] == "no clear best"
    assert np.isnan(float(str(found["gap"])))
    assert found["best_brand"] == ""
    assert found["perception"] == pytest.approx(3.985)


def test_without_own_each_brand_has_rows() -> None:
    cells = [clauses("empathy", FORTY, "A"), clauses("empathy", FORTY, "B")]
    table = report(cells).table
    assert list(table[table["dimension"] == "empathy"]["brand"]) == ["A", "B"]


def test_within_a_dimension_the_worst_brand_comes_first() -> None:
    better = [[c[0] + 6000] for c in FORTY]
    cells = [
        clauses("empathy", better, "A"),
        clauses("empathy", FORTY, "B"),
        clauses("empathy", FORTY[:5], "Tiny"),
    ]
    table = report(cells).table
    assert list(table[table["dimension"] == "empathy"]["brand"]) == ["B", "A", "Tiny"]


def test_a_stated_gap_is_measured_on_expectation_cues() -> None:
    stated = cues("empathy", exceeded=10, met=15, short=25)
    found = row(report([clauses("empathy", FORTY)], stated), "empathy")
    assert found["expectation_source"] == "stated"
    assert np.isnan(float(str(found["expectation"])))
    assert found["gap"] == pytest.approx(3 * (10 - 25) / 50)
    assert found["n"] == 50
    assert (found["exceeded"], found["met"], found["short"]) == (10, 15, 25)


def test_few_stated_expectations_are_suppressed_but_perception_stands() -> None:
    found = row(report([clauses("empathy", FORTY)], cues("empathy", short=4)), "empathy")
    assert found["flag"] == "suppressed"
    assert np.isnan(float(str(found["gap"])))
    assert found["perception"] == pytest.approx(3.985)


def test_stated_rows_quote_the_cue() -> None:
    quotes = sampled(
        ["the staff should have called me back", "the staff should not laugh at me, ever"],
        polarity=[-1, -1],
        compound=[-3000, -6000],
        cue=["expectation/short", ""],
        dimension=["empathy", "empathy"],
    )
    found = report([clauses("empathy", FORTY)], cues("empathy", short=12), sample=quotes)
    place = list(found.table["dimension"]).index("empathy")
    assert [quote.text for quote in found.quotes[place]] == ["the staff should have called me back"]
