"""Where nothing differs, no report finds anything more often than its false discovery rate."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests.gaps.tallies import Record, sampled, tally_for
from vockit import schema as s
from vockit.gaps.compute import compute
from vockit.gaps.registry import load
from vockit.profile import Profile
from vockit.settings import ReportSettings
from vockit.tallies.model import ANY, Tally

RUNS = 200
BRANDS = tuple("ABCDEF")
Draws = np.random.Generator


def signs(draws: Draws, n: int) -> Record:
    positive, negative, _ = draws.multinomial(n, (0.4, 0.35, 0.25)).tolist()
    return {s.N: n, s.POSITIVE: positive, s.NEGATIVE: negative}


def sums_of(draws: Draws, n: int) -> Record:
    """Verbatims of one to three clauses, those of one verbatim alike."""
    count = draws.integers(1, 4, n)
    mood = draws.normal(0, 3000, n)
    total = sum(
        np.where(number < count, np.clip(mood + draws.normal(0, 3000, n), -9999, 9999), 0)
        for number in range(3)
    )
    compound = np.asarray(total).astype(np.int64)
    return {
        s.N: n,
        s.CLAUSE_COMPOUND: int(compound.sum()),
        s.CLAUSE_COUNT: int(count.sum()),
        s.COMPOUND_SQUARES: int((compound**2).sum()),
        s.COMPOUND_COUNTS: int((compound * count).sum()),
        s.COUNT_SQUARES: int((count**2).sum()),
    }


def servqual(draws: Draws) -> Tally:
    dimensions = ("reliability", "responsiveness", "assurance", "empathy", "tangibles", "overall")
    return tally_for(
        "servqual",
        speaker_dimension=[
            {s.SPEAKER: brand, s.DIMENSION: dimension, **sums_of(draws, 100)}
            for brand in BRANDS
            for dimension in dimensions
        ],
        speaker_channel=[{s.SPEAKER: brand, s.N: 100} for brand in BRANDS],
    )


def benchmark(draws: Draws) -> Tally:
    sizes = draws.integers(30, 200, len(BRANDS)).tolist()
    return tally_for(
        "benchmark",
        speaker_channel=[
            {s.SPEAKER: brand, **signs(draws, n)} for brand, n in zip(BRANDS, sizes, strict=True)
        ],
        speaker_theme=[
            {s.SPEAKER: brand, s.THEME: f"theme {i}", **signs(draws, n)}
            for brand, n in zip(BRANDS, sizes, strict=True)
            for i in range(8)
        ],
    )


def channels(draws: Draws) -> Tally:
    return tally_for(
        "channels",
        speaker_channel=[{s.CHANNEL: name, s.TAGGED: 400, **signs(draws, 400)} for name in BRANDS],
        channel_theme=[
            {s.CHANNEL: name, s.THEME: f"theme {i}", **signs(draws, 50)}
            for name in BRANDS
            for i in range(8)
        ],
    )


def voice(draws: Draws) -> Tally:
    brands = draws.choice(BRANDS, 600).tolist()
    polarity = draws.choice((-1, 0, 1), 600).tolist()
    texts = [f"verbatim {i}" for i in range(600)]
    return tally_for(
        "voice",
        speaker_channel=[{s.SPEAKER: brand, s.N: brands.count(brand)} for brand in BRANDS],
        **sampled(texts, brand=brands, polarity=polarity),
    )


def drivers(draws: Draws) -> Tally:
    """Ratings that have nothing to do with what is said."""
    rating = draws.choice((0, 2500, 5000, 7500, 10_000), 600)
    cells: list[Record] = []
    for i in range(10):
        chosen = rating[draws.random(600) < 0.2]
        cells.append({s.THEME: f"theme {i}", s.N: len(chosen), **rated(chosen)})
    return tally_for("drivers", speaker_theme=cells, speaker_channel=[{s.N: 600, **rated(rating)}])


def rated(rating: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Record:
    return {
        s.RATED: len(rating),
        s.RATING_SUM: int(rating.sum()),
        s.RATING_SQUARES: int((rating**2).sum()),
    }


def surprises(draws: Draws) -> Tally:
    cells: list[Record] = []
    for theme in (ANY, *(f"theme {i}" for i in range(8))):
        n = int(draws.integers(30, 90))
        exceeded = int(draws.binomial(n, 0.5))
        cells += [
            {s.THEME: theme, s.CUE: cue, s.N: count}
            for cue, count in (
                (ANY, 5 * n),
                ("expectation/exceeded", exceeded),
                ("expectation/short", n - exceeded),
            )
        ]
    return tally_for("surprises", speaker_theme_cue=cells, speaker_channel=[{s.N: 900}])


def journey(draws: Draws) -> Tally:
    stages = Profile().journey
    return tally_for(
        "journey",
        speaker_channel=[{s.N: 900}],
        stage=[{s.STAGE: stage, **signs(draws, 120)} for stage in stages],
        stage_mask=[{s.STAGES_NEGATIVE: 0, s.N: 900}],
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "alike", [servqual, benchmark, channels, voice, drivers, surprises, journey]
)
def test_sameness_is_no_finding(alike: Callable[[Draws], Tally]) -> None:
    settings = ReportSettings()
    gap, draws = load(alike.__name__), np.random.default_rng(2025)
    found = 0
    for _ in range(RUNS):
        table = compute(gap, alike(draws), settings).table
        found += bool(((table[s.Q] <= settings.q) & (table[s.FLAG] == "ok")).any())
    assert found / RUNS <= settings.q + 3 * (settings.q * (1 - settings.q) / RUNS) ** 0.5
