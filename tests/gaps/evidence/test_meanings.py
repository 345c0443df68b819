"""Every row of every report is about the verbatims that its oracle names, and no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest

from tests.gaps.counted import SETTINGS
from tests.gaps.evidence.meanings import EVENT, ORACLES, Meant, feels, is_ours, meant, on
from tests.tallies.corpora import (
    CUES,
    PLAN,
    THEMES,
    VOCABULARY,
    Clause,
    Mention,
    Verbatim,
    annotated,
    numbered,
)
from tests.tallies.twins import brand_of, stages_of, themes_of
from vockit.gaps.compute import compute
from vockit.gaps.evidence.selecting import Selector
from vockit.gaps.evidence.showing import verbatims_behind
from vockit.gaps.evidence.views import view_of_batch
from vockit.gaps.model import Report, Row
from vockit.gaps.needs import statistics_of
from vockit.gaps.registry import load, names
from vockit.gaps.rows import row_keys
from vockit.profile import Brands, Target
from vockit.tallies.counting import count
from vockit.tallies.facts import Facts
from vockit.verbatims import is_missing

PROFILE = replace(SETTINGS.profile, targets={"tangibles": Target(6.0, 1.0)})
BY_DAY = replace(SETTINGS, profile=PROFILE, period="day", suppress_n=1)
SEEDS = range(4)
FEELINGS = {
    "": (-7_000, -500, -499, 0, 499, 500, 9_999),
    "phone": (-7_000, -7_000, -3_000, -500, -499, 500),
    "web": (-500, 0, 499, 500, 9_999, 9_999),
}


def clause(draw: Random, mood: str) -> Clause:
    themes = draw.sample(THEMES, draw.choice((0, 1, 1, 2)))
    return Clause(
        compound=draw.choice(FEELINGS[mood]),
        mentions=tuple(
            Mention(
                theme,
                draw.choice((None, *VOCABULARY.stages)),
                draw.choice((None, *VOCABULARY.dimensions)),
                None,
                draw.choice((None, *VOCABULARY.poles)),
            )
            for theme in themes
        ),
        cues=tuple(sorted(draw.sample(CUES, draw.choice((0, 1, 2))))),
        duration_s=draw.choice((-1, -1, 3_600, 9 * 86_400)),
    )


def verbatim(draw: Random, day: int, brand: str, number: int) -> Verbatim:
    """Phone is worse than web, and Beta better than the others: there is a best of each."""
    channel = draw.choice(("", "phone", "web"))
    mood = "web" if brand == "Beta" else channel
    return Verbatim(
        clauses=tuple(clause(draw, mood) for _ in range(draw.choice((1, 2, 3)))),
        id=f"{day} {brand} {number}",
        day=(EVENT + timedelta(days=day)).isoformat(),
        brand=brand,
        channel=channel,
        stars=draw.choice((None, 1, 2, 3, 4, 5)),
    )


@cache
def corpus(seed: int) -> tuple[Verbatim, ...]:
    """Verbatims over the week before the event and the week after it, of each brand on each day."""
    draw = Random(seed)
    made = [
        verbatim(draw, day, brand, number)
        for day in range(-7, 7)
        for brand in ("", "Alpha", "Beta", "Gamma")
        for number in range(draw.choice((1, 2)))
    ]
    undated = replace(made[0], id="undated", day=None)
    return tuple(numbered([*made, undated]))


@cache
def computed(name: str, seed: int) -> Report:
    tally = count([annotated(corpus(seed))], statistics_of([load(name)]), PLAN)
    return compute(load(name), tally, BY_DAY)


def rows(report: Report) -> Sequence[Row]:
    """The rows as they are printed, with what they are about."""
    cells = report.table.to_dict("records")
    return [
        Row(
            key=key,
            n=int(cell["n"]),
            gap=None if is_missing(cell["gap"]) else float(cell["gap"]),
            values={str(name): value for name, value in cell.items()},
            evidence=evidence,
        )
        for key, cell, evidence in zip(row_keys(report), cells, report.evidence, strict=True)
    ]


def found(row: Row, seed: int) -> Meant:
    (shown,) = verbatims_behind([annotated(corpus(seed))], row.evidence, PLAN)
    base = shown.annotations.batch.row[shown.places]
    return Meant(base.tolist(), base[shown.part].tolist())


def test_every_report_has_an_oracle() -> None:
    assert {*ORACLES, "outcomes", "coverage"} == set(names())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", [name for name in ORACLES if name != "voice"])
def test_rows_are_about_the_verbatims_that_their_oracle_names(name: str, seed: int) -> None:
    report = computed(name, seed)
    assert report.missing is None
    for row in rows(report):
        expected = meant(name, corpus(seed), row)
        if name == "five-gaps" and row.key == ("5",):
            expected = Meant(expected.base, widest_shortfall(row, seed))
        assert (row.key, found(row, seed)) == (row.key, expected)
        assert row.n == len(expected.base)


@pytest.mark.parametrize("seed", SEEDS)
def test_expectations_that_are_stated_are_those_of_the_verbatims_that_state_them(
    seed: int,
) -> None:
    everyone = [replace(one, brand="") for one in corpus(seed)]
    annotations = annotated(everyone)
    tally = count([annotations], statistics_of([load("servqual")]), PLAN)
    report = compute(load("servqual"), tally, replace(BY_DAY, profile=SETTINGS.profile))
    gaps = set()
    for row in rows(report):
        assert row.values["expectation_source"] == "stated"
        (shown,) = verbatims_behind([annotations], row.evidence, PLAN)
        numbers = annotations.batch.row[shown.places]
        expected = meant("servqual", everyone, row)
        assert Meant(numbers.tolist(), numbers[shown.part].tolist()) == expected
        assert row.n == len(expected.base)
        gaps.add(0 if row.gap is None else (row.gap > 0) - (row.gap < 0))
    assert gaps & {-1, 1}


def widest_shortfall(row: Row, seed: int) -> list[int]:
    """Those whom the gap of a dimension of servqual is about: gap 5 is made of these."""
    dimensions = [one for one in rows(computed("servqual", seed)) if one.key[0] != "overall"]
    (same,) = [one for one in dimensions if one.evidence.part == row.evidence.part]
    return meant("servqual", corpus(seed), same).part


@pytest.mark.parametrize("seed", SEEDS)
def test_voice_is_about_the_brands_verbatims_that_count(seed: int) -> None:
    for row in rows(computed("voice", seed)):
        expected, shown = meant("voice", corpus(seed), row), found(row, seed)
        assert set(shown.base) <= set(expected.base)
        assert row.n == len(shown.base)
        assert shown.part == [n for n in shown.base if n in expected.part]


def test_something_is_seen_of_every_kind() -> None:
    """The oracles are no proof where every part is empty, or as large as its base."""
    for name in ORACLES:
        kinds = set()
        for seed in SEEDS:
            for row in rows(computed(name, seed)):
                shown = found(row, seed)
                kinds.add((bool(shown.base), 0 < len(shown.part) < len(shown.base)))
        assert (True, True) in kinds, name


@pytest.mark.parametrize("name", ORACLES)
def test_the_clauses_that_are_quoted_are_on_the_theme_or_stage_of_the_row(name: str) -> None:
    columns = [column.name for column in load(name).key]
    for facet, on_it in (("theme", themes_of), ("stage", stages_of)):
        if facet not in columns:
            continue
        annotations = annotated(corpus(0))
        clauses = [clause for one in corpus(0) for clause in one.clauses]
        selector = Selector(view_of_batch(Facts(annotations, PLAN)))
        for row in rows(computed(name, 0)):
            wanted = row.key[columns.index(facet)]
            if not wanted.startswith("("):
                shown = [clauses[place] for place in selector.shown(row.evidence)]
                assert all(wanted in on_it(clause) for clause in shown), row.key


def test_without_ratings_a_driver_is_about_who_feels_as_it_moves_net_sentiment() -> None:
    unrated = [replace(one, stars=None) for one in corpus(0)]
    annotations = annotated(unrated)
    tally = count([annotations], statistics_of([load("drivers")]), PLAN)
    for row in rows(compute(load("drivers"), tally, BY_DAY)):
        (shown,) = verbatims_behind([annotations], row.evidence, PLAN)
        numbers = annotations.batch.row[shown.places]
        feelings = {one.row: feels(on(one, row.key[0])) for one in unrated if is_ours(one)}
        base = [number for number, feeling in feelings.items() if feeling is not None]
        assert numbers.tolist() == base
        sign = 0 if row.gap is None else (row.gap > 0) - (row.gap < 0)
        part = [number for number in base if not sign or feelings[number] == sign]
        assert numbers[shown.part].tolist() == part


def test_where_nobody_is_us_ripple_is_about_all_but_the_controls() -> None:
    annotations = annotated(corpus(0))
    tally = count([annotations], statistics_of([load("ripple")]), PLAN)
    anyone = replace(BY_DAY, profile=replace(PROFILE, brands=Brands()), control=("Gamma",))
    report = compute(load("ripple"), tally, anyone)
    assert report.missing is None
    for row in rows(report):
        (shown,) = verbatims_behind([annotations], row.evidence, PLAN)
        base = {one.row for one in corpus(0) if one.day and brand_of(one) != "Gamma"}
        assert set(annotations.batch.row[shown.places].tolist()) == base
        assert row.n == len(base)
