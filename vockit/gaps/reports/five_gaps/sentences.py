"""The sentences of the report: what each gap was measured from, or needs, and the notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SCALES: Final = "The gaps are on different scales and do not compare with one another."
NEEDS_MENTIONS: Final = "needs verbatims that mention a theme"
NEEDS_OWN_BRAND: Final = "needs [brands] own in the profile: whose gap it is"


def needs_section(section: str) -> str:
    """That a section of the profile is missing."""
    return f"needs a section {section} in the profile (vockit.toml)"


def needs_expectations(*, by: str | None) -> str:
    """That there is no expectation to compare with; segments have no best brand, either."""
    brands = ", or more brands that differ" if by is None else ""
    return f"needs a section [targets] in the profile{brands}"


def knowledge_basis(mentions: int, priorities: int) -> str:
    """What gap 1 was measured from."""
    return f"{mentions:,} mentions against {priorities} priorities"


def standards_basis(without: int, mentions: int) -> str:
    """What gap 2 was measured from."""
    return f"{without:,} of {mentions:,} mentions are on themes without a standard"


def delivery_basis(breaches: int, by_duration: int, verbatims: int) -> str:
    """What gap 3 was measured from."""
    return (
        f"{breaches:,} breaches, {by_duration:,} by a duration, in {verbatims:,} verbatims on "
        "standards"
    )


def communication_basis(broken: int, verbatims: int) -> str:
    """What gap 4 was measured from."""
    return f"{broken:,} complain of a promise, of {verbatims:,} verbatims on promised themes"


def customer_basis(dimensions: int, of: int, sources: Iterable[str]) -> str:
    """What gap 5 was measured from."""
    return f"{dimensions} of {of} dimensions, by {', '.join(sources)}"


def ranks_note(rho: float, theme: str) -> str:
    """How alike the two orders of the priorities are, and which theme is missed most."""
    return (
        "Knowledge: customers' order of the priorities against the organisation's, "
        f"Spearman's rho {rho:.2f}; largest difference: {theme}."
    )
