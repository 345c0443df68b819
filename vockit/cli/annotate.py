"""``vockit annotate``: the rows, tagged and scored."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

import typer

from vockit.cli.destination import destination
from vockit.cli.groups import command
from vockit.cli.messages import Messages
from vockit.cli.options import (
    OUTPUT,
    AnnotationOptions,
    GeneralOptions,
    InputOptions,
    Inputs,
    OutputOptions,
)
from vockit.cli.run import Told, annotated, asked_inputs
from vockit.cli.settings import configuration_of
from vockit.settings import ReportSettings

EPILOG = """
**Examples**

`vockit annotate reviews.csv -o tagged.csv`

`vockit annotate tweets.csv --level mention --format jsonl | head`

`vockit annotate reviews.csv --excel -o for_the_boss.csv`
"""


@command
def annotate(
    inputs: Inputs = None,
    level: Annotated[
        Literal["verbatim", "clause", "mention", "theme"],
        typer.Option(
            help="A row for each verbatim, clause, mention, or verbatim and theme.",
            rich_help_panel=OUTPUT,
        ),
    ] = "verbatim",
    sanitize: Annotated[
        bool,
        typer.Option(
            "--sanitize",
            help="Put a ' in front of cells that a spreadsheet would run, as --excel does.",
            rich_help_panel=OUTPUT,
        ),
    ] = False,
    *,
    reading: InputOptions,
    annotating: AnnotationOptions,
    writing: OutputOptions,
    general: GeneralOptions,
) -> None:
    """Print the rows, tagged and scored, in the order of the input.

    verbatim: the input's own columns, unchanged, then themes, cues (joined by |), compound, pos,
    neu, neg, polarity. clause: row, id, clause, start, end, text, themes, cues, compound, polarity.
    mention: row, id, clause, start, end, text, theme, phrase, stage, dimension, cause, pole,
    compound, polarity. theme: row, id, theme, mentions, compound, polarity.

    A name that the input has taken gets the prefix vockit_. Offsets count characters of the text.
    """
    from vockit.output.annotated import FormulaCount, annotated_sheet

    messages = Messages.wanted(general)
    target = destination(writing, general)
    guarded = sanitize or writing.excel
    settings = annotating.settings(configuration_of(general).profile)
    told = Told(asked_inputs(inputs), reading.settings("none"), settings, ReportSettings())
    formulas = FormulaCount() if target.delimited and not guarded else None
    with annotated(told, messages) as (corpus, batches):
        messages.opening(corpus)
        sheet = annotated_sheet(batches, level, corpus.columns, formulas, corpus.roles["text"])
        with target.opened() as file:
            target.output.sheet(sheet, replace(target.style, sanitize=guarded), file)
    messages.formulas(formulas)
    messages.closing(corpus)
