"""Who gets complained about most?

- **Share of voice**: the brand's verbatims / all verbatims with a brand.
- **Share of negative voice**: the same of the negative ones.
- **Index** = 100 · share of negative voice / share of voice: 100 is as much as its share of
  voice.
- **Gap** = the brand's negative rate / the other brands' negative rate: 1 is the same, 2 twice as
  often. The interval is on the log scale (Katz et al. 1978) with ½ added to each count (Haldane
  1956); the test is of two proportions.

The brand is the record's; where the record has none, the brand that its text names, unless it names
several. Reposts and frequent authors count less: what is posted again (the same normalised text of
8 words or more, of one brand) counts once, and of an author with over 5 verbatims 5 count, chosen
by their hashes.

*How to read it.* The ratio compares rates, so it does not matter how much is written on a brand.

*How it misleads.* Shares of voice describe how the file was collected, not the market: a file
with 1,000 reviews of each brand gives each the same share. Negative rates compare only where the
verbatims of the brands come from the same place.

Reposts and authors cannot be added up, so the report reads a random sample of up to 20,000
verbatims: all of them up to that number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from vockit import schema as s
from vockit.arrays import Bools, Ints
from vockit.gaps.evidence.rules import Evidence, HasPolarity, TheseVerbatims, either
from vockit.gaps.floats import as_floats, one_of
from vockit.gaps.model import Column, Comparison, Findings, GapReport, Needs, Row
from vockit.gaps.notes import sample_note
from vockit.gaps.speakers import name_in_sentence, own_of
from vockit.gaps.words import wordings
from vockit.settings import ReportSettings
from vockit.stats.intervals import newcombe, risk_ratio
from vockit.stats.significance import two_proportions
from vockit.tallies.model import Tally

if TYPE_CHECKING:
    import pandas as pd

AUTHOR_CAP: Final = 5
"""The most verbatims of one author that count."""
REPOST_WORDS: Final = 8
"""Shorter texts are the same by chance: "thank you so much"."""


@dataclass(frozen=True, slots=True, eq=False)
class _Counted:
    """Which of the sampled verbatims count, and what does not."""

    count: Ints
    """What each row of the sample counts: all its copies, one of them, or nothing."""
    once: Bools
    """Where no more than one of the copies counts."""
    reposts: int
    prolific: int


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """Negative rates of the brands, each against all others."""
    import pandas as pd

    sample = tally.tables["sample_verbatims"]
    branded = sample[sample[s.SPEAKER] != ""]
    counted = _counted(branded)
    negative = counted.count * (branded[s.POLARITY].to_numpy(np.int64) < 0)
    codes, brands = pd.factorize(branded[s.SPEAKER], sort=True)
    if len(brands) < 2:
        what = f"two values in the column {settings.by!r}" if settings.by else "two brands"
        return Findings(missing=f"{what} to compare; the input has {len(brands)}")
    n, bad = (np.rint(np.bincount(codes, x)).astype(np.int64) for x in (counted.count, negative))
    others, others_bad = n.sum() - n, bad.sum() - bad
    ratio = risk_ratio(bad, n, others_bad, others, settings.confidence)
    excess = newcombe(bad, n, others_bad, others, settings.confidence)
    p_values = two_proportions(bad, n, others_bad, others)
    own = own_of(settings)
    hashes = branded[s.HASH].to_numpy(np.int64)
    rows = []
    for i, brand in enumerate(brands):
        gap, low, high = as_floats(one_of(ratio, i))
        share = n[i] / n.sum()
        negative_share = bad[i] / bad.sum() if bad.sum() else None
        rows.append(
            Row(
                key=(str(brand),),
                n=int(n[i]),
                gap=gap,
                low=low,
                high=high,
                values={
                    "share_of_voice": float(share),
                    "share_of_negative_voice": negative_share,
                    "index": None if negative_share is None else 100 * negative_share / share,
                },
                p_value=float(p_values[i]),
                always_shown=frozenset({"share_of_voice"}),
                evidence=_evidence(hashes, counted, codes == i, -1 if gap >= 1 else 1),
                subject=str(brand),
                sentence=(
                    _sentence(str(brand), bad[i] / n[i], others_bad[i] / others[i], settings)
                    if own in (None, brand)
                    else ""
                ),
                compared=Comparison(one_of(excess, i), int(n[i])),
            )
        )
    return Findings(tuple(rows), _notes(tally, counted, settings))


def _counted(verbatims: pd.DataFrame) -> _Counted:
    """Reposts of one brand count once; of an author with more than the cap, the first ones do."""
    import pandas as pd

    copies = verbatims[s.COPIES].to_numpy(np.int64)
    wording, words = wordings(verbatims[s.TEXT].tolist())
    brand, _ = pd.factorize(verbatims[s.SPEAKER])
    again = pd.DataFrame({s.SPEAKER: brand, s.TEXT: wording}).duplicated().to_numpy()
    once = words >= REPOST_WORDS
    count = np.where(once, np.where(again, 0, 1), copies)
    reposts = int(copies.sum() - count.sum())
    authors = verbatims[s.AUTHOR].to_numpy(np.int64)
    posted = pd.Series(count).groupby(authors).transform("sum").to_numpy()
    loud = (authors != 0) & (posted > AUTHOR_CAP)
    once |= loud
    count = np.where(loud, np.minimum(count, 1), count)
    # The sample is in the order of hashes: which ones come first is chance, and the same each time.
    place = pd.Series(count).groupby(authors).cumsum().to_numpy()
    count = np.where(loud & (place > AUTHOR_CAP), 0, count)
    return _Counted(count, once, reposts, len(np.unique(authors[loud])))


def _evidence(hashes: Ints, counted: _Counted, mine: Bools, polarity: int) -> Evidence:
    """The brand's verbatims that count; the gap is about negative, or else positive ones."""
    chosen = mine & (counted.count > 0)
    base = either(
        *(
            TheseVerbatims(frozenset(hashes[chosen & (counted.once == once)].tolist()), once=once)
            for once in (False, True)
        )
    )
    return Evidence(base, HasPolarity(polarity), polarity=polarity)


