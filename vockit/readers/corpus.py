"""A corpus: all inputs of a run as one stream of batches, with the roles of the columns settled."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from vockit.cells import is_blank
from vockit.errors import InputError, UsageError
from vockit.profile import Asks
from vockit.readers.answers import silent_places
from vockit.readers.batching import Part, in_batches
from vockit.readers.blanks import first_filled, group_names
from vockit.readers.conditions import matching
from vockit.readers.duplicates import SeenKeys, hash_keys
from vockit.readers.formats.registry import check_options
from vockit.readers.inputs import expand
from vockit.readers.joining import asked_of, joined
from vockit.readers.languages import added_up, usual_language
from vockit.readers.ledger import SHOWN, Count, Ledger, RejectFile, Undated, check_rejected
from vockit.readers.own_output import own_document, own_table
from vockit.readers.peek import PeekedInput, first_records
from vockit.readers.plans import InputPlan, plan_corpus
from vockit.readers.renaming import check_renames
from vockit.readers.roles import check_column
from vockit.readers.tables import PEEK, Chunk
from vockit.schema import QUESTION, ROLES
from vockit.settings import InputSettings
from vockit.verbatims import Batch, RatingScale, TextColumn

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
    with ExitStack() as files:
        corpus = Corpus(peek_all(inputs, settings, stdin, files), settings, stdin)
        files.pop_all()
    return corpus


def peek_all(
    inputs: Sequence[str], settings: InputSettings, stdin: BinaryIO | None, files: ExitStack
) -> list[PeekedInput]:
    """The first records of every input, to be closed with ``files``.

    What vockit itself has written into a folder that is read is left out, with a note.
    """
    sources = expand(inputs)
    share = PEEK if len(sources) == 1 else max(PEEK // len(sources), _LEAST_PEEK)
    held = len(sources) <= _HELD_OPEN
    entries: list[PeekedInput] = []
    left_out: list[str] = []
    for source in sources:
        what = own_document(source) if source.found else None
        if what is None:
            entry = PeekedInput.peek(source, settings, stdin, share, held=held)
            files.callback(entry.close)
            what = own_table(entry.columns) if source.found else None
            if what is None:
                entries.append(entry)
                continue
            entry.close()
        left_out.append(f"{source.name} ({what})")
    if left_out:
        more = f" and {len(left_out) - SHOWN} more" if len(left_out) > SHOWN else ""
        note = f"left out, for vockit has written it: {', '.join(left_out[:SHOWN])}{more}"
        if not entries:
            raise InputError(f"{', '.join(inputs)}: {note}; name the files of comments")
        entries[0].notes = (note, *entries[0].notes)
    check_renames(settings.columns, [entry.columns for entry in entries])
    check_options(settings, [entry.layout.format for entry in entries])
    notes = tuple(source.note for source in sources if source.note)
    entries[0].notes = (*notes, *entries[0].notes)
    return entries


def united_columns(entries: Sequence[PeekedInput], settings: InputSettings) -> tuple[str, ...]:
    """The columns of all inputs, in the order of their first appearance, and of --filename-as."""
    columns = tuple(dict.fromkeys(chain.from_iterable(one.columns for one in entries)))
    name = settings.filename_as
    if name is None:
        return columns
    if name in columns:
        raise UsageError(
            f"--filename-as {name}: the input has a column of that name; choose another"
        )
    return (*columns, name)


class Corpus:
    """Verbatims in numbered batches, to be read once; and a ledger of what became of each record.

    Columns, roles, scale and notes are known before the first batch. They are decided on the first
    10,000 records, and on all of them where those leave the order of day and month open.
    """

    columns: tuple[str, ...]
    """The united columns of all inputs, in the order of their first appearance."""
    roles: Mapping[str, str | None]
    """The first column of every role, None where no input has one."""
    role_columns: Mapping[str, tuple[str, ...]]
    """All columns of every role, in all inputs."""
    texts: tuple[TextColumn, ...]
    """What verbatims are made of: titles, then texts, and what their questions ask for."""
    rating_scales: tuple[RatingScale, ...]
    """Every scale that ratings are on, ascending; each batch has one of them."""
    notes: tuple[str, ...]
    """What was taken for what and why, one line each, for standard error."""
    warnings: tuple[str, ...]
    """What must be known whatever notes are wanted: records of an input that are left out."""
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
        self.columns = united_columns(entries, settings)
        for column, _ in settings.where:
            check_column(column, self.columns, "--where", self.input_names)
        plan = plan_corpus(entries, self.columns, settings)
        self.plan = plan
        self.roles = plan.roles
        self.role_columns = plan.columns
        self.texts = plan.texts
        self._codes = {column: code for code, column in enumerate(plan.texts)}
        self._splits = settings.each_answer and QUESTION not in self.columns
        self._sided = self._splits or any(not one.plain for one in plan.inputs)
        if self._splits:
            self._check_sides()
            self.columns = (*self.columns, QUESTION)
        self.rating_scales = plan.rating_scales
        self.brands = plan.brands
        # Where every role is named there is nothing to be found, and nothing to be said of it.
        named = set(settings.roles) >= set(ROLES)
        self.notes = plan.notes if named else (*notes, *plan.notes)
        self.warnings = tuple(chain.from_iterable(entry.warnings for entry in entries))
        self._dated = any(one.days for one in plan.inputs)
        if (settings.since or settings.until) and not self._dated:
            raise InputError(
                "--since and --until need dates, and the input has none: name their column with "
                "--date, their order with --dayfirst, or their form with --date-format"
            )

    def without(self, column: str) -> tuple[str, ...]:
        """The inputs that have no such column, by name."""
        return tuple(one.source.name for one in self._entries if column not in one.columns)

    def options(self) -> dict[str, object]:
        """The settings by which a later run reads the same inputs without finding anything anew.

        Every role, the order of day and month, and the scale of ratings, where all inputs have one.
        """
        plans = self.plan.inputs
        options: dict[str, object] = {role: list(self.role_columns[role]) or [""] for role in ROLES}
        orders = {reader.order for one in plans for reader in one.days.values()}
        if len(orders) == 1 and (order := orders.pop()) in ("day first", "month first"):
            options["dayfirst"] = order == "day first"
        split = any(one.rating_by for one in plans)
        if len(self.rating_scales) == 1 and not split:
            (scale,) = self.rating_scales
            options["rating_scale"] = f"{scale.low:g}-{scale.high:g}"
        return options

    def questions(self) -> dict[str, Asks]:
        """What the question of each text column asks for, and each question of a column of them."""
        return {column.name: column.asks for column in self.texts}

    @property
    def text_names(self) -> tuple[str, ...]:
        """The input's columns that verbatims are read from."""
        return tuple(dict.fromkeys((*self.role_columns["title"], *self.role_columns["text"])))

    @property
    def sided(self) -> bool:
        """Whether verbatims have several parts, so that each clause is from one of the columns."""
        return self._sided and len(self.texts) > 1

    def _check_sides(self) -> None:
        if len(self.texts) < 2:
            names = ", ".join(repr(column.name) for column in self.texts)
            raise UsageError(
                f"--by {QUESTION}: all that customers wrote is in one column ({names}), and no "
                f"column is called {QUESTION}; name several with --text"
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
            usual = usual_language(self.languages())
            for batch in in_batches(
                self._parts(rejects), self._settings.batch_size, self.rating_scales, self.texts
            ):
                yield replace(batch, brand_column=self.roles["brand"], language=usual)
            count = self._count
            check_rejected(count, self._settings.max_rejects)
            if not count.read:
                raise InputError(
                    f"{', '.join(self.input_names)}: a header and no records: nothing to read; "
                    "export it again with its records"
                )
        self._ledger = count.close()

    def languages(self) -> Mapping[str, int]:
        """How many of the first texts are in which language (ISO 639), the commonest first."""
        return added_up(one.languages for one in self.plan.inputs)

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

    def _parts(self, rejects: RejectFile) -> Iterator[Part]:
        """The kept records of every chunk, entered in the ledger."""
        settings = self._settings
        seen = SeenKeys()
        for entry, plan in zip(self._entries, self.plan.inputs, strict=True):
            for chunk in entry.chunks(settings, self._stdin):
                room = None if settings.limit is None else settings.limit - self._count.read
                taken = chunk if room is None else first_records(chunk, room)
                self._enter_rejects(taken, rejects)
                part = self._kept(entry, plan, taken, seen)
                if len(part):
                    yield part
                if room is not None and room <= chunk.records:
                    break
            self._count.late_columns += entry.late_columns()
            self._count.notes += entry.late_notes()
            self._close(entry)

    def _close(self, entry: PeekedInput) -> None:
        if (digest := entry.finish()) is not None:
            self._digests[entry.source.name] = digest

    def _kept(self, entry: PeekedInput, plan: InputPlan, chunk: Chunk, seen: SeenKeys) -> Part:
        count = self._count
        first = count.read + 1
        count.read += chunk.records
        part = replace(self._part(entry, chunk, first), scale=plan.scale)
        part = self._without_replies(self._filtered(part, plan), plan)
        part = self._with_text(part, plan)
        part = self._without_duplicates(part, plan, seen)
        count.kept += len(part)
        part = self._typed(part, plan)
        if self._splits:
            part = part.each_answer(QUESTION, [column.name for column in self.texts])
            count.answers += len(part)
        return part

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
        return Part(chunk.places + first, ("",) * records, cells, entry.typed)

    def _filtered(self, part: Part, plan: InputPlan) -> Part:
        settings = self._settings
        before = len(part)
        for column, wanted in settings.where:
            part = part.where(matching(part.cells[column], wanted))
        if settings.since or settings.until:
            days = _days(part, plan)
            inside = ~np.isnat(days)
            if settings.since is not None:
                inside &= days >= np.datetime64(settings.since, "D")
            if settings.until is not None:
                inside &= days <= np.datetime64(settings.until, "D")
            part = part.where(inside)
        self._count.filtered += before - len(part)
        return part

    def _without_replies(self, part: Part, plan: InputPlan) -> Part:
        """The records in which a customer speaks."""
        if plan.speaking.column is None:
            return part
        who = part.texts(plan.speaking.column.column)
        company = {value for value in set(who) if plan.speaking.is_company(value)}
        mask = np.array([value not in company for value in who], dtype=np.bool_)
        self._count.replies += int(len(mask) - mask.sum())
        return part.where(mask)

    def _with_text(self, part: Part, plan: InputPlan) -> Part:
        """The records in which something is said, with what it is."""
        cells, others = _customers_words(part, plan)
        if not self._sided:
            texts = cells[0] if plan.texts else part.text
            blank = silent_places(texts, asked_of(plan.texts[0]) if plan.texts else None)
            for place in blank:
                self._count.silent.add(texts[place])
            part = replace(part, text=texts)
        else:
            texts, spans = joined(
                cells, self._codes_of(part, plan), self.texts, plan.titled, self._count.silent
            )
            blank = [place for place, text in enumerate(texts) if not text]
            part = replace(part, text=texts, spans=spans)
        replies = others.intersection(blank)
        self._count.replies += len(replies)
        self._count.partly += len(others) - len(replies)
        if not blank:
            return part
        self._count.empty += len(blank) - len(replies)
        mask = np.ones(len(part), dtype=np.bool_)
        mask[blank] = False
        return part.where(mask)

    def _codes_of(self, part: Part, plan: InputPlan) -> list[int | list[int]]:
        """Which of the corpus's texts each of the input's is, for all records or one by one."""
        codes: list[int | list[int]] = [self._codes[column] for column in plan.texts]
        if plan.asking is not None:
            questions, own = plan.asking.questions, plan.texts[0]
            asked = part.texts(plan.asking.column)
            codes = [[self._codes[questions.get(question, own)] for question in asked]]
        return codes

    def _without_duplicates(self, part: Part, plan: InputPlan, seen: SeenKeys) -> Part:
        if self._settings.dedupe == "text":
            fresh = seen.first_seen(hash_keys(part.text))
        elif self._settings.dedupe == "id" and plan.columns["id"]:
            ids = _of_role(part, plan, "id")
            fresh = seen.first_seen(hash_keys(zip(ids, part.text, strict=True)))
            without_id = [at for at in np.flatnonzero(~fresh).tolist() if is_blank(ids[at])]
            fresh[without_id] = True
        else:
            return part
        self._count.duplicates += int(len(part) - fresh.sum())
        return part.where(fresh)

    def _typed(self, part: Part, plan: InputPlan) -> Part:
        """The records that are kept, with the roles of the corpus."""
        days = ratings = None
        if self._dated:
            days = _days(part, plan)
            self._enter_undated(part.row, _of_role(part, plan, "date"), days, plan)
        if self.rating_scales:
            ratings = self._rated(part, plan)
        id_ = None if self.roles["id"] is None else _of_role(part, plan, "id")
        channel, brand, author = (
            None if self.roles[role] is None else group_names(_of_role(part, plan, role))
            for role in ("channel", "brand", "author")
        )
        return replace(
            part, day=days, rating=ratings, id=id_, channel=channel, brand=brand, author=author
        )

    def _rated(self, part: Part, plan: InputPlan) -> NDArray[np.float64]:
        if plan.ratings is None:
            return np.full(len(part), np.nan)
        texts = _of_role(part, plan, "rating")
        groups = () if plan.rating_by is None else group_names(part.texts(plan.rating_by))
        ratings = plan.ratings.read(texts, groups)
        missing = np.flatnonzero(np.isnan(ratings)).tolist()
        odd = [texts[place] for place in missing if not is_blank(texts[place])]
        self._count.unrated += len(odd)
        shown = self._count.first_unrated
        shown += [text for text in dict.fromkeys(odd) if text not in shown][: SHOWN - len(shown)]
        return ratings

    def _enter_undated(
        self,
        rows: NDArray[np.int64],
        dates: Sequence[str],
        days: NDArray[np.datetime64],
        plan: InputPlan,
    ) -> None:
        undated = np.flatnonzero(np.isnat(days)).tolist()
        self._count.undated += len(undated)
        shown = self._count.first_undated
        if len(shown) < SHOWN:
            odd = [at for at in undated if not is_blank(dates[at])][: SHOWN - len(shown)]
            readers = plan.days.values()
            shown += [
                Undated(int(rows[at]), dates[at], any(one.is_far(dates[at]) for one in readers))
                for at in odd
            ]


def _of_role(part: Part, plan: InputPlan, role: str) -> Sequence[str]:
    """The values of a role, blank where the input has no column for it."""
    columns = plan.columns[role]
    if not columns:
        return ("",) * len(part)
    return first_filled([part.texts(column) for column in columns])


def _days(part: Part, plan: InputPlan) -> NDArray[np.datetime64]:
    days = np.full(len(part), "NaT", dtype="datetime64[D]")
    for column, reader in plan.days.items():
        own = reader.read(part.texts(column))
        days = np.where(np.isnat(days), own, days)
    return days


def _customers_words(part: Part, plan: InputPlan) -> tuple[list[Sequence[str]], set[int]]:
    """The texts of every text column, and the places of records in which others speak, too.

    Their words are blanked out.
    """
    columns: list[Sequence[str]] = []
    others: set[int] = set()
    for column in plan.texts:
        texts = part.texts(column.name)
        if (speech := plan.speaking.texts.get(column.name)) is not None:
            own = [speech.customers(text) for text in texts]
            others.update(place for place, text in enumerate(texts) if own[place] is not text)
            texts = own
        columns.append(texts)
    return columns, others
