"""The spine: read, annotate, tally, report, write.

Each step is a plain function that can be called from a notebook::

    request = Request(inputs=["reviews.csv"], reports=["servqual"])
    corpus = read(request)
    counted = tally(corpus.batches(), request)
    for gap_report in report(counted, request):
        print(gap_report.table)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO

from vockit.annotation.annotator import Annotator
from vockit.annotation.explaining import Explanation, explain_text
from vockit.annotation.model import Annotations
from vockit.engines.choosing import engine_for
from vockit.errors import UsageError
from vockit.profile import Asks
from vockit.readers.corpus import Corpus, open_corpus
from vockit.readers.roles import check_column
from vockit.request import Request
from vockit.settings import AnnotationSettings, RunSettings
from vockit.tallies.counting import summed
from vockit.tallies.fingerprint import check_counted_for
from vockit.tallies.plan import counting_plan
from vockit.tasks import AnnotateRows, CountVerbatims, WrittenRows, write_results
from vockit.verbatims import Batch

if TYPE_CHECKING:
    from vockit.gaps.model import Report
    from vockit.output.model import Style
    from vockit.tallies.model import Tally

# Reports need pandas, which is slow to import; rows are annotated, and counted, without it.


def read(request: Request, stdin: BinaryIO | None = None) -> Corpus:
    """Open the inputs as one corpus, with the roles of its columns known.

    Raises ``InputError`` where an input cannot be read, ``UsageError`` where the request names a
    column that does not exist.
    """
    corpus = open_corpus(request.inputs, request.reading, stdin)
    by = request.reporting.by
    try:
        if by is not None:
            check_column(by, corpus.columns, "--by", corpus.input_names)
    except UsageError:
        corpus.close()
        raise
    return corpus


def annotate(batches: Iterable[Batch], request: Request | None = None) -> Iterator[Annotations]:
    """Clauses, mentions, facets and cues of each batch, in order."""
    return map(Annotator((request or Request()).counting), batches)


def tally(
    batches: Iterable[Batch], request: Request | None = None, statistics: Sequence[str] = ()
) -> Tally:
    """Annotate the batches and count them, in one pass.

    Counted are the ``statistics`` of these names; if there is none, those that the reports of the
    request are computed from. Raises ``UsageError`` where one is unknown, or a column has too many
    values to be compared.
    """
    request = request or Request()
    names = tuple(statistics) or statistics_for(request.reports)
    plan = counting_plan(request)
    engine = engine_for(request.running)
    with closing(engine.run(CountVerbatims(plan, names), batches)) as parts:
        return summed(parts, names, plan)


def report(counted: Tally, request: Request | None = None) -> tuple[Report, ...]:
    """The gap reports of the request, from a tally that was counted for it.

    Raises ``UsageError`` where a report is unknown, or the tally was counted for another request:
    what this one compares may not be in it.
    """
    from vockit.gaps.compute import compute_reports
    from vockit.gaps.registry import load

    request = request or Request()
    check_counted_for(counted.fingerprint, counting_plan(request))
    gaps = [load(name) for name in report_names(request.reports)]
    rows = max((len(table) for table in counted.tables.values()), default=0)
    mapped = partial(engine_for(request.running).map, size=rows)
    return compute_reports(gaps, counted, request.reporting, mapped)


def write(
    reports: Sequence[Report], file: BinaryIO, output: str = "table", style: Style | None = None
) -> None:
    """Write the headlines and gap reports in the format of this name."""
    from vockit.output.model import Style
    from vockit.output.registry import output_named

    output_named(output).reports(reports, style or Style(), file)


def write_rows(
    batches: Iterable[Batch], task: AnnotateRows, file: BinaryIO, running: RunSettings | None = None
) -> WrittenRows:
    """Annotate the batches and write their rows, in order."""
    engine = engine_for(running or RunSettings(jobs=1))
    with closing(engine.run(task, batches)) as results:
        return write_results(results, task, file)


def explain(
    texts: Iterable[str], settings: AnnotationSettings | None = None, *, asks: Asks = "open"
) -> list[Explanation]:
    """Why each text is tagged and scored as it is, if it is read, whatever language it is in.

    ``asks`` is what their question asks for.
    """
    annotator = Annotator(replace(settings or AnnotationSettings(), language="any"))
    return [explain_text(text, annotator, asks) for text in texts]


def report_names(names: Sequence[str]) -> tuple[str, ...]:
    """The names of gap reports; if there is none, of all."""
    from vockit.gaps import registry

    return tuple(names) or registry.names()


def statistics_for(names: Sequence[str]) -> tuple[str, ...]:
    """The statistics that the gap reports of these names are computed from."""
    from vockit.gaps.needs import statistics_of
    from vockit.gaps.registry import load

    return statistics_of([load(name) for name in report_names(names)])
