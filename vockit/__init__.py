"""vockit: the voice of the customer, from comments to gap reports.

The command line's steps as plain functions, loaded when they are first used::

    import vockit

    request = vockit.Request(inputs=["reviews.csv"], reports=["servqual"])
    corpus = vockit.read(request)
    counted = vockit.tally(corpus.batches(), request)
    gap_report, = vockit.report(counted, request)
    gap_report.table
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vockit.pipeline import annotate, explain, read, report, statistics_for, tally, write
    from vockit.request import Request

__version__ = "0.1.0"
__all__ = [
    "Request",
    "__version__",
    "annotate",
    "explain",
    "read",
    "report",
    "statistics_for",
    "tally",
    "write",
]


def __getattr__(name: str) -> Any:
    """Load the pipeline, and with it spaCy and pandas, only when one of its functions is used."""
    if name in __all__:
        from vockit import pipeline  # noqa: PLC0415 - `vockit --help` does without it

        return getattr(pipeline, name)
    raise AttributeError(f"module 'vockit' has no attribute {name!r}")
