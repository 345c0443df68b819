"""Which engine does the work."""

from __future__ import annotations

from vockit.engines.model import Engine
from vockit.engines.serial import Serial
from vockit.settings import RunSettings


def engine_for(running: RunSettings) -> Engine:
    """The engine of these settings; without a number of processes, one for each processor.

    Processes that were not ordered start only once the input turns out to be long. An engine
    somewhere else is a branch here, and a field of ``RunSettings`` that leads to it.
    """
    jobs = running.jobs
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
