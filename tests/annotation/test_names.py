"""Names of brands are no opinion."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from vockit.annotation.annotator import Annotator
from vockit.profile import Brands, Profile
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch

CX = Annotator(AnnotationSettings())


def polarities(
    texts: Sequence[str], brands: Sequence[str] | None = None, annotator: Annotator = CX
) -> list[int]:
    batch = Batch(0, np.arange(1, len(texts) + 1), texts, brand=brands)
    found: list[int] = annotator(batch).polarity.tolist()
    return found


@pytest.mark.parametrize(
    ("brand", "text", "polarity"),
    [
        ("Best", "I bought it at Best", 0),
        ("Best", "Best was late again", -1),
        ("Best", "Best's drivers came on Monday", 0),
        ("Best", "The best service ever", 1),
        ("Best", "Best service ever", 1),
        ("Best", "The Best service ever", 1),
        ("Best", "BEST SERVICE EVER", 1),
        ("Pets Best", "I pay pets best by card", 0),
        ("Pets Best", "Pets Best has been great", 1),
        ("Great Homes", "I called Great  Homes on Monday", 0),
        ("Perfect Pizza", "Perfect Pizza, sent on Monday", 0),
        ("Pets Best", "We had the best walk", 1),
    ],
)
def test_the_brand_of_a_verbatim_is_silent_in_it(brand: str, text: str, polarity: int) -> None:
    assert polarities([text], [brand]) == [polarity]


def test_it_is_silent_in_its_own_verbatims_alone() -> None:
    text = "I bought it from Happy Feet"
    assert polarities([text, text], ["Happy Feet", "Other"]) == [0, polarities([text])[0]]


def test_names_of_the_profile_are_silent_everywhere() -> None:
    brands = Brands(own="Embrace", control=("Best",), aliases={"Best": ("Best of All",)})
    annotator = Annotator(AnnotationSettings(profile=Profile(brands=brands)))
    texts = ["I have embrace", "I have Best", "I have the best dog", "Best of all, I have two"]
    assert polarities(texts, annotator=annotator) == [0, 0, 1, 0]


def test_the_words_around_a_name_count() -> None:
    texts = ["Never late, Pets Best", "Pets Best, never again"]
    assert polarities(texts, ["Pets Best"] * 2) == [1, -1]
