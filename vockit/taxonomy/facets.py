"""The values that the facets of a theme or mention can take. Stages are the profile's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DIMENSIONS: Final = ("reliability", "responsiveness", "assurance", "empathy", "tangibles")
"""SERVQUAL's dimensions: Parasuraman, Zeithaml and Berry (1988)."""

CAUSES: Final = ("process", "policy", "people", "product", "technology", "price")

POLES: Final = ("needs", "wants", "stereotypes", "emotions")
"""The poles of the guest's compass: Disney Institute, *Be Our Guest* (2001)."""

FACET_VALUES: Final[Mapping[str, tuple[str, ...] | None]] = {
    "stage": None,
    "dimension": DIMENSIONS,
    "cause": CAUSES,
    "pole": POLES,
}
"""The values that each facet may have; None where any name is allowed."""
