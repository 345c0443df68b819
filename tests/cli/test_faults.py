"""Files that went wrong before, each with its command: what must come out now."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest

from tests.cli.running import Ended, vockit

FAULTS = Path(__file__).parents[3] / "shared" / "data" / "faults"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FAULTS.is_dir(), reason="../shared/data/faults is not there"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "faults"
    shutil.copytree(FAULTS, copy)
    for path in (copy, *copy.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return copy


def run(command: str, folder: Path, stdin: str | None = "") -> Ended:
    done = vockit(*command.split(), cwd=folder, stdin=stdin)
    assert "Traceback" not in done.err
    assert "Warning:" not in done.err
    return done


def rows(done: Ended) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"), newline="")))


KEPT = {
    "k02.csv": 2,
    "k04a.parquet": 2,
    "k07a_dimA1.xlsx": 5,
    "k07b_dimrows.xlsx": 5,
    "k08a_months.xlsx": 5,
    "k08b_hidden.xlsx": 5,
    "k09a_number.xlsx": 3,
    "k09c_tworows.xlsx": 2,
    "k10_note.xlsx": 5,
    "k11a_x000d.xlsx": 2,
    "k13c_error.xlsx": 1,
    "k22a_twarc.jsonl": 6,
    "k36.parquet": 30,
    "k37_binary.parquet": 2,
    "k34a_nfd.csv --where city=Zürich": 1,
    "k35a_brand.csv --where brand=Acme": 60,
    "k36.parquet --where loyal=True": 15,
    "k36.parquet --where store=1.0": 15,
    "k44a_zwsp.csv --where region=North": 1,
}


@pytest.mark.parametrize("command", KEPT)
def test_so_many_records_are_kept(command: str, folder: Path) -> None:
    done = run(f"annotate {command}", folder)
    assert (done.code, len(rows(done))) == (0, KEPT[command])


@pytest.mark.parametrize("name", ["k12a_ext.xlsx", "k12b_validation.xlsx"])
def test_quiet_is_silent(name: str, folder: Path) -> None:
    assert run(f"annotate {name} --quiet", folder).err == ""


def test_segments_of_one_record_are_suppressed(folder: Path) -> None:
    done = run("gap benchmark k01a.csv --by region --min-n 1", folder)
    assert done.code == 0
    assert {row["flag"] for row in rows(done)} == {"suppressed"}


def test_a_closed_standard_input(folder: Path) -> None:
    assert run("annotate k02.csv", folder, stdin=None).code == 0


def test_words_for_missing(folder: Path) -> None:
    (row,) = [row for row in rows(run("gap coverage k13a_na.csv", folder)) if row["n"]][:1]
    assert row["n"] == "2"
    segments = rows(run("gap questions k13a_na.csv --by region --min-n 1", folder))
    assert {row["region"] for row in segments} <= {"North", "South"}


def test_a_line_end_of_excel(folder: Path) -> None:
    first = rows(run("annotate k11a_x000d.xlsx", folder))[0]
    assert first["text"] == "Rude staff\nand slow"
    assert {"staff/attitude", "staff/people"} <= set(first["themes"].split("|"))


def test_one_spelling_of_typed_cells(folder: Path) -> None:
    loyal = rows(run("gap questions k36.parquet --by loyal", folder))
    assert {row["loyal"] for row in loyal} == {"true", "false"}
    store = rows(run("gap questions k36.parquet --by store", folder))
    assert {row["store"] for row in store} == {"1", "2"}


def test_names_of_files_as_brands(folder: Path) -> None:
    done = run("annotate k38a --filename-as brand", folder)
    assert {row["brand"] for row in rows(done)} == {"Booking.com", "Booking.de"}


@pytest.mark.parametrize("name", ["k39a_phone.csv", "k39b_card.csv", "k39e_mail.csv"])
def test_quotes_are_masked(name: str, folder: Path) -> None:
    done = run(f"gap questions {name} --quotes 1 --top 1 --format table", folder)
    quote = next(line for line in done.out.splitlines() if "“" in line)
    assert "***" in quote
    assert not any(kept in quote for kept in ("7946", "4111", "o'", "brien"))


@pytest.mark.parametrize("name", ["k40a_header.csv", "k40b_wide.csv", "k40c_lf.csv"])
def test_nothing_runs_in_a_spreadsheet(name: str, folder: Path) -> None:
    table = csv.reader(io.StringIO(run(f"annotate {name} --excel", folder).out[1:], newline=""))
    cells = [cell for row in table for cell in row]
    assert any(cell[:1] == "'" for cell in cells)
    assert not any(cell[:1] in {*"=＝\n"} for cell in cells if cell)


def test_the_same_command_twice(folder: Path) -> None:
    for _ in range(2):
        done = run("annotate k42 -o k42/tagged.csv", folder)
        assert "3 read = 3 kept" in done.err
