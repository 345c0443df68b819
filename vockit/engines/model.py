"""What an engine carries: work that is described by settings and made ready once in a process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from vockit.verbatims import Batch

Result_co = TypeVar("Result_co", covariant=True)


class Task(Protocol[Result_co]):
    """Work on batches, as settings that can be pickled."""

    @property
    def batches_at_once(self) -> int:
        """How many batches have one result in another process."""
        ...

    def prepare(self) -> Callable[[Sequence[Batch]], Result_co]:
        """Load what the work needs, once a process; what is returned is called for all batches."""
        ...
