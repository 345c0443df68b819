"""What is found in a verbatim does not depend on the batch that it came in."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from vockit.output.annotated import LEVELS, Level
from vockit.output.model import Style
from vockit.pipeline import read, write_rows
from vockit.settings import AnnotationSettings, InputSettings
from vockit.tasks import AnnotateRows

DATA = Path(__file__).parents[3] / "shared/data"
SIZES = (61, 2_000, 5_000)


def _written(path: Path, level: Level, size: int) -> bytes:
    corpus = read([str(path)], replace(InputSettings(), batch_size=size, limit=5_000))
    task = AnnotateRows(AnnotationSettings(), level, corpus.columns, "csv", Style(), False)
    file = BytesIO()
    write_rows(corpus.batches(), task, None, file)
    return file.getvalue()


@pytest.mark.slow
@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets of ../shared/data are not here")
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "name", ["airline_tweets/tweets.csv", "trustpilot_pet_insurance/reviews.csv"]
)
def test_batches_of_any_size_give_the_same_rows(name: str, level: Level) -> None:
    assert len({_written(DATA / name, level, size) for size in SIZES}) == 1
