"""What reports need, and what to do where a tally or a profile lacks it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from vockit import schema as s
from vockit.gaps.model import GapReport
from vockit.gaps.quotes import SAMPLES
from vockit.gaps.speakers import own_is_missing
from vockit.gaps.unread import STATISTIC as LANGUAGES
from vockit.gaps.unread import left_out
from vockit.settings import ReportSettings
from vockit.tallies.fingerprint import digest
from vockit.tallies.model import UNDATED, Tally
from vockit.tallies.registry import statistic

CURES: Final = {
    s.BRAND: "a brand column (--brand)",
    s.CHANNEL: "a channel column (--channel)",
    s.DATE: "a date column (--date)",
    s.RATING: "a rating column (--rating)",
}
EVERY_REPORT: Final = ("speaker_channel", LANGUAGES, "themes", *SAMPLES)
"""The statistics that every report reads: how much there is, what themes are called, the quotes."""


def statistics_of(gaps: Iterable[GapReport]) -> tuple[str, ...]:
    """The statistics that these reports need, sorted."""
    needed = set(EVERY_REPORT)
    for gap in gaps:
        needed.update(gap.needs.statistics)
    return tuple(sorted(needed))


def check_statistics(gap: GapReport) -> None:
    """Raise ``TypeError`` where ``--by`` would give a segment what was counted of all.

    A report that has rows of each segment reads that segment's part of every statistic. What has
    no such part is declared as ``whole``: then it is known to be of all segments together.
    """
    if gap.compared is not None:
        return
    for name in set(gap.needs.statistics) - set(EVERY_REPORT) - set(gap.needs.whole):
        if not {s.SPEAKER, s.SEGMENT, s.HASH} & set(statistic(name).keys):
            raise TypeError(
                f"{gap.name}: segments cannot take the statistic {name!r} apart; name it in "
                "Needs.whole if it is meant for all segments together"
            )


def what_is_missing(gap: GapReport, tally: Tally, settings: ReportSettings) -> str | None:
    """What the report needs and the tally does not have, in one line; None if nothing."""
    counted_by = tally.fingerprint.get("segment", digest(settings.by))
    if counted_by != digest(settings.by):
        how = f"with --by {settings.by}" if settings.by else "without --by"
        return f"a tally that was counted {how}"
    for table in ("speaker_channel", *gap.needs.statistics):
        if table not in tally.tables:
            return f"the table {table!r}, which this tally was counted without"
    if tally.tables["speaker_channel"].empty:
        unread = sum(left_out(tally).values())
        if unread:
            return f"verbatims in English: all {unread:,} are in another language (--language any)"
        return "verbatims: the input has none"
    lacking = [
        CURES[role]
        for role in gap.needs.roles
        if not (settings.by and role == s.BRAND) and not has_role(tally, role)
    ]
    lacking += [
        f"a section [{section}] in the profile (vockit.toml)"
        for section in gap.needs.profile
        if not getattr(settings.profile, section)
    ]
    return " and ".join(lacking) or own_is_missing(gap, tally, settings)


def has_role(tally: Tally, role: str) -> bool:
    """Whether any verbatim has a value in that role; a date needs the table ``days``."""
    verbatims = tally.tables["speaker_channel"]
    if role == s.RATING:
        return bool(verbatims[s.RATED].sum())
    if role == s.DATE:
        return bool((tally.tables["days"][s.DAY] != UNDATED).any())
    return bool((verbatims[s.SPEAKER if role == s.BRAND else role] != "").any())
