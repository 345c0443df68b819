"""A corpus: all inputs of a run as one stream of batches, with the roles of the columns settled."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from vockit.errors import InputError, UsageError
from vockit.readers.batching import Part, in_batches
from vockit.readers.cellvalues import as_texts
from vockit.readers.dateorder import DatePlan, plan_dates
from vockit.readers.duplicates import SeenKeys, hash_keys, record_keys
from vockit.readers.inputs import expand
from vockit.readers.ledger import SHOWN, Count, Ledger, RejectFile, Undated
from vockit.readers.peek import PeekedInput, first_records, open_table
from vockit.readers.ratings import RatingReader, find_scale
from vockit.readers.roles import check_column, find_roles
from vockit.readers.sources import reading
from vockit.readers.tables import PEEK, Chunk
from vockit.settings import InputSettings
from vockit.verbatims import Batch, RatingScale

_HELD_OPEN = 32
"""Inputs that stay open between the peek and the pass; more are opened a second time."""
_LEAST_PEEK = 100


def open_corpus(
    inputs: Sequence[str], settings: InputSettings, stdin: BinaryIO | None = None
) -> Corpus:
    """Open the inputs and settle everything that must be known before the first batch.

    Raises:
        InputError: an input cannot be read, or no column can be told to be the text.
        UsageError: the settings name a column, format or encoding that does not exist.
    """
    sources = expand(inputs)
    share = PEEK if len(sources) == 1 else max(PEEK // len(sources), _LEAST_PEEK)
    held = len(sources) <= _HELD_OPEN
    with ExitStack() as files:
        entries = []
        for source in sources:
            entry = PeekedInput.peek(source, settings, stdin, share, held=held)
            files.callback(entry.close)
            entries.append(entry)
        corpus = Corpus(entries, settings, stdin)
        files.pop_all()
    return corpus


class Corpus:
    """Verbatims in numbered batches, to be read once; and a ledger of what became of each record.

    Columns, roles, scale and notes are known before the first batch. They are decided on the first
    10,000 records, and on all of them where those leave the order of day and month open.
    """

    columns: tuple[str, ...]
    """The united columns of all inputs, in the order of their first appearance."""
    roles: Mapping[str, str | None]
    """The column of every role, None where there is none."""
    rating_scale: RatingScale | None
    notes: tuple[str, ...]
    """What was taken for what and why, one line each, for standard error."""
    input_names: tuple[str, ...]
    brands: tuple[str, ...]
    """Distinct values of the brand column among the first records, sorted."""

    def __init__(
        self, entries: Sequence[PeekedInput], settings: InputSettings, stdin: BinaryIO | None = None
    ) -> None:
        self._entries = entries
        self._settings = settings
        self._stdin = stdin
        self._count = Count()
        self._ledger: Ledger | None = None
        self._digests: dict[str, str] = {}
        self._started = False
        notes = list(chain.from_iterable(entry.notes for entry in entries))
        self.input_names = tuple(entry.source.name for entry in entries)
        self.columns = tuple(dict.fromkeys(chain.from_iterable(one.columns for one in entries)))
        if (name := settings.filename_as) is not None:
            if name in self.columns:
                raise UsageError(
                    f"--filename-as {name}: the input has a column of that name; choose another"
                )
            self.columns = (*self.columns, name)
        for column, _ in settings.where:
            check_column(column, self.columns, "--where")
        values = self._peeked()
        found = find_roles(self.columns, values, settings.roles)
        self.roles = found.roles
        self.rating_scale = self._find_scale(values)
        self._ratings = RatingReader(self.rating_scale) if self.rating_scale else None
        dates = self._find_days(values)
        self._days = dates.reader
        notes += found.notes
        if self.rating_scale is not None:
            low, high = self.rating_scale.low, self.rating_scale.high
            notes.append(
                f"rating: read on a scale of {low:g} to {high:g}; --rating-scale for another"
            )
        if dates.note is not None:
            notes.append(dates.note)
        self.notes = tuple(notes)
        brand = self.roles["brand"]
        self.brands = tuple(sorted({v for v in values[brand] if v.strip()})) if brand else ()
        if (settings.since or settings.until) and self._days is None:
            raise InputError(
                "--since and --until need dates, and the input has none: name their column with "
                "--date, their order with --dayfirst, or their form with --date-format"
            )

    def batches(self) -> Generator[Batch, None, None]:
        """The verbatims in batches of ``batch_size``, the last one smaller.

        Raises:
            InputError: an input turns out to be damaged, there are more rejects than allowed, or no
                record at all can be read.
        """
        if self._started:
            raise RuntimeError("a corpus is read once: open it again")
        self._started = True
        with RejectFile(self._settings.rejects) as rejects, ExitStack() as files:
            files.callback(self.close)
            yield from in_batches(
                self._parts(rejects), self._settings.batch_size, self.rating_scale
            )
            count = self._count
            if count.read and count.rejected == count.read:
                first = count.first_rejects[0]
                raise InputError(
                    f"{first.file}: all {count.read} records rejected; the first, on line "
                    f"{first.line}: {first.reason}; check --delimiter and --encoding"
                )
            if not count.read:
                raise InputError(
                    f"{', '.join(self.input_names)}: a header and no records: nothing to read"
                )
        self._ledger = count.close()

    def close(self) -> None:
        """Give the files back; ``batches`` does so at its end, however that comes."""
        for entry in self._entries:
            entry.close()

    def ledger(self) -> Ledger:
        """What became of every record; complete once ``batches`` is exhausted."""
        return self._ledger or self._count.close()

    def hashes(self) -> Mapping[str, str]:
        """BLAKE2b (16 bytes, hex) of every input's bytes, by name, once ``batches`` is exhausted.

        Standard input has none where reading stopped before its end.
        """
        return dict(self._digests)

    def _peeked(self) -> Mapping[str, Sequence[str]]:
        """The first values of every column as text, the inputs after one another."""
        values: dict[str, list[str]] = {column: [] for column in self.columns}
        for entry in self._entries:
            records = max((len(cells) for cells in entry.peeked), default=0)
            for column, cells in zip(entry.columns, entry.peeked, strict=True):
                values[column].extend(as_texts(cells))
            if self._settings.filename_as is not None:
                values[self._settings.filename_as].extend([entry.stem] * records)
        return values

    def _find_scale(self, values: Mapping[str, Sequence[str]]) -> RatingScale | None:
        column = self.roles["rating"]
        if column is None:
            return None
        if self._settings.rating_scale is not None:
            return RatingScale(*self._settings.rating_scale)
        return find_scale(column, values[column])

    def _find_days(self, values: Mapping[str, Sequence[str]]) -> DatePlan:
        column = self.roles["date"]
        if column is None:
            return DatePlan(None)
        return plan_dates(column, values[column], self._reread(column), self._settings)

    def _reread(self, column: str) -> Iterator[Sequence[str]]:
        """The values of a column once more, of the inputs that can be read again."""
        for entry in self._entries:
            if column in entry.columns and entry.source.path is not None and not entry.exhausted:
                at = entry.columns.index(column)
                opened, table = open_table(entry.source, self._settings)
                try:
                    with reading(entry.source.name):
                        for chunk in table.chunks:
                            yield as_texts(chunk.cells[at])
                finally:
                    opened.close()

    def _parts(self, rejects: RejectFile) -> Iterator[Part]:
        """The kept records of every chunk, entered in the ledger."""
        settings = self._settings
        seen = SeenKeys()
        for entry in self._entries:
            for chunk in entry.chunks(settings, self._stdin):
                room = None if settings.limit is None else settings.limit - self._count.read
                part = self._kept(
                    entry, chunk if room is None else first_records(chunk, room), seen, rejects
                )
                if len(part):
                    yield part
                if room is not None and room <= chunk.records:
                    break
            self._count.late_columns += entry.late_columns()
            self._close(entry)

    def _close(self, entry: PeekedInput) -> None:
        if (digest := entry.finish()) is not None:
            self._digests[entry.source.name] = digest

    def _kept(self, entry: PeekedInput, chunk: Chunk, seen: SeenKeys, rejects: RejectFile) -> Part:
        count = self._count
        first = count.read + 1
        count.read += chunk.records
        self._enter_rejects(chunk, rejects)
        part = self._filtered(self._part(entry, chunk, first))
        part = self._without_blanks(part)
        part = self._without_duplicates(part, seen)
        count.kept += len(part)
        return self._typed(part)

    def _enter_rejects(self, chunk: Chunk, rejects: RejectFile) -> None:
        if not chunk.rejects:
            return
        count = self._count
        count.rejected += len(chunk.rejects)
        count.first_rejects += chunk.rejects[: SHOWN - len(count.first_rejects)]
        rejects.write(chunk.rejects)
        most = self._settings.max_rejects
        if most is not None and count.rejected > most:
            last = chunk.rejects[0]
            raise InputError(
                f"{last.file}: more than {most} records rejected (--max-rejects), one on line "
                f"{last.line}: {last.reason}"
            )

    def _part(self, entry: PeekedInput, chunk: Chunk, first: int) -> Part:
        """The good records of a chunk under the united columns."""
        records = len(chunk.places)
        own = dict(zip(entry.columns, chunk.cells, strict=True))
        if self._settings.filename_as is not None:
            own[self._settings.filename_as] = (entry.stem,) * records
        cells = {column: own.get(column, ("",) * records) for column in self.columns}
        part = Part(chunk.places + first, ("",) * records, cells, entry.typed)
        return replace(part, text=self._role(part, "text") or ())

    def _filtered(self, part: Part) -> Part:
        settings = self._settings
        before = len(part)
        for column, wanted in settings.where:
            matches = [value == wanted for value in part.texts(column)]
            part = part.where(np.array(matches, dtype=np.bool_))
        if (settings.since or settings.until) and self._days is not None:
            days = self._days.read(self._role(part, "date") or ())
            inside = ~np.isnat(days)
            if settings.since is not None:
                inside &= days >= np.datetime64(settings.since, "D")
            if settings.until is not None:
                inside &= days <= np.datetime64(settings.until, "D")
            part = part.where(inside)
        self._count.filtered += before - len(part)
        return part

    def _without_blanks(self, part: Part) -> Part:
        blank = [at for at, text in enumerate(part.text) if not text or text.isspace()]
        if not blank:
            return part
        self._count.empty += len(blank)
        mask = np.ones(len(part), dtype=np.bool_)
        mask[blank] = False
        return part.where(mask)

    def _without_duplicates(self, part: Part, seen: SeenKeys) -> Part:
        ids = self._role(part, "id")
        if self._settings.dedupe == "text":
            fresh = seen.first_seen(hash_keys(part.text))
        elif self._settings.dedupe == "id" and ids is not None:
            fresh = seen.first_seen(hash_keys(record_keys(ids, part.text)))
            without_id = [at for at in np.flatnonzero(~fresh).tolist() if not ids[at].strip()]
            fresh[without_id] = True
        else:
            return part
        self._count.duplicates += int(len(part) - fresh.sum())
        return part.where(fresh)

    def _typed(self, part: Part) -> Part:
        """The records that are kept, with their roles."""
        days = ratings = None
        if self._days is not None and (dates := self._role(part, "date")) is not None:
            days = self._days.read(dates)
            self._enter_undated(part.row, dates, days)
        if self._ratings is not None and (rated := self._role(part, "rating")) is not None:
            ratings = self._ratings.read(rated)
            missing = np.flatnonzero(np.isnan(ratings)).tolist()
            self._count.unrated += sum(bool(rated[place].strip()) for place in missing)
        return replace(
            part,
            day=days,
            rating=ratings,
            id=self._role(part, "id"),
            channel=self._role(part, "channel"),
            brand=self._role(part, "brand"),
            author=self._role(part, "author"),
        )

    def _enter_undated(
        self, rows: NDArray[np.int64], dates: Sequence[str], days: NDArray[np.datetime64]
    ) -> None:
        undated = np.flatnonzero(np.isnat(days)).tolist()
        self._count.undated += len(undated)
        shown = self._count.first_undated
        if len(shown) < SHOWN:
            odd = [Undated(int(rows[at]), dates[at]) for at in undated if dates[at].strip()]
            shown += odd[: SHOWN - len(shown)]

    def _role(self, part: Part, role: str) -> Sequence[str] | None:
        column = self.roles[role]
        return None if column is None else part.texts(column)
