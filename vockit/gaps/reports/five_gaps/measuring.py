"""The five gaps of a tally."""

from __future__ import annotations

from vockit.gaps.model import Findings
from vockit.gaps.reports.five_gaps.communication import communication_gap
from vockit.gaps.reports.five_gaps.customer import customer_gap
from vockit.gaps.reports.five_gaps.knowledge import knowledge_gap
from vockit.gaps.reports.five_gaps.sentences import SCALES
from vockit.gaps.reports.five_gaps.standards import delivery_gap, standards_gap
from vockit.gaps.speakers import ours
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The five gaps, each where its input is there."""
    speaker = ours(settings)
    knowledge, notes = knowledge_gap(tally, speaker, settings)
    rows = (
        knowledge,
        standards_gap(tally, speaker, settings),
        delivery_gap(tally, speaker, settings),
        communication_gap(tally, speaker, settings),
        customer_gap(tally, settings),
    )
    return Findings(rows, (*notes, SCALES))
