from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.output.examples import ALL, empty, servqual
from vockit.errors import VockitError
from vockit.output.folder import Manifest, write_folder
from vockit.output.model import Style

MANIFEST = Manifest(
    "1.2.3", {"taxonomy": "abc"}, {"top": 5, "since": None}, {"x.csv": "ff"}, {"read": 3, "kept": 3}
)


def test_a_folder_has_a_csv_a_report_its_quotes_and_a_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "gaps"
    names = write_folder([servqual, empty], Style(), folder, MANIFEST)
    assert set(names) == {"headlines.csv", "servqual.csv", "quotes.csv", "manifest.json"}
    assert {path.name for path in folder.iterdir()} == set(names)
    with (folder / "quotes.csv").open(newline="", encoding="utf-8") as file:
        quotes = list(csv.DictReader(file))
    assert [quote["number"] for quote in quotes[:2]] == ["1", "2"]
    assert quotes[2]["quote"].startswith("'=HYPERLINK")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["version"] == "1.2.3"
    assert manifest["inputs"] == [{"name": "x.csv", "digest": "ff"}]
    assert manifest["missing"] == {"benchmark": "needs a brand column (--brand)"}
    assert manifest["counts"]["read"] == 3


def test_a_folder_written_again_is_the_same_and_keeps_what_is_not_its_own(tmp_path: Path) -> None:
    write_folder([servqual], Style(), tmp_path, MANIFEST)
    (tmp_path / "notes.txt").write_text("mine")
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_folder([servqual], Style(), tmp_path, MANIFEST)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "gaps").write_text("a file")
    with pytest.raises(VockitError, match="cannot be made a folder"):
        write_folder(list(ALL.values()), Style(), tmp_path / "gaps", MANIFEST)
