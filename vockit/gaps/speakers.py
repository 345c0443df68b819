"""Whose voice a report speaks of: ours, each brand's, or everyone's.

"Us" is ``[brands] own`` in the profile, with the verbatims that have no brand at all: in a file
of our own, who names no brand means us.

With ``--by COLUMN`` the column's values, the segments, take the brands' place, and "us" is the
segment of which rows are being measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from vockit import schema as s
from vockit.gaps.evidence.rules import Everyone, OfSpeaker, Verbatims
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Speaker:
    """The verbatims that a row speaks of: those of ``brands``, or all where it is None."""

    brands: tuple[str, ...] | None
    label: str
    """The brand where the table speaks of several, else ""."""

    @property
    def verbatims(self) -> Verbatims:
        """The rule for them."""
        return Everyone() if self.brands is None else OfSpeaker(self.brands)


def brands_in(tally: Tally) -> tuple[str, ...]:
    """The brands that verbatims have, sorted."""
    return tuple(sorted(set(tally.tables["brand_channel"][s.BRAND]) - {""}))


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


def everyone(settings: ReportSettings) -> Verbatims:
    """All verbatims; with ``--by``, those of the segment that is measured."""
    return Everyone() if settings.segment is None else OfSpeaker((settings.segment,))


def speakers(tally: Tally, settings: ReportSettings) -> tuple[Speaker, ...]:
    """Us; where the profile does not say who we are, each brand, or else all verbatims."""
    brands = brands_in(tally)
    if own_of(settings) is not None or not brands:
        return (ours(settings),)
    return each(brands)


def each(brands: tuple[str, ...]) -> tuple[Speaker, ...]:
    """Every brand for itself."""
    return tuple(Speaker((brand,), brand) for brand in brands)


def own_is_missing(tally: Tally, settings: ReportSettings, *, named: bool = False) -> str | None:
    """What to mend where nothing in the input is ours; None where something is.

    Where brands are compared, ours must be ``named``: verbatims without a brand are none of them.
    """
    own = own_of(settings)
    found = set(tally.tables["brand_channel"][s.BRAND])
    if own is None or own in found or ("" in found and not named):
        return None
    near = get_close_matches(own, sorted(found - {""}), n=1, cutoff=0.5)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    return f"verbatims of [brands] own = {own!r}, which is none of the input's brands{hint}"


def worded(text: str, settings: ReportSettings) -> str:
    """The text with the column of ``--by`` where it says brand."""
    return text if settings.by is None else text.replace(s.BRAND, settings.by)


def spoken(name: str, settings: ReportSettings) -> str:
    """A brand, or a segment, as a sentence names it: ``North``, but ``rating 5``."""
    return name if settings.by is None or any(map(str.isalpha, name)) else f"{settings.by} {name}"


def said_of(table: pd.DataFrame, speaker: Speaker) -> pd.DataFrame:
    """The rows of a table keyed by brand that are the speaker's."""
    return table if speaker.brands is None else table[table[s.BRAND].isin(speaker.brands)]


def together_note(tally: Tally, settings: ReportSettings) -> tuple[str, ...]:
    """That a table holds several brands together, where it does."""
    brands = brands_in(tally)
    if own_of(settings) is not None or len(brands) < 2:
        return ()
    return (
        f"All {len(brands)} brands together; [brands] own in the profile makes the table ours.",
    )


def each_note(tally: Tally, settings: ReportSettings) -> tuple[str, ...]:
    """That every brand has its own rows, where that is so."""
    if settings.by is not None or own_of(settings) is not None or not brands_in(tally):
        return ()
    return ("Every brand speaks for itself; [brands] own in the profile makes the table ours.",)
