"""What is found in a batch of texts is what the plain reference finds in each of them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.annotation.examples import annotator, batch
from tests.language.reference.comments import Clause, Comment, Found, Reader
from tests.language.sentiment.oracle import expected as vader
from vockit.annotation.model import Annotations
from vockit.annotation.parsing import Parse
from vockit.language import PlainTexts
from vockit.taxonomy.model import Cue, Theme
from vockit.taxonomy.phrases import written_words

DATA = Path(__file__).parents[3] / "shared/data"
SENTIMENTS = ("cx", "stock")


@cache
def reader(sentiment: str) -> Reader:
    parser = annotator(sentiment).parser
    return Reader(parser.taxonomy, parser.cues, parser.lexicon)


def by_reference(plain: PlainTexts, place: int, sentiment: str) -> dict[str, Any]:
    """What the reference finds in one of the texts; places are those in the text as read."""
    text = plain.texts[place]
    comment: Comment = reader(sentiment)(text)

    def span(found: Found | Clause) -> tuple[int, int]:
        of, start, end = np.array([place]), np.array([found.start]), np.array([found.end])
        return int(plain.start_as_read(of, start)[0]), int(plain.end_as_read(of, end)[0])

    return {
        "compound": comment.compound if sentiment == "cx" else vader([text])[0][0],
        "clauses": [
            (*span(clause), clause.role, clause.score.total, clause.compound)
            for clause in comment.clauses
        ],
        "themes": [
            (number, found.name, found.rule, *span(found), *facets.values())
            for number, clause in enumerate(comment.clauses)
            for found, facets in zip(clause.themes, clause.facets, strict=True)
        ],
        "cues": [
            (number, found.name, *span(found))
            for number, clause in enumerate(comment.clauses)
            for found in clause.cues
        ],
    }


def by_vockit(parse: Parse, found: Annotations, texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    clauses, mentions, cues, names = found.clauses, found.mentions, found.cues, found.vocabulary
    facets = (
        (mentions.stage, names.stages),
        (mentions.dimension, names.dimensions),
        (mentions.cause, names.causes),
        (mentions.pole, names.poles),
    )
    for place in range(len(texts)):
        own = np.flatnonzero(clauses.verbatim == place)
        yield {
            "compound": float(found.compound[place]),
            "clauses": [
                (
                    *(int(clauses.start[i]), int(clauses.end[i]), int(parse.layout.role[i])),
                    float(parse.clause_scores.total[i]),
                    float(parse.clause_scores.compound[i]),
                )
                for i in own.tolist()
            ],
            "themes": [
                (
                    *(int(mentions.clause[i] - own[0]), names.themes[mentions.theme[i]]),
                    names.phrases[mentions.phrase[i]],
                    *(int(mentions.start[i]), int(mentions.end[i])),
                    *(words[code[i]] if code[i] >= 0 else None for code, words in facets),
                )
                for i in np.flatnonzero(mentions.verbatim == place)
            ],
            "cues": [
                (
                    *(int(cues.clause[i] - own[0]), names.cues[cues.cue[i]]),
                    *(int(cues.start[i]), int(cues.end[i])),
                )
                for i in np.flatnonzero(cues.verbatim == place)
            ],
        }


def assert_same(texts: Sequence[str], sentiment: str) -> Mapping[str, int]:
    """How much was found in all texts, each part the same by both ways."""
    counts = dict.fromkeys(("clauses", "themes", "cues"), 0)
    annotate = annotator(sentiment)
    parse, annotations = annotate.parser(batch(texts)), annotate(batch(texts))
    for place, found in enumerate(by_vockit(parse, annotations, texts)):
        assert found == by_reference(parse.plain, place, sentiment), texts[place]
        for part in counts:
            counts[part] += len(found[part])
    return counts


@cache
def parts() -> tuple[str, ...]:
    """Phrases of rules and lexicon, each as somebody could write it."""
    parser = annotator().parser
    entries: list[Theme | Cue] = [*parser.taxonomy.themes, *parser.cues]
    rules = [rule.source for entry in entries for rule in (*entry.phrases, *entry.unless)]
    sources = [*rules, *(phrase.source for phrase in parser.lexicon.phrases)]
    return tuple(dict.fromkeys(written_words(source, "s") for source in sources))


WORDS = st.sampled_from(
    (
        *("but", "however", "although", "while", "yet", "except that", "even though", "and", "or"),
        *("not only", "never so", "without doubt", "at least", "no", "not", "very", "kind of"),
        *("please", "can", "thanks", "help", "GOOD", "AWFUL", "the bomb", "goood", "didn´t"),
        *("staff", "the", "delivery", "late", "waiting", "great", "rude", "😡", "❤️", "@you"),
        *("stayed.There", "great—but", "food,service", "e.g.", "p.m.", "&amp;", "45", "5km"),
        *("https://t.co/AbcdEf12", "!", "?", "??", "...", ",", ";", "–", "\n", "\n\n", "- "),
    )
)
TEXTS = (
    st.lists(st.one_of(WORDS, st.deferred(lambda: st.sampled_from(parts()))), max_size=14)
    .map(" ".join)
    .filter(str.strip)
)


@pytest.mark.parametrize("sentiment", SENTIMENTS)
@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_texts_are_read_as_the_reference_reads_them(sentiment: str, texts: list[str]) -> None:
    assert_same(texts, sentiment)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=30).filter(str.strip), min_size=1, max_size=3))
def test_any_characters_are_read_as_the_reference_reads_them(texts: list[str]) -> None:
    assert_same(texts, "cx")


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets of ../shared/data are not here")
@pytest.mark.parametrize("sentiment", SENTIMENTS)
@pytest.mark.parametrize(
    ("file", "column", "n"),
    [
        ("airline_tweets/tweets.csv", "text", 80),
        ("nhs_feedback/text_data.csv", "feedback", 40),
        ("skytrax/ba_reviews.csv", "content", 10),
        ("trustpilot_pet_insurance/reviews.csv", "text", 20),
    ],
)
def test_real_texts_are_read_as_the_reference_reads_them(
    file: str, column: str, n: int, sentiment: str
) -> None:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        every = (row[column] for row in csv.DictReader(lines))
        texts = list(islice((text for text in every if text.strip()), n))
    found = assert_same(texts, sentiment)
    assert found["clauses"] > len(texts)
    assert found["themes"] > len(texts) / 2
    assert found["cues"] > len(texts) / 4
