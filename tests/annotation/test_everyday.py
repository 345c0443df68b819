"""Short sentences as people write them: praise is positive, a complaint negative."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from vockit.annotation.annotator import Annotator
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch

RIGHT = {"praise": {1}, "complaint": {-1}, "statement": {0}, "question": {0, -1}}
"""A question or request is never praise, whatever it hopes for."""


def test_of_each_kind_nearly_all_are_right() -> None:
    with Path(__file__).with_name("everyday.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    texts = [row["sentence"] for row in rows]
    # Such short texts are English to the identifier or not; here their meaning counts.
    annotator = Annotator(AnnotationSettings(language="any"))
    found = annotator(Batch(0, np.arange(1, len(texts) + 1), texts)).polarity.tolist()
    for kind, right in RIGHT.items():
        of_kind = [pair for pair in zip(rows, found, strict=True) if pair[0]["kind"] == kind]
        wrong = [row["sentence"] for row, polarity in of_kind if polarity not in right]
        assert len(of_kind) >= 50
        assert len(wrong) <= 0.05 * len(of_kind), wrong
