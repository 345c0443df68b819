"""What engines carry: batches to rows as they are written, and batches to parts of a tally."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO

from vockit.annotation.annotator import Annotator
from vockit.annotation.model import Annotations
from vockit.output.annotated import FormulaCount, Level, annotated_sheet
from vockit.output.formulas import count
from vockit.output.model import SheetPart, Style
from vockit.output.registry import output_named
from vockit.settings import AnnotationSettings
from vockit.tallies.counting import TallyBuilder
from vockit.tallies.fingerprint import fingerprint_of
from vockit.tallies.model import TallyPart
from vockit.tallies.plan import CountingPlan
from vockit.verbatims import Batch


@dataclass(frozen=True, slots=True)
class Rows:
    """Annotated rows on their way out."""

    written: bytes = b""
    """As the output writes them; empty where it can write only a whole sheet."""
    parts: tuple[SheetPart, ...] = ()
    """The rows themselves, where they are not written yet."""
    formulas: int = 0
    """Cells among them that a spreadsheet would run; 0 unless they are to be counted."""
    languages: Mapping[str, int] = field(default_factory=dict)
    """How many verbatims were left out, by language."""


@dataclass(frozen=True, slots=True)
class AnnotateRows:
    """Annotate batches and write their rows, without a header."""

    settings: AnnotationSettings
    level: Level
    columns: tuple[str, ...]
    """The input's."""
    output: str
    style: Style
    counts_formulas: bool
    sided: bool = False
    """Whether verbatims are made of several text columns, which rows of their parts then name."""
    languages: bool = False
    """Whether a column says which language a verbatim is in."""
    texts: tuple[str, ...] = ()
    """The input's columns that a terminal shows whatever its width."""
    batches_at_once: int = 1
    adds_up: bool = False
    needed_later: tuple[str, ...] = ()

    def prepare(self) -> Callable[[Iterable[Batch]], Rows]:
        """Build an annotator."""
        annotator = Annotator(self.settings)
        output = output_named(self.output)
        style = replace(self.style, header=False, excel=False)

        def rows(batches: Iterable[Batch]) -> Rows:
            formulas = FormulaCount() if self.counts_formulas else None
            languages: Counter[str] = Counter()

            def annotated() -> Iterator[Annotations]:
                for batch in batches:
                    found = annotator(batch)
                    if found.foreign is not None:
                        languages.update(found.foreign.languages.values())
                    yield found

            sheet = annotated_sheet(
                annotated(),
                self.level,
                self.columns,
                formulas,
                sided=self.sided,
                languages=self.languages,
            )
            parts: tuple[SheetPart, ...] = ()
            written = BytesIO()
            if output.appends:
                output.sheet(sheet, style, written)
            else:
                parts = tuple(sheet.parts)
            cells = formulas.cells if formulas else 0
            return Rows(written.getvalue(), parts, cells, languages)

        return rows


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """What is counted of rows while they are written."""

    formulas: int
    """Cells that a spreadsheet would run; 0 unless the task counts them."""
    languages: Mapping[str, int]
    """Verbatims that are not English, and so are neither tagged nor scored, by language."""


def write_results(results: Iterable[Rows], task: AnnotateRows, file: BinaryIO) -> WrittenRows:
    """Write the rows below their header, in order."""
    output = output_named(task.output)
    sheet = annotated_sheet(
        (), task.level, task.columns, None, task.texts, sided=task.sided, languages=task.languages
    )
    named = task.counts_formulas and task.level == "verbatim" and task.style.header
    formulas = FormulaCount(count(task.columns) if named else 0)
    languages: Counter[str] = Counter()
    counted = _counted(results, formulas, languages)
    if output.appends:
        output.sheet(sheet, task.style, file)
        for rows in counted:
            file.write(rows.written)
    else:
        parts = (part for rows in counted for part in rows.parts)
        output.sheet(replace(sheet, parts=parts), task.style, file)
    return WrittenRows(formulas.cells, languages)


def _counted(
    results: Iterable[Rows], formulas: FormulaCount, languages: Counter[str]
) -> Iterator[Rows]:
    """The rows, counted as they pass."""
    for rows in results:
        formulas.cells += rows.formulas
        languages.update(rows.languages)
        yield rows


@dataclass(frozen=True, slots=True)
class CountVerbatims:
    """Annotate batches and count them into parts of a tally."""

    plan: CountingPlan
    statistics: tuple[str, ...]
    batches_at_once: int = 4
    """Sampled verbatims travel in full, so the more at once, the fewer of them."""
    adds_up: bool = True
    needed_later: tuple[str, ...] = ("pandas", "scipy.special")
    """Tables and reports are made with them."""

    def prepare(self) -> Callable[[Iterable[Batch]], TallyPart]:
        """Build an annotator."""
        annotator = Annotator(self.plan.settings)
        plan = replace(self.plan, fingerprint=fingerprint_of(annotator, self.plan))
        builder = TallyBuilder(self.statistics, plan)

        def count(batches: Iterable[Batch]) -> TallyPart:
            for batch in batches:
                builder.add(annotator(batch))
            return builder.part()

        return count
