"""Headlines: the few gaps that matter most, over all reports.

A row can be a headline where it is flagged ``ok``, its interval is clear of the gap that says
nothing, and its q is under the limit. Rows are ranked by the verbatims affected, n · |the bound
nearer to nothing| / range of the unit: a wide gap that few meet, and a narrow one that many meet,
both come after a wide gap that many meet. There is one headline a subject, and none on what is
under or above the subject of an earlier one. Equal ranks: the order of the reports, then of rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vockit.gaps.model import GapReport, Headline, Quote, Report, Row
from vockit.gaps.rounding import rounded
from vockit.gaps.rows import row_name


def headline_of(gap: GapReport, row: Row, quotes: tuple[Quote, ...]) -> Headline | None:
    """The headline of a row that can be one by its flag and q; None where its interval cannot."""
    affected = _affected(gap, row)
    if not gap.headlines or affected is None or not row.sentence:
        return None
    return Headline(
        sentence=f"{row.sentence} (n = {row.n:,}).",
        theme=row.subject,
        affected=affected,
        report=gap.name,
        row=row_name(row.key),
        n=row.n,
        quote=quotes[0] if quotes else None,
    )


def top_headlines(reports: Iterable[Report], count: int) -> tuple[Headline, ...]:
    """The first ``count`` headlines over all reports, one a subject, no verbatim quoted twice."""
    reports = tuple(reports)
    rivals = [
        (headline, spare)
        for report in reports
        for headline, spare in zip(report.headlines, _spare_quotes(report), strict=True)
    ]
    rivals.sort(key=lambda rival: -rival[0].affected)
    chosen: list[Headline] = []
    quoted: set[int] = set()
    for headline, spare in rivals:
        if len(chosen) == count:
            break
        if not any(_related(headline.theme, other.theme) for other in chosen):
            quote = next((quote for quote in spare if quote.row not in quoted), None)
            if quote is not None:
                quoted.add(quote.row)
            chosen.append(replace(headline, quote=quote))
    return tuple(chosen)


def ranked(headlines: Iterable[Headline]) -> tuple[Headline, ...]:
    """The headlines of one report, most verbatims affected first; equal ones in the rows' order."""
    return tuple(sorted(headlines, key=lambda headline: -headline.affected))


def _affected(gap: GapReport, row: Row) -> float | None:
    low, high = rounded(row.low), rounded(row.high)
    if low is None or high is None or low <= gap.neutral <= high:
        return None
    if row.affected is not None:
        return rounded(row.affected)
    nearer = min(abs(low - gap.neutral), abs(high - gap.neutral))
    return rounded(row.n * nearer / gap.unit_range)


def _related(subject: str, other: str) -> bool:
    return subject == other or subject.startswith(f"{other}/") or other.startswith(f"{subject}/")


def _spare_quotes(report: Report) -> list[Sequence[Quote]]:
    columns = [column.name for column in report.gap.key]
    keys = report.table[columns].itertuples(index=False, name=None)
    by_row = {row_name(key): quotes for key, quotes in zip(keys, report.quotes, strict=True)}
    return [by_row[headline.row] for headline in report.headlines]
