"""The components in a pipeline of spaCy's, found by their entry points."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from tests.annotation.examples import annotated


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("vockit_themes")
    pipeline.add_pipe("vockit_sentiment")
    return pipeline


TEXTS = ["The refund never came, but the staff was friendly.", "   ", "It is blue.", "Rude staff!"]


def test_spans_are_the_mentions_of_the_annotator(nlp: Language) -> None:
    doc = nlp(TEXTS[0])
    mentions = annotated(TEXTS[0]).mentions
    found = annotated(TEXTS[0])
    expected = {
        (found.vocabulary.themes[theme], start, end)
        for theme, start, end in zip(
            mentions.theme.tolist(), mentions.start.tolist(), mentions.end.tolist(), strict=True
        )
    }
    spans = {(span.label_, span.start_char, span.end_char) for span in doc.spans["themes"]}
    assert spans == expected
    assert "payment/refund" in {label for label, _, _ in spans}


def test_sentiment_is_the_annotators(nlp: Language) -> None:
    found = annotated(TEXTS[0])
    assert nlp(TEXTS[0])._.sentiment.compound == found.compound[0]


def test_batches_give_what_single_docs_give(nlp: Language) -> None:
    piped = list(nlp.pipe(TEXTS, batch_size=3))
    for text, doc in zip(TEXTS, piped, strict=True):
        alone = nlp(text)
        assert doc._.sentiment == alone._.sentiment
        labels = [(span.label_, span.text) for span in doc.spans["themes"]]
        assert labels == [(span.label_, span.text) for span in alone.spans["themes"]]


def test_a_blank_doc_has_no_themes_and_no_feeling(nlp: Language) -> None:
    doc = nlp("  ")
    assert len(doc.spans["themes"]) == 0
    assert doc._.sentiment.compound == 0


def test_stock_is_vaders_own() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("vockit_sentiment", config={"profile": "stock"})
    text = "Not bad at all, but the food was TERRIBLE!!! 😀"
    sentiment = pipeline(text)._.sentiment
    expected = SentimentIntensityAnalyzer().polarity_scores(text)
    assert {name: getattr(sentiment, name) for name in expected} == expected
