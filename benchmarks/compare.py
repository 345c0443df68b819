"""Print what vockit is worth in time and memory against an analyst's script, as a Markdown table.

``python -m benchmarks.compare`` takes about ten minutes; ``--million`` adds a million comments and
about an hour. Both sides of a ratio run in turn, A B A
B, on the same machine, start-up included, and the ratio is that of their medians. Processor time
(user and system) is compared, which other work on the machine disturbs least; wall clock only where
several processes are.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from benchmarks.corpus import REAL, real_comments, write_corpus
from benchmarks.scoring import StockScorer
from vockit.annotation.annotator import Annotator
from vockit.settings import AnnotationSettings
from vockit.verbatims import Batch

HERE = Path(__file__).parent
SCRIPT = [sys.executable, str(HERE / "analyst_script.py")]
FLOOR = [sys.executable, str(HERE / "floor.py")]
VOCKIT = [sys.executable, "-c", "from vockit.cli import main; main()"]
TWEETS = REAL / "airline_tweets/tweets.csv"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    cpu: float
    wall: float
    peak: int
    """Largest process, in bytes."""


@dataclass(frozen=True, slots=True)
class Job:
    """Commands that run side by side, and what they are called in the table."""

    name: str
    commands: tuple[tuple[str, ...], ...]

    def run(self) -> Cost:
        """Run them once."""
        begun = time.perf_counter()
        with ThreadPoolExecutor(len(self.commands)) as pool:
            costs = list(pool.map(_run, self.commands))
        return Cost(
            sum(cost.cpu for cost in costs),
            time.perf_counter() - begun,
            max(cost.peak for cost in costs),
        )


def _run(command: Sequence[str]) -> Cost:
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"ended with {process.returncode}: {' '.join(command)}")
    kilobytes = used.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begun, kilobytes * 1024)


def in_turn(jobs: Sequence[Job], runs: int) -> list[Cost]:
    """The median cost of each job, all of them run once before any runs again."""
    costs: list[list[Cost]] = [[] for _ in jobs]
    for _ in range(runs):
        for job, taken in zip(jobs, costs, strict=True):
            taken.append(job.run())
    return [
        Cost(
            median(cost.cpu for cost in taken),
            median(cost.wall for cost in taken),
            max(cost.peak for cost in taken),
        )
        for taken in costs
    ]


def row(*cells: str) -> None:
    print("| " + " | ".join(cells) + " |", flush=True)


def commands(source: Path, folder: Path, jobs: tuple[str, ...]) -> dict[str, Job]:
    """What is compared, on one file."""

    def vockit(*options: str) -> tuple[str, ...]:
        return (*VOCKIT, *options, *jobs, "--quiet")

    text, out = str(source), str(folder / "out.csv")
    gap = ("--format", "csv", "-o", out)
    return {
        "script": Job("script", ((*SCRIPT, text, out),)),
        "script, sentences": Job("script, sentences", ((*SCRIPT, text, out, "--sentences"),)),
        "floor": Job("floor", ((*FLOOR, text, out),)),
        "cx": Job("annotate, cx", (vockit("annotate", text, "-o", out),)),
        "stock": Job(
            "annotate, stock", (vockit("annotate", text, "--sentiment", "stock", "-o", out),)
        ),
        "clause": Job(
            "annotate, cx, clauses", (vockit("annotate", text, "--level", "clause", "-o", out),)
        ),
        "servqual": Job("gap servqual, cx", (vockit("gap", "servqual", text, *gap),)),
        "report": Job("report, cx", (vockit("report", text, *gap),)),
    }


def compare(label: str, source: Path, folder: Path, runs: int, *, wall: bool = False) -> None:
    """One row a command of vockit: its ratios to both scripts and the floor, and its memory.

    By the clock vockit runs as it is installed, by processor time in one process.
    """
    jobs = commands(source, folder, () if wall else ("--jobs", "1"))
    costs = dict(zip(jobs, in_turn(list(jobs.values()), runs), strict=True))

    def figure(name: str) -> float:
        return costs[name].wall if wall else costs[name].cpu

    for name in ("cx", "stock", "clause", "servqual", "report"):
        row(
            f"{label}: {jobs[name].name}",
            f"{figure(name):.1f} s",
            f"{figure('script') / figure(name):.1f} ×",
            f"{figure('script, sentences') / figure(name):.1f} ×",
            f"{figure(name) / figure('floor'):.1f}",
            f"{costs[name].peak / 1e6:.0f} MB",
        )


def compare_four(label: str, source: Path, folder: Path, runs: int) -> None:
    """``--jobs 4`` against four copies of the script, each on a quarter of the rows."""
    parts = [folder / f"part{number}.csv" for number in range(4)]
    with source.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for number, part in enumerate(parts):
        with part.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([rows[0], *rows[1 + number :: 4]])
    del rows
    out = str(folder / "out.csv")
    four, one, left_out = (
        Job("", ((*VOCKIT, "annotate", str(source), "-o", out, "--quiet", *jobs),))
        for jobs in (("--jobs", "4"), ("--jobs", "1"), ())
    )
    script = Job("", tuple((*SCRIPT, str(part), f"{part}.out", "--sentences") for part in parts))
    costs = in_turn([four, one, left_out, script], runs)
    print(
        f"\n{label}, wall clock: --jobs 4 {costs[0].wall:.1f} s, --jobs 1 {costs[1].wall:.1f} s, "
        f"--jobs left out {costs[2].wall:.1f} s, four scripts with sentences {costs[3].wall:.1f} s:"
        f" {costs[3].wall / costs[0].wall:.1f} ×"
    )


def sentiment(runs: int) -> None:
    """The scorer alone, in a process that runs, against vaderSentiment; equal to the last digit."""
    texts = [text for text in real_comments() if 150 <= len(text) <= 280][:20_000]
    analyzer, score = SentimentIntensityAnalyzer(), StockScorer()
    few = texts[:2_000]
    expected = [analyzer.polarity_scores(text)["compound"] for text in few]
    assert score(texts).compound[: len(few)].tolist() == expected
    taken = {
        "vockit": median(_seconds(lambda: score(texts)) for _ in range(runs)) / len(texts),
        "vader": median(
            _seconds(lambda: [analyzer.polarity_scores(text) for text in few]) for _ in range(runs)
        )
        / len(few),
    }
    mean = sum(map(len, texts)) / len(texts)
    print(
        f"\nSentiment alone, comments of {mean:.0f} characters: {taken['vockit'] * 1e6:.1f} µs, "
        f"vaderSentiment {taken['vader'] * 1e6:.1f} µs: {taken['vader'] / taken['vockit']:.1f} ×"
    )


def hostile(runs: int) -> None:
    """One comment of 100,000 words against one of 200,000: at most 2.3 times the time."""
    annotator = Annotator(AnnotationSettings(language="any"))
    annotator(Batch(0, np.array([1]), ["Warm up."]))

    def seconds(word: str, n: int) -> float:
        texts = [_repeated(word.replace("{run}", f"{n}{run}"), n) for run in range(runs)]
        parts = [Batch(0, np.array([1]), [text]) for text in texts]
        return median(_seconds(partial(annotator, part)) for part in parts)

    for label, word in HOSTILE.items():
        once, twice = seconds(word, 100_000), seconds(word, 200_000)
        print(f"100,000 {label}: {once:.2f} s; twice the text takes {twice / once:.2f} times that")


HOSTILE = {
    "new words": "w{run}x{number}",
    "emoji, spaced": "😡",
    "repeated words": "late",
    "times but": "but",
    "emoji without a space": "😡\0",
}


def _repeated(word: str, n: int) -> str:
    if word.endswith("\0"):
        return word[:-1] * n
    return " ".join(word.replace("{number}", str(number)) for number in range(n))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _write(target: Path, texts: Iterator[str]) -> Path:
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerows(enumerate(texts))
    return target


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--million", action="store_true")
    told = options.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}\n"
    )
    row("one process unless wall", "time", "script", "with sentences", "floor", "memory")
    row(*["---"] * 6)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if TWEETS.is_file():
            compare("14,640 tweets, wall", TWEETS, folder, told.runs, wall=True)
        comments = _write(folder / "comments.csv", islice(iter(real_comments()), 40_000))
        compare("40,000 real comments", comments, folder, told.runs)
        write_corpus(folder / "200k.csv", 200_000)
        if told.million:
            write_corpus(folder / "million.csv", 1_000_000)
            compare("1,000,000 comments", folder / "million.csv", folder, 1)
            compare_four("1,000,000 comments", folder / "million.csv", folder, 1)
        compare_four("200,000 comments", folder / "200k.csv", folder, 1)
        compare_four("40,000 comments", comments, folder, told.runs)
    sentiment(told.runs)
    hostile(told.runs)


if __name__ == "__main__":
    main()
