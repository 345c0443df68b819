"""The spine: files to verbatims to annotations to a tally to gap reports.

Each step is a plain function that can be called from a notebook::

    corpus = read(["reviews.csv"])
    counted = tally(corpus.batches(), statistics_for(["servqual"]))
    for gap_report in report(counted, ["servqual"]):
        print(gap_report.table)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

from vockit.annotation.annotator import Annotator
from vockit.annotation.explaining import Explanation, explain_text
from vockit.annotation.model import Annotations
from vockit.engines.choosing import mapping, run
from vockit.engines.model import Task
from vockit.output.annotated import annotated_sheet
from vockit.output.registry import output_named
from vockit.profile import Asks
from vockit.readers.corpus import Corpus, open_corpus
from vockit.settings import AnnotationSettings, InputSettings, ReportSettings
from vockit.tallies.counting import TallyBuilder
from vockit.tallies.fingerprint import digest
from vockit.tallies.model import CountingPlan, Part
from vockit.tasks import AnnotateRows, CountVerbatims, Rows
from vockit.taxonomy.fingerprint import fingerprint as rules_fingerprint
from vockit.taxonomy.model import Taxonomy
from vockit.verbatims import Batch

if TYPE_CHECKING:
    from vockit.gaps.model import Report
    from vockit.tallies.model import Tally

# Reports need pandas, which is slow to import; rows are annotated, and counted, without it.


def read(
    inputs: Sequence[str], settings: InputSettings | None = None, stdin: BinaryIO | None = None
) -> Corpus:
    """Open files, folders, globs or ``-`` as one corpus, with the roles of its columns settled.

    Raises ``InputError`` where an input cannot be read, ``UsageError`` where the settings name a
    column that does not exist.
    """
    return open_corpus(inputs, settings or InputSettings(), stdin)


def annotate(
    batches: Iterable[Batch], settings: AnnotationSettings | None = None
) -> Iterator[Annotations]:
    """Clauses, mentions, facets and cues of each batch, in order."""
    return map(Annotator(settings or AnnotationSettings()), batches)


def tally(
    batches: Iterable[Batch],
    statistics: Sequence[str],
    settings: AnnotationSettings | None = None,
    segment: str | None = None,
    jobs: int | None = 1,
) -> Tally:
    """Annotate the batches and count the statistics named, in one pass.

    ``segment`` is the input column whose values take the place of brands; ``jobs`` is the number of
    processes, None to use more than one where the input is long. Raises ``UsageError`` where a
    statistic is unknown or a column has too many values to be compared.
    """
    # Once all is counted, annotators have gone, and their memory is there for tables and reports.
    return _counted(batches, statistics, settings, segment, jobs).tally()


def _counted(
    batches: Iterable[Batch],
    statistics: Sequence[str],
    settings: AnnotationSettings | None,
    segment: str | None,
    jobs: int | None,
) -> TallyBuilder:
    annotator = Annotator(settings or AnnotationSettings())
    plan = CountingPlan(annotator.settings, segment, fingerprint(annotator, segment))
    builder = TallyBuilder(statistics, plan)

    def counted_here(batches: Sequence[Batch]) -> Part | None:
        for batch in batches:
            builder.add(annotator(batch))
        return None

    counting = CountVerbatims(annotator.settings, tuple(statistics), segment, plan.fingerprint)
    task: Task[Part | None] = counting
    forked = counting.by(annotator)
    counted = run(task, lambda: counted_here, batches, jobs, forked=forked, meanwhile=_get_ready)
    with closing(counted) as results:
        for counted_elsewhere in results:
            if counted_elsewhere is not None:
                builder.add_part(counted_elsewhere)
    return builder


def _get_ready() -> None:
    """Import what tables and reports are made with, which takes long."""
    import pandas  # noqa: F401 - only imported
    import scipy.special  # noqa: F401 - as above


@dataclass(frozen=True, slots=True)
class WrittenRows:
    """What is to be known of rows that were written."""

    formulas: int
    """Cells that a spreadsheet would run; 0 unless the task counts them."""
    languages: Mapping[str, int]
    """Verbatims that are not English, and so are neither tagged nor scored, by language."""


def write_rows(
    batches: Iterable[Batch],
    task: AnnotateRows,
    texts: Collection[str],
    file: BinaryIO,
    jobs: int | None = 1,
) -> WrittenRows:
    """Annotate the batches and write their rows to a file, in order.

    ``texts`` are the input's columns that a terminal does not go without.
    """
    output = output_named(task.output)
    formulas = 0
    languages: Counter[str] = Counter()

    def rows() -> Iterator[Rows]:
        nonlocal formulas
        with closing(run(task, task.prepare, batches, jobs)) as results:
            for some in results:
                formulas += some.formulas
                languages.update(some.languages)
                yield some

    sheet = annotated_sheet(
        (), task.level, task.columns, None, texts, sided=task.sided, languages=task.languages
    )
    if output.appends:
        output.sheet(sheet, task.style, file)
        for some in rows():
            file.write(some.written)
    else:
        parts = (part for some in rows() for part in some.parts)
        output.sheet(replace(sheet, parts=parts), task.style, file)
    return WrittenRows(formulas, languages)


def report(
    counted: Tally,
    names: Sequence[str],
    settings: ReportSettings | None = None,
    jobs: int | None = 1,
) -> tuple[Report, ...]:
    """The gap reports of these names from one tally. Raises ``UsageError`` where one is unknown.

    ``jobs`` is the number of processes, None to use more than one where there is much to compute.
    """
    from vockit.gaps.compute import compute_reports
    from vockit.gaps.registry import load

    rows = max((len(table) for table in counted.tables.values()), default=0)
    mapped = mapping(jobs if len(names) > 1 else 1, rows)
    gaps = [load(name) for name in names]
    return compute_reports(gaps, counted, settings or ReportSettings(), mapped)


def explain(
    texts: Iterable[str], settings: AnnotationSettings | None = None, *, asks: Asks = "open"
) -> list[Explanation]:
    """Why each text is tagged and scored as it is, if it is read, whatever language it is in.

    ``asks`` is what their question asks for.
    """
    annotator = Annotator(replace(settings or AnnotationSettings(), language="any"))
    return [explain_text(text, annotator, asks) for text in texts]


def statistics_for(names: Sequence[str]) -> tuple[str, ...]:
    """The statistics that the gap reports of these names are computed from."""
    from vockit.gaps.needs import statistics_of
    from vockit.gaps.registry import load

    return statistics_of([load(name) for name in names])


def fingerprint(annotator: Annotator, segment: str | None = None) -> dict[str, str]:
    """What shapes the counting of an annotator, as digests: tallies with the same ones add up."""
    profile = annotator.settings.profile
    shaped_by = {
        "taxonomy": rules_fingerprint(annotator.parser.taxonomy, ()),
        "cues": rules_fingerprint(Taxonomy("", ()), annotator.parser.cues),
        "sentiment": annotator.parser.lexicon,
        "answers": annotator.parser.answers.written,
        "brands": [profile.brands, sorted({name for e in profile.events for name in e.control})],
        "promises": [(promise.phrases, promise.themes) for promise in profile.promises],
        "standards": profile.standards,
        "journey": profile.journey,
        "segment": segment,
        "redaction": annotator.settings.redact,
    }
    return {name: digest(value) for name, value in shaped_by.items()}
