"""How verbatims are counted, as a request has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vockit.request import Request
from vockit.settings import AnnotationSettings


@dataclass(frozen=True, slots=True)
class CountingPlan:
    """What statistics need to know besides the annotations."""

    settings: AnnotationSettings
    """The settings of the annotator; their profile says what is counted."""
    segment: str | None = None
    """The input column of ``--by``: its values are counted in the brands' place."""
    fingerprint: Mapping[str, str] = field(default_factory=dict)
    """See ``Tally.fingerprint``; counting adds the rating scale."""
    redact: bool = True
    """Mask e-mail addresses, phone and card numbers before a quote enters a tally."""


def counting_plan(request: Request) -> CountingPlan:
    """How the verbatims of a request are counted."""
    reporting = request.reporting
    return CountingPlan(request.counting, reporting.by, redact=reporting.redact)
