"""vockit's tagger and scorer as components of any spaCy pipeline, by the same matcher and scorer.

::

    nlp = spacy.blank("en")
    nlp.add_pipe("vockit_themes")
    nlp.add_pipe("vockit_sentiment")
    doc = nlp("Great food and terrible service.")
    [(span.text, span.label_) for span in doc.spans["themes"]]
    doc._.sentiment.compound
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from vockit.annotation.annotator import Annotator
from vockit.annotation.model import Annotations
from vockit.settings import AnnotationSettings, SentimentProfile
from vockit.verbatims import Batch


@dataclass(frozen=True, slots=True)
class Sentiment:
    """How a text feels: VADER's four figures, and the polarity of the compound at ±0.05."""

    compound: float
    pos: float
    neu: float
    neg: float
    polarity: int
    """-1, 0 or 1."""


@Language.factory(
    "vockit_themes",
    default_config={"taxonomy": ["service"], "spans_key": "themes"},
    assigns=["doc.spans"],
)
def make_themes(
    nlp: Language,  # noqa: ARG001 - spaCy hands it to every factory
    name: str,  # noqa: ARG001
    taxonomy: list[str],
    spans_key: str,
) -> ThemeTagger:
    """A component that adds a span a mention to ``doc.spans[spans_key]``, labelled by theme."""
    return ThemeTagger(
        Annotator(AnnotationSettings(taxonomy=tuple(taxonomy), language="any")), spans_key
    )


@Language.factory(
    "vockit_sentiment",
    default_config={"profile": "cx", "taxonomy": ["service"]},
    assigns=["doc._.sentiment"],
)
def make_sentiment(
    nlp: Language,  # noqa: ARG001 - spaCy hands it to every factory
    name: str,  # noqa: ARG001
    profile: SentimentProfile,
    taxonomy: list[str],
) -> SentimentScorer:
    """A component that sets ``doc._.sentiment`` by the profile ``cx`` or ``stock``."""
    if not Doc.has_extension("sentiment"):
        Doc.set_extension("sentiment", default=None)
    settings = AnnotationSettings(taxonomy=tuple(taxonomy), sentiment=profile, language="any")
    return SentimentScorer(Annotator(settings))


class ThemeTagger:
    """Tags Docs with themes. Spans keep the Doc's own tokens: one that a match touches is whole."""

    def __init__(self, annotator: Annotator, spans_key: str) -> None:
        self._annotator = annotator
        self._spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Tag one Doc."""
        self._tag([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1000) -> Iterator[Doc]:
        """Tag Docs by batches, which is many times faster."""
        for docs in _batched(stream, batch_size):
            self._tag(docs)
            yield from docs

    def _tag(self, docs: Sequence[Doc]) -> None:
        spans: list[list[Span]] = [[] for _ in docs]
        for places, found in _annotated(docs, self._annotator):
            mentions, themes = found.mentions, found.vocabulary.themes
            for verbatim, theme, start, end in zip(
                mentions.verbatim.tolist(),
                mentions.theme.tolist(),
                mentions.start.tolist(),
                mentions.end.tolist(),
                strict=True,
            ):
                place = places[verbatim]
                span = docs[place].char_span(
                    start, end, label=themes[theme], alignment_mode="expand"
                )
                if span is not None:
                    spans[place].append(span)
        for doc, its_spans in zip(docs, spans, strict=True):
            doc.spans[self._spans_key] = its_spans


class SentimentScorer:
    """Scores Docs; a Doc without a word scores 0."""

    def __init__(self, annotator: Annotator) -> None:
        self._annotator = annotator

    def __call__(self, doc: Doc) -> Doc:
        """Score one Doc."""
        self._score([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1000) -> Iterator[Doc]:
        """Score Docs by batches, which is many times faster."""
        for docs in _batched(stream, batch_size):
            self._score(docs)
            yield from docs

    def _score(self, docs: Sequence[Doc]) -> None:
        for doc in docs:
            doc._.sentiment = Sentiment(0.0, 0.0, 0.0, 0.0, 0)
        for places, found in _annotated(docs, self._annotator):
            for place, compound, pos, neu, neg, polarity in zip(
                places,
                found.compound.tolist(),
                found.pos.tolist(),
                found.neu.tolist(),
                found.neg.tolist(),
                found.polarity.tolist(),
                strict=True,
            ):
                docs[place]._.sentiment = Sentiment(compound, pos, neu, neg, polarity)


def _annotated(
    docs: Sequence[Doc], annotator: Annotator
) -> Iterator[tuple[list[int], Annotations]]:
    """The annotations of those Docs that are not blank, and the place of each among ``docs``."""
    places = [place for place, doc in enumerate(docs) if doc.text.strip()]
    if places:
        texts = [docs[place].text for place in places]
        yield places, annotator(Batch(0, np.arange(1, len(texts) + 1), texts))


def _batched(stream: Iterable[Doc], size: int) -> Iterator[list[Doc]]:
    iterator = iter(stream)
    while docs := list(islice(iterator, size)):
        yield docs
