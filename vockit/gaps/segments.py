"""Reports by segment: what ``--by COLUMN`` makes of them.

The column's values are counted in place of the brands, so a report that compares brands with one
another compares segments. Every other report is measured once for each segment, on that segment's
part of the tally, in which it is "us": what it then says of the segment is what it would say of a
file with that segment's verbatims alone, but for these:

- Which days the input covers is known of the input as a whole: a segment in which nobody wrote on
  the last day of a month has a full month all the same.
- What is at stake is the organisation's, and is split between the segments, too.
- Tests are corrected over all rows of the table.
- Above 20,000 verbatims a segment has its part of the sample, and no sample of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain, compress
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.arrays import Ints
from vockit.errors import UsageError
from vockit.gaps.columns import columns_of
from vockit.gaps.model import Column, Findings, GapReport, Row
from vockit.gaps.speakers import brands_in, name_in_sentence
from vockit.naming import trailing_hint
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

SAMPLE: Final = "sample_verbatims"
FOLLOWED: Final = ("focus_days", "focus_theme")
"""The tables that controls are read from."""
FEW: Final = 3
"""Segments whose own notes are all shown."""
LISTED: Final = 5
"""Names at most."""

_NOWHERE: Final = np.empty(0, dtype=np.int64)
Verdict: TypeAlias = Callable[[Sequence[float]], Row]


class Segments:
    """A tally that was counted by segment, and the part of it that is each segment's."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self._parts: dict[tuple[str, ...], Tally] = {}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The segments, sorted; by their values where all are numbers."""
        names = brands_in(self.tally)
        try:
            return tuple(sorted(names, key=float))
        except ValueError:
            return names

    def parts(
        self, controls: tuple[str, ...] = (), whole: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, Tally]]:
        """What was counted of each segment, by day of the controls, and of some statistics all."""
        for name in self.names:
            part = self._part(name, controls)
            tables = {**part.tables, **{table: self.tally.tables[table] for table in whole}}
            yield name, replace(part, tables=tables)

    def _part(self, name: str, controls: tuple[str, ...]) -> Tally:
        key = (name, *controls)
        if key not in self._parts:
            tables = {}
            for table, rows in self.tally.tables.items():
                places = self._places.get(table)
                if places is None:
                    tables[table] = rows
                    continue
                segments = key if table in FOLLOWED else (name,)
                of_part = [places[one] for one in segments if one in places]
                chosen = np.sort(np.concatenate(of_part)) if of_part else _NOWHERE
                tables[table] = rows.take(chosen)
            self._parts[key] = replace(self.tally, tables=tables)
        return self._parts[key]

    @cached_property
    def _places(self) -> Mapping[str, Mapping[str, Ints]]:
        """The places of each segment's rows, in the tables that have them by segment."""
        import pandas as pd

        by_table = {}
        for name, table in self.tally.tables.items():
            owner = self._owner(table)
            if owner is not None:
                indices = pd.Series(owner).groupby(owner, sort=False).indices
                by_table[name] = {str(key): np.asarray(at, np.int64) for key, at in indices.items()}
        return by_table

    def _owner(self, table: pd.DataFrame) -> NDArray[np.object_] | None:
        """The segment of each row; None where the table is of all together."""
        import pandas as pd

        for column in (s.SPEAKER, s.SEGMENT):
            if column in table.columns:
                return table[column].to_numpy(object)
        if s.HASH not in table.columns or SAMPLE not in self.tally.tables:
            return None
        sample = self.tally.tables[SAMPLE]
        known = pd.Index(sample[s.HASH]).get_indexer(pd.Index(table[s.HASH]))
        owner = sample[s.SPEAKER].to_numpy(object)
        return np.where(known >= 0, owner[known], "") if len(owner) else None


def measure_by(
    gap: GapReport, segments: Segments, settings: ReportSettings
) -> tuple[GapReport, Findings]:
    """The report as ``--by`` makes it, and what it finds."""
    column = str(settings.by)
    if not segments.names:
        return labelled(gap, column), Findings(missing=_no_segments(settings))
    if gap.compared is not None:
        measured = gap.measure(segments.tally, settings)
        notes = (*measured.notes, *_whose(segments, settings))
        return labelled(gap, column), replace(measured, notes=notes)
    findings = {
        name: gap.measure(part, replace(settings, segment=name))
        for name, part in segments.parts(_controls(gap, segments, settings), gap.needs.whole)
    }
    return labelled(gap, column), _joined(findings, segments, settings)


def labelled(gap: GapReport, column: str) -> GapReport:
    """The report with the column's name for what it compares, or else as its first key."""
    name = _free(column, gap)
    if gap.compared is not None:
        return gap.compared(name)
    key = Column(name, f"value of the column {column!r}")
    # The rows of a level compare with one another, whatever their own order is.
    return replace(
        gap, key=(key, *gap.key), order="worst first" if gap.kind == "level" else gap.order
    )


def _free(column: str, gap: GapReport) -> str:
    """The name of the column, unless the table has one of that name."""
    compared = {s.BRAND} if gap.compared is not None else set()
    taken = {part.name for part in columns_of(gap)} - compared
    return s.SEGMENT if column in taken else column


def _controls(gap: GapReport, segments: Segments, settings: ReportSettings) -> tuple[str, ...]:
    """The segments that the report takes for controls. Raises ``UsageError`` for no segment."""
    if not gap.needs.controls:
        return ()
    for name in settings.control:
        if name not in segments.names:
            hint = trailing_hint(name, segments.names)
            raise UsageError(
                f"--control: with --by a control is a value of {settings.by!r}, and "
                f"{name!r} is none{hint}"
            )
    return settings.control


