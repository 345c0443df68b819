"""The number of processes changes no byte."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.running import COMMENTS, clean_environment, in_a_process, vockit

pytestmark = pytest.mark.slow

ANNOTATED = [
    ("annotate", "--level", "verbatim", "--format", "csv"),
    ("annotate", "--level", "clause", "--format", "csv", "--excel"),
    ("annotate", "--level", "mention", "--format", "jsonl"),
    ("annotate", "--level", "theme", "--format", "table", "--limit", "10000"),
    ("annotate", "--sentiment", "stock", "--format", "parquet", "-o", "rows.parquet"),
]
REPORTED = [("report", "--format", "csv"), ("gap", "servqual", "--format", "json")]


@pytest.fixture(scope="module")
def long_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a file of more batches than two processes have on their way."""
    folder = tmp_path_factory.mktemp("long")
    header, *rows = COMMENTS.splitlines()
    with (folder / "comments.csv").open("w", encoding="utf-8") as file:
        print(header, file=file)
        for number in range(8_000):
            for row in rows[:4]:
                print(f"{number}-{row}", file=file)
    return folder


@pytest.mark.parametrize("command", [*ANNOTATED, *REPORTED], ids=" ".join)
def test_two_processes_write_the_bytes_of_one(long_folder: Path, command: tuple[str, ...]) -> None:
    name, *options = command
    if name == "gap":
        name, *options = "gap", options[0], "comments.csv", *options[1:]
    else:
        options = ["comments.csv", *options]
    written = []
    for run, jobs in ((vockit, "1"), (in_a_process, "2")):
        ended = run(name, *options, "--quiet", "--jobs", jobs, cwd=long_folder)
        assert ended.code == 0, ended.err
        rows = long_folder / "rows.parquet"
        written.append(
            (ended.out, ended.err, rows.read_bytes() if "rows.parquet" in options else b"")
        )
    assert written[0] == written[1]


def test_a_mistake_in_a_worker_is_said_in_one_line(folder: Path) -> None:
    ended = in_a_process(
        "annotate", "comments.csv", "--taxonomy", "nowhere", "--jobs", "2", cwd=folder
    )
    alone = in_a_process(
        "annotate", "comments.csv", "--taxonomy", "nowhere", "--jobs", "1", cwd=folder
    )
    assert (ended.code, ended.err) == (alone.code, alone.err) == (1, alone.err)
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("times", [1, 2])
def test_an_interrupt_ends_all_processes(times: int, long_folder: Path) -> None:
    """Also where it is impatient; the input is one that does not end, so the run is not over."""
    arguments = ["annotate", "-", "--jobs", "2", "-o", "never.csv"]
    running = subprocess.Popen(
        [sys.executable, "-c", "from vockit.cli import main; main()", *arguments],
        cwd=long_folder,
        env=clean_environment(long_folder),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdin is not None
    assert running.stderr is not None
    running.stdin.write((long_folder / "comments.csv").read_bytes())
    running.stdin.flush()
    running.stderr.readline()
    time.sleep(1.0)
    for _ in range(times):
        os.killpg(running.pid, signal.SIGINT)
        time.sleep(0.02)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Traceback" not in said
    assert not (long_folder / "never.csv").exists()


def test_a_closed_pipe_ends_silently(long_folder: Path) -> None:
    program = "from vockit.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "annotate", "comments.csv", "--quiet", "--jobs", "2"],
        cwd=long_folder,
        env=clean_environment(long_folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert b"Traceback" not in running.stderr.read()
        assert running.wait(timeout=60) == 141
