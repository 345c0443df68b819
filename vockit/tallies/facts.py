"""What several statistics need of a batch, each computed when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np

from vockit.annotation.model import NO_BRAND, Annotations, Vocabulary
from vockit.annotation.polarity import polarity_of
from vockit.arrays import Bools, Ints, first_of_runs
from vockit.cells import group_name
from vockit.errors import UsageError
from vockit.naming import listed
from vockit.schema import BRAND, CHANNEL, SEGMENT
from vockit.tallies.grouping import Labels, distinct, named_labels, text_labels
from vockit.tallies.identity import GREATEST, identity_hashes
from vockit.tallies.limits import refuse_too_many
from vockit.tallies.model import OVERALL, UNDATED
from vockit.tallies.plan import CountingPlan

RATING_UNIT = 10_000
"""Ratings are whole ten-thousandths of their scale."""
UNRATED = -1
NO_SEGMENT = -1
FACET_CUES = ("cause", "channel", "dimension", "pole", "stage")
"""Cues that set a facet of the mentions in their clause, and are counted as that facet."""


@dataclass(frozen=True, slots=True, eq=False)
class ClauseCodes:
    """Clauses with the codes of what they have (themes, cues), each pair once, sorted by both."""

    clause: Ints
    verbatim: Ints
    code: Ints
    compound: Ints
    """Of the clause, in ten-thousandths."""


@dataclass(frozen=True, slots=True, eq=False)
class Opinions:
    """Verbatims with the codes of what they have, and the mean opinion of those clauses."""

    verbatim: Ints
    code: Ints
    clauses: Ints
    compound: Ints
    """Sum over those clauses, in ten-thousandths."""
    polarity: Ints
    """Of their mean compound: -1, 0 or 1."""


@dataclass(frozen=True, eq=False)
class Facts:
    """A batch of annotations in the form in which statistics count it.

    ``below`` maps the name of a sample to the greatest hash that can still enter it: to leave the
    others out saves time and changes no result.
    """

    annotations: Annotations
    plan: CountingPlan
    below: Mapping[str, int] = field(default_factory=dict)

    @property
    def vocabulary(self) -> Vocabulary:
        """The names behind the codes."""
        return self.annotations.vocabulary

    def __len__(self) -> int:
        return len(self.annotations.batch)

    # -- one entry a verbatim

    @cached_property
    def day(self) -> Labels:
        """The day as an ISO date, ``none`` without one."""
        days = self.annotations.batch.day
        if days is None:
            return self._constant(UNDATED)
        days = days.astype("datetime64[D]")
        order = np.argsort(days)
        first = first_of_runs(days[order].view(np.int64))
        codes = np.empty(len(days), dtype=np.int64)
        codes[order] = np.cumsum(first) - 1
        names = days[order][first]
        text = np.datetime_as_string(names, unit="D")
        named = (
            UNDATED if missing else str(day)
            for day, missing in zip(text, np.isnat(names), strict=True)
        )
        return named_labels(codes, tuple(named))

    @cached_property
    def speaker(self) -> Labels:
        """The group that a verbatim counts for: its brand, or with ``--by`` its segment."""
        return self.recorded_brand if self.plan.segment is None else self.segment

    @cached_property
    def recorded_brand(self) -> Labels:
        """The record's brand; where it has none, the one brand that its text names, if just one."""
        recorded = self.annotations.batch.brand
        if recorded is None:
            return named_labels(self._only_brand_named, self.vocabulary.brands)
        labels = self._limited(BRAND, text_labels(recorded))
        named = self._only_brand_named
        fallback = np.array([not name for name in labels.names], dtype=bool)[labels.codes]
        fallback &= named >= 0
        if not fallback.any():
            return labels
        codes = np.where(fallback, named + len(labels.names), labels.codes)
        return named_labels(codes, (*labels.names, *self.vocabulary.brands))

    @cached_property
    def _only_brand_named(self) -> Ints:
        """The brand that each text names, -1 where it names none or several."""
        clauses = self.annotations.clauses
        naming = np.flatnonzero(clauses.brand_named != NO_BRAND)
        verbatim, code = clauses.verbatim[naming], clauses.brand_named[naming]
        starts = first_of_runs(verbatim)
        found = np.full(len(self), NO_BRAND)
        found[verbatim[starts]] = code[starts]
        found[verbatim[code != found[verbatim]]] = NO_BRAND
        found[found < 0] = NO_BRAND
        return found

    @cached_property
    def channel(self) -> Labels:
        """The record's channel."""
        channel = self.annotations.batch.channel
        return (
            self._constant("") if channel is None else self._limited(CHANNEL, text_labels(channel))
        )

    @cached_property
    def segment(self) -> Labels:
        """The value of the column of ``--by``, as text; "" where it is blank.

        Verbatims of other brands than ours are of no segment where we are known, unless the
        segments are the brands.
        """
        column = self.plan.segment
        if column is None:
            return self._constant("")
        batch = self.annotations.batch
        if column not in batch.cells:
            raise UsageError(
                f"--by: there is no column {column!r}; there are {listed(batch.cells)}"
            )
        found = text_labels(batch.cells[column])
        codes, names = found.codes, tuple(map(group_name, found.names))
        own = self.plan.settings.profile.brands.own
        if own is not None and column != batch.brand_column:
            brand = self.recorded_brand
            ours = np.array([name in ("", own) for name in brand.names], dtype=bool)
            codes = np.where(ours[brand.codes], codes, NO_SEGMENT)
        return self._limited(SEGMENT, named_labels(codes, names))

    @cached_property
    def rating(self) -> Ints:
        """Ten-thousandths of the rating scale, -1 without a rating."""
        batch = self.annotations.batch
        if batch.rating is None or batch.rating_scale is None:
            return np.full(len(self), UNRATED)
        low, high = batch.rating_scale.low, batch.rating_scale.high
        share = np.where(np.isnan(batch.rating), low, batch.rating)
        scaled = np.rint((share - low) / (high - low) * RATING_UNIT).astype(np.int64)
        return np.where(np.isnan(batch.rating), UNRATED, scaled)

    @cached_property
    def rated(self) -> Bools:
        """Which verbatims have a rating."""
        rated: Bools = self.rating != UNRATED
        return rated

    @cached_property
    def tagged(self) -> Bools:
        """Which verbatims mention a theme."""
        return self._have(self.annotations.mentions.verbatim)

    @cached_property
    def valenced(self) -> Bools:
        """Which verbatims have an opinion word."""
        clauses = self.annotations.clauses
        return self._have(clauses.verbatim[clauses.valenced])

    @cached_property
    def identity(self) -> Ints:
        """Hash of all that identifies a verbatim; samples take them in the order of these hashes.

        Exact where any sample can take the verbatim, else somewhat greater than that.
        """
        batch = self.annotations.batch
        return identity_hashes(
            texts=(batch.text, batch.id, batch.author),
            labels=(self.day, self.recorded_brand, self.channel, self.segment),
            numbers=(self.rating,),
            below=max(self.below.values(), default=GREATEST),
        )

    # -- one entry a clause and code, or a verbatim and code

    @cached_property
    def clause_themes(self) -> ClauseCodes:
        """The themes of every clause, ancestors too."""
        mentions = self.annotations.mentions
        clause, theme = mentions.clause, mentions.theme
        clauses, themes = [clause], [theme]
        while len(theme):
            theme = self.vocabulary.parent[theme]
            clause, theme = clause[theme >= 0], theme[theme >= 0]
            clauses.append(clause)
            themes.append(theme)
        return self.clauses_with(
            np.concatenate(clauses), np.concatenate(themes), len(self.vocabulary.themes)
        )

    @cached_property
    def clause_cues(self) -> ClauseCodes:
        """The cues of every clause, except those that set a facet."""
        return self.clauses_with_cues(~self.cues_below(*FACET_CUES))

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The SERVQUAL dimensions, and last the one that stands for all."""
        return (*self.vocabulary.dimensions, OVERALL)

    @cached_property
    def clause_dimensions(self) -> ClauseCodes:
        """The codes in ``dimensions`` of every clause that has one, ``overall`` among them."""
        mentions = self.annotations.mentions
        known = mentions.dimension >= 0
        clause, code = mentions.clause[known], mentions.dimension[known]
        overall = np.full(len(clause), len(self.dimensions) - 1)
        return self.clauses_with(
            np.concatenate((clause, clause)), np.concatenate((code, overall)), len(self.dimensions)
        )

    @cached_property
    def stages(self) -> Opinions:
        """What verbatims feel about the stages of the journey that they mention."""
        mentions = self.annotations.mentions
        known = mentions.stage >= 0
        found = self.clauses_with(
            mentions.clause[known], mentions.stage[known], len(self.vocabulary.stages)
        )
        return opinions(found.verbatim, found.code, found.compound)

    @cached_property
    def leaf_pairs(self) -> Ints:
        """Which of ``annotations.pairs`` are of themes without children."""
        leaf = np.ones(len(self.vocabulary.themes), dtype=bool)
        leaf[self.vocabulary.parent[self.vocabulary.parent >= 0]] = False
        return np.flatnonzero(leaf[self.annotations.pairs.theme])

    def clauses_with(self, clause: Ints, code: Ints, codes: int) -> ClauseCodes:
        """Clauses with codes, each pair once; ``codes`` is how many codes there are."""
        # Shifted, since whole numbers take ten times as long to divide.
        bits = codes.bit_length()
        found = distinct(clause << bits | code)
        clause, code = found >> bits, found & ((1 << bits) - 1)
        clauses = self.annotations.clauses
        return ClauseCodes(clause, clauses.verbatim[clause], code, clauses.compound[clause])

    def clauses_with_cues(self, wanted: Bools) -> ClauseCodes:
        """The clauses with the cues in a mask over ``Vocabulary.cues``."""
        cues = self.annotations.cues
        chosen = np.flatnonzero(wanted[cues.cue])
        return self.clauses_with(cues.clause[chosen], cues.cue[chosen], len(wanted))

    def cues_below(self, *prefixes: str) -> Bools:
        """Which cues have one of these names, or one below."""
        return _below(self.vocabulary.cues, prefixes)

    # -- measures: a column each

    @cached_property
    def verbatim_measures(self) -> Ints:
        """The columns ``VERBATIM_MEASURES``, one row a verbatim."""
        polarity = self.annotations.polarity
        rating = np.where(self.rated, self.rating, 0)
        return columns(
            np.ones(len(self), dtype=np.int64),
            polarity > 0,
            polarity < 0,
            self.tagged,
            self.valenced,
            self.rated,
            rating,
            rating**2,
        )

    def opinion_measures(self, verbatim: Ints, polarity: Ints) -> Ints:
        """The columns ``OPINION_MEASURES`` of opinions on something."""
        rated = self.rated[verbatim]
        return columns(
            np.ones(len(verbatim), dtype=np.int64),
            polarity > 0,
            polarity < 0,
            rated,
            np.where(rated, self.rating[verbatim], 0),
        )

    @cached_property
    def pair_measures(self) -> Ints:
        """The columns ``OPINION_MEASURES``, one row a (verbatim, theme)."""
        pairs = self.annotations.pairs
        return self.opinion_measures(pairs.verbatim, pairs.polarity)

    @cached_property
    def pair_themes(self) -> Labels:
        """The theme of every (verbatim, theme)."""
        return named_labels(self.annotations.pairs.theme, self.vocabulary.themes)

    def _constant(self, name: str) -> Labels:
        return named_labels(np.zeros(len(self), dtype=np.int64), (name,))

    def _have(self, verbatims: Ints) -> Bools:
        mask = np.zeros(len(self), dtype=bool)
        mask[verbatims] = True
        return mask

    @staticmethod
    def _limited(key: str, labels: Labels) -> Labels:
        refuse_too_many(key, len(labels.names))
        return labels


def opinions(verbatim: Ints, code: Ints, compound: Ints) -> Opinions:
    """The opinions of verbatims, from clauses with codes, each pair once."""
    size = code.max(initial=0) + 1
    order = np.argsort(verbatim * size + code)
    verbatim, code = verbatim[order], code[order]
    starts = np.flatnonzero(first_of_runs(verbatim, code))
    if not len(starts):
        return Opinions(verbatim, code, verbatim, verbatim, verbatim)
    total = np.add.reduceat(compound[order], starts)
    clauses = np.diff(starts, append=len(verbatim))
    return Opinions(verbatim[starts], code[starts], clauses, total, polarity_of(total, clauses))


def columns(*measures: Ints | Bools) -> Ints:
    """Measures side by side, as whole numbers."""
    table = np.empty((len(measures[0]), len(measures)), dtype=np.int64)
    for place, measure in enumerate(measures):
        table[:, place] = measure
    return table


@lru_cache(maxsize=64)
def _below(names: tuple[str, ...], prefixes: tuple[str, ...]) -> Bools:
    below = tuple(f"{prefix}/" for prefix in prefixes)
    return np.array([name in prefixes or name.startswith(below) for name in names], dtype=bool)
