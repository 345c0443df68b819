"""A folder of reports: a CSV each, all quotes, the headlines, and a manifest of what made them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vockit.errors import VockitError
from vockit.gaps.model import Report
from vockit.output.atomic import replacing
from vockit.output.formats import csv
from vockit.output.model import Sheet, Style
from vockit.output.records import json_value
from vockit.output.sheets import headlines_sheet, quotes_sheet, report_sheet, what_is_missing


@dataclass(frozen=True, slots=True)
class Manifest:
    """What made the files of a folder. Nothing in it depends on the clock or the machine."""

    version: str
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    """What shaped the counting, each as a digest."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """The options that were given, or set in a configuration file."""
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Each input to a digest of its bytes."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """read, kept, rejected, duplicates, empty, filtered, replies."""


def write_folder(
    reports: Sequence[Report], style: Style, folder: Path, manifest: Manifest
) -> tuple[str, ...]:
    """Write all files, the manifest last, and give their names.

    Each file is written whole or not at all. Files of other names in the folder are left alone; the
    manifest lists those that belong to it. Raises ``VockitError`` where a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise VockitError(f"{folder}: cannot be made a folder: {error.strerror}") from error
    sheets: dict[str, Sheet] = {"headlines.csv": headlines_sheet(reports)}
    for report in reports:
        if len(report.table):
            sheets[f"{report.gap.name}.csv"] = report_sheet(report, style.top)
    sheets["quotes.csv"] = quotes_sheet(reports, style.top)
    whole = replace(style, header=True)
    for name, sheet in sheets.items():
        with replacing(folder / name) as file:
            csv.write_sheet(sheet, whole, file)
    missing = {
        report.gap.name: what_is_missing(report) for report in reports if not len(report.table)
    }
    content = {
        "version": manifest.version,
        "fingerprints": dict(sorted(manifest.fingerprints.items())),
        "options": {key: json_value(value) for key, value in sorted(manifest.options.items())},
        "inputs": [{"name": name, "digest": digest} for name, digest in manifest.inputs.items()],
        "counts": dict(manifest.counts),
        "files": list(sheets),
        "notes": {report.gap.name: list(report.notes) for report in reports if report.notes},
        "missing": missing,
    }
    with replacing(folder / "manifest.json") as file:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
        file.write(f"{text}\n".encode())
    return (*sheets, "manifest.json")
