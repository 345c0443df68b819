from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tallies.corpora import (
    BY_REGION,
    CORPORA,
    PLAN,
    Clause,
    Mention,
    Verbatim,
    annotated,
    numbered,
)
from vockit.errors import TallyMismatchError, UsageError
from vockit.tallies import counting, samples
from vockit.tallies.counting import TallyBuilder, count
from vockit.tallies.frames import columns_of, frame_of
from vockit.tallies.model import Tally, merge, size_bytes
from vockit.tallies.plan import CountingPlan
from vockit.tallies.registry import names, statistic
from vockit.verbatims import RatingScale

ROOT = Path(__file__).parents[2]
BLAND = Verbatim((Clause(0, (Mention("price"),)),))


def tally(*batches: list[Verbatim]) -> Tally:
    return count((annotated(batch) for batch in batches), names(), PLAN)


@settings(max_examples=8, deadline=None)
@given(CORPORA, st.data())
def test_parts_add_up_to_the_whole_in_any_split_and_order(
    verbatims: list[Verbatim], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(verbatims))
    cut = data.draw(st.integers(0, len(verbatims)))
    a, b = tally(order[:cut]), tally(order[cut:])
    whole = tally(verbatims)
    assert a + b == whole
    assert b + a == whole
    assert tally(order[:cut], [], order[cut:]) == whole
    assert merge([whole]) == whole


def test_a_tally_differs_from_one_with_a_verbatim_more() -> None:
    assert tally(numbered([BLAND])) != tally(numbered([BLAND, BLAND]))


def test_merging_now_and_then_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    verbatims = numbered([replace(BLAND, id=str(i % 9), brand=f"b{i % 5}") for i in range(40)])
    whole = tally(verbatims)
    monkeypatch.setattr(counting, "PENDING_ROWS", 3)
    assert tally(*([verbatim] for verbatim in verbatims)) == whole


def test_thresholds_of_full_samples_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    verbatims = numbered([replace(BLAND, id=str(i % 30)) for i in range(90)])
    for name in ("sample_verbatims", "sample_clauses", "sample_mentions"):
        found = statistic(name)
        assert isinstance(found, samples.SampleTable)
        small = replace(found, size=7)
        whole = frame_of(small.merge([columns_of(tally(verbatims).tables[name])]))
        monkeypatch.setattr(counting, "PENDING_ROWS", 2)
        monkeypatch.setattr(counting, "statistic", lambda _, small=small: small)
        built = count((annotated([verbatim]) for verbatim in verbatims), [name], PLAN)
        here, elsewhere = TallyBuilder([name], PLAN), TallyBuilder([name], PLAN)
        rows = 0
        for verbatim in verbatims:
            elsewhere.add(annotated([verbatim]))
            part = elsewhere.part()
            rows += len(part.tables[name])
            here.add_part(part)
        monkeypatch.undo()
        assert built.tables[name].equals(whole)
        assert here.tally() == built
        assert len(whole) == 7
        assert rows < len(verbatims)


@settings(max_examples=8, deadline=None)
@given(CORPORA, st.data())
def test_a_builder_takes_parts_that_were_counted_elsewhere(
    verbatims: list[Verbatim], data: st.DataObject
) -> None:
    cut, other = sorted(data.draw(st.tuples(*[st.integers(0, len(verbatims))] * 2)))
    here, elsewhere = TallyBuilder(names(), PLAN), TallyBuilder(names(), PLAN)
    here.add(annotated(verbatims[:cut]))
    for part in (verbatims[cut:other], verbatims[other:]):
        elsewhere.add(annotated(part))
        here.add_part(pickle.loads(pickle.dumps(elsewhere.part())))
    assert here.tally() == tally(verbatims)


