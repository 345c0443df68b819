"""What worker processes do with batches: rows as they are written, and tallies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO

from vockit.annotation.annotator import Annotator
from vockit.annotation.model import Annotations
from vockit.output.annotated import FormulaCount, Level, annotated_sheet
from vockit.output.model import Part, Style
from vockit.output.registry import output_named
from vockit.settings import AnnotationSettings
from vockit.tallies.counting import TallyBuilder
from vockit.tallies.model import CountingPlan
from vockit.tallies.model import Part as TallyPart
from vockit.verbatims import Batch


@dataclass(frozen=True, slots=True)
class Rows:
    """Annotated rows on their way out."""

    written: bytes = b""
    """As the output writes them; empty where it can write only a whole sheet."""
    parts: tuple[Part, ...] = ()
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
    batches_at_once: int = 1

    def prepare(self) -> Callable[[Sequence[Batch]], Rows]:
        """Build an annotator."""
        annotator = Annotator(self.settings)
        output = output_named(self.output)
        style = replace(self.style, header=False, excel=False)

        def rows(batches: Sequence[Batch]) -> Rows:
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
            parts: tuple[Part, ...] = ()
            written = BytesIO()
            if output.appends:
                output.sheet(sheet, style, written)
            else:
                parts = tuple(sheet.parts)
            cells = formulas.cells if formulas else 0
            return Rows(written.getvalue(), parts, cells, languages)

        return rows


@dataclass(frozen=True, slots=True)
class CountVerbatims:
    """Annotate batches and count them into parts of a tally."""

    settings: AnnotationSettings
    statistics: tuple[str, ...]
    segment: str | None
    fingerprint: Mapping[str, str] = field(default_factory=dict)
    batches_at_once: int = 4
    """Sampled verbatims travel in full, so the more at once, the fewer of them."""

    def prepare(self) -> Callable[[Sequence[Batch]], TallyPart]:
        """Build an annotator."""
        return self.by(Annotator(self.settings))

    def by(self, annotator: Annotator) -> Callable[[Sequence[Batch]], TallyPart]:
        """The work of an annotator that is there already."""
        plan = CountingPlan(self.settings, self.segment, self.fingerprint)
        builder = TallyBuilder(self.statistics, plan)

        def counted(batches: Sequence[Batch]) -> TallyPart:
            for batch in batches:
                builder.add(annotator(batch))
            return builder.part()

        return counted
