"""What goes to standard error: notes, warnings, progress, and the count at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import typer

from vockit.naming import nearest
from vockit.settings import GeneralSettings

if TYPE_CHECKING:
    from vockit.readers.corpus import Corpus
    from vockit.readers.ungrouped import GroupCount
    from vockit.verbatims import Batch


_LANGUAGES = 5
"""Languages that are named; of more, how many."""


@dataclass(frozen=True, slots=True)
class Messages:
    """Prints messages on standard error, as many as the options allow."""

    quiet: bool = False
    verbose: bool = False
    started: float = field(default_factory=time.perf_counter)

    @classmethod
    def of(cls, general: GeneralSettings) -> Messages:
        """As many as the options allow; the time runs from now."""
        return cls(general.quiet, general.verbose)

    def note(self, text: str) -> None:
        """Print what is good to know; not with ``--quiet``."""
        if not self.quiet:
            say(text)

    def detail(self, text: str) -> None:
        """Print a detail, with ``-v`` only."""
        if self.verbose and not self.quiet:
            say(text)

    def warn(self, text: str) -> None:
        """Print what the user must know."""
        say(f"warning: {text}")

    def watched(self, batches: Iterable[Batch]) -> Iterator[Batch]:
        """The batches, with a running count if standard error is a terminal."""
        if self.quiet or not sys.stderr.isatty():
            yield from batches
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.completed:,} verbatims"), TimeElapsedColumn())
        # Refreshed here, not by a thread: a process with threads cannot be forked.
        progress = Progress(*columns, console=console, transient=True, auto_refresh=False)
        with progress:
            task = progress.add_task("", total=None)
            for batch in batches:
                yield batch
                progress.update(task, advance=len(batch), refresh=True)

    def opening(self, corpus: Corpus) -> None:
        """Print which column has which role, and what is left out."""
        for note in corpus.notes:
            self.note(note)
        for warning in corpus.warnings:
            self.warn(warning)

    def formulas(self, cells: int) -> None:
        """Print how many cells a spreadsheet may run as formulas."""
        if cells:
            self.warn(
                f"{cells:,} cells begin with = + - @, a tab or a line end, which a "
                "spreadsheet may run as a formula; --excel puts a ' in front of them"
            )

    def without_group(self, corpus: Corpus, groups: GroupCount) -> None:
        """How many verbatims are of no group of ``--by``, and whether files lack its column."""
        if groups.column is None or not groups.blank:
            return
        text = f"--by {groups.column}: {groups.blank:,} of {groups.total:,} verbatims have no value"
        lacking = corpus.without(groups.column)
        if len(lacking) in (0, len(corpus.input_names)):
            self.note(text)
            return
        near = nearest(groups.column, set(corpus.columns) - {groups.column})
        hint = f" (but {near!r})" if near and near.casefold() == groups.column.casefold() else ""
        named = ", ".join(lacking[:_SHOWN])
        more = f" and {len(lacking) - _SHOWN} more" if len(lacking) > _SHOWN else ""
        verb = "have" if len(lacking) > 1 else "has"
        self.warn(f"{text}, since {named}{more} {verb} no such column{hint}")

    def languages(self, foreign: Mapping[str, int], kept: int) -> None:
        """How many verbatims are not English; a warning where most of them are not."""
        many = sum(foreign.values())
        if not many:
            return
        counts = sorted(foreign.items(), key=lambda one: (-one[1], one[0]))
        named = ", ".join(f"{language} {count:,}" for language, count in counts[:_LANGUAGES])
        more = len(counts) - _LANGUAGES
        text = (
            f"{many:,} of {kept:,} verbatims are not English ({named}"
            f"{f' and {more} more languages' if more > 0 else ''}): they are neither tagged nor "
            "scored; --language any reads them as if they were English"
        )
        if 2 * many < kept:
            self.note(text)
        else:
            self.warn(f"MOST VERBATIMS ARE NOT READ: {text}")

    def closing(self, corpus: Corpus) -> None:
        """Print how many records were kept, and what happened to the others."""
        ledger = corpus.ledger()
        for note in ledger.notes:
            self.note(note)
        for reject in ledger.first_rejects:
            self.warn(f"{reject.file}, line {reject.line}: rejected: {reject.reason}")
        if ledger.rejected > len(ledger.first_rejects):
            more = ledger.rejected - len(ledger.first_rejects)
            self.warn(f"{more:,} more rejected; --rejects FILE writes them all")
        for undated in ledger.first_undated:
            why = "far from all other dates" if undated.far else "no date"
            self.note(f"row {undated.row}: {why}: {undated.value!r}; kept undated")
        if ledger.undated:
            self.note(f"{ledger.undated:,} records without a date")
        if ledger.unrated:
            examples = ", ".join(map(repr, ledger.first_unrated))
            self.note(
                f"{ledger.unrated:,} records with a rating that is not on the scale, "
                f"such as {examples}"
            )
        if ledger.silent:
            examples = ", ".join(f"{text!r} {count:,}" for text, count in _first(ledger.silent))
            total = sum(ledger.silent.values())
            self.note(f"answers that say nothing, left out as empty: {total:,} ({examples})")
        if ledger.late_columns:
            names = ", ".join(ledger.late_columns)
            self.warn(f"columns that first appear too late in the input to be read: {names}")
        if ledger.read and not ledger.kept:
            self.warn("no record is left to report on")
        if ledger.replies:
            self.note(f"{ledger.replies:,} replies of the company left out (--speakers all)")
        if ledger.partly:
            self.note(
                f"{ledger.partly:,} records with words of others than the customer (turns of "
                "agents, quoted mail), which are left out (--speakers all)"
            )
        replies = f" + {ledger.replies:,} replies" if ledger.replies else ""
        seconds = time.perf_counter() - self.started
        self.note(
            f"{ledger.read:,} read = {ledger.kept:,} kept + {ledger.rejected:,} rejected + "
            f"{ledger.duplicates:,} duplicates + {ledger.empty:,} empty + "
            f"{ledger.filtered:,} filtered{replies}; {seconds:.1f} s"
        )
        if ledger.answers:
            self.note(f"each answer is a verbatim of its own: {ledger.answers:,} of them")


_SHOWN = 3
"""How many examples are printed."""


def _first(answers: Mapping[str, int]) -> list[tuple[str, int]]:
    return list(answers.items())[:_SHOWN]


def say(text: str) -> None:
    """Print one line on standard error."""
    typer.echo(f"vockit: {text}", err=True)
