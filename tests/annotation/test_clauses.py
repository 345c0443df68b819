"""Clauses, sentence by sentence: what cuts, and what only looks as if it did."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotation.examples import annotated, annotator, clause_texts
from vockit.verbatims import Batch

ONE_CLAUSE = [
    "I have nothing but praise for the crew.",
    "We had no choice but to leave the hotel.",
    "She cannot help but smile at the guests.",
    "Not only is the food good but it is also cheap.",
    "Last but not least the room was clean.",
    "The refund has not arrived yet.",
    "They are yet to answer my letter.",
    "This was yet another late delivery.",
    "We waited in line while holding the baby.",
    "It took a while to get an answer.",
    "It was the best meal in a long while.",
    "Good value for the money though.",
    "It looks as though nobody cares about us.",
    "Everyone was helpful except the manager.",
    "Good but.",
    "Dr. Smith was very kind to my mother.",
    "We were there from 9 a.m. until lunch.",
    "It costs 3.50 a day.",
    "See www.example.com/page for more.",
    "I ordered food and drinks and a cake.",
    "We stayed one, two or three nights.",
    "However you look at it we waited.",
    "The crew was friendly and kind.",
]

TWO_CLAUSES = [
    ("The room was clean but the bed was hard.", "but the bed was hard."),
    ("The flight was late, however the crew was kind.", "however the crew was kind."),
    ("I like the app although it crashes often.", "although it crashes often."),
    ("My card works whereas his card never does.", "whereas his card never does."),
    ("The staff was kind though the queue was long.", "though the queue was long."),
    ("We paid for it even though nobody helped us.", "even though nobody helped us."),
    ("I paid on time, yet they charged me twice.", "yet they charged me twice."),
    ("I paid on time and yet they charged me twice.", "and yet they charged me twice."),
    ("They are cheap, while others charge too much.", "while others charge too much."),
    ("All was well except that the shower was cold.", "except that the shower was cold."),
    ("Although the food was great, the service was slow.", "the service was slow."),
    ("While the crew was nice, our seats were broken.", "our seats were broken."),
    ("Great food and terrible service.", "and terrible service."),
    ("The food was lovely, the waiter was rude.", "the waiter was rude."),
    ("Rude staff – but the rooms are good.", "but the rooms are good."),
    ("Best hotel ever.There is a lovely pool.", "There is a lovely pool."),
    ("The staff was great—the food was awful.", "the food was awful."),
    ("What a day! We loved it.", "We loved it."),
    ("We waited... Nobody came to help.", "Nobody came to help."),
    ("Nice room\nBad breakfast", "Bad breakfast"),
    ("nice room\n\nbad breakfast", "bad breakfast"),
    ("They closed at 5 p.m. We left angry.", "We left angry."),
    ("@airline the crew was nice but you lost my bag.", "but you lost my bag."),
    ("Thank you! 😀 The crew was great.", "The crew was great."),
]


@pytest.mark.parametrize("text", ONE_CLAUSE)
def test_stays_whole(text: str) -> None:
    assert clause_texts(text) == [text]


@pytest.mark.parametrize(("text", "second"), TWO_CLAUSES)
def test_is_cut_once(text: str, second: str) -> None:
    clauses = clause_texts(text)
    assert len(clauses) == 2
    assert clauses[1] == second


def test_the_connective_is_not_scored() -> None:
    found = annotator()(Batch(0, np.array([1, 2]), ["But great food!", "great food!"]))
    assert found.clauses.compound[0] == found.clauses.compound[1]


def test_a_phrase_is_never_cut_in_two() -> None:
    assert clause_texts("Great food and drinks") == ["Great food and drinks"]


WORDS = st.sampled_from(
    (
        *("food", "staff", "great", "terrible", "but", "however", "although", "while", "yet", ","),
        *("though", "except", "that", "and", "or", ";", ".", "!", "...", "—", "-", "😀", "@you"),
        *("the", "was", "not", "even", "only", "delivery", "late", "https://t.co/abcd", "\n"),
    )
)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=25), min_size=1, max_size=4))
def test_clauses_cover_every_word_in_order_and_do_not_overlap(texts: list[list[str]]) -> None:
    verbatims = ["x" + " ".join(words) for words in texts]
    found = annotator()(Batch(0, np.arange(1, len(verbatims) + 1), verbatims)).clauses
    for place, text in enumerate(verbatims):
        mine = found.verbatim == place
        spans = list(zip(found.start[mine].tolist(), found.end[mine].tolist(), strict=True))
        assert found.number[mine].tolist() == list(range(1, len(spans) + 1))
        covered = "".join(text[start:end] for start, end in spans)
        assert "".join(covered.split()) == "".join(text.split())
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))


def test_a_semicolon_that_ends_an_html_entity_is_no_pause() -> None:
    assert clause_texts("My bag &amp; coat are here.") == ["My bag &amp; coat are here."]
    assert clause_texts("Great food &amp; terrible service.") == [
        "Great food",
        "&amp; terrible service.",
    ]


PARTS = ["@acme", "and", "but", "while", "although", "not only", "good", "the bed", "awful food"]
PARTS += ["!", ".", ",", "...", "😡", "- ", "https://a.b", "we waited", "3 hours", "etc.", "\n"]
texts_of_parts = (
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map(" ".join).filter(str.strip)
)


@settings(deadline=None)  # the first text waits for the annotator
@given(st.lists(texts_of_parts, min_size=2, max_size=4))
def test_nothing_depends_on_the_verbatim_before(texts: list[str]) -> None:
    together = annotated(*texts)
    clauses = together.clauses
    for number, text in enumerate(texts):
        alone, here = annotated(text), clauses.verbatim == number
        assert together.compound[number] == alone.compound[0]
        assert clauses.start[here].tolist() == alone.clauses.start.tolist()
        assert clauses.compound[here].tolist() == alone.clauses.compound.tolist()
        assert clauses.duration_s[here].tolist() == alone.clauses.duration_s.tolist()
        assert np.count_nonzero(together.mentions.verbatim == number) == len(alone.mentions)