def _joined(
    parts: Mapping[str, Findings], segments: Segments, settings: ReportSettings
) -> Findings:
    """The findings of all segments in one table."""
    missing = {name: findings.missing for name, findings in parts.items() if findings.missing}
    if len(missing) == len(parts):
        reason = next(iter(missing.values()))
        return Findings(missing=f"{reason}: so it is for every value of {settings.by!r}")
    # The same row of all segments is in one place: the first that any of them has it in.
    places: dict[tuple[str, ...], int] = {}
    for findings in parts.values():
        for place, row in enumerate(findings.rows):
            places[row.key] = min(place, places.get(row.key, place))
    entries = ((name, row) for name, findings in parts.items() for row in findings.rows)
    rows = sorted(entries, key=lambda entry: (places[entry[1].key], entry[1].key))
    notes_by_segment = {
        name: findings.notes for name, findings in parts.items() if name not in missing
    }
    notes = (
        *_joined_notes(notes_by_segment, str(settings.by)),
        *_without_rows(missing),
        *_whose(segments, settings),
    )
    return Findings(tuple(_of_segment(name, row, settings) for name, row in rows), notes)


def _of_segment(name: str, row: Row, settings: ReportSettings) -> Row:
    """A row with its segment in the key and the sentence."""
    return replace(
        row,
        key=(name, *row.key),
        sentence=row.sentence and _in_segment(name_in_sentence(name, settings), row),
        verdict=row.verdict and _later(name, row.verdict, settings),
    )


def _later(name: str, verdict: Verdict, settings: ReportSettings) -> Verdict:
    return lambda q_values: _of_segment(name, verdict(q_values), settings)


def _in_segment(name: str, row: Row) -> str:
    """A sentence that begins with the segment; names keep their capitals."""
    first = row.sentence.split(maxsplit=1)[0]
    named = row.sentence.startswith(row.key[0]) or not first[1:].islower()
    start = row.sentence[0] if named else row.sentence[0].lower()
    return f"In {name}, {start}{row.sentence[1:]}"


def _joined_notes(notes: Mapping[str, tuple[str, ...]], column: str) -> tuple[str, ...]:
    """The notes that all segments share, once; those of single segments only where they are few."""
    every = list(dict.fromkeys(chain.from_iterable(notes.values())))
    common = [note for note in every if all(note in of_one for of_one in notes.values())]
    own = [
        f"{name}: {note}" for name, of_one in notes.items() for note in of_one if note not in common
    ]
    if len(notes) > FEW and own:
        own = [f"Notes on one value of {column!r} are left out; --where {column}=VALUE has them."]
    return (*common, *own)


def _without_rows(missing: Mapping[str, str]) -> Iterator[str]:
    if missing:
        first, reason = next(iter(missing.items()))
        yield f"No rows of {_listed(missing)}: {first} needs {reason}."


def _listed(names: Iterable[str]) -> str:
    names = list(names)
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return ", ".join(names[:LISTED]) + more


def _no_segments(settings: ReportSettings) -> str:
    own = settings.profile.brands.own
    whose = f" of verbatims of [brands] own = {own!r}, or of no brand" if own else ""
    return f"a value in the column {settings.by!r}{whose}: there is none"


def _whose(segments: Segments, settings: ReportSettings) -> Iterator[str]:
    """Whose verbatims the segments are of, and how many are of none."""
    if _holds_brands(segments.tally, settings):
        yield "All brands together; [brands] own in the profile makes the table ours."
    yield from _left_out(segments, settings)


def _holds_brands(counted: Tally, settings: ReportSettings) -> bool:
    """Whether segments have verbatims of several brands."""
    sample = counted.tables.get(SAMPLE)
    if sample is None or settings.profile.brands.own is not None:
        return False
    known = sample[(sample[s.SPEAKER] != "") & (sample[s.BRAND] != "")]
    return known[s.BRAND].nunique() > 1 and bool((known[s.SPEAKER] != known[s.BRAND]).any())


def _left_out(segments: Segments, settings: ReportSettings) -> Iterator[str]:
    """How many verbatims are of no segment, and why."""
    verbatims = segments.tally.tables["speaker_channel"]
    total = int(verbatims[verbatims[s.SPEAKER] == ""][s.N].sum())
    if not total:
        return
    blank = f"without a value of {settings.by!r}"
    others = f"of other brands than {settings.profile.brands.own}"
    counts = _reasons(segments.tally, settings)
    if sum(counts) == total and all(counts):
        yield f"Left out: {counts[0]:,} verbatims {blank}, {counts[1]:,} {others}."
    else:
        why = " or ".join(compress((blank, others), counts)) or blank
        yield f"Left out: {total:,} verbatims {why}."


def _reasons(counted: Tally, settings: ReportSettings) -> tuple[int, int]:
    """Of the sampled verbatims without a segment, those of ours and those of other brands."""
    sample = counted.tables.get(SAMPLE)
    own = settings.profile.brands.own
    if sample is None:
        return 0, 0
    without = sample[sample[s.SPEAKER] == ""]
    ours = without[s.BRAND].isin(("", own)) if own else without[s.SPEAKER] == ""
    return int(without[ours][s.COPIES].sum()), int(without[~ours][s.COPIES].sum())
