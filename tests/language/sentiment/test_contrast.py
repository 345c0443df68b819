from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vockit.language.sentiment.contrast import weigh_around_contrast


def as_vadersentiment_does(sentiments: list[float], contrast: int) -> list[float]:
    for sentiment in sentiments:
        place = sentiments.index(sentiment)
        if place < contrast:
            sentiments[place] = sentiment * 0.5
        elif place > contrast:
            sentiments[place] = sentiment * 1.5
    return sentiments


# Halves and three-halves of one another, so that a changed value meets one that is still to come.
VALENCES = st.sampled_from([0.0, 4.0, 2.0, 1.0, 0.5, 3.0, 1.5, 4.5, 2.25, -2.0, -1.0, -3.0])


@given(st.lists(VALENCES, min_size=1, max_size=40), st.data())
def test_equals_looking_up_in_a_changing_list(valences: list[float], data: st.DataObject) -> None:
    contrast = data.draw(st.integers(0, len(valences) - 1))
    places = list(range(len(valences)))
    weighed = weigh_around_contrast(places, valences, contrast)
    assert weighed == as_vadersentiment_does(list(valences), contrast)


def test_an_equal_valence_is_changed_at_the_wrong_place() -> None:
    assert weigh_around_contrast([0, 1, 3], [2.0, 1.0, 1.0], 2) == [0.5, 0.5, 1.0]
