"""n is the size of the base, the part is in the base, and the quotes are of the part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from tests.gaps.corpus import SETTINGS, annotator, batch, records, tally_of
from vockit import pipeline
from vockit import schema as s
from vockit.annotation.annotator import Annotator
from vockit.annotation.model import Annotations
from vockit.configuration import read_configuration
from vockit.gaps.compute import compute
from vockit.gaps.evidence.showing import verbatims_behind
from vockit.gaps.registry import load, names
from vockit.gaps.rows import row_keys
from vockit.profile import Event, Profile
from vockit.request import Request
from vockit.settings import AnnotationSettings, InputSettings, ReportSettings
from vockit.tallies.model import Tally
from vockit.tallies.plan import CountingPlan

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "data" / "samples"
DATA = ROOT.parent / "shared" / "data"
FILES: Mapping[str, tuple[Path, ...]] = {
    "samples": tuple(SAMPLES / name for name in ("reviews.csv", "survey.csv", "tweets.csv")),
    "tweets": (DATA / "airline_tweets" / "tweets.csv",),
    "trustpilot": (DATA / "trustpilot_pet_insurance" / "reviews.csv",),
    "skytrax": tuple(sorted((DATA / "skytrax").glob("*.csv"))),
}
READ = 700
"""Records of a file: below the size of the sample, where every base is whole."""
RUNS = ("plain", "--by", "--period and --event")
BY = {"samples": "channel", "tweets": "airline", "trustpilot": "rating", "skytrax": "recommended"}


@cache
def profile() -> Profile:
    return read_configuration(SAMPLES / "vockit.toml").profile


@cache
def annotated(name: str) -> tuple[Annotations, ...]:
    annotate = Annotator(AnnotationSettings(profile=settings_of(name).profile))
    inputs = list(map(str, FILES[name]))
    corpus = pipeline.read(Request(inputs, reading=InputSettings(limit=READ)))
    return tuple(map(annotate, corpus.batches()))


def settings_of(name: str) -> ReportSettings:
    """The samples have a profile; the others have its parts that name no brand."""
    own = profile()
    if name == "samples":
        return ReportSettings(profile=own)
    return ReportSettings(
        profile=Profile(
            priorities=own.priorities,
            standards=own.standards,
            promises=own.promises,
            economics=own.economics,
        )
    )


def with_options(name: str, run: str) -> ReportSettings:
    settings = settings_of(name)
    if run == "--by":
        return replace(settings, by=BY[name])
    if run == "plain":
        return settings
    days = np.sort(
        np.concatenate([one.batch.day for one in annotated(name) if one.batch.day is not None])
    )
    middle = days[len(days) // 2].astype("datetime64[D]").item()
    event = Event("middle", middle)
    return replace(
        settings,
        period="week",
        event="middle",
        profile=replace(settings.profile, events=(event,)),
    )


def hold(name: str, tally: Tally, settings: ReportSettings, found: tuple[Annotations, ...]) -> None:
    """Hold every row of a report to the contract."""
    report = compute(load(name), tally, settings)
    plan = CountingPlan(AnnotationSettings(profile=settings.profile), settings.by)
    for key, n, evidence, quotes in zip(
        row_keys(report), report.table[s.N], report.evidence, report.quotes, strict=True
    ):
        base: list[int] = []
        part: set[int] = set()
        for shown in verbatims_behind(found, evidence, plan):
            numbers = shown.annotations.batch.row[shown.places]
            base += numbers.tolist()
            part |= set(numbers[shown.part].tolist())
        assert (key, len(base)) == (key, n)
        assert len(set(base)) == len(base)
        assert part <= set(base)
        assert {quote.row for quote in quotes} <= part, key


@pytest.mark.parametrize("name", names())
def test_the_small_corpus(name: str) -> None:
    found = (annotator()(batch(records())),)
    hold(name, tally_of(records()), SETTINGS, found)


@pytest.mark.slow
@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("corpus", FILES)
def test_real_texts(corpus: str, run: str) -> None:
    if not all(file.is_file() for file in FILES[corpus]) or not FILES[corpus]:
        pytest.skip("../shared/data is not there")
    settings = with_options(corpus, run)
    found = annotated(corpus)
    request = Request(reports=names(), reporting=settings)
    tally = pipeline.tally([one.batch for one in found], request)
    for name in names():
        hold(name, tally, settings, found)
