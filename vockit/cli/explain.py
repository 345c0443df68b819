"""``vockit explain``: why a text is tagged and scored as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from vockit.cli.destination import destination
from vockit.cli.groups import command
from vockit.cli.run import STDIN
from vockit.cli.streams import needed_standard_input
from vockit.configuration import Configuration
from vockit.profile import Asks
from vockit.settings import AnnotationSettings, GeneralSettings, OutputSettings

EPILOG = """
**Examples**

`vockit explain "Lovely staff, but I was on hold for 45 minutes."`

`vockit explain --sentiment stock "not bad at all"`

`vockit explain --asks improve "Nothing" "More staff"`

`grep -i refund comments.txt | vockit explain - --format jsonl`
"""


@command
def explain(
    texts: Annotated[
        list[str],
        typer.Argument(
            metavar="TEXT", help="One or several texts, each in quotes; - reads one a line."
        ),
    ],
    *,
    asks: Annotated[
        Asks,
        typer.Option(
            "--asks",
            help="What question the texts answer: improve (what could be better: 'Nothing' is "
            "praise, 'Parking' a complaint), praise (the reverse) or open.",
        ),
    ] = "open",
    annotation: AnnotationSettings,
    writing: OutputSettings,
    general: GeneralSettings,
    configuration: Configuration,
) -> None:
    """Explain why a text is tagged and scored as it is.

    Prints the clauses, each with its themes and cues and the rule that matched, and each opinion
    word with its part in the score: its valence in the lexicon, and how the words around it
    change that (negation, degree, capitals, punctuation).
    """
    from vockit import pipeline
    from vockit.output.explained import explained_sheet, write_explained

    target = destination(writing, general, pipe="table")
    settings = replace(annotation, profile=configuration.profile)
    all_texts: list[str] = []
    for text in texts:
        all_texts += _lines() if text == STDIN else [text]
    explanations = pipeline.explain(all_texts, settings, asks=asks)
    with target.opened() as file:
        if target.output.name == "table":
            write_explained(explanations, file)
        else:
            target.output.sheet(explained_sheet(explanations), target.style, file)


def _lines() -> list[str]:
    text = needed_standard_input().read().decode("utf-8", "replace")
    return [line for line in text.splitlines() if line.strip()]
