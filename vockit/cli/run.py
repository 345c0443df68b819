"""The spine as commands run it: read, annotate, tally, report, with notes on standard error."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, BinaryIO

import typer

from vockit.cli.conditions import Condition, judge
from vockit.cli.messages import Messages, say
from vockit.cli.streams import needed_standard_input, standard_input
from vockit.configuration import Configuration, check_themes

if TYPE_CHECKING:
    from vockit.annotation.model import Annotations
    from vockit.gaps.model import Report
    from vockit.readers.corpus import Corpus
    from vockit.request import Request
    from vockit.tallies.model import Tally

STDIN = "-"
CONDITION_HOLDS = 3


@dataclass(frozen=True, slots=True)
class Measured:
    """The results of a run."""

    corpus: Corpus
    tally: Tally
    reports: tuple[Report, ...]

    def named(self, names: Sequence[str]) -> tuple[Report, ...]:
        """The reports of those names, in their order."""
        by_name = {report.gap.name: report for report in self.reports}
        return tuple(by_name[name] for name in names)


def measure(request: Request, messages: Messages, stdin: BinaryIO | None = None) -> Measured:
    """Read, annotate, tally and report, in one pass over the input."""
    from vockit import pipeline
    from vockit.gaps.unread import STATISTIC as LANGUAGES
    from vockit.gaps.unread import left_out
    from vockit.readers.ungrouped import GroupCount
    from vockit.schema import N
    from vockit.tallies.model import size_bytes

    corpus = pipeline.read(request, stdin or standard_input())
    messages.opening(corpus)
    groups = GroupCount(request.reporting.by)
    with closing(corpus):
        batches = groups.watched(messages.watched(corpus.batches()))
        tally = pipeline.tally(batches, request)
    counted = int(tally.tables[LANGUAGES][N].sum())
    messages.languages(left_out(tally), counted)
    messages.without_group(corpus, groups)
    for name, table in tally.tables.items():
        messages.detail(f"tally: {name}: {len(table):,} rows")
    messages.detail(f"tally: {size_bytes(tally):,} bytes in all")
    for name, digest in sorted(tally.fingerprint.items()):
        messages.detail(f"fingerprint of {name}: {digest}")
    return Measured(corpus, tally, pipeline.report(tally, _with_rating_column(request, corpus)))


def _with_rating_column(request: Request, corpus: Corpus) -> Request:
    """The request, which knows what the ratings are called: that says which score fits them."""
    name = corpus.roles["rating"] or ""
    return replace(request, reporting=replace(request.reporting, rating_column=name))


@contextmanager
def annotated(
    request: Request, messages: Messages, stdin: BinaryIO | None = None
) -> Iterator[tuple[Corpus, Iterator[Annotations]]]:
    """The corpus, and its batches, each annotated when it is needed."""
    from vockit import pipeline

    corpus = pipeline.read(request, stdin or standard_input())
    with closing(corpus):
        yield corpus, pipeline.annotate(messages.watched(corpus.batches()), request)


@contextmanager
def kept_stdin(inputs: Sequence[str]) -> Iterator[BinaryIO | None]:
    """Standard input as a file that can be read twice; None where it is no input."""
    if STDIN not in inputs:
        yield None
        return
    with tempfile.TemporaryFile() as file:
        stream = needed_standard_input()
        while block := stream.read(1 << 20):
            file.write(block)
        file.seek(0)
        yield file


def named_inputs(inputs: Sequence[str] | None) -> tuple[str, ...]:
    """The inputs, which must be named. Raises ``typer.BadParameter`` where none is."""
    if not inputs:
        raise typer.BadParameter(
            "name a file, a folder, or - for standard input", param_hint="'INPUT'"
        )
    return tuple(inputs)


def check_profile(configuration: Configuration, taxonomy: Sequence[str]) -> None:
    """Raise ``ProfileError`` where the profile names a theme that the taxonomy does not have."""
    sections = [name for name in configuration.sources if hasattr(configuration.profile, name)]
    if not sections:
        return
    from vockit.taxonomy.loading import load_taxonomies

    themes = {theme.name for theme in load_taxonomies(taxonomy).themes}
    check_themes(configuration.profile, themes, configuration.sources[sections[0]])


def fail_on(conditions: Sequence[Condition], measured: Measured, messages: Messages) -> None:
    """End with 3 where a condition is true; with a suppressed figure it is not, with a warning."""
    true = []
    for verdict in [judge(condition, measured.reports) for condition in conditions]:
        if verdict.figure is None:
            messages.warn(f"--fail-on {verdict.condition.source!r}: the figure is suppressed")
        elif verdict.holds:
            true.append(verdict)
    for verdict in true:
        say(f"--fail-on {verdict.condition.source!r} holds: it is {verdict.figure:g}")
    if true:
        raise typer.Exit(CONDITION_HOLDS)
