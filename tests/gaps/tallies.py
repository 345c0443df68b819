"""Tallies written out by hand: what is not said is 0, or blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from vockit import schema as s
from vockit.gaps.needs import EVERY_REPORT
from vockit.gaps.registry import load
from vockit.tallies.frames import frame_of
from vockit.tallies.model import Tally
from vockit.tallies.registry import statistic

Record = Mapping[str, object]


def tally_for(report: str, **tables: Sequence[Record]) -> Tally:
    """A tally with all that the report needs, and these records in it."""
    needs = load(report).needs
    names = {*EVERY_REPORT, *needs.statistics, *tables}
    return Tally({}, {name: table(name, tables.get(name, ())) for name in sorted(names)})


def table(name: str, records: Sequence[Record]) -> pd.DataFrame:
    """A table of the tally, its rows sorted by its keys."""
    made = statistic(name)
    empty = frame_of(made.merge([]))
    unknown = {column for record in records for column in record} - set(empty.columns)
    assert not unknown, f"{name} has no {unknown}"
    if not records:
        return empty
    blank = {
        column: 0 if pd.api.types.is_integer_dtype(dtype) else ""
        for column, dtype in empty.dtypes.items()
    }
    rows = pd.DataFrame([{**blank, **record} for record in records])[list(empty.columns)]
    return rows.astype(empty.dtypes.to_dict()).sort_values(list(made.keys), ignore_index=True)


def sampled(texts: Sequence[str], **columns: Sequence[object]) -> dict[str, list[Record]]:
    """The tables of a sample in which each text is one clause, hashed 1, 2, 3 and so on.

    ``columns`` are of ``sample_verbatims``; ``compound`` and ``polarity`` are the clause's, too.
    ``theme``, ``dimension`` and ``cue`` give each text one of them, or none where it is "".
    """
    verbatims: list[Record] = []
    clauses: list[Record] = []
    finds: dict[str, list[Record]] = {s.THEME: [], s.DIMENSION: [], s.CUE: []}
    for place, text in enumerate(texts):
        own = {name: values[place] for name, values in columns.items()}
        at = {s.HASH: place + 1, s.CLAUSE: 1, s.START: 0, s.END: len(text)}
        for column, found in finds.items():
            if own.get(column):
                found.append({**at, column: own[column]})
            own.pop(column, None)
        felt: Record = {name: own[name] for name in (s.COMPOUND, s.POLARITY) if name in own}
        clauses.append({**at, **felt})
        verbatims.append(
            {
                s.HASH: place + 1,
                s.ROW: place + 1,
                s.COPIES: 1,
                s.TEXT: text,
                s.DAY: "none",
                s.WORDS: len(text.split()),
                s.SPEAKER: own.get(s.BRAND, ""),
                **own,
            }
        )
    return {
        "sample_verbatims": verbatims,
        "sample_clauses": clauses,
        "sample_mentions": [*finds[s.THEME], *finds[s.DIMENSION]],
        "sample_cues": finds[s.CUE],
    }
