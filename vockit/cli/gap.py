"""``vockit gap``: one gap report, and the verbatims behind a row."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from vockit.cli.arguments import Inputs
from vockit.cli.conditions import parse_condition
from vockit.cli.destination import Destination, destination
from vockit.cli.groups import command
from vockit.cli.messages import Messages
from vockit.cli.run import (
    annotated,
    check_profile,
    fail_on,
    kept_stdin,
    measure,
    named_inputs,
)
from vockit.configuration import Configuration
from vockit.request import Request
from vockit.settings import Conditions, GeneralSettings, OutputSettings
from vockit.settings.reporting import REPORTS

EPILOG = """
**Examples**

`vockit gap --list`

`vockit gap servqual reviews.csv`

`vockit gap drivers reviews.csv --by plan`

`cat comments.txt | vockit gap servqual - > gaps.csv`

`vockit gap benchmark tweets.csv --show 'United, delivery/late' -o united_late.csv`
"""


@command
def gap(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="The report, such as servqual.", show_default=False),
    ] = None,
    inputs: Inputs = None,
    list_all: Annotated[
        bool,
        typer.Option(
            "--list", help="List all reports, and what each needs.", rich_help_panel=REPORTS
        ),
    ] = False,
    show: Annotated[
        str | None,
        typer.Option(
            metavar="ROW",
            help="Print the verbatims that this row is about, annotated, instead of the report.",
            rich_help_panel=REPORTS,
        ),
    ] = None,
    *,
    request: Request,
    ending: Conditions,
    writing: OutputSettings,
    general: GeneralSettings,
    configuration: Configuration,
) -> None:
    """Print one gap report: a table on a terminal, CSV in a pipe.

    Each row ends with n, gap, ci_low, ci_high and flag. To name a row, write its key as the table
    prints it, with commas between its parts: --show 'United, delivery/late'.
    """
    from vockit.gaps.registry import load

    target = destination(writing, general)
    if list_all:
        _write_list(target)
        return
    if name is None:
        raise typer.BadParameter(
            "name a report; `vockit gap --list` names all", param_hint="'NAME'"
        )
    load(name)
    messages = Messages.of(general)
    conditions = [parse_condition(source) for source in ending.fail_on]
    needed = tuple(dict.fromkeys([name, *(one.report for one in conditions)]))
    for other in needed:
        load(other)
    check_profile(configuration, request.annotation.taxonomy)
    request = replace(request, inputs=named_inputs(inputs), reports=needed)
    style = replace(target.style, top=request.reporting.top, quotes=request.reporting.quotes)
    target = replace(target, style=style)
    if show is not None:
        shown_report = replace(request, reports=(name,))
        _show(show, shown_report, target, messages, excel=writing.excel)
        return
    measured = measure(request, messages)
    (shown,) = measured.named([name])
    with target.opened() as file:
        target.output.report(shown, style, file)
    if not len(shown.table):
        from vockit.output.sheets import what_is_missing

        messages.warn(f"{name} {what_is_missing(shown)}")
    messages.closing(measured.corpus)
    fail_on(conditions, measured, messages)


def _show(
    row: str, request: Request, target: Destination, messages: Messages, *, excel: bool
) -> None:
    """Compute the report for its rows, then read again for the verbatims of one of them."""
    from vockit.gaps.evidence.showing import verbatims_behind
    from vockit.gaps.rows import row_place
    from vockit.output.annotated import FormulaCount, rows_behind
    from vockit.tallies.plan import counting_plan

    with kept_stdin(request.inputs) as stdin:
        measured = measure(request, messages, stdin)
        (report,) = measured.reports
        evidence = report.evidence[row_place(report, row)]
        plan = counting_plan(request)
        if stdin is not None:
            stdin.seek(0)
        formulas = FormulaCount() if target.delimited and not excel else None
        with annotated(request, messages, stdin) as (corpus, batches), target.opened() as file:
            sheet = rows_behind(
                verbatims_behind(batches, evidence, plan),
                corpus.columns,
                formulas,
                corpus.text_names,
            )
            target.output.sheet(sheet, replace(target.style, sanitize=excel), file)
    messages.formulas(formulas.cells if formulas else 0)
    messages.closing(corpus)


def _write_list(target: Destination) -> None:
    """Every report: its question, its gap, and what it needs."""
    from vockit.gaps.model import Column
    from vockit.gaps.registry import load, names
    from vockit.output.model import Sheet

    gaps = [load(name) for name in names()]
    columns = (
        Column("report", "name"),
        Column("question", "what it answers"),
        Column("gap", "what the gap is measured in"),
        Column("needs", "columns and profile sections without which there is none"),
        Column("better_with", "what adds to it"),
    )
    part = [
        [gap.name for gap in gaps],
        [gap.question for gap in gaps],
        [gap.unit for gap in gaps],
        [_listed(gap.needs.roles, gap.needs.profile) for gap in gaps],
        [_listed(gap.needs.better_with, ()) for gap in gaps],
    ]
    with target.opened() as file:
        sheet = Sheet(columns, (part,) if gaps else (), wrapped=True)
        target.output.sheet(sheet, target.style, file)


def _listed(roles: tuple[str, ...], sections: tuple[str, ...]) -> str:
    return ", ".join([*roles, *(f"[{section}]" for section in sections)])
