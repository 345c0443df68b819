"""What are we not hearing?

The first row, ``(untagged)``, is the share of verbatims in which no theme of the taxonomy was
found, by Wilson's interval (1927). The rows under it are terms, words and pairs of words, that
untagged verbatims have more often than the others:

- **Log-odds** with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), and its ``z``.
  The prior has the shape of all verbatims together and the weight of 1,000 terms. Terms are lemmas;
  each counts once a verbatim. Listed are terms with z above 0 and q under its limit that are more
  often untagged than verbatims are as a whole, highest z first; of terms that mostly go together
  the first stands for all.
- **Gap** = the share of the term's verbatims that no theme caught; ``verbatims`` is how many that
  are.
- **Suggested theme**: the theme that goes with the term most beyond chance where a theme was
  found, by the log-likelihood of the co-occurrence (Dunning 1993). Blank where there are too few.

*How to read it.* Terms of one kind that follow one another are a theme that the taxonomy lacks,
or other words for one that it has: then the suggested theme is where to add them.

The note gives the share of clauses without a theme, too. Long reviews mention some theme nearly
always; clause by clause more is left unheard.

*How it misleads.* A verbatim that mentions some theme is not untagged, even where it has another
that was missed: this is not recall. Untagged is not the same as unheard: "Thanks!" has no theme.

Terms are read from a random sample of up to 20,000 verbatims; ``verbatims`` is scaled up above
that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.arrays import Ints, first_of_runs
from vockit.gaps.evidence.rules import Evidence, Not, OnTheme, Says, TheseVerbatims
from vockit.gaps.joining import places_among
from vockit.gaps.model import Column, Findings, GapReport, Needs, Row
from vockit.gaps.notes import sample_note
from vockit.gaps.rounding import rounded
from vockit.gaps.speakers import everyone
from vockit.gaps.terms import Terms, terms_of
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import Floats, wilson
from vockit.stats.logodds import log_odds
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import UNDATED, Tally

if TYPE_CHECKING:
    import pandas as pd

UNTAGGED: Final = "(untagged)"
UNTAGGED_ONES: Final = Not(Says(OnTheme()))
PRIOR: Final = 1_000
"""Occurrences that the prior is worth."""
FEWEST: Final = 5
"""Untagged verbatims that a term must have to be listed."""
LISTED: Final = 50
"""Terms at most."""
ALIKE: Final = 0.5
"""Two terms say the same where both are in this share of the untagged verbatims with either."""
CHANCE: Final = 10.83
"""Log-likelihood ratio that chance reaches once in a thousand terms: chi-squared, 1 df."""
FOREIGN: Final = 8
"""A text of so many words without an English function word is taken for another language."""


@dataclass(frozen=True, slots=True, eq=False)
class _Sample:
    """The sampled verbatims, their terms, and how many verbatims have each."""

    verbatims: pd.DataFrame
    terms: Terms
    untagged: NDArray[np.bool_]
    copies: Ints

    def having(self, term: int) -> NDArray[np.bool_]:
        """The verbatims with the term."""
        mask = np.zeros(len(self.verbatims), dtype=np.bool_)
        mask[self.terms.text[self.terms.term == term]] = True
        return mask

    def places(self, found: pd.DataFrame) -> Ints:
        """The verbatim of each row, -1 where it is not among those sampled."""
        hashes, wanted = (table[s.HASH].to_numpy(np.int64) for table in (self.verbatims, found))
        return places_among(hashes, wanted)

    def count(self, mask: NDArray[np.bool_]) -> Ints:
        """How many of the verbatims in the mask have each term."""
        chosen = mask[self.terms.text]
        weights = self.copies[self.terms.text[chosen]]
        counts = np.bincount(self.terms.term[chosen], weights, minlength=len(self.terms.names))
        return np.rint(counts).astype(np.int64)


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """The untagged share, and the terms that mark untagged verbatims off."""
    totals = tally.tables["speaker_channel"].sum(numeric_only=True)
    n, untagged = int(totals[s.N]), int(totals[s.N] - totals[s.TAGGED])
    share = wilson(untagged, n, settings.confidence)
    verbatims = tally.tables["sample_verbatims"]
    sample = _Sample(
        verbatims,
        terms_of(verbatims[s.TEXT].tolist(), max(settings.suppress_n, 1)),
        verbatims[s.TAGGED].to_numpy(np.int64) == 0,
        verbatims[s.COPIES].to_numpy(np.int64),
    )
    first = Row(
        key=(UNTAGGED,),
        n=n,
        gap=float(share.value),
        low=float(share.low),
        high=float(share.high),
        values={"verbatims": untagged},
        evidence=Evidence(everyone(settings), UNTAGGED_ONES),
        subject=UNTAGGED,
    )
    rows, tested = _term_rows(tally, sample, n / max(int(sample.copies.sum()), 1), settings)
    notes = (
        *_notes(tally, sample, n, settings),
        *sample_note(int(sample.copies.sum()), n),
    )
    return Findings((first, *rows), notes, tests=tested)


def _term_rows(
    tally: Tally, sample: _Sample, scale: float, settings: ReportSettings
) -> tuple[list[Row], int]:
    """The rows of the terms that are listed, and how many terms were tested."""
    ours, theirs = sample.count(sample.untagged), sample.count(~sample.untagged)
    if not ours.sum() or not theirs.sum():
        return [], 0
    odds = log_odds(ours, theirs, PRIOR)
    q_values = benjamini_hochberg(2 * special.ndtr(-np.abs(odds.z)))
    share = wilson(ours, ours + theirs, settings.confidence)
    usual = sample.copies[sample.untagged].sum() / sample.copies.sum()
    over = (odds.z > 0) & (q_values <= settings.q) & (share.low > usual) & (ours >= FEWEST)
    themes = _Themes(tally, sample)
    rows = []
    for term, with_term in _listed(sample, odds.z, np.flatnonzero(over)).items():
        name = sample.terms.written(term)
        rows.append(
            Row(
                key=(name,),
                n=int(ours[term] + theirs[term]),
                gap=float(share.value[term]),
                low=float(share.low[term]),
                high=float(share.high[term]),
                values={
                    "verbatims": round(scale * int(ours[term])),
                    "log_odds": float(odds.value[term]),
                    "z": float(odds.z[term]),
                    "suggested_theme": themes.suggested(with_term),
                },
                evidence=Evidence(
                    TheseVerbatims(_hashes(sample.verbatims, with_term)), UNTAGGED_ONES
                ),
                subject=name,
            )
        )
    return rows, int((~np.isnan(q_values)).sum())


def _listed(sample: _Sample, z: Floats, over: Ints) -> dict[int, NDArray[np.bool_]]:
    """Of these terms the highest z first, of like ones only the first, and which texts have it."""
    found = sorted(
        over.tolist(),
        key=lambda term: (-(rounded(float(z[term])) or 0.0), sample.terms.names[term]),
    )
    listed: dict[int, NDArray[np.bool_]] = {}
    untagged: list[frozenset[int]] = []
    for term in found:
        having = sample.having(term)
        texts = frozenset(np.flatnonzero(having & sample.untagged).tolist())
        if all(len(texts & other) < ALIKE * len(texts | other) for other in untagged):
            listed[term] = having
            untagged.append(texts)
        if len(listed) == LISTED:
            break
    return listed


class _Themes:
    """Which sampled verbatims mention which theme."""

    def __init__(self, tally: Tally, sample: _Sample) -> None:
        import pandas as pd

        mentions = tally.tables["sample_mentions"]
        codes, names = pd.factorize(mentions[s.THEME], sort=True)
        verbatim = sample.places(mentions)
        both = np.unique((verbatim * len(names) + codes)[verbatim >= 0])
        self._verbatim, self._theme = np.divmod(both, max(len(names), 1))
        self._names = [str(name) for name in names]
        self._tagged = ~sample.untagged
        self._totals = np.bincount(self._theme, minlength=len(self._names))

    def suggested(self, with_term: NDArray[np.bool_]) -> str:
        """The theme that tagged verbatims with the term mention most beyond chance; "" for none."""
        among = int((with_term & self._tagged).sum())
        together = np.bincount(self._theme[with_term[self._verbatim]], minlength=len(self._names))
        expected = among * self._totals / max(int(self._tagged.sum()), 1)
        more = together > expected
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(more, 2 * together * np.log(together / expected), 0.0)
        if not ratio.size or ratio.max() < CHANCE:
            return ""
        return self._names[int(np.argmax(np.round(ratio, 6)))]


def _hashes(verbatims: pd.DataFrame, mask: NDArray[np.bool_]) -> frozenset[int]:
    return frozenset(verbatims[s.HASH].to_numpy(np.int64)[mask].tolist())


def _notes(tally: Tally, sample: _Sample, n: int, settings: ReportSettings) -> tuple[str, ...]:
    """What else may hide in the input."""
    silent = n - int(tally.tables["speaker_channel"][s.VALENCED].sum())
    days = tally.tables["days"]
    undated = int(days[days[s.DAY] == UNDATED][s.N].sum()) if settings.by is None else 0
    foreign = int(sample.copies[(sample.terms.words >= FOREIGN) & ~sample.terms.english].sum())
    same = int((sample.copies - 1).sum())
    facts = (
        (silent, "have no opinion word"),
        (foreign, f"have {FOREIGN} words or more and none of them a common English one"),
        (same, "are the same as another, in text, id, date and all"),
        (undated if undated < n else 0, "have no date"),
    )
    said = ", ".join(f"{count:,} {what}" for count, what in facts if count)
    return (_clauses_note(tally, sample), *((f"Of {n:,} verbatims {said}.",) if said else ()))


def _clauses_note(tally: Tally, sample: _Sample) -> str:
    """The share of clauses without a theme: of long verbatims some clause always has one."""
    clauses, mentions = tally.tables["sample_clauses"], tally.tables["sample_mentions"]
    # Mentions are in the order of their clauses.
    first = first_of_runs(*(mentions[name].to_numpy(np.int64) for name in (s.HASH, s.CLAUSE)))
    total, tagged = (
        int(sample.copies[places[places >= 0]].sum())
        for places in (sample.places(clauses), sample.places(mentions)[first])
    )
    share = (total - tagged) / total if total else 0.0
    return f"Of {total:,} clauses {share:.1%} have no theme, whatever the verbatim's others have."


GAP = GapReport(
    name="coverage",
    title="Coverage",
    question="What are we not hearing?",
    unit="share that no theme caught",
    unit_range=1,
    worse="higher",
    order="fixed",
    kind="list",
    whose="all",
    key=(Column("term", "word or pair of words, or (untagged)"),),
    columns=(
        Column("verbatims", "untagged verbatims", "count"),
        Column("log_odds", "how much more often untagged verbatims have the term", "score", 2),
        Column("z", "the log-odds in standard errors", "score", 1, bar=True),
        Column("suggested_theme", "theme that goes with the term elsewhere"),
    ),
    needs=Needs(statistics=("days",), whole=("days",)),
    measure=measure,
)
