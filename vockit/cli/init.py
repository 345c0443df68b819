"""``vockit init``: a profile and a taxonomy to start from."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vockit.cli.arguments import Inputs
from vockit.cli.groups import command
from vockit.cli.messages import Messages
from vockit.cli.streams import standard_input
from vockit.configuration import FILE_NAME
from vockit.errors import InputError
from vockit.request import Request
from vockit.settings import AnnotationSettings, GeneralSettings, InputSettings
from vockit.settings.writing import OUTPUT

if TYPE_CHECKING:
    from vockit.output.starter import Found

THEMES = "themes.toml"

EPILOG = """
**Examples**

`vockit init`

`vockit init reviews.csv` fills in the brands, channels and themes of the file
"""


@command
def init(
    inputs: Inputs = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help="Replace files that are there already.", rich_help_panel=OUTPUT
        ),
    ] = False,
    *,
    reading: InputSettings,
    annotation: AnnotationSettings,
    general: GeneralSettings,
) -> None:
    """Write a commented vockit.toml and themes.toml into this folder.

    The profile is what customers cannot know: priorities, standards, promises, economics, brands,
    targets, events. Each section is explained. What only you can know is left for you to fill in.

    With INPUT, it sets the column of every role, the order of dates, the rating scale, and what
    questions ask for, so that the next run has nothing to detect. It names the brands, channels and
    themes of that input, and themes.toml has a theme for each frequent word of comments that match
    no theme.
    """
    from vockit.output.atomic import replacing
    from vockit.output.starter import starter_profile, starter_taxonomy

    messages = Messages.of(general)
    paths = (Path(FILE_NAME), Path(THEMES))
    for path in paths:
        if path.exists() and not force:
            raise InputError(f"{path} is there already; --force replaces it")
    content = _content(tuple(inputs or ()), reading, annotation, messages)
    files = (starter_profile(content), starter_taxonomy(content))
    for path, text in zip(paths, files, strict=True):
        with replacing(path) as file:
            file.write(text.encode())
        messages.note(f"wrote {path}")


def _content(
    inputs: tuple[str, ...],
    reading: InputSettings,
    annotation: AnnotationSettings,
    messages: Messages,
) -> Found:
    from vockit import pipeline
    from vockit.output.starter import STATISTICS, Found, found_in
    from vockit.taxonomy.loading import load_taxonomies

    if not inputs:
        themes = load_taxonomies(annotation.taxonomy).themes
        return Found(themes=tuple(theme.name for theme in themes if theme.phrases and theme.stage))
    request = Request(inputs, ("coverage",), reading=reading, annotation=annotation)
    corpus = pipeline.read(request, standard_input())
    messages.opening(corpus)
    statistics = (*pipeline.statistics_for(["coverage"]), *STATISTICS)
    with closing(corpus):
        tally = pipeline.tally(messages.watched(corpus.batches()), request, statistics)
    messages.closing(corpus)
    (coverage,) = pipeline.report(tally, request)
    return found_in(tally, coverage, corpus.options(), corpus.questions())
