"""Phrases of the taxonomy and the cues are found where spaCy's matchers find them."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc

from vockit.language import (
    ChunkTable,
    WordTable,
    blank_english,
    lemma,
    lower_form,
    stock_lexicon,
    stream_of,
)
from vockit.language.english import mended
from vockit.taxonomy.loading import load_cues, load_taxonomies
from vockit.taxonomy.model import Phrase
from vockit.taxonomy.tagger import RuleSet

DATA = Path(__file__).parents[3] / "shared/data"
Match = tuple[int, int, int]
"""A rule, and its first and last token."""


@cache
def phrases() -> tuple[Phrase, ...]:
    """All phrases of the built-in rules, each once."""
    themes, cues = load_taxonomies(("service",)).themes, load_cues()
    rules = [rule for theme in themes for rule in (*theme.phrases, *theme.unless)]
    rules += [rule for cue in cues for rule in (*cue.phrases, *cue.unless)]
    every = (rule.expression for rule in rules)
    return tuple(dict.fromkeys(rule for rule in every if isinstance(rule, Phrase)))


def texts_of(file: str, column: str, n: int) -> list[str]:
    with (DATA / file).open(encoding="utf-8", newline="") as lines:
        rows: Iterator[str] = (row[column] for row in csv.DictReader(lines))
        return list(islice((text for text in rows if text.strip()), n))


def found_here(rules: Sequence[Phrase], texts: Sequence[str]) -> list[set[Match]]:
    ours = RuleSet(rules)
    stream = stream_of(
        texts, ChunkTable(ours.matcher.symbols, WordTable(stock_lexicon()), scores_whole=False)
    )
    hits = ours.direct(ours.matcher.hits(stream.columns.token_symbols[stream.token]))
    verbatim = stream.piece_verbatim(stream.token_piece)
    begins = np.searchsorted(verbatim, np.arange(len(texts)))
    found: list[set[Match]] = [set() for _ in texts]
    for rule, first, last in zip(hits.term, hits.first, hits.last, strict=True):
        if verbatim[first] == verbatim[last]:
            begin = begins[verbatim[first]]
            found[verbatim[first]].add((int(rule), int(first - begin), int(last - begin)))
    return found


def as_spacy_has_it(text: str) -> Doc:
    """Its tokens of the text with single spaces, in lower case with straight apostrophes."""
    nlp = blank_english()
    spaced = nlp(" ".join(map(mended, text.split())))
    doc = Doc(nlp.vocab, words=[lower_form(token.text) for token in spaced])
    for token in doc:
        token.lemma_ = lemma(token.text)
    return doc


def found_by_spacy(rules: Sequence[Phrase], texts: Sequence[str]) -> list[set[Match]]:
    vocab = blank_english().vocab
    of_lemmas, of_all = PhraseMatcher(vocab, attr="LEMMA"), Matcher(vocab)
    for number, phrase in enumerate(rules):
        if all(atom.kind == "lemma" for atom in phrase.atoms):
            pattern = Doc(vocab, words=[atom.text for atom in phrase.atoms])
            for token in pattern:
                token.lemma_ = token.text
            of_lemmas.add(str(number), [pattern])
        else:
            wanted = {"lemma": "LEMMA", "exact": "ORTH"}
            of_all.add(
                str(number),
                [
                    [
                        {wanted[atom.kind]: atom.text}
                        if atom.kind in wanted
                        else {"ORTH": {"REGEX": f"^{atom.text}"}}
                        for atom in phrase.atoms
                    ]
                ],
            )
    found = []
    for doc in map(as_spacy_has_it, texts):
        matches = [*of_lemmas(doc), *of_all(doc)]
        found.append({(int(vocab.strings[key]), first, end - 1) for key, first, end in matches})
    return found


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets of ../shared/data are not here")
@pytest.mark.parametrize(
    ("file", "column"),
    [
        ("airline_tweets/tweets.csv", "text"),
        ("nhs_feedback/text_data.csv", "feedback"),
        ("skytrax/ba_reviews.csv", "content"),
        ("trustpilot_pet_insurance/reviews.csv", "text"),
    ],
)
def test_phrases_are_found_where_spacy_finds_them(file: str, column: str) -> None:
    texts = texts_of(file, column, 300)
    here, by_spacy = found_here(phrases(), texts), found_by_spacy(phrases(), texts)
    assert here == by_spacy
    assert sum(map(len, here)) > len(texts) / 2
