"""Whose verbatims a report is about: ours, each brand's, or all.

"Us" is ``[brands] own`` in the profile, with the verbatims that have no brand at all: in a file of
our own, a verbatim without a brand is about us.

With ``--by COLUMN`` the column's values, the segments, take the brands' place, and "us" is the
segment of which rows are being measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from vockit import schema as s
from vockit.gaps.evidence.rules import EveryVerbatim, OfSpeaker, Verbatims
from vockit.gaps.model import GapReport
from vockit.naming import trailing_hint
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd


BEST: Final = "best_speaker"
"""The value of a row that names the best brand, or segment: see ``Column.value``."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """The verbatims that a row is about: those of ``brands``, or all where it is None."""

    brands: tuple[str, ...] | None
    label: str
    """The brand where the table has several, else ""."""

    @property
    def verbatims(self) -> Verbatims:
        """The rule for them."""
        return EveryVerbatim() if self.brands is None else OfSpeaker(self.brands)


def brands_in(tally: Tally) -> tuple[str, ...]:
    """The brands that verbatims have, sorted."""
    return tuple(sorted(set(tally.tables["speaker_channel"][s.SPEAKER]) - {""}))


def own_of(settings: ReportSettings) -> str | None:
    """The brand, or with ``--by`` the segment, that is us; None where none is."""
    return settings.profile.brands.own if settings.by is None else settings.segment


def our_brands(settings: ReportSettings) -> tuple[str, ...] | None:
    """The values of the brand that are ours; None where the profile does not say who we are."""
    own = own_of(settings)
    if own is None:
        return None
    return ("", own) if settings.by is None else (own,)


def ours(settings: ReportSettings) -> Speaker:
    """Us; all verbatims together where the profile does not say who we are."""
    return Speaker(our_brands(settings), "")


def all_verbatims(settings: ReportSettings) -> Verbatims:
    """All verbatims; with ``--by``, those of the segment that is measured."""
    return EveryVerbatim() if settings.segment is None else OfSpeaker((settings.segment,))


def speakers(tally: Tally, settings: ReportSettings) -> tuple[Speaker, ...]:
    """Us; where the profile does not say who we are, each brand, or else all verbatims."""
    brands = brands_in(tally)
    if own_of(settings) is not None or not brands:
        return (ours(settings),)
    return each_brand(brands)


def each_brand(brands: tuple[str, ...]) -> tuple[Speaker, ...]:
    """Every brand for itself."""
    return tuple(Speaker((brand,), brand) for brand in brands)


def own_is_missing(gap: GapReport, tally: Tally, settings: ReportSettings) -> str | None:
    """What is missing where the report is about us and no verbatim is ours; else None.

    Where brands are compared ours must be named: verbatims without a brand are of none of them.
    """
    own = own_of(settings)
    present = set(tally.tables["speaker_channel"][s.SPEAKER])
    unnamed = s.BRAND not in gap.needs.roles and "" in present
    if gap.whose == "all" or own is None or own in present or unnamed:
        return None
    hint = trailing_hint(own, present - {""})
    return f"verbatims of [brands] own = {own!r}, which is none of the input's brands{hint}"


def speaker_word(settings: ReportSettings) -> str:
    """What brands, or the segments in their place, are called: ``brand``, or ``region``."""
    return settings.by or s.BRAND


def name_in_sentence(name: str, settings: ReportSettings) -> str:
    """A brand, or a segment, in a sentence: ``North``, but ``rating 5``."""
    return name if settings.by is None or any(map(str.isalpha, name)) else f"{settings.by} {name}"


def rows_of(table: pd.DataFrame, speaker: Speaker) -> pd.DataFrame:
    """The rows of a table keyed by brand that are the speaker's."""
    return table if speaker.brands is None else table[table[s.SPEAKER].isin(speaker.brands)]


def whose_note(gap: GapReport, tally: Tally, settings: ReportSettings) -> tuple[str, ...]:
    """Whose verbatims the rows are of, where the profile does not say who we are."""
    brands = brands_in(tally)
    if own_of(settings) is not None or not brands:
        return ()
    if gap.whose == "each":
        return ("Every brand has its own rows; [brands] own in the profile makes the table ours.",)
    if gap.whose == "ours" and len(brands) > 1:
        together = f"All {len(brands)} brands together"
        return (f"{together}; [brands] own in the profile makes the table ours.",)
    return ()
