"""What is found in a verbatim does not depend on the batch that it came in."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from vockit.output.annotated import LEVELS, annotated_sheet
from vockit.output.model import Style
from vockit.output.registry import output_named
from vockit.pipeline import annotate, read
from vockit.request import Request
from vockit.settings import InputSettings

DATA = Path(__file__).parents[3] / "shared/data"
SIZES = (61, 2_000, 5_000)


def _written(path: Path, size: int) -> list[bytes]:
    """The rows at every level; the texts are annotated once."""
    corpus = read(Request(str(path), reading=InputSettings(batch_size=size, limit=5_000)))
    found = list(annotate(corpus.batches()))
    files = [BytesIO() for _ in LEVELS]
    for level, file in zip(LEVELS, files, strict=True):
        sheet = annotated_sheet(found, level, corpus.columns, None)
        output_named("csv").sheet(sheet, Style(), file)
    return [file.getvalue() for file in files]


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets of ../shared/data are not here")
@pytest.mark.parametrize(
    "name", ["airline_tweets/tweets.csv", "trustpilot_pet_insurance/reviews.csv"]
)
def test_batches_of_any_size_give_the_same_rows(name: str) -> None:
    first, *others = (_written(DATA / name, size) for size in SIZES)
    assert all(len(rows) > 100_000 for rows in first)
    for other in others:
        assert other == first
