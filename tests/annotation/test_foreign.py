"""Verbatims that are not English."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from tests.language.short_texts import SHORT_TEXTS
from vockit import pipeline
from vockit.annotation.annotator import Annotator
from vockit.annotation.model import Annotations
from vockit.profile import Asks
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch, Parts, TextColumn

ENGLISH = ("The staff were rude.", "Lovely people, but the delivery was two days late.", "Great")
OTHERS = ("Très bon service, merci", "Das Paket kam beschädigt an.", "배송이 너무 늦어요")
ANNOTATOR = Annotator(AnnotationSettings())


def batch(*texts: str) -> Batch:
    return Batch(
        0,
        np.arange(1, len(texts) + 1),
        texts,
        id=[f"id {place}" for place in range(len(texts))],
        rating=np.arange(len(texts), dtype=np.float64),
        cells={"text": texts},
    )


def found(annotations: Annotations) -> list[tuple[int, float, list[int]]]:
    """Row, compound and themes of every verbatim that was read."""
    mentions = annotations.mentions
    return [
        (
            int(row),
            float(annotations.compound[place]),
            mentions.theme[mentions.verbatim == place].tolist(),
        )
        for place, row in enumerate(annotations.batch.row)
    ]


@hypothesis(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([*ENGLISH, *OTHERS]), max_size=8))
def test_english_verbatims_are_read_as_if_the_others_were_not_there(texts: list[str]) -> None:
    together = ANNOTATOR(batch(*texts))
    kept = [place for place, text in enumerate(texts) if text in ENGLISH]
    assert together.batch.row.tolist() == [place + 1 for place in kept]
    alone = ANNOTATOR(batch(*(texts[place] for place in kept)))
    assert [one[1:] for one in found(together)] == [one[1:] for one in found(alone)]
    if len(kept) == len(texts):
        assert together.foreign is None
    else:
        assert together.foreign is not None
        assert len(together.foreign.batch) == len(texts)
        assert sorted([*together.foreign.kept.tolist(), *together.foreign.languages]) == list(
            range(len(texts))
        )


def test_all_may_be_read_as_if_they_were_english() -> None:
    every = Annotator(AnnotationSettings(language="any"))(batch(*ENGLISH, *OTHERS))
    assert every.foreign is None
    assert len(every.compound) == len(ENGLISH) + len(OTHERS)


def test_a_text_that_is_explained_is_read_whatever_it_is() -> None:
    (explanation,) = pipeline.explain(["Ein terrible Tag"])
    assert explanation.compound < 0


@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_batches_of_any_size_give_the_same_tally(size: int) -> None:
    texts = [text for own in SHORT_TEXTS.values() for text in own[:6]]
    whole = batch(*texts)
    batches = [
        whole.only(np.arange(first, min(first + size, len(texts))))
        for first in range(0, len(texts), size)
    ]
    tally = pipeline.tally(batches, statistics=["languages", "days", "themes"])
    languages = tally.tables["languages"].set_index("language")["n"]
    assert languages.sum() == len(texts)
    assert tally.tables["days"]["n"].sum() == languages["en"]
    assert tally == pipeline.tally([whole], statistics=["languages", "days", "themes"])


@given(st.lists(st.booleans(), min_size=3, max_size=3))
def test_parts_go_with_their_verbatims(kept: list[bool]) -> None:
    asks: Asks = "praise"
    parts = Parts(
        (TextColumn("pros", asks), TextColumn("cons")),
        verbatim=np.array([0, 0, 1, 2]),
        start=np.array([0, 5, 0, 0]),
        end=np.array([3, 9, 4, 2]),
        column=np.array([0, 1, 1, 0]),
    )
    places = np.flatnonzero(kept)
    only = parts.only(places)
    of = {0: [(0, 3, 0), (5, 9, 1)], 1: [(0, 4, 1)], 2: [(0, 2, 0)]}
    expected = [(new, *one) for new, old in enumerate(places.tolist()) for one in of[old]]
    rows = zip(*(only.verbatim, only.start, only.end, only.column), strict=True)
    assert [tuple(map(int, row)) for row in rows] == expected
