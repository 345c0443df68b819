"""What every output must hold to, whichever files ``vockit/output/formats`` has."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.output.examples import ALL, benchmark, empty, one_row, servqual
from vockit.errors import UsageError
from vockit.gaps.model import Column, Report
from vockit.output import formats
from vockit.output.model import Output, Sheet, Style
from vockit.output.registry import output_for, output_named, outputs

STYLE = Style()
EVERY = [pytest.param(output, id=name) for name, output in outputs().items()]
SHEET = Sheet(
    (Column("name", "text"), Column("n", "count", "count"), Column("x", "score", "score")),
    ([["a", None], [1, 2], [0.5, None]], [['ü, "b"\r'], [3], [-1.25]]),
)


def written(output: Output, reports: Sequence[Report], style: Style = STYLE) -> bytes:
    file = io.BytesIO()
    output.reports(reports, style, file)
    return file.getvalue()


def one_written(output: Output, report: Report, style: Style = STYLE) -> bytes:
    file = io.BytesIO()
    output.report(report, style, file)
    return file.getvalue()


def test_files_are_the_registry() -> None:
    folder = Path(next(iter(formats.__path__)))
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert set(outputs()) == files
    endings = [suffix for output in outputs().values() for suffix in output.suffixes]
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("output", EVERY)
@pytest.mark.parametrize("name", sorted(ALL))
def test_every_report_is_written_and_twice_the_same(output: Output, name: str) -> None:
    before = ALL[name].table.copy()
    first = one_written(output, ALL[name])
    assert first == one_written(output, ALL[name])
    assert first or output.name == "jsonl"
    assert ALL[name].table.equals(before)


@pytest.mark.parametrize("output", EVERY)
def test_many_reports_and_none(output: Output) -> None:
    many = written(output, list(ALL.values()))
    assert len(many) > len(written(output, [one_row]))
    written(output, [])
    written(output, [empty])


@pytest.mark.parametrize("output", [param for param in EVERY if param.id != "parquet"])
def test_text_is_utf8_with_line_feeds_only(output: Output) -> None:
    text = written(output, list(ALL.values())).decode("utf-8")
    assert "全日空" in text
    assert text.endswith("\n")
    if output.name not in ("csv", "tsv"):
        assert "\r" not in text


@pytest.mark.parametrize("output", EVERY)
def test_a_sheet_in_parts_is_the_sheet_in_one(output: Output) -> None:
    if output.name == "table":
        pytest.skip("a table takes its widths from the first part")
    whole = [[*first, *second] for first, second in zip(*SHEET.parts, strict=True)]
    files = io.BytesIO(), io.BytesIO()
    output.sheet(SHEET, STYLE, files[0])
    output.sheet(Sheet(SHEET.columns, [whole]), STYLE, files[1])
    if output.name == "parquet":
        assert pq.read_table(files[0]).equals(pq.read_table(files[1]))
    else:
        assert files[0].getvalue() == files[1].getvalue()


@pytest.mark.parametrize("output", EVERY)
def test_a_missing_report_says_what_would_bring_it_to_life(output: Output) -> None:
    assert b"a brand column (--brand)" in written(output, [servqual, empty])


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_delimited_reads_back_as_what_was_written(name: str) -> None:
    file = io.BytesIO()
    outputs()[name].sheet(SHEET, STYLE, file)
    delimiter = "," if name == "csv" else "\t"
    rows = list(csv.reader(io.StringIO(file.getvalue().decode(), newline=""), delimiter=delimiter))
    assert rows == [
        ["name", "n", "x"],
        ["a", "1", "0.5"],
        ["", "2", ""],
        ['ü, "b"\r', "3", "-1.25"],
    ]


def test_csv_of_a_report_is_its_table() -> None:
    rows = list(csv.DictReader(io.StringIO(one_written(outputs()["csv"], servqual).decode())))
    assert list(rows[0]) == [
        "dimension", "perception", "expectation", "expectation_source", "weight", "exceeded", "met",
        "short", "n", "gap", "ci_low", "ci_high", "flag",
    ]  # fmt: skip
    assert rows[0]["gap"] == "-2.3765"
    assert rows[0]["perception"] == "3.1235"
    assert rows[2]["gap"] == "0.0"
    assert rows[3]["gap"] == ""
    assert rows[3]["n"] == "4"


def test_the_long_table_has_its_columns() -> None:
    rows = list(csv.DictReader(io.StringIO(written(outputs()["csv"], list(ALL.values())).decode())))
    names = "report rank row n gap unit ci_low ci_high flag headline quote"
    assert " ".join(rows[0]) == names
    assert rows[0]["headline"].startswith("Reliability")
    assert rows[1]["headline"] == ""
    assert rows[-1]["report"] == "benchmark"
    assert rows[-1]["flag"] == "not measured"


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_no_text_cell_of_a_report_is_run_by_a_spreadsheet(name: str) -> None:
    delimiter = "," if name == "csv" else "\t"
    text = one_written(outputs()[name], benchmark).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert rows[0]["brand"].startswith("'=cmd")
    assert rows[0]["gap"] == "-92.25"
    assert rows[0]["ci_low"] == "-101.0"


def test_json_and_parquet_keep_formulas_as_they_are() -> None:
    report = json.loads(one_written(outputs()["json"], benchmark))
    assert report["rows"][0]["brand"].startswith("=cmd")
    table = pq.read_table(io.BytesIO(one_written(outputs()["parquet"], benchmark)))
    assert table["brand"][0].as_py().startswith("=cmd")


def test_excel_wants_a_mark_and_a_comma_wants_semicolons() -> None:
    style = replace(STYLE, excel=True, decimal=",")
    text = one_written(outputs()["csv"], servqual, style)
    assert text.startswith(b"\xef\xbb\xbfdimension;perception;")
    assert b";-2,3765;" in text


def test_no_header() -> None:
    text = one_written(outputs()["csv"], servqual, replace(STYLE, header=False))
    assert text.startswith(b"reliability,")


def test_json_is_whole() -> None:
    whole = json.loads(written(outputs()["json"], list(ALL.values())))
    assert whole["headlines"][0]["quote"]["row"] == 3
    first = whole["reports"][0]
    assert first["rows"][0]["quotes"][1]["text"].startswith("Flight cancelled")
    assert first["rows"][3]["gap"] is None
    assert first["columns"][0] == {
        "name": "dimension", "kind": "text", "meaning": "SERVQUAL dimension",
    }  # fmt: skip
    assert whole["reports"][3]["missing"] == "a brand column (--brand)"


def test_jsonl_is_an_object_a_line() -> None:
    lines = written(outputs()["jsonl"], [servqual]).decode().splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3, 4, 5]


def test_parquet_is_typed() -> None:
    table = pq.read_table(io.BytesIO(one_written(outputs()["parquet"], servqual)))
    types = {name: str(table.schema.field(name).type) for name in ("dimension", "n", "gap")}
    assert types == {"dimension": "string", "n": "int64", "gap": "double"}


def test_markdown_shows_marks_as_they_are() -> None:
    text = one_written(outputs()["md"], benchmark).decode()
    assert "a \\| pipe, and a comma" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({line.replace("\\|", "").count("|") for line in rows}) == 1


def test_an_unknown_name_or_ending_names_what_there_is() -> None:
    with pytest.raises(UsageError, match="did you mean 'json'"):
        output_named("jsno")
    with pytest.raises(UsageError, match=r"\.csv"):
        output_for(Path("report.docx"))
    assert output_for(Path("A.CSV")).name == "csv"


SCRIPT = """
import sys
from tests.output.examples import ALL
from vockit.output.model import Style
from vockit.output.registry import outputs
for name in ("table", "csv", "json", "md"):
    outputs()[name].reports(list(ALL.values()), Style(color=True), sys.stdout.buffer)
"""


def test_bytes_do_not_depend_on_hash_seed_locale_or_zone() -> None:
    root = Path(__file__).parents[2]
    seen = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=root,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "LC_ALL": locale,
                "TZ": zone,
                "COLUMNS": "33",
            },
            capture_output=True,
            check=True,
        ).stdout
        for seed, locale, zone in [("0", "C", "UTC"), ("7", "C.UTF-8", "Asia/Tokyo")]
    }
    assert len(seen) == 1
