"""The default profile on sentences of many industries, through the whole annotation."""

from __future__ import annotations

import numpy as np
import pytest

from vockit.annotation.annotator import Annotator
from vockit.language.sentiment.cx import cx_lexicon
from vockit.language.sentiment.words import chunk_words
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch

POSITIVE = """\
could not be happier
I was never charged twice
Not bad at all
I can't fault the service
soooo goooood
👍
No complaints
nothing was too much trouble
Thank you so much for your help
Quick delivery, well packaged
would recommend to anyone
worth every penny
Never had a problem with them
Check-in was a breeze
Generous portions at a fair price
The doctor listened and explained everything clearly
Switching was quick and painless
Problem solved within minutes
Never had such great service
Can't recommend them enough"""

NEGATIVE = """\
The staff didn’t help
The staff didn't help
Refund still not received
on hold for 45 minutes
app crashes every time
card declined
do not buy
security breach
great, another delay
charged twice
still waiting
no refund
My parcel never arrived
they don’t care
We waited over an hour for our food
Thanks for nothing
I will never use them again
I have been charged twice and nobody answers the phone
How much longer do I have to wait?
Nice hotel but the staff was rude
My account was frozen without any explanation
Breakfast was cold and the coffee undrinkable
Receptionist was abrupt and dismissive
Engineer never turned up
Support tickets go unanswered
dont waste ur time
We won't be back
😡"""

NEUTRAL = """\
share price
can you please help me?
How do I change my PIN?
What are your opening hours on Sunday?
I'd like to book a table for two
The hotel is located near the station"""


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(AnnotationSettings(sentiment="cx", language="any"))


def polarities(texts: list[str], annotator: Annotator) -> dict[str, int]:
    batch = Batch(0, np.arange(1, len(texts) + 1), texts)
    return dict(zip(texts, annotator(batch).polarity.tolist(), strict=True))


@pytest.mark.parametrize(
    ("texts", "polarity"), [(POSITIVE, 1), (NEGATIVE, -1), (NEUTRAL, 0)], ids=["+", "-", "0"]
)
def test_signs(texts: str, polarity: int, annotator: Annotator) -> None:
    found = polarities(texts.splitlines(), annotator)
    assert {text: sign for text, sign in found.items() if sign != polarity} == {}


def test_requests_are_no_praise_and_offers_no_complaint(annotator: Annotator) -> None:
    found = polarities(["kindly improve your performance", "free shipping"], annotator)
    assert found["kindly improve your performance"] <= 0
    assert found["free shipping"] >= 0


def test_html_entities_are_the_signs_that_they_stand_for() -> None:
    lexicon = cx_lexicon()
    assert chunk_words("&quot;great&quot;", lexicon).words == ("great",)
    assert chunk_words("&amp;", lexicon).words == ("&",)
