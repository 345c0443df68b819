"""What speed rests on, counted instead of timed, so that it holds on any machine."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.corpus import write_corpus
from tests.annotation.examples import batch
from tests.watching import watched
from vockit import pipeline
from vockit.request import Request
from vockit.tallies.model import size_bytes
from vockit.verbatims import Batch

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


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
    corpus = pipeline.read(Request("-"), stream)
    passed: list[Batch] = []
    batches = map(watched(passed, lambda batch: batch), corpus.batches())
    if command == "annotate":
        assert sum(len(found.batch) for found in pipeline.annotate(batches)) == 3_000
    else:
        pipeline.tally(batches, Request(reports=["servqual"]))
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
        return size_bytes(pipeline.tally([batch(texts * n)] * n, Request(), statistics))

    assert size(2) == size(8)
