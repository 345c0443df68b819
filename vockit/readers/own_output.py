"""Files that vockit itself has written: in a folder of exports they are no more customers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from vockit import schema as s
from vockit.readers.sources import Source, open_source

_PREFIX: Final = "vockit_"
_ADDED: Final = (s.THEMES, s.CUES, s.COMPOUND, s.POS, s.NEU, s.NEG, s.POLARITY)
_SPAN: Final = (s.ROW, s.ID, s.CLAUSE, s.START, s.END, s.TEXT)
_TABLES: Final = (
    (*_SPAN, s.THEMES, s.CUES, s.COMPOUND, s.POLARITY),
    (*_SPAN, s.THEME, s.PHRASE, s.STAGE, s.DIMENSION, s.CAUSE, s.POLE, s.COMPOUND, s.POLARITY),
    (s.ROW, s.ID, s.THEME, s.MENTIONS, s.COMPOUND, s.POLARITY),
)
_REPORT: Final = ("n", "gap", "ci_low", "ci_high", "flag")
_REPORTS: Final = ("report", "rank", "row", "n", "gap", "unit", "ci_low", "ci_high", "flag")
_QUOTES: Final = ("report", "row", "number", "quote", "record")
_HEADLINES: Final = ("rank", "headline", "report", "row", "theme")
_REJECTS: Final = ("file", "line", "reason", "record")
_TAXONOMY: Final = (s.THEME, s.PHRASE)
_DOCUMENTS: Final = (
    ("a manifest", re.compile(rb'\{\s*"version":\s*"[^"]*",\s*"fingerprints":')),
    ("gap reports", re.compile(rb'\{\s*"headlines":\s*\[.*?"(?:sentence|reports)":', re.DOTALL)),
    ("a gap report", re.compile(rb'\{\s*"report":\s*"\w+",\s*"title":.*?"question":', re.DOTALL)),
)
_BEGIN: Final = 4096


def own_table(columns: Sequence[str]) -> str | None:
    """What vockit has written with these columns; None where it has not."""
    names = tuple(columns)
    plain = tuple(name.removeprefix(_PREFIX) for name in names)
    width = len(_ADDED)
    added = any(plain[at : at + width] == _ADDED for at in range(len(plain) - width + 1))
    if added or names in _TABLES:
        return "annotated rows"
    if names[: len(_REPORTS)] == _REPORTS or names[-len(_REPORT) :] == _REPORT:
        return "gap reports"
    if names[: len(_QUOTES)] == _QUOTES:
        return "quotes"
    if names[: len(_HEADLINES)] == _HEADLINES:
        return "headlines"
    if names == _REJECTS:
        return "rejected records"
    return "a taxonomy" if names[:2] == _TAXONOMY else None


def own_document(source: Source) -> str | None:
    """What vockit has written as one JSON object in that file; None where it has not."""
    if source.file is None or ".json" not in source.file.suffixes:
        return None
    opened = open_source(source)
    opened.close()
    begin = opened.sample[:_BEGIN]
    return next((what for what, form in _DOCUMENTS if form.match(begin)), None)
