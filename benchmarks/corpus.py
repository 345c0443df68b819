"""A corpus of any size, made of real clauses put together anew.

Clauses of real comments are drawn at random and joined, then roughened as people write: typos,
handles, links, emoji, capitals, elongations. Every comment is new, the words have the long tail
that real corpora have, and the same seed gives the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
REAL = ROOT.parent / "shared" / "data"
SOURCES = (
    ("airline_tweets/tweets.csv", "text"),
    ("trustpilot_pet_insurance/reviews.csv", "text"),
    ("skytrax/ba_reviews.csv", "content"),
    ("nhs_feedback/text_data.csv", "feedback"),
    ("hotel_reviews/reviews_40k.csv.gz", "text"),
)
SAMPLES = ROOT / "data" / "samples"
WORDS_WANTED = 20
"""Mean length of a comment."""

_CUT = re.compile(r"(?<=[.!?;])\s+|\s+(?=(?:but|and|because|so|which)\s)")
_EMOJI = "😀😂😡😍👍👎🙏💔😭🎉"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def real_comments(limit: int | None = None) -> list[str]:
    """Comments of the real data sets, or of the samples where they are missing."""
    if REAL.is_dir():
        texts = [text for file, column in SOURCES for text in _column(REAL / file, column)]
    else:
        texts = [text for file in sorted(SAMPLES.glob("*.csv")) for text in _column(file, "text")]
    random.Random(7).shuffle(texts)
    return texts[:limit]


def write_corpus(target: Path, rows: int, seed: int = 11) -> None:
    """Write ``rows`` comments with id, date and brand as CSV."""
    source = random.Random(seed)
    clauses = _clauses()
    start = date(2025, 1, 1)
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "date", "brand", "text"])
        for number in range(rows):
            day = start + timedelta(days=number * 364 // rows)
            brand = "ABCDEF"[source.randrange(6)]
            writer.writerow([f"{number:08d}", day, brand, _comment(clauses, source)])


@cache
def _clauses() -> tuple[str, ...]:
    """The clauses of all real comments that are neither short nor long."""
    return tuple(
        clause
        for text in real_comments()
        for clause in _CUT.split(text)
        if 2 <= len(clause.split()) <= 30
    )


def _comment(clauses: Sequence[str], source: random.Random) -> str:
    words: list[str] = []
    wanted = source.expovariate(1 / WORDS_WANTED) + 3
    while len(words) < wanted:
        words += source.choice(clauses).split()
    return " ".join(_roughened(words, source))


def _roughened(words: list[str], source: random.Random) -> Iterator[str]:
    if source.random() < 0.15:
        yield f"@{source.choice(['acme', 'help', 'support'])}{source.randrange(5000)}"
    for word in words:
        chance = source.random()
        if chance < 0.01 and len(word) > 3:
            place = source.randrange(len(word))
            yield word[:place] + source.choice(_LETTERS) + word[place + 1 :]
        elif chance < 0.013:
            yield word.upper()
        elif chance < 0.015:
            yield word + word[-1] * 3
        else:
            yield word
    if source.random() < 0.05:
        yield source.choice(_EMOJI) * source.randrange(1, 4)
    if source.random() < 0.05:
        yield "https://t.co/" + "".join(source.choices(_LETTERS, k=10))


def _column(file: Path, column: str) -> list[str]:
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as lines:
        return [row[column] for row in csv.DictReader(lines) if (row.get(column) or "").strip()]
