"""``vockit report``: headlines and gap reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vockit import __version__
from vockit.cli.arguments import Inputs
from vockit.cli.conditions import parse_condition
from vockit.cli.destination import check_folder, destination, names_folder
from vockit.cli.groups import command
from vockit.cli.messages import Messages
from vockit.cli.run import Measured, check_profile, fail_on, measure, named_inputs
from vockit.configuration import Configuration
from vockit.request import Request
from vockit.settings import (
    AnnotationSettings,
    Conditions,
    GeneralSettings,
    InputSettings,
    OutputSettings,
    ReportChoice,
    ReportSettings,
    settings_of,
)

if TYPE_CHECKING:
    from vockit.output.folder import Manifest

TOP = 5
QUOTES = 1
PEOPLE_READ = ("table", "md")
SHAPING = (ReportSettings, Conditions, InputSettings, AnnotationSettings, OutputSettings)
"""The settings that a manifest names."""

EPILOG = """
**Examples**

`vockit report reviews.csv`

`vockit report 2024/*.csv.gz --gaps servqual,channels --top 10 --quotes 2`

`vockit report reviews.csv --by region` compares the regions

`vockit report reviews.csv -o gaps/` writes one CSV per report, quotes.csv and manifest.json

`zcat reviews.csv.gz | vockit report - --format csv > gaps.csv`

`vockit report week.csv --quiet --fail-on 'servqual[reliability].gap < -1' -o report.md`
"""


@command
def report(
    inputs: Inputs = None,
    *,
    choice: ReportChoice,
    request: Request,
    ending: Conditions,
    writing: OutputSettings,
    general: GeneralSettings,
    configuration: Configuration,
) -> None:
    """Read customers' comments and print headlines and gap reports.

    The main command; it needs no option. It detects which columns hold the text, the date, the
    rating and so on, and lists them on standard error. It tags themes, scores sentiment, and
    reports where experience falls short of expectation. Each row has n, the gap, its confidence
    interval, a flag, and quotes that show it.

    As text, each report has its 5 worst rows, each with a quote (--top, --quotes). Other formats
    have all rows; CSV, TSV and JSON Lines have all reports in one long table. A folder (-o gaps/)
    gets one CSV per report. Reports whose input is missing name what they need.
    """
    from vockit import pipeline
    from vockit.gaps.registry import load, names

    messages = Messages.of(general)
    shown = choice.gaps or names()
    conditions = [parse_condition(source) for source in ending.fail_on]
    needed = tuple(dict.fromkeys([*shown, *(one.report for one in conditions)]))
    for name in needed:
        load(name)
    folder = writing.output if names_folder(writing.output) else None
    if folder is not None:
        check_folder(Path(folder), Path(folder), made=True)
    target = destination(
        replace(writing, output=None, format="csv") if folder else writing, general, pipe="table"
    )
    for_people = target.output.name in PEOPLE_READ and folder is None
    style = replace(
        target.style,
        top=request.reporting.top or (TOP if for_people else None),
        quotes=request.reporting.quotes if "quotes" in configuration.options else QUOTES,
    )
    check_profile(configuration, request.annotation.taxonomy)
    request = replace(request, inputs=named_inputs(inputs), reports=needed)
    measured = measure(request, messages)
    if folder is not None:
        from vockit.output.folder import write_folder

        options = {**_options(configuration), "gaps": list(shown)}
        manifest = _manifest(measured, options)
        written = write_folder(measured.named(shown), style, Path(folder), manifest)
        messages.note(f"wrote {len(written)} files to {folder}")
    else:
        with target.opened() as file:
            pipeline.write(measured.named(shown), file, target.output.name, style)
    messages.closing(measured.corpus)
    fail_on(conditions, measured, messages)


def _options(configuration: Configuration) -> dict[str, Any]:
    """The options that are set, of those that shape the reports."""
    return {
        setting.name: configuration.options[setting.name]
        for group in SHAPING
        for setting in settings_of(group)
        if setting.name in configuration.options and setting.name != "output"
    }


def _manifest(measured: Measured, options: Mapping[str, Any]) -> Manifest:
    from vockit.output.folder import Manifest

    ledger = measured.corpus.ledger()
    counts = ("read", "kept", "rejected", "duplicates", "empty", "filtered", "replies")
    return Manifest(
        version=__version__,
        fingerprints=measured.tally.fingerprint,
        options=options,
        inputs=measured.corpus.hashes(),
        counts={name: getattr(ledger, name) for name in counts},
    )
