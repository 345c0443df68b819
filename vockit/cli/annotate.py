"""``vockit annotate``: the rows, tagged and scored."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Annotated

from vockit.cli.arguments import Inputs
from vockit.cli.destination import destination
from vockit.cli.groups import Defaults, command
from vockit.cli.messages import Messages
from vockit.cli.run import named_inputs
from vockit.cli.streams import standard_input
from vockit.configuration import Configuration
from vockit.request import Request
from vockit.settings import (
    AnnotationSettings,
    GeneralSettings,
    InputSettings,
    OutputSettings,
    RowSettings,
    RunSettings,
)

EPILOG = """
**Examples**

`vockit annotate reviews.csv -o tagged.csv`

`vockit annotate tweets.csv --level mention --format jsonl | head`

`vockit annotate reviews.csv --excel -o for_the_boss.csv`
"""


@command
def annotate(
    inputs: Inputs = None,
    *,
    rows: RowSettings,
    reading: Annotated[InputSettings, Defaults(dedupe="none")],
    annotation: AnnotationSettings,
    writing: OutputSettings,
    running: RunSettings,
    general: GeneralSettings,
    configuration: Configuration,
) -> None:
    """Print the rows, tagged and scored, in the order of the input.

    verbatim: the input's own columns, unchanged, then themes, cues (joined by |), compound, pos,
    neu, neg, polarity. clause: row, id, clause, start, end, text, themes, cues, compound, polarity.
    mention: row, id, clause, start, end, text, theme, phrase, stage, dimension, cause, pole,
    compound, polarity. theme: row, id, theme, mentions, compound, polarity.

    A comment that is not English is neither tagged nor scored: at the level verbatim it has its
    row, and the column language names its language. --language any reads all as if they were
    English.

    A name that the input already uses gets the prefix vockit_. Offsets count characters of the
    text.
    """
    from vockit import pipeline
    from vockit.language import ENGLISH
    from vockit.tasks import AnnotateRows

    messages = Messages.of(general)
    target = destination(writing, general)
    guarded = rows.sanitize or writing.excel
    request = Request(
        named_inputs(inputs),
        reading=reading,
        annotation=annotation,
        running=running,
        profile=configuration.profile,
    )
    corpus = pipeline.read(request, standard_input())
    messages.opening(corpus)
    task = AnnotateRows(
        request.annotation,
        rows.level,
        corpus.columns,
        target.output.name,
        replace(target.style, sanitize=guarded),
        counts_formulas=target.delimited and not guarded,
        sided=corpus.sided,
        languages=annotation.language == ENGLISH and bool(set(corpus.languages()) - {ENGLISH}),
        texts=tuple(corpus.text_names),
    )
    with closing(corpus), target.opened() as file:
        batches = messages.watched(corpus.batches())
        written = pipeline.write_rows(batches, task, file, running)
    messages.formulas(written.formulas)
    messages.languages(written.languages, corpus.ledger().kept)
    messages.closing(corpus)
