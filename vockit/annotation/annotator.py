"""From a batch of verbatims to its clauses, mentions, facets and cues."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vockit.annotation import rulebook as book
from vockit.annotation.durations import durations
from vockit.annotation.facets import clause_facets
from vockit.annotation.model import (
    COMPOUND_UNIT,
    NO_BRAND,
    SEVERAL_BRANDS,
    Annotations,
    Clauses,
    Cues,
    Foreign,
    Mentions,
)
from vockit.annotation.pairs import pairs_of
from vockit.annotation.parsing import Parse, Parser
from vockit.annotation.polarity import polarity_of
from vockit.arrays import Ints, first_of_runs, order_by
from vockit.language import ENGLISH, LanguageIdentifier, PieceFact, Scores
from vockit.settings import AnnotationSettings
from vockit.taxonomy.tagger import RuleHits
from vockit.verbatims import Batch

_WORDS_OF_A_DURATION = 6
"""How many words before its unit a duration may begin: "for a good two and a half hours"."""


class Annotator:
    """Annotates batches. Built once per process; what it remembers changes no result."""

    def __init__(self, settings: AnnotationSettings) -> None:
        self.settings = settings
        self.parser = Parser(settings)
        self._book = self.parser.book
        self._languages = LanguageIdentifier() if settings.language == ENGLISH else None
        self.vocabulary = self._book.vocabulary

    def __call__(self, batch: Batch) -> Annotations:
        """All that is found in a batch; nothing in texts of a language that is not to be read."""
        foreign = self._foreign(batch)
        if foreign is not None:
            batch = batch.only(foreign.kept)
        return replace(self._annotated(batch), foreign=foreign)

    def _foreign(self, batch: Batch) -> Foreign | None:
        if self._languages is None:
            return None
        languages = self._languages.foreign(batch.text, batch.language)
        if not languages:
            return None
        english = np.ones(len(batch), dtype=np.bool_)
        english[list(languages)] = False
        return Foreign(batch, np.flatnonzero(english), languages)

    def _annotated(self, batch: Batch) -> Annotations:
        parse = self.parser(batch)
        cues = self._cues(parse)
        mentions = self._mentions(parse, cues)
        scores = parse.verbatim_scores
        return Annotations(
            batch=batch,
            vocabulary=self.vocabulary,
            compound=scores.compound,
            pos=scores.pos,
            neu=scores.neu,
            neg=scores.neg,
            polarity=polarity_of(_ten_thousandths(scores)),
            clauses=self._clauses(parse),
            mentions=mentions,
            cues=cues,
            pairs=pairs_of(mentions, self.vocabulary),
        )

    def _cues(self, parse: Parse) -> Cues:
        chosen = self._earliest(parse, book.CUE)
        verbatim = parse.layout.verbatim[chosen.clause]
        return Cues(
            verbatim=verbatim,
            clause=chosen.clause,
            cue=self._book.target[chosen.rule],
            start=parse.plain.start_as_read(verbatim, parse.stream.token_start(chosen.first)),
            end=parse.plain.end_as_read(verbatim, parse.stream.token_end(chosen.last)),
        )

    def rule_of_cue(self, parse: Parse, clause: int, cue: int) -> str:
        """The rule that found a cue in a clause, as its lexicon writes it."""
        chosen = self._earliest(parse, book.CUE)
        rule = chosen.rule[(chosen.clause == clause) & (self._book.target[chosen.rule] == cue)]
        return self.vocabulary.phrases[int(self._book.phrase[rule[0]])]

    def _mentions(self, parse: Parse, cues: Cues) -> Mentions:
        chosen = self._earliest(parse, book.THEME)
        theme = self._book.target[chosen.rule]
        compound = _ten_thousandths(parse.clause_scores)[chosen.clause]
        stated = {
            facet: clause_facets(cues, codes, len(parse.layout))[chosen.clause]
            for facet, codes in self._book.cue_facet.items()
        }

        def overridden(facet: str, default: Ints) -> Ints:
            return np.where(stated[facet] >= 0, stated[facet], default[theme])

        verbatim = parse.layout.verbatim[chosen.clause]
        return Mentions(
            verbatim=verbatim,
            clause=chosen.clause,
            start=parse.plain.start_as_read(verbatim, parse.stream.token_start(chosen.first)),
            end=parse.plain.end_as_read(verbatim, parse.stream.token_end(chosen.last)),
            theme=theme,
            phrase=self._book.phrase[chosen.rule],
            stage=overridden("stage", self._book.default_stage),
            dimension=overridden("dimension", self._book.default_dimension),
            cause=stated["cause"],
            pole=overridden("pole", self._book.default_pole),
            compound=compound,
            polarity=polarity_of(compound),
        )

    def _clauses(self, parse: Parse) -> Clauses:
        layout = parse.layout
        compound = _ten_thousandths(parse.clause_scores)
        brand = np.full(len(layout), NO_BRAND, dtype=np.int64)
        named = self._earliest(parse, book.BRAND)
        brand[named.clause] = self._book.target[named.rule]
        brand[named.clause[~first_of_runs(named.clause)]] = SEVERAL_BRANDS
        return Clauses(
            verbatim=layout.verbatim,
            number=layout.number,
            start=parse.plain.start_as_read(layout.verbatim, layout.start),
            end=parse.plain.end_as_read(layout.verbatim, layout.end),
            compound=compound,
            polarity=polarity_of(compound),
            valenced=parse.clause_scores.opinion_words > 0,
            duration_s=_longest_durations(parse),
            brand_named=brand,
        )

    def _earliest(self, parse: Parse, kind: int) -> RuleHits:
        """One match per clause and target: the earliest, then the longest; in text order."""
        chosen = parse.found.where(self._book.kind[parse.found.rule] == kind)
        target = self._book.target[chosen.rule]
        length = chosen.last - chosen.first
        order = order_by(chosen.clause, target, chosen.first, -length, chosen.rule)
        order = order[first_of_runs(chosen.clause[order], target[order])]
        # Clauses are in the order of their tokens.
        return chosen.where(order[order_by(chosen.first[order], target[order])])


def _ten_thousandths(scores: Scores) -> Ints:
    return np.rint(scores.compound * COMPOUND_UNIT).astype(np.int64)


def _longest_durations(parse: Parse) -> Ints:
    """The longest duration that each clause states, in seconds; -1 without one.

    Only the words around a unit of time are searched, and only where one may be a number.
    """
    stream, layout = parse.stream, parse.layout
    longest = np.full(len(layout), -1, dtype=np.int64)
    facts = parse.pieces.facts
    unit = np.flatnonzero(facts & PieceFact.UNIT != 0)
    around = unit[:, None] + np.arange(-_WORDS_OF_A_DURATION, 2)
    has_number = facts.take(around, mode="clip") & PieceFact.NUMBER != 0
    some = np.flatnonzero(has_number.any(axis=1))
    unit, first = unit[some], around[some, has_number[some].argmax(axis=1)]
    clause = parse.clause[unit]
    # A word before the number may belong to it ("over an hour"), and the one before that decides.
    first = np.maximum(np.minimum(first, unit) - 2, 0)
    start = np.where(parse.clause[first] == clause, stream.piece_start(first), layout.start[clause])
    after = np.minimum(unit + 1, len(stream.piece) - 1)
    end = np.where(parse.clause[after] == clause, stream.piece_end(after), layout.end[clause])
    for place, verbatim, low, high in zip(
        clause.tolist(),
        layout.verbatim[clause].tolist(),
        start.tolist(),
        end.tolist(),
        strict=True,
    ):
        for _, seconds in durations(parse.plain.texts[verbatim][low:high]):
            longest[place] = max(longest[place], seconds)
    return longest