def test_counting_does_without_pandas() -> None:
    program = """
import sys
from tests.tallies.corpora import PLAN, Clause, Mention, Verbatim, annotated
from vockit.tallies.counting import TallyBuilder
from vockit.tallies.registry import names
builder = TallyBuilder(names(), PLAN)
builder.add(annotated([Verbatim((Clause(0, (Mention("price"),)),), author="A", stars=3)]))
builder.add_part(builder.part())
assert builder.part().tables["sample_verbatims"]
print(sorted(sys.modules.keys() & {"pandas", "pyarrow", "scipy"}))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout == "[]\n"


def test_equal_verbatims_are_one_row_of_the_sample_with_copies() -> None:
    sample = tally(numbered([BLAND, replace(BLAND, id="x"), BLAND])).tables["sample_verbatims"]
    rows = {row.id: (row.copies, row.row) for row in sample.itertuples()}
    assert rows == {"": (2, 1), "x": (1, 2)}


def test_counting_notes_the_rating_scale() -> None:
    assert tally([BLAND]).fingerprint == {"rating scale": "1 to 5", "taxonomy": "0a1b"}
    assert tally().fingerprint == {"taxonomy": "0a1b"}
    assert tally() + tally([BLAND]) == tally([BLAND])


def test_ratings_on_several_scales_of_one_corpus_are_counted_together() -> None:
    scales = (RatingScale(0, 10), RatingScale(1, 5))
    stars = [annotated([replace(BLAND, id=str(n), stars=n)]) for n in (1, 5)]
    five, ten = (
        replace(one, batch=replace(one.batch, rating_scale=scale, corpus_scales=scales))
        for one, scale in zip(stars, reversed(scales), strict=True)
    )
    counted = count([five, ten], ["speaker_channel"], PLAN)
    assert counted.fingerprint["rating scale"] == "0 to 10 and 1 to 5"
    assert counted.tables["speaker_channel"]["rating_sum"].tolist() == [0 + 5_000]
    with pytest.raises(TallyMismatchError, match="rating scale differs"):
        counted + count(stars, ["speaker_channel"], PLAN)


def test_tallies_of_other_taxonomies_do_not_add_up() -> None:
    other = count([annotated([BLAND])], names(), replace(PLAN, fingerprint={"taxonomy": "ffff"}))
    with pytest.raises(TallyMismatchError, match="taxonomy differs"):
        tally([BLAND]) + other


def test_tallies_of_other_tables_do_not_add_up() -> None:
    with pytest.raises(TallyMismatchError, match="'days'"):
        count([], ["days", "stage"], PLAN) + count([], ["stage"], PLAN)


@pytest.mark.parametrize(
    ("varied", "option"),
    [
        (lambda value: replace(BLAND, brand=value), "--brand"),
        (lambda value: replace(BLAND, channel=value), "--channel"),
    ],
)
def test_a_column_with_over_1000_values_is_refused(
    varied: Callable[[str], Verbatim], option: str
) -> None:
    verbatims = numbered([varied(str(i)) for i in range(1_001)])
    with pytest.raises(UsageError, match=rf"1,001 different values.*{option}"):
        tally(verbatims)
    with pytest.raises(UsageError, match=rf"1,001 different values.*{option}"):
        tally(verbatims[:600], verbatims[600:])
    with pytest.raises(UsageError, match=rf"1,001 different values.*{option}"):
        tally(verbatims[:600]) + tally(verbatims[600:])
    assert tally(verbatims[:1_000])


def test_a_column_of_segments_with_over_1000_values_is_refused_by_its_name() -> None:
    verbatims = numbered([replace(BLAND, region=str(i)) for i in range(1_001)])
    said = r"--by: the column 'region' has 1,001 different values or more, .* ranges"
    for batches in ([verbatims], [verbatims[:600], verbatims[600:]]):
        with pytest.raises(UsageError, match=said):
            count((annotated(batch) for batch in batches), ["speaker_channel"], BY_REGION)
    builder = TallyBuilder(["speaker_channel"], BY_REGION)
    builder.add(annotated(verbatims[:600]))
    elsewhere = TallyBuilder(["speaker_channel"], BY_REGION)
    elsewhere.add(annotated(verbatims[600:]))
    builder.add_part(elsewhere.part())
    with pytest.raises(UsageError, match=said):
        builder.tally()
    assert count([annotated(verbatims[:1_000])], ["speaker_channel"], BY_REGION)


def test_other_refusals_are_said_as_ever_where_there_are_segments() -> None:
    verbatims = numbered([replace(BLAND, channel=str(i)) for i in range(1_001)])
    with pytest.raises(UsageError, match=r"the channel column .* --channel"):
        count([annotated(verbatims)], ["speaker_channel"], BY_REGION)


def test_an_unknown_segment_column_is_named() -> None:
    plan = CountingPlan(PLAN.settings, segment="regoin")
    with pytest.raises(UsageError, match=r"'regoin'.*region"):
        count([annotated([BLAND])], ["speaker_channel"], plan)


def test_segments_are_of_our_verbatims_unless_they_are_the_brands() -> None:
    verbatims = numbered(
        [
            replace(BLAND, brand=brand, region=region)
            for brand, region in (("Alpha", "North"), ("Beta", "North"), ("", "South"))
        ]
    )
    batch = annotated(verbatims)
    brands = replace(batch, batch=replace(batch.batch, brand_column="region"))
    for found, counts in (
        (batch, {"": 1, "North": 1, "South": 1}),
        (brands, {"North": 2, "South": 1}),
    ):
        table = count([found], ["speaker_channel"], BY_REGION).tables["speaker_channel"]
        assert dict(zip(table["speaker"], table["n"], strict=True)) == counts


def test_the_sample_keeps_the_brand_beside_whom_a_verbatim_counts_for() -> None:
    verbatims = numbered([replace(BLAND, brand="Alpha", region="North")])
    sample = count([annotated(verbatims)], ["sample_verbatims"], BY_REGION)
    row = sample.tables["sample_verbatims"].iloc[0]
    assert (row["brand"], row["speaker"]) == ("Alpha", "North")


def test_an_unknown_statistic_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="'speaker_theme'"):
        count([], ["speaker_thene"], PLAN)


@pytest.mark.parametrize("brand_column", [True, False])
def test_a_verbatim_without_a_brand_has_the_only_one_that_its_text_names(
    *, brand_column: bool
) -> None:
    zeta, alpha = Clause(0, brand_named="Zeta"), Clause(0, brand_named="Alpha")
    verbatims = [
        Verbatim((Clause(0), zeta, zeta), id="one"),
        Verbatim((zeta, alpha), id="several"),
        Verbatim((alpha,), id="recorded", brand="Beta"),
        BLAND,
    ]
    batch = annotated(verbatims, brand_column=brand_column)
    sample = count([batch], ["sample_verbatims"], PLAN).tables["sample_verbatims"]
    assert dict(zip(sample["id"], sample["brand"], strict=True)) == {
        "one": "Zeta",
        "several": "",
        "recorded": "Beta" if brand_column else "Alpha",
        "": "",
    }


def test_size_is_that_of_the_tables() -> None:
    assert size_bytes(tally([BLAND])) > size_bytes(tally()) > 0
