"""Which engine does the work."""

from __future__ import annotations

from vockit.engines.model import Engine
from vockit.engines.serial import Serial


def engine_for(jobs: int | None) -> Engine:
    """The engine for so many processes; with None, as many as there are processors.

    Processes that were not ordered start only once the input turns out to be long.
    """
    if jobs == 1:
        return Serial()
    # Only inputs that may be shared out pay for these imports.
    from vockit.engines import forked, pool  # noqa: PLC0415

    wanted = jobs or pool.available_processors()
    ordered = jobs is not None
    if wanted == 1:
        return Serial()
    if forked.can_fork():
        return forked.Forked(wanted, ordered)
    from vockit.engines.spawned import Spawned  # noqa: PLC0415 - as above

    return Spawned(wanted, ordered)