def _sentence(brand: str, rate: float, others: float, settings: ReportSettings) -> str:
    more = "more" if rate > others else "less"
    where = f"of {brand} than of the other brands" if settings.by is None else "than elsewhere"
    start = (
        "Customers" if settings.by is None else f"In {name_in_sentence(brand, settings)}, customers"
    )
    return (
        f"{start} complain {more} {where}: {rate:.0%} of verbatims are negative, "
        f"against {others:.0%}"
    )


def _notes(tally: Tally, counted: _Counted, settings: ReportSettings) -> tuple[str, ...]:
    verbatims = tally.tables["speaker_channel"]
    total = int(verbatims[s.N].sum())
    unbranded = int(verbatims[verbatims[s.SPEAKER] == ""][s.N].sum())
    notes = ["Shares describe how the file was collected, not the market."]
    if counted.reposts:
        notes.append(f"Reposts, not counted again: {counted.reposts:,}.")
    if counted.prolific:
        loud = f"Authors with over {AUTHOR_CAP} verbatims: {counted.prolific:,}"
        notes.append(f"{loud}; {AUTHOR_CAP} of each count.")
    if unbranded and settings.by is None:
        notes.append(f"Verbatims of no brand, or naming several, left out: {unbranded:,}.")
    return (*notes, *sample_note(int(tally.tables["sample_verbatims"][s.COPIES].sum()), total))


def gap_of(word: str) -> GapReport:
    """The report as it compares what the word names: brands, or the segments of a column."""
    return GapReport(
        name="voice",
        title="Share of voice",
        question="Who gets complained about most?",
        unit="times the others' negative rate",
        unit_range=1,
        neutral=1,
        worse="higher",
        whose="rivals",
        key=(Column(word, word),),
        columns=(
            Column("share_of_voice", f"share of the verbatims with a {word}", "share", bar=True),
            Column("share_of_negative_voice", "share of the negative ones", "share"),
            Column("index", "100 · share of negative voice / share of voice", "score"),
            Column(s.Q, "false discovery rate of the gap", "p", 4),
        ),
        needs=Needs(roles=("brand",), better_with=("author", "[brands]")),
        measure=measure,
        compared=gap_of,
    )


GAP = gap_of(s.BRAND)
