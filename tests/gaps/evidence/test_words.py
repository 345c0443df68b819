"""Reports that read the words themselves: their rows are about the texts that have them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.gaps.corpus import annotator
from vockit import pipeline
from vockit.gaps.compute import compute
from vockit.gaps.evidence.showing import verbatims_behind
from vockit.gaps.registry import load
from vockit.gaps.rows import row_keys
from vockit.request import Request
from vockit.settings import ReportSettings
from vockit.tallies.plan import CountingPlan
from vockit.verbatims import Batch

Texts = list[str]


def about(name: str, texts: Sequence[str]) -> dict[str, tuple[Texts, Texts]]:
    """Of each row, the texts of its base and those that its gap is about."""
    batch = Batch(
        number=0,
        row=np.arange(1, len(texts) + 1, dtype=np.int64),
        text=list(texts),
        id=[str(place) for place in range(len(texts))],
    )
    tally = pipeline.tally([batch], Request(reports=[name]))
    report = compute(load(name), tally, ReportSettings())
    found = {}
    for (key, *_), evidence in zip(row_keys(report), report.evidence, strict=True):
        (shown,) = verbatims_behind(
            [annotator()(batch)], evidence, CountingPlan(annotator().settings)
        )
        base = [texts[place] for place in shown.places.tolist()]
        found[key] = base, [text for text, part in zip(base, shown.part, strict=True) if part]
    return found


def test_an_outcome_is_about_those_who_say_how_it_went() -> None:
    good = [f"I wanted to change my booking and it was wonderful, number {i}." for i in range(6)]
    bad = [f"I wanted to change my booking and it was awful, number {i}." for i in range(9)]
    unclear = [f"I want to change my booking. It was a Monday, number {i}." for i in range(3)]
    other = [f"I was trying to get a refund and it was wonderful, number {i}." for i in range(9)]
    found = about("outcomes", [*good, *bad, *unclear, *other, "It rained."])
    assert found["change booking"] == ([*good, *bad], bad)
    assert found["get refund"] == (other, other)
    # Over all outcomes more were achieved: the row is about those who got there.
    assert found["(all)"] == ([*good, *bad, *other], [*good, *other])


def test_a_term_is_about_those_who_have_it_and_no_theme() -> None:
    kind = [f"the staff at desk {i} were kind to us" for i in range(60)]
    known = [f"the parrot talked to the staff at desk {i}" for i in range(12)]
    silent = [f"my parrot flew into that tree number {i} again" for i in range(40)]
    found = about("coverage", [*kind, *known, *silent])
    assert found["(untagged)"] == ([*kind, *known, *silent], silent)
    terms = {term: pair for term, pair in found.items() if term != "(untagged)"}
    assert terms
    for term, (base, part) in terms.items():
        words = term.split()
        assert base == [t for t in [*kind, *known, *silent] if all(w in t.split() for w in words)]
        assert part == [text for text in base if text in silent]
