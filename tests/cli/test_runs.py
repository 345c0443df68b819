"""Commands as users run them: output, messages, exit codes."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.running import clean_environment, in_a_process, shell, vockit
from vockit.gaps.registry import names

FEW = ("--gaps", "servqual,channels,coverage")
RUN = "from vockit.cli import main; main()"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_report_prints_text_of_a_hundred_columns_without_colour(folder: Path) -> None:
    done = vockit("report", "comments.csv", cwd=folder)
    assert done.code == 0
    assert "\x1b" not in done.out
    assert max(map(len, done.out.splitlines())) <= 100
    assert "Not measured" in done.out
    assert "needs a channel column (--channel)" in done.out
    assert "text: column 'text'" in done.err
    assert "6 read = 4 kept + 0 rejected + 1 duplicates + 1 empty + 0 filtered" in done.err


def test_quiet_says_nothing(folder: Path) -> None:
    assert vockit("report", "comments.csv", *FEW, "--quiet", cwd=folder).err == ""


def test_verbose_says_what_was_counted(folder: Path) -> None:
    said = vockit("gap", "coverage", "comments.csv", "-v", cwd=folder).err
    assert "tally: sample_verbatims: 4 rows" in said
    assert "fingerprint of taxonomy: " in said


def test_the_same_bytes_from_file_and_standard_input(folder: Path) -> None:
    text = (folder / "comments.csv").read_text()
    named = vockit("gap", "servqual", "comments.csv", cwd=folder)
    piped = vockit("gap", "servqual", "-", cwd=folder, stdin=text)
    assert named.code == piped.code == 0
    assert named.out == piped.out
    assert rows(named.out)[0]["flag"] == "suppressed"


def test_gap_is_csv_in_a_pipe_and_a_table_where_asked(folder: Path) -> None:
    assert vockit("gap", "coverage", "comments.csv", cwd=folder).out.startswith("term,")
    table = vockit("gap", "coverage", "comments.csv", "--format", "table", cwd=folder).out
    assert "What are we not hearing?" in table


def test_gap_list_names_every_report(folder: Path) -> None:
    done = vockit("gap", "--list", cwd=folder)
    assert [row["report"] for row in rows(done.out)] == list(names())


def test_show_prints_the_verbatims_behind_a_row(folder: Path) -> None:
    text = (folder / "comments.csv").read_text()
    args = ("gap", "coverage", "-", "--show", "(untagged)", "--quiet")
    done = vockit(*args, cwd=folder, stdin=text)
    assert done.code == 0
    assert done.out.startswith("id,text,date,stars,brand,themes,cues,")
    wrong = vockit("gap", "coverage", "comments.csv", "--show", "(untaged)", cwd=folder)
    assert wrong.code == 2
    assert "did you mean '(untagged)'?" in wrong.err
    assert wrong.out == ""


@pytest.mark.parametrize("ending", ["csv", "tsv", "json", "jsonl", "md", "parquet", "txt"])
def test_a_file_has_the_format_of_its_ending(folder: Path, ending: str) -> None:
    done = vockit("report", "comments.csv", *FEW, "-o", f"out.{ending}", cwd=folder)
    assert done.code == 0
    assert done.out == ""
    content = (folder / f"out.{ending}").read_bytes()
    assert content.startswith(b"PAR1") if ending == "parquet" else content.decode()


def test_a_folder_gets_a_csv_a_report_and_a_manifest(folder: Path) -> None:
    done = vockit("report", "comments.csv", *FEW, "-o", "gaps/", "--min-n", "5", cwd=folder)
    assert done.code == 0
    manifest = json.loads((folder / "gaps" / "manifest.json").read_text())
    assert {path.name for path in (folder / "gaps").iterdir()} == {
        *manifest["files"], "manifest.json",
    }  # fmt: skip
    assert manifest["options"]["min_n"] == 5
    assert manifest["counts"]["read"] == 6
    assert manifest["inputs"][0]["name"] == "comments.csv"
    first = {path.name: path.read_bytes() for path in (folder / "gaps").iterdir()}
    vockit("report", "comments.csv", *FEW, "-o", "gaps/", "--min-n", "5", cwd=folder)
    assert {path.name: path.read_bytes() for path in (folder / "gaps").iterdir()} == first


def test_annotate_keeps_the_input_as_it_is(folder: Path) -> None:
    done = vockit("annotate", "comments.csv", cwd=folder)
    found = rows(done.out)
    assert list(found[0]) == [
        "id", "text", "date", "stars", "brand",
        "themes", "cues", "compound", "pos", "neu", "neg", "polarity",
    ]  # fmt: skip
    assert [row["id"] for row in found] == ["1", "2", "3", "4", "4"]
    assert found[2]["text"].startswith("=The food")
    assert "1 cells begin with" in done.err
    safe = vockit("annotate", "comments.csv", "--sanitize", cwd=folder)
    assert rows(safe.out)[2]["text"].startswith("'=The food")
    assert "cells begin" not in safe.err
    excel = vockit("annotate", "comments.csv", "--excel", cwd=folder)
    assert excel.out.startswith("\ufeffid,text")


MENTION = "row id clause start end text theme phrase stage dimension cause pole compound polarity"


@pytest.mark.parametrize(
    ("level", "columns"),
    [
        ("clause", "row id clause start end text themes cues compound polarity"),
        ("mention", MENTION),
        ("theme", "row id theme mentions compound polarity"),
    ],
)
def test_annotate_at_every_level(folder: Path, level: str, columns: str) -> None:
    found = rows(vockit("annotate", "comments.csv", "--level", level, cwd=folder).out)
    assert " ".join(found[0]) == columns
    lines = (folder / "comments.csv").read_text(encoding="utf-8").splitlines()
    for row in found:
        if "start" in row:
            cell = next(csv.reader([lines[int(row["row"])]]))[1]
            assert cell[int(row["start"]) : int(row["end"])] == row["text"]


def test_levels_agree_on_themes(folder: Path) -> None:
    verbatims = rows(vockit("annotate", "comments.csv", cwd=folder).out)
    pairs = rows(vockit("annotate", "comments.csv", "--level", "theme", cwd=folder).out)
    by_row: dict[int, list[str]] = {}
    for pair in pairs:
        by_row.setdefault(int(pair["row"]), []).append(pair["theme"])
    for number, verbatim in enumerate(verbatims, 1):
        assert verbatim["themes"] == "|".join(by_row.get(number, []))


def test_annotated_parquet_is_typed(folder: Path) -> None:
    vockit("annotate", "comments.csv", "-o", "out.parquet", cwd=folder)
    table = pq.read_table(folder / "out.parquet")
    assert table.num_rows == 5
    assert str(table.schema.field("id").type) == "string"
    assert str(table.schema.field("compound").type) == "double"


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["report", "missing.csv"], 1, "missing.csv: no such file"),
        (["report"], 2, "name a file"),
        (["gap"], 2, "name a report"),
        (["gap", "servqal", "comments.csv"], 2, "did you mean 'servqual'?"),
        (["report", "comments.csv", "--gaps", "nope"], 2, "there is no gap report 'nope'"),
        (["report", "comments.csv", *FEW, "--text", "txt"], 2, "--text txt"),
        (["report", "comments.csv", *FEW, "--format", "xml"], 2, "unknown format 'xml'"),
        (["report", "comments.csv", *FEW, "-o", "x.docx"], 2, "no format for '.docx'"),
        (["report", "comments.csv", *FEW, "-o", "no/such/x.csv"], 1, "cannot be written"),
        (["report", "comments.csv", *FEW, "--rating-scale", "5"], 2, "'5' is not a scale"),
        (["report", "comments.csv", *FEW, "--where", "brand"], 2, "COLUMN=VALUE"),
        (["report", "comments.csv", *FEW, "--since", "soon"], 2, "--since"),
        (["report", "comments.csv", *FEW, "--taxonomy", "nope"], 1, "'nope'"),
        (["report", "comments.csv", *FEW, "--config", "nope.toml"], 1, "nope.toml: no such file"),
        (["report", "comments.csv", *FEW, "--fail-on", "x"], 2, "not a condition"),
        (["report", "comments.csv", *FEW, "--fail-on", "servqual[x].gap < 1"], 1, "no row 'x'"),
        (["annotate", "comments.csv", "--level", "word"], 2, "--level"),
        (["frobnicate"], 2, "frobnicate"),
    ],
)
def test_a_mistake_is_said_without_a_traceback(
    folder: Path, args: list[str], code: int, said: str
) -> None:
    done = vockit(*args, cwd=folder)
    assert done.code == code
    flat = " ".join(done.err.replace("│", " ").split())
    assert said in flat
    assert "Traceback" not in done.err
    assert not list(folder.glob(".*.part"))


def test_debug_shows_the_traceback(folder: Path) -> None:
    done = vockit("report", "missing.csv", "--debug", cwd=folder)
    assert done.code == 1
    assert "Traceback" in done.err


def test_fail_on_ends_with_three(folder: Path) -> None:
    (folder / "many.csv").write_text(
        "text,brand\n" + "The delivery was late,Acme\nGreat delivery,Apex\n" * 40
    )
    args = ("gap", "coverage", "many.csv", "--dedupe", "none")
    held = vockit(*args, "--fail-on", "coverage[(untagged)].gap < 0.5", cwd=folder)
    assert held.code == 3
    assert "holds: it is" in held.err
    assert rows(held.out)
    not_held = vockit(*args, "--fail-on", "coverage[(untagged)].gap > 2", cwd=folder)
    assert not_held.code == 0
    suppressed = vockit(
        "gap", "coverage", "comments.csv", "--fail-on", "coverage[(untagged)].gap < 9", cwd=folder
    )
    assert suppressed.code == 0
    assert "suppressed" in suppressed.err


def test_flags_win_over_environment_over_folder_over_user(folder: Path) -> None:
    user = folder / "home" / "vockit"
    user.mkdir(parents=True)
    (user / "vockit.toml").write_text("top = 1\nquotes = 1\nmin_n = 11\nconfidence = 0.9")
    (folder / "vockit.toml").write_text("top = 2\nquotes = 2\nmin_n = 12\n[brands]\nown = 'Acme'")
    environment = {
        "XDG_CONFIG_HOME": str(folder / "home"), "VOCKIT_TOP": "3", "VOCKIT_QUOTES": "3",
    }  # fmt: skip
    done = vockit("config", "show", cwd=folder, environment=environment)
    found = {row["setting"]: (row["value"], row["source"]) for row in rows(done.out)}
    assert found["top"] == ("3", "environment VOCKIT_TOP")
    assert found["min_n"] == ("12", "vockit.toml")
    assert found["confidence"] == ("0.9", str(user / "vockit.toml"))
    assert found["q"] == ("0.1", "default")
    assert found["[brands]"] == ("own = Acme", "vockit.toml")
    vockit(
        "report",
        "comments.csv",
        *FEW,
        "-o",
        "gaps/",
        "--top",
        "4",
        cwd=folder,
        environment=environment,
    )
    options = json.loads((folder / "gaps" / "manifest.json").read_text())["options"]
    assert (options["top"], options["quotes"], options["min_n"]) == (4, 3, 12)
    assert options["confidence"] == 0.9


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("topp = 1", "vockit.toml: unknown key 'topp'; did you mean 'top'?"),
        ("top = 'many'", "vockit.toml: top: "),
        ("top = [", "vockit.toml: not valid TOML: line 1"),
        ("[priorities]\n'delivry' = 1", "no theme 'delivry' in the taxonomy; did you mean"),
    ],
)
def test_a_mistake_in_the_configuration_names_the_file(folder: Path, toml: str, said: str) -> None:
    (folder / "vockit.toml").write_text(toml)
    done = vockit("report", "comments.csv", cwd=folder)
    assert done.code == 1
    assert said in done.err
    assert len(done.err.splitlines()) == 1
    assert vockit("report", "--help", cwd=folder).code == 0


def test_a_closed_pipe_ends_silently_with_141(folder: Path) -> None:
    (folder / "many.csv").write_text("text\n" + "The delivery was late again\n" * 20_000)
    script = "vockit annotate many.csv --quiet | head -1; exit ${PIPESTATUS[0]}"
    done = shell(script, folder)
    assert done.out.startswith("text,themes")
    assert done.err == ""
    assert done.code == 141


def test_a_closed_standard_output_is_said(folder: Path) -> None:
    done = shell("vockit gap --list >&-", folder)
    assert done.code == 2
    assert done.err.splitlines() == [
        "vockit: error: standard output is closed: leave it open, or name a file with -o"
    ]


def on_a_terminal(*args: str, cwd: Path, **environment: str) -> str:
    """What a terminal of 80 columns shows of a run."""
    terminal, side = pty.openpty()
    termios.tcsetwinsize(side, (24, 80))
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, *args],
        cwd=cwd,
        env=clean_environment(cwd, {"TERM": "xterm", **environment}),
        stdout=side,
        stderr=side,
    )
    os.close(side)
    shown = b""
    with contextlib.suppress(OSError):
        while block := os.read(terminal, 65536):
            shown += block
    os.close(terminal)
    assert process.wait() == 0
    return shown.decode()


def test_a_terminal_gets_a_table_with_colours_unless_it_wants_none(folder: Path) -> None:
    text = "The delivery was late,Acme\nGreat staff,Apex\nBlue sky,Apex\n" * 40
    (folder / "many.csv").write_text("text,brand\n" + text)
    args = ("gap", "voice", "many.csv", "--dedupe", "none")
    shown = on_a_terminal(*args, cwd=folder)
    assert "Who gets complained about most?" in shown
    assert "\x1b[31m" in shown
    assert "120 read = 120 kept" in shown
    plain = on_a_terminal(*args, "--quiet", cwd=folder, NO_COLOR="1")
    assert "\x1b" not in plain
    assert plain == on_a_terminal(*args, "--quiet", "--no-color", cwd=folder)


def test_an_interrupt_ends_with_130_and_leaves_no_half_file(folder: Path) -> None:
    (folder / "many.csv").write_text("text\n" + "The delivery was late again\n" * 200_000)
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, "annotate", "many.csv", "-o", "out.csv"],
        cwd=folder,
        env=clean_environment(folder),
        stderr=subprocess.PIPE,
    )
    # An exception may be lost in the import of an extension module, so wait for rows.
    while not _has_rows(folder) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in said
    assert not (folder / "out.csv").exists()
    assert not list(folder.glob(".*.part"))


def _has_rows(folder: Path) -> bool:
    return any(part.stat().st_size for part in folder.glob(".out.csv.*.part"))


def test_bytes_do_not_depend_on_hash_seed_locale_or_zone(folder: Path) -> None:
    environments: list[dict[str, str]] = [
        {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "60"},
        {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "COLUMNS": "200"},
    ]
    first, second = (
        in_a_process("report", "comments.csv", cwd=folder, environment=environment)
        for environment in environments
    )
    assert first.code == 0
    assert first.out == second.out


def test_themes_are_listed_and_checked(folder: Path) -> None:
    packs = rows(vockit("themes", "list", cwd=folder).out)
    assert "service" in [row["pack"] for row in packs]
    themes = rows(vockit("themes", "list", "service", cwd=folder).out)
    assert {"theme", "label", "dimension", "phrases"} <= set(themes[0])
    (folder / "mine.toml").write_text(
        '[themes."delivery/late"]\nlabel = "Late"\nphrases = ["late delivery"]\n'
        'examples = ["the late delivery", "never came"]\n'
    )
    done = vockit("themes", "check", "mine.toml", cwd=folder)
    assert done.code == 1
    assert rows(done.out)[0]["text"] == "never came"
    (folder / "mine.toml").write_text(
        '[themes."delivery/late"]\nlabel = "Late"\nphrases = ["late deliveries"]\n'
    )
    assert vockit("themes", "check", "mine.toml", cwd=folder).code == 0
    lemmas = rows(vockit("themes", "check", "mine.toml", "--phrases", cwd=folder).out)
    assert lemmas == [
        {"theme": "delivery/late", "phrase": "late deliveries", "lemmas": "late delivery"}
    ]


def test_explain_says_why(folder: Path) -> None:
    text = "Lovely staff, but I was on hold for 45 minutes."
    shown = vockit("explain", text, cwd=folder)
    assert shown.code == 0
    assert f"“{text}”" in shown.out
    assert "staff/people" in shown.out
    found = rows(vockit("explain", "-", "--format", "csv", cwd=folder, stdin=f"{text}\n\n").out)
    assert {row["kind"] for row in found} >= {"theme", "word"}
    assert {row["number"] for row in found} == {"1"}
    word = next(row for row in found if row["matched"] == "Lovely")
    assert float(word["part"]) > 0
    assert vockit("explain", "", cwd=folder).code == 0


def test_a_column_name_that_a_spreadsheet_would_run(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text('text,"=HYPERLINK(1)"\nLate,a\n', encoding="utf-8")
    guarded = vockit("annotate", "in.csv", "--excel", cwd=tmp_path)
    assert guarded.out.splitlines()[0].startswith("\ufefftext,'=HYPERLINK(1),")
    plain = vockit("annotate", "in.csv", "--quiet", cwd=tmp_path)
    assert plain.out.splitlines()[0].startswith("text,=HYPERLINK(1),")
    assert "warning: 1 cell" in plain.err
