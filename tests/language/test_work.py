"""How often new chunks are taken apart: counted instead of timed, so that it holds anywhere."""

from __future__ import annotations

import re
from random import Random

import pytest

from tests.annotation.examples import annotator, batch
from tests.watching import watched, watched_each
from vockit.annotation.annotator import Annotator
from vockit.arrays import Ints
from vockit.language import Chunks, ChunkTable, shapes, stream_of
from vockit.language.chunk_rows import ChunkRows
from vockit.language.learning import Learner
from vockit.settings import AnnotationSettings

WORDS = [f"{a}{b}{c}" for a in "bcdfgl" for b in "aeiou" for c in ("n", "nks", "rd", "tter")]


def random_texts(n: int) -> list[str]:
    source = Random(5)
    return [
        " ".join(source.choice(WORDS) + source.choice(["", ",", ".", "!"]) for _ in range(20))
        for _ in range(n)
    ]


def test_a_chunk_is_learned_once_however_often_it_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[str] = []
    learn = Learner.learn

    def noted(learner: Learner, chunks: Chunks, new: Ints, rows: ChunkRows) -> None:
        learned.extend(chunks.strings(new))
        learn(learner, chunks, new, rows)

    monkeypatch.setattr(Learner, "learn", noted)
    texts = random_texts(200)
    annotate = Annotator(AnnotationSettings(language="any"))
    for start in range(0, 200, 40):
        annotate(batch(texts[start : start + 40]))
        annotate(batch(texts[start : start + 40]))
    distinct = {chunk for text in texts for chunk in text.split()}
    assert len(learned) == len(set(learned)) == len(distinct)


def test_the_tokenizer_is_asked_once_a_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(shapes, "spacy_tokens", watched_each(asked, shapes.spacy_tokens))
    parser = annotator().parser
    table = ChunkTable(parser.book.rules.matcher.symbols, parser.words)
    for marks in ("", ",", ".", "!"):
        stream_of([word + marks for word in WORDS], table)
    # A word that the tokenizer knows by heart, such as "can", has shapes of its own.
    by_heart = shapes.deciding_words().intersection(WORDS)
    assert len(asked) <= 4 * (2 + len(by_heart))
    assert len(by_heart) < len(WORDS) / 10


def test_words_that_no_table_knows_are_looked_up_once_a_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parser = annotator().parser
    asked: list[str] = []
    monkeypatch.setattr(parser.words, "words_of", watched(asked, parser.words.words_of))
    table = ChunkTable(parser.book.rules.matcher.symbols, parser.words)
    source = Random(6)
    words = ["zq" + "".join(source.choices("aeioubdfgklmprt", k=7)) for _ in range(1_000)]
    words = [word for word in words if not re.search(r"(.)\1\1", word)]
    for form in (str.lower, str.upper, str.title):
        stream_of([form(word) + mark for word in words for mark in ("", ",", "!")], table)
    assert len(asked) == 3


def test_the_table_of_chunks_is_bounded() -> None:
    parser = annotator().parser
    capacity, per_batch = 500, 100
    table = ChunkTable(parser.book.rules.matcher.symbols, parser.words, capacity)
    sizes = []
    for start in range(0, 3 * capacity, per_batch):
        stream_of([f"word{number}x" for number in range(start, start + per_batch)], table)
        sizes.append(len(table))
    assert max(sizes) <= capacity + per_batch
    assert min(sizes[-5:]) < capacity


def test_forgetting_changes_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [*random_texts(60), "The delivery was late, but lovely staff!"] * 2
    expected = annotator()(batch(texts))
    monkeypatch.setattr(annotator().parser._chunks, "_capacity", 10)
    for start in range(0, len(texts), 20):
        found = annotator()(batch(texts[start : start + 20]))
        assert found.compound.tolist() == expected.compound[start : start + 20].tolist()
