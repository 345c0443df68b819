from __future__ import annotations

import pytest

from vockit.gaps.wishes import wish


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        (" change my booking online", "change book"),
        (" get a refund for our cancelled flight", "get refund"),
        (" please just speak to somebody human", "speak somebody"),
        (" it", ""),
        ("", ""),
        (" get", ""),
        (" do that", ""),
        (" start? Nobody answers", "start answer"),
        (" start", ""),
        (" rebook", "rebook"),
        (" reach @AcmeCare https://a.example/x &amp; talk", "reach talk"),
        (" CHANGED the seats", "change seat"),
        (" don't lose my dog’s claim", "lose dog"),
    ],
)
def test_the_first_two_words_that_say_something(after: str, outcome: str) -> None:
    found = wish(after)
    assert (found.lemmas if found else "") == outcome


def test_words_are_kept_as_they_are_written() -> None:
    found = wish(" Change my bookings")
    assert found is not None
    assert found.written == "change bookings"
