"""What became of every record, and where records went that could not be read."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from vockit.errors import InputError
from vockit.readers.joining import Silent
from vockit.readers.tables import Reject

_TOO_MANY = 10
"""One record of so many may be rejected."""
SHOWN = 3
"""Rejects and undated values that are always shown."""


@dataclass(frozen=True, slots=True)
class Undated:
    """A value of the date column that gives no date; its record is kept."""

    row: int
    value: str
    far: bool = False
    """Whether it is a date, too far from the others to be one that a customer wrote on."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """``read = kept + rejected + duplicates + empty + filtered + replies``."""

    read: int
    kept: int
    rejected: int
    duplicates: int
    empty: int
    filtered: int
    replies: int
    """Records in which the company speaks, and no customer."""
    partly: int
    """Kept records in whose text others than the customer speak, too; their words do not count."""
    undated: int
    """Kept records whose date is missing, no date or far off, where the corpus has dates."""
    unrated: int
    """Kept records whose rating is there and is no number, or lies outside the scale."""
    first_unrated: tuple[str, ...]
    """Some of the distinct ratings that are none on the scale."""
    first_rejects: tuple[Reject, ...]
    first_undated: tuple[Undated, ...]
    late_columns: tuple[str, ...]
    """Columns first met after the columns were settled; they are not in the batches."""
    silent: Mapping[str, int] = field(default_factory=dict)
    """Answers left out because they say nothing ("N/A", "No Negative"), the most frequent first.

    A record counts as empty where all of its answers are blank or say nothing.
    """
    answers: int = 0
    """Verbatims made of the kept records, where each answer is one of its own; else 0."""
    notes: tuple[str, ...] = ()
    """What was mended or left out while records were read, with counts."""


@dataclass(slots=True)
class Count:
    """A ledger in the making."""

    read: int = 0
    kept: int = 0
    rejected: int = 0
    duplicates: int = 0
    empty: int = 0
    filtered: int = 0
    replies: int = 0
    partly: int = 0
    undated: int = 0
    unrated: int = 0
    first_rejects: list[Reject] = field(default_factory=list)
    first_undated: list[Undated] = field(default_factory=list)
    first_unrated: list[str] = field(default_factory=list)
    late_columns: list[str] = field(default_factory=list)
    silent: Silent = field(default_factory=Silent)
    answers: int = 0
    notes: list[str] = field(default_factory=list)

    def close(self) -> Ledger:
        """The ledger as it stands."""
        return Ledger(
            read=self.read,
            kept=self.kept,
            rejected=self.rejected,
            duplicates=self.duplicates,
            empty=self.empty,
            filtered=self.filtered,
            replies=self.replies,
            partly=self.partly,
            undated=self.undated,
            unrated=self.unrated,
            first_unrated=tuple(self.first_unrated),
            first_rejects=tuple(self.first_rejects),
            first_undated=tuple(self.first_undated),
            late_columns=tuple(dict.fromkeys(self.late_columns)),
            silent=self.silent.frequent(),
            answers=self.answers,
            notes=tuple(self.notes),
        )


def check_rejected(count: Count, most: int | None) -> None:
    """Raise InputError where too little could be read for figures to mean anything.

    More than a tenth of the records is too much, unless the user allows a number, ``most``; one
    record alone says nothing of the others.
    """
    rejected, read = count.rejected, count.read
    if not rejected or (rejected < read and (most is not None or not _are_many(rejected, read))):
        return
    first = count.first_rejects[0]
    share = f"all {read:,}" if rejected == read else f"{rejected:,} of {read:,}"
    allow = "" if rejected == read else f", or allow so many with --max-rejects {rejected}"
    raise InputError(
        f"{first.file}: {share} records rejected; the first, on line {first.line}: {first.reason}; "
        f"export it again, or check --delimiter and --encoding{allow}"
    )


def _are_many(rejected: int, read: int) -> bool:
    return rejected > 1 and rejected * _TOO_MANY > read


class RejectFile:
    """A CSV of rejected records, ``file, line, reason, record``: written whole or not at all."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._draft = None if path is None else path.with_name(f".{path.name}.{os.getpid()}")
        self._stream: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> RejectFile:
        if self._path is not None and self._draft is not None:
            try:
                self._stream = self._draft.open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise InputError(
                    f"--rejects {self._path}: cannot be written ({error.strerror}); "
                    "name a file in a folder that exists"
                ) from error
            self._writer = csv.writer(self._stream, lineterminator="\n")
            self._writer.writerow(("file", "line", "reason", "record"))
        return self

    def write(self, rejects: Iterable[Reject]) -> None:
        """Add records."""
        if self._writer is not None:
            self._writer.writerows((one.file, one.line, one.reason, one.raw) for one in rejects)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is None or self._path is None or self._draft is None:
            return
        self._stream.close()
        if kind is None or kind is InputError:
            self._draft.replace(self._path)
        else:
            self._draft.unlink()
