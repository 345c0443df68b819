"""What speed rests on, counted instead of timed, so that it holds on any machine."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest

from benchmarks.corpus import write_corpus
from vockit import pipeline
from vockit.annotation.annotator import Annotator
from vockit.annotation.stream import stream_of
from vockit.arrays import Ints
from vockit.language import shapes
from vockit.language.chunk_rows import ChunkRows
from vockit.language.chunking import Chunks
from vockit.language.chunks import ChunkTable
from vockit.language.learning import Learner
from vockit.settings import AnnotationSettings
from vockit.tallies.model import size_bytes
from vockit.verbatims import Batch

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Given = TypeVar("Given")
Made = TypeVar("Made")
WORDS = [f"{a}{b}{c}" for a in "bcdfgl" for b in "aeiou" for c in ("n", "nks", "rd", "tter")]


@cache
def annotator() -> Annotator:
    return Annotator(AnnotationSettings())


def batch(texts: Sequence[str]) -> Batch:
    return Batch(0, np.arange(1, len(texts) + 1), texts)


def noting(seen: list[Given], function: Callable[[Given], Made]) -> Callable[[Given], Made]:
    """The function, with a list of what it was given."""

    def noted(given: Given) -> Made:
        seen.append(given)
        return function(given)

    return noted


def asking(
    seen: list[str], function: Callable[[Sequence[str]], Made]
) -> Callable[[Sequence[str]], Made]:
    """The function, with a list of all texts that it was given."""

    def noted(given: Sequence[str]) -> Made:
        seen.extend(given)
        return function(given)

    return noted


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
    annotate = Annotator(AnnotationSettings())
    for start in range(0, 200, 40):
        annotate(batch(texts[start : start + 40]))
        annotate(batch(texts[start : start + 40]))
    distinct = {chunk for text in texts for chunk in text.split()}
    assert len(learned) == len(set(learned)) == len(distinct)


def test_the_tokenizer_is_asked_once_a_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(shapes, "spacy_tokens", asking(asked, shapes.spacy_tokens))
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
    monkeypatch.setattr(parser.words, "words_of", noting(asked, parser.words.words_of))
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


@pytest.fixture(scope="module")
def corpus_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("corpus") / "comments.csv"
    write_corpus(file, 3_000)
    return file


def test_a_corpus_is_the_same_from_the_same_seed(corpus_file: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again.csv", 3_000)
    assert (tmp_path / "again.csv").read_bytes() == corpus_file.read_bytes()


class Counted(io.BytesIO):
    """A stream that counts the bytes that are read from it."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.taken += len(found)
        return found

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        size = super().readinto(buffer)
        self.taken += size
        return size


@pytest.mark.parametrize("command", ["annotate", "tally"])
def test_the_input_is_passed_over_once(command: str, corpus_file: Path) -> None:
    stream = Counted(corpus_file.read_bytes())
    corpus = pipeline.read(["-"], stdin=stream)
    passed: list[Batch] = []
    batches = map(noting(passed, lambda batch: batch), corpus.batches())
    if command == "annotate":
        assert sum(len(found.batch) for found in pipeline.annotate(batches)) == 3_000
    else:
        pipeline.tally(batches, pipeline.statistics_for(["servqual"]))
    assert sum(map(len, passed)) == 3_000
    assert stream.taken == corpus_file.stat().st_size


def test_memory_of_a_tally_does_not_grow_with_the_input() -> None:
    """Without samples: what is counted has no more rows for more of the same."""
    statistics = [
        name
        for name in pipeline.statistics_for(["servqual", "voice", "drivers"])
        if not name.startswith("sample_")
    ]
    texts = ["The delivery was late, but lovely staff!", "Rude staff kept me waiting for an hour."]

    def size(n: int) -> int:
        return size_bytes(pipeline.tally([batch(texts * n)] * n, statistics, annotator().settings))

    assert size(2) == size(8)
