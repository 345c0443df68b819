"""``vockit themes``: taxonomies, listed and checked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from vockit.cli.destination import Destination, destination
from vockit.cli.groups import command
from vockit.cli.messages import Messages
from vockit.configuration import Configuration
from vockit.settings import GeneralSettings, OutputSettings

if TYPE_CHECKING:
    from vockit.gaps.model import Column
    from vockit.output.model import SheetPart
    from vockit.taxonomy.checking import Problem
    from vockit.taxonomy.model import Taxonomy

app = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")

LIST_EPILOG = """
**Examples**

`vockit themes list` lists the packs

`vockit themes list service` lists the themes of one
"""
CHECK_EPILOG = """
**Examples**

`vockit themes check themes.toml`

`vockit themes check service --phrases --format csv > lemmas.csv`
"""

FAULTY = 1


@app.callback()
def themes() -> None:
    """Taxonomies: their themes, and whether they are correct."""


@app.command("list", epilog=LIST_EPILOG)
@command
def list_themes(
    taxonomy: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|FILE",
            help="A pack, or a TOML or CSV file; without one, all packs are listed.",
            show_default=False,
        ),
    ] = None,
    *,
    writing: OutputSettings,
    general: GeneralSettings,
) -> None:
    """List the packs, or the themes of a taxonomy.

    A theme comes with its label, its stage, SERVQUAL dimension, cause and pole, those of its
    ancestors included, and the number of its own phrases.
    """
    from vockit.gaps.model import Column
    from vockit.taxonomy.listing import theme_rows
    from vockit.taxonomy.loading import load_taxonomies, load_taxonomy, pack_names

    target = destination(writing, general)
    if not taxonomy:
        packs = [(name, load_taxonomy(name)) for name in pack_names()]
        columns: tuple[Column, ...] = (
            Column("pack", "its name, for --taxonomy"),
            Column("themes", "themes in it", "count"),
            Column("phrases", "phrases in it", "count"),
        )
        part: SheetPart = [
            [name for name, _ in packs],
            [len(pack.themes) for _, pack in packs],
            [_phrases(pack) for _, pack in packs],
        ]
        _write(target, columns, part)
        return
    rows = theme_rows(load_taxonomies(taxonomy))
    names = ("theme", "label", "stage", "dimension", "cause", "pole")
    columns = (
        *(Column(name, f"its {name}") for name in names),
        Column("phrases", "phrases of its own", "count"),
    )
    part = [[getattr(row, column.name) or "" for row in rows] for column in columns[:-1]]
    _write(target, columns, [*part, [row.phrases for row in rows]])


@app.command("check", epilog=CHECK_EPILOG)
@command
def check_themes(
    taxonomy: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|FILE",
            help="A pack, or a TOML or CSV file; by default the pack service.",
            show_default=False,
        ),
    ] = None,
    phrases: Annotated[
        bool, typer.Option("--phrases", help="Print every phrase with its lemmas instead.")
    ] = False,
    *,
    writing: OutputSettings,
    general: GeneralSettings,
    configuration: Configuration,
) -> None:
    """Check a taxonomy: run its examples, and find phrases that can never match.

    Also finds themes that another theme covers, phrases that are written twice, and stages that are
    not in the journey. The exit code is 1 if there is an error; warnings alone do not fail.

    A phrase matches lemmas from spaCy's table, which are sometimes unexpected (better is well,
    building is build): --phrases shows the lemmas of each phrase.
    """
    from vockit.gaps.model import Column
    from vockit.taxonomy.checking import check, phrase_lemmas
    from vockit.taxonomy.loading import load_taxonomies

    messages = Messages.of(general)
    target = destination(writing, general)
    names = tuple(taxonomy or ("service",))
    loaded = load_taxonomies(names)
    if phrases:
        columns = (
            Column("theme", "the theme"),
            Column("phrase", "as it is written"),
            Column("lemmas", "as it is matched"),
        )
        rules = [(theme.name, rule) for theme in loaded.themes for rule in theme.phrases]
        part = [
            [name for name, _ in rules],
            [rule.source for _, rule in rules],
            [phrase_lemmas(rule) for _, rule in rules],
        ]
        _write(target, columns, part)
        return
    journey = configuration.profile.journey
    problems = sorted(check(loaded, _finder(names), journey), key=_gravity)
    if problems:
        fields = ("severity", "kind", "name", "text", "message")
        _write(
            target,
            tuple(Column(field, field) for field in fields),
            [[getattr(problem, field) for problem in problems] for field in fields],
        )
    errors = sum(problem.severity == "error" for problem in problems)
    messages.note(
        f"{loaded.name}: {_counted(len(loaded.themes), 'theme')}, "
        f"{_counted(_phrases(loaded), 'phrase')}: "
        f"{_counted(errors, 'error')}, {_counted(len(problems) - errors, 'warning')}"
    )
    if errors:
        raise typer.Exit(FAULTY)


def _gravity(problem: Problem) -> bool:
    return problem.severity != "error"


def _finder(names: tuple[str, ...]) -> Callable[[Sequence[str]], Sequence[Collection[str]]]:
    """What tags texts: for each, the names of its themes."""
    import numpy as np

    from vockit.annotation.annotator import Annotator
    from vockit.settings import AnnotationSettings
    from vockit.verbatims import Batch

    annotator = Annotator(AnnotationSettings(taxonomy=names, language="any"))

    def find(texts: Sequence[str]) -> Sequence[Collection[str]]:
        matches: list[set[str]] = [set() for _ in texts]
        if texts:
            annotations = annotator(Batch(0, np.arange(1, len(texts) + 1), texts))
            mentions, themes = annotations.mentions, annotations.vocabulary.themes
            for place, theme in zip(mentions.verbatim, mentions.theme, strict=True):
                matches[place].add(themes[theme])
        return matches

    return find


def _write(target: Destination, columns: tuple[Column, ...], part: SheetPart) -> None:
    from vockit.output.model import Sheet

    with target.opened() as file:
        target.output.sheet(
            Sheet(columns, (part,) if part[0] else (), wrapped=True), target.style, file
        )


def _phrases(taxonomy: Taxonomy) -> int:
    return sum(len(theme.phrases) for theme in taxonomy.themes)


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
