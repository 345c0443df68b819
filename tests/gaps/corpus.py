"""A small corpus in which every report has something to say, and what it is counted into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import numpy as np

from vockit import pipeline
from vockit.annotation.annotator import Annotator
from vockit.gaps.needs import statistics_of
from vockit.gaps.registry import load, names
from vockit.profile import Brands, Economics, Profile, Promise, Standard, Target
from vockit.request import Request
from vockit.settings import AnnotationSettings, ReportSettings
from vockit.tallies.model import Tally
from vockit.verbatims import Batch, RatingScale

PROFILE = Profile(
    priorities={"price": 60, "staff": 40},
    standards=(Standard("support/reach", "10 min", 600),),
    promises=(Promise("Always there", themes=("support",)),),
    economics=Economics(customers=1000, value_per_year=100, affected_share=0.5),
    brands=Brands(own="Acorn"),
    targets={"reliability": Target(5.0, 2.0)},
)
SETTINGS = ReportSettings(profile=PROFILE, event="2025-03-01")


@cache
def annotator() -> Annotator:
    """An annotator of the profile."""
    return Annotator(AnnotationSettings(profile=PROFILE, language="any"))


GOOD = (
    "The staff were wonderful and the delivery was quick, better than I expected.",
    "Great price, friendly agent on the phone, very happy.",
    "Booking was easy and the refund came fast, as promised.",
)
BAD = (
    "The staff were rude, I was on hold for 45 minutes and nobody helped me.",
    "Terrible price, the delivery was late and it should have been here on Monday.",
    "Third time I call about a refund, awful service, I am leaving. Why is it so hard?",
)
DULL = ("I wanted to change my booking by chat.", "It is what it is, nothing to add here, folks.")


@dataclass(frozen=True, slots=True)
class Record:
    """A verbatim as it was read."""

    text: str
    brand: str
    channel: str
    rating: float
    day: date
    author: str


def records(count: int = 240) -> tuple[Record, ...]:
    """Verbatims of three brands on two channels, Acorn's the worst, over 120 days."""
    made = []
    for i in range(count):
        brand = ("Acorn", "Birch", "Cedar")[i % 3]
        mood = (i // 3) % 8
        bad = mood < (5 if brand == "Acorn" else 2)
        texts = DULL if mood == 7 else (BAD if bad else GOOD)
        text = f"{texts[(i // 24) % len(texts)]} Ref {'abcdefghij'[i % 10]}{i}."
        made.append(
            Record(
                text,
                brand,
                ("email", "phone")[(i // 2) % 2],
                1.0 + (i % 2) if bad else 4.0 + (i % 2),
                date(2025, 1, 1) + timedelta(days=i // 2),
                f"author {i % 50}",
            )
        )
    return tuple(made)


def batch(found: Sequence[Record], without: Iterable[str] = ()) -> Batch:
    """The records as a reader gives them; ``without`` these roles."""
    left_out = set(without)

    def role(name: str, values: list[str]) -> list[str] | None:
        return None if name in left_out else values

    return Batch(
        number=0,
        row=np.arange(1, len(found) + 1, dtype=np.int64),
        text=[record.text for record in found],
        day=None
        if "date" in left_out
        else np.array([record.day for record in found], dtype="datetime64[D]"),
        rating=None
        if "rating" in left_out
        else np.array([record.rating for record in found], dtype=np.float64),
        channel=role("channel", [record.channel for record in found]),
        brand=role("brand", [record.brand for record in found]),
        author=role("author", [record.author for record in found]),
        rating_scale=RatingScale(1, 5),
    )


def tally_of(found: Sequence[Record], without: Iterable[str] = ()) -> Tally:
    """All that any report needs, counted. No report changes a tally, so all share it."""
    return _tally_of(tuple(found), frozenset(without))


@cache
def _tally_of(found: tuple[Record, ...], without: frozenset[str]) -> Tally:
    statistics = statistics_of(load(name) for name in names())
    batches = [batch(found, without)] if found else []
    return pipeline.tally(batches, Request(annotation=annotator().settings), statistics)
