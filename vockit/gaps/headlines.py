"""Headlines: the few gaps that matter most, over all reports.

A row can be a headline where

- its flag is ``ok``, and the q of its test is under the limit;
- its gap, or the row's comparison where the gap is a level, has an interval that does not include
  the neutral figure, such as 0;
- its theme is no general judgement ("great company").

Those rows are ranked by the verbatims affected = n · |the bound nearer to neutral − neutral| /
range of the unit: a wide gap that few meet, and a narrow one that many meet, both come after a wide
gap that many meet. Shortfalls come before good news. From the top, each is taken unless its report,
its theme, or one under or above that theme, has a headline already: five headlines are about five
different things. Equal ranks: the order of the reports, then of rows.
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
    if gap.kind == "list" or affected is None or not row.sentence:
        return None
    n = row.n if row.compared is None else row.compared.n
    return Headline(
        sentence=f"{row.sentence} (n = {n:,}).",
        theme=row.subject,
        affected=affected,
        report=gap.name,
        row=row_name(row.key),
        n=n,
        quote=quotes[0] if quotes else None,
        falls_short=_is_higher(gap, row) == (gap.worse == "higher"),
    )


def top_headlines(reports: Iterable[Report], count: int) -> tuple[Headline, ...]:
    """The first ``count`` headlines: one a report, one a subject, no verbatim quoted twice."""
    reports = tuple(reports)
    rivals = [
        (headline, spare)
        for report in reports
        for headline, spare in zip(report.headlines, _spare_quotes(report), strict=True)
    ]
    rivals.sort(key=lambda rival: (not rival[0].falls_short, -rival[0].affected))
    chosen: list[Headline] = []
    quoted: set[int] = set()
    for headline, spare in rivals:
        if len(chosen) == count:
            break
        if not any(_same(headline, other) for other in chosen):
            quote = next((quote for quote in spare if quote.row not in quoted), None)
            if quote is not None:
                quoted.add(quote.row)
            chosen.append(replace(headline, quote=quote))
    return tuple(chosen)


def ranked(headlines: Iterable[Headline]) -> tuple[Headline, ...]:
    """The headlines of one report, most verbatims affected first; equal ones in the rows' order."""
    return tuple(sorted(headlines, key=lambda headline: -headline.affected))


def _affected(gap: GapReport, row: Row) -> float | None:
    if row.compared is not None:
        figure = row.compared.difference
        low, high = float(figure.low), float(figure.high)
        return _weighed(row.compared.n, low, high, 0.0, row.compared.unit_range)
    if gap.kind == "level":
        return None
    return _weighed(row.n, row.low, row.high, gap.neutral, gap.unit_range)


def _is_higher(gap: GapReport, row: Row) -> bool:
    """Whether the interval is above the neutral figure."""
    if row.compared is not None:
        return float(row.compared.difference.low) > 0
    return row.low is not None and row.low > gap.neutral


def _weighed(
    n: int, low: float | None, high: float | None, neutral: float, unit_range: float
) -> float | None:
    """n times how far the interval is from the neutral figure, by its figures as printed."""
    low, high = rounded(low), rounded(high)
    if low is None or high is None or low <= neutral <= high:
        return None
    return rounded(n * min(abs(low - neutral), abs(high - neutral)) / unit_range)


def _same(headline: Headline, other: Headline) -> bool:
    """Whether both are of one report, or on one theme or one under the other."""
    return headline.report == other.report or _related(headline.theme, other.theme)


def _related(subject: str, other: str) -> bool:
    return subject == other or subject.startswith(f"{other}/") or other.startswith(f"{subject}/")


def _spare_quotes(report: Report) -> list[Sequence[Quote]]:
    columns = [column.name for column in report.gap.key]
    keys = report.table[columns].itertuples(index=False, name=None)
    by_row = {row_name(key): quotes for key, quotes in zip(keys, report.quotes, strict=True)}
    return [by_row[headline.row] for headline in report.headlines]
