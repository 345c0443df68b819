"""Arguments that commands share."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

Inputs: TypeAlias = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, patterns such as 'exports/*.csv', or - for standard input. CSV, TSV, "
        "JSON, JSON Lines, Parquet, Excel, SQLite, SPSS or text, also .zip .gz .bz2 .xz .zst. "
        "Several are one corpus.",
        show_default=False,
    ),
]
