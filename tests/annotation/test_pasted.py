"""A pasted text is tagged and scored as its plain twin; places are those of the text as read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vockit.annotation.annotator import Annotator
from vockit.annotation.explaining import explain_text
from vockit.annotation.model import Annotations
from vockit.language import plain
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch

CX = Annotator(AnnotationSettings(language="any"))
STOCK = Annotator(AnnotationSettings(sentiment="stock", language="any"))

WORDS = (
    "staff were rude don't like it never again not good late delivery but food great wasn't Never"
)
PASTED = {
    "'": ("'", "&#39;", "′", "´", "`", "’", "â€™", "ʼ", "''"),
    " ": (" ", " ", " ", "&nbsp;", "\u00a0", " \ufeff", "\u200b ", " <b></b>", "\t"),
    "e": ("e", "e", "e", "e", "e\u00ad", "&#101;", "ｅ"),
    "! ": ("! ", "!", "!<br>"),
}


@st.composite
def twins(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same as somebody pasted it."""
    words = draw(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=4))
    text = f"{' '.join(words)}! Never again"
    parts = re.split("(! |[e' ])", text)
    return text, "".join(draw(st.sampled_from(PASTED.get(part, (part,)))) for part in parts)


def annotated(texts: Sequence[str], annotator: Annotator = CX) -> Annotations:
    return annotator(Batch(0, np.arange(1, len(texts) + 1), texts))


@given(st.lists(twins(), min_size=1, max_size=3))
def test_twins_are_alike(some: list[tuple[str, str]]) -> None:
    originals, pasted = zip(*some, strict=True)
    one, other = annotated(originals), annotated(pasted)
    for name in ("compound", "pos", "neu", "neg", "polarity"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    np.testing.assert_array_equal(one.mentions.theme, other.mentions.theme)
    np.testing.assert_array_equal(one.cues.cue, other.cues.cue)
    for mine, theirs in ((one.mentions, other.mentions), (one.cues, other.cues)):
        for verbatim, *places in zip(
            *(mine.verbatim, mine.start, mine.end, theirs.start, theirs.end), strict=True
        ):
            start, end, read_start, read_end = places
            part = pasted[verbatim][read_start:read_end]
            assert (
                plain(part).text.replace("’", "'").split() == originals[verbatim][start:end].split()
            )


def test_places_are_those_of_the_text_as_read() -> None:
    text = "<p>The staff were ru\u00adde.<br>I waited 45&nbsp;minutes!Never again"
    found = annotated(["Late.", text])
    clauses, mentions = found.clauses, found.mentions
    spans = [text[s:e] for s, e in zip(clauses.start[1:], clauses.end[1:], strict=True)]
    assert spans == [
        "The staff were ru\u00adde.",
        "I waited 45&nbsp;minutes!",
        "Never again",
    ]
    names = found.vocabulary.themes
    matched = {
        names[theme]: text[start:end]
        for verbatim, theme, start, end in zip(
            *(mentions.verbatim, mentions.theme, mentions.start, mentions.end), strict=True
        )
        if verbatim
    }
    assert matched["staff/attitude"] == "ru\u00adde"
    assert clauses.duration_s.tolist() == [-1, -1, 45 * 60, -1]


def test_an_explanation_quotes_the_text_as_read() -> None:
    explained = explain_text("I don&#39;t like the ru\u00adde staff", CX)
    assert explained.clauses[0].text == "I don&#39;t like the ru\u00adde staff"
    assert {word.text for word in explained.clauses[0].words} == {"don&#39;t like", "ru\u00adde"}


@pytest.mark.parametrize("text", ["\ufeff", "&nbsp;", "<br>", "\x00\x00", "\u200d"])
def test_a_text_of_which_nothing_is_left_is_neutral(text: str) -> None:
    found = annotated(["Great", text, "Bad"])
    assert found.compound[1] == 0
    assert found.polarity.tolist() == [1, 0, -1]


def test_stock_scores_the_text_as_read() -> None:
    found = annotated(["I don&#39;t like it", "bad!Never"], STOCK)
    assert found.compound.tolist() == [0.3612, 0.0]
