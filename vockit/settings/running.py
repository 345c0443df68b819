"""How the work is done, and what a run prints beside its data. No result depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from vockit.settings.option import Option, Positive

GENERAL: Final = "General"


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How the work is shared out."""

    jobs: Annotated[
        Positive | None,
        Option(
            "Number of processes; if not set, it depends on the length of the input.", GENERAL, "N"
        ),
    ] = None


@dataclass(frozen=True, slots=True)
class GeneralSettings:
    """What every command takes."""

    config: Annotated[
        Path | None,
        Option("Read FILE instead of vockit.toml in this folder.", GENERAL, "FILE", in_files=False),
    ] = None
    quiet: Annotated[bool, Option("Print only data, warnings and errors.", GENERAL)] = False
    verbose: Annotated[
        bool,
        Option(
            "Also print what was counted, its size, and its fingerprints.",
            GENERAL,
            flags=("--verbose", "-v"),
        ),
    ] = False
    color: Annotated[bool, Option("No colours; NO_COLOR does the same.", GENERAL)] = True
    debug: Annotated[bool, Option("Show the traceback of an error.", GENERAL)] = False
