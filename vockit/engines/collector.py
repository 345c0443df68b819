"""Python's garbage collector, tuned to how this work uses memory."""

from __future__ import annotations

import gc

_ALLOCATIONS = 100_000


def collect_rarely() -> None:
    """Look for garbage in cycles after many allocations only.

    Rules and words are kept, batches go without the collector's help: as Python has it, the
    collector goes through them again and again, for a quarter of the time that new words take.
    """
    gc.set_threshold(_ALLOCATIONS, 20, 20)


def collect_no_more() -> None:
    """Leave what there is to the end of the process.

    Python looks for garbage in all of it before it ends, several times: a tenth of a short run.
    """
    gc.freeze()
