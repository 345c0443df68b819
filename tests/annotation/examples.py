"""One annotator for all tests, and what it says of a text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from vockit.annotation.annotator import Annotator
from vockit.annotation.model import Annotations
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch


@cache
def annotator(sentiment: str = "cx") -> Annotator:
    return Annotator(
        AnnotationSettings(sentiment="stock" if sentiment == "stock" else "cx", language="any")
    )


def batch(texts: Sequence[str]) -> Batch:
    return Batch(0, np.arange(1, len(texts) + 1), texts)


def annotated(*texts: str) -> Annotations:
    return annotator()(batch(texts))


def clause_texts(text: str) -> list[str]:
    clauses = annotated(text).clauses
    return [
        text[start:end]
        for start, end in zip(clauses.start.tolist(), clauses.end.tolist(), strict=True)
    ]
