"""From a batch of verbatims to its clauses, mentions, facets and cues."""

from __future__ import annotations

import numpy as np

from vockit.annotation import rulebook as book
from vockit.annotation.clauses import PieceStream, connectives, hard_cuts, soft_cuts
from vockit.annotation.durations import durations
from vockit.annotation.facets import clause_facets
from vockit.annotation.judgements import (
    clause_words,
    combined,
    scores_of_words,
    verbatim_words,
    with_phrases,
)
from vockit.annotation.model import (
    COMPOUND_UNIT,
    Annotations,
    Clauses,
    Cues,
    Mentions,
)
from vockit.annotation.pairs import pairs_of
from vockit.annotation.patterns import PatternMatcher
from vockit.annotation.stream import Stream, stream_of
from vockit.language.arrays import Bools, Ints, first_of_runs
from vockit.language.chunks import ChunkTable
from vockit.language.matching import Hits
from vockit.language.pieces import UNIT
from vockit.language.sentiment.cx import cx_lexicon
from vockit.language.sentiment.kernel import Scores
from vockit.language.sentiment.lexicon import stock_lexicon
from vockit.language.sentiment.words import WordTable, chunk_words
from vockit.settings import AnnotationSettings
from vockit.taxonomy.loading import load_cues, load_taxonomies
from vockit.taxonomy.tagger import RuleHits
from vockit.verbatims import Batch

_THRESHOLD = COMPOUND_UNIT // 20
"""Compounds from ±0.05 on are positive or negative: the thresholds of VADER's author."""


class Annotator:
    """Annotates batches. Built once per process; what it remembers changes no result."""

    def __init__(self, settings: AnnotationSettings) -> None:
        self.settings = settings
        self.taxonomy = load_taxonomies(settings.taxonomy)
        self.cues = load_cues()
        self._is_stock = settings.sentiment == "stock"
        self.lexicon = lexicon = (
            stock_lexicon() if self._is_stock else cx_lexicon().extended(self.taxonomy.valence)
        )
        self._book = book.rulebook(self.taxonomy, self.cues, settings.profile, lexicon)
        self.vocabulary = self._book.vocabulary
        rules = self._book.rules
        self._words = WordTable(lexicon)
        self._table = ChunkTable(
            rules.matcher.symbols, self._words, lambda text: chunk_words(text, lexicon)
        )
        self._patterns = PatternMatcher(rules.token_patterns)

    def __call__(self, batch: Batch) -> Annotations:
        """All that is found in a batch."""
        stream = stream_of(batch.text, self._table)
        pieces = PieceStream(
            stream.piece_verbatim,
            stream.columns.piece_facts[stream.piece],
            stream.columns.piece_word[stream.piece],
            stream.newlines,
        )
        hits = self._term_hits(stream)
        cuts = hard_cuts(pieces)
        starts = cuts.starts | self._soft_cuts(stream, pieces, cuts.starts, hits)
        clause = np.cumsum(starts) - 1
        found = self._matches(batch, stream, hits, clause)
        scored = ~connectives(pieces, starts)
        words = clause_words(stream, clause, scored)
        if self._is_stock:
            clause_scores = scores_of_words(words, self._words)
            verbatim_scores = scores_of_words(verbatim_words(stream, len(batch)), self._words)
        else:
            words = with_phrases(words, stream, self._sentiment(found), self._words)
            clause_scores = scores_of_words(words, self._words)
            last_cut = np.maximum.accumulate(np.where(cuts.starts, np.arange(len(starts)), 0))
            verbatim_scores = combined(
                clause_scores,
                cuts.role[last_cut][starts],
                stream.piece_verbatim[starts],
                len(batch),
            )
        compound = _ten_thousandths(clause_scores)
        layout = _Layout(stream, starts, clause)
        cues = self._cues(found, layout)
        clauses = self._clauses(batch, layout, found, cues, clause_scores)
        mentions = self._mentions(found, layout, cues, compound)
        return Annotations(
            batch=batch,
            vocabulary=self.vocabulary,
            compound=verbatim_scores.compound,
            pos=verbatim_scores.pos,
            neu=verbatim_scores.neu,
            neg=verbatim_scores.neg,
            polarity=polarity(_ten_thousandths(verbatim_scores)),
            clauses=clauses,
            mentions=mentions,
            cues=cues,
            pairs=pairs_of(mentions, self.vocabulary),
        )

    def _term_hits(self, stream: Stream) -> Hits:
        columns, token = stream.columns, stream.token
        return self._book.rules.matcher.hits(
            columns.token_symbols[token], columns.token_symbol_count[token], columns.symbols
        )

    def _soft_cuts(self, stream: Stream, pieces: PieceStream, starts: Bools, hits: Hits) -> Bools:
        rule, origin = self._book.rules.direct(hits)
        kind = self._book.kind[rule]
        first, last = stream.token_piece[hits.first[origin]], stream.token_piece[hits.last[origin]]
        segment = np.cumsum(starts)
        inside = segment[first] == segment[last]
        theme, cue = inside & (kind == book.THEME), inside & (kind == book.CUE)
        n = len(pieces.facts)
        themed = np.zeros(n, dtype=np.bool_)
        themed[first[theme]] = True
        opinionated = self._valenced(stream)
        opinionated[first[cue]] = True
        whole = theme | cue | (inside & (kind == book.SENTIMENT))
        spans = Hits(rule[whole], first[whole], last[whole])
        return soft_cuts(pieces, starts, spans, themed, opinionated)

    def _valenced(self, stream: Stream) -> Bools:
        """Whether each piece has a word with a valence."""
        columns = stream.columns
        has_valence = np.concatenate(([0], np.cumsum(self._words.valences[columns.words] != 0)))
        first = columns.piece_words[stream.piece]
        counts = has_valence[first + columns.piece_word_count[stream.piece]] - has_valence[first]
        return np.asarray(counts > 0)

    def _matches(self, batch: Batch, stream: Stream, hits: Hits, clause: Ints) -> RuleHits:
        """All rule matches but those that an ``unless`` forbids."""
        clause_of_token = clause[stream.token_piece]
        found = self._book.rules.matches(hits, clause_of_token)
        if self._patterns:
            found = self._patterns.add(found, batch.text, stream, clause_of_token)
        kind, target = self._book.kind[found.rule], self._book.target[found.rule]
        keep = (kind != book.THEME_UNLESS) & (kind != book.CUE_UNLESS)
        for wanted, unless in ((book.THEME, book.THEME_UNLESS), (book.CUE, book.CUE_UNLESS)):
            width = len(self._book.target) + 1
            key = found.clause * width + target
            forbidden = np.isin(key, key[kind == unless])
            keep &= ~((kind == wanted) & forbidden)
        return found.where(keep)

    def _sentiment(self, found: RuleHits) -> Hits:
        """Where the phrases of the sentiment lexicon are."""
        chosen = found.where(self._book.kind[found.rule] == book.SENTIMENT)
        return Hits(self._book.target[chosen.rule], chosen.first, chosen.last)

    def _cues(self, found: RuleHits, layout: _Layout) -> Cues:
        chosen = self._earliest(found, book.CUE)
        return Cues(
            verbatim=layout.verbatim[chosen.clause],
            clause=chosen.clause,
            cue=self._book.target[chosen.rule],
            start=layout.stream.token_start[chosen.first],
            end=layout.stream.token_end[chosen.last],
        )

    def _mentions(self, found: RuleHits, layout: _Layout, cues: Cues, compound: Ints) -> Mentions:
        chosen = self._earliest(found, book.THEME)
        theme = self._book.target[chosen.rule]
        stated = {
            facet: clause_facets(cues, codes, layout.n)[chosen.clause]
            for facet, codes in self._book.cue_facet.items()
        }

        def overridden(facet: str, default: Ints) -> Ints:
            return np.where(stated[facet] >= 0, stated[facet], default[theme])

        return Mentions(
            verbatim=layout.verbatim[chosen.clause],
            clause=chosen.clause,
            start=layout.stream.token_start[chosen.first],
            end=layout.stream.token_end[chosen.last],
            theme=theme,
            phrase=self._book.phrase[chosen.rule],
            stage=overridden("stage", self._book.default_stage),
            dimension=overridden("dimension", self._book.default_dimension),
            cause=stated["cause"],
            pole=overridden("pole", self._book.default_pole),
            compound=compound[chosen.clause],
            polarity=polarity(compound[chosen.clause]),
        )

    def _earliest(self, found: RuleHits, kind: int) -> RuleHits:
        """One match a clause and target, the earliest, then the longest; by clause and place."""
        chosen = found.where(self._book.kind[found.rule] == kind)
        target = self._book.target[chosen.rule]
        order = np.lexsort((chosen.rule, -chosen.last, chosen.first, target, chosen.clause))
        chosen, target = chosen.where(order), target[order]
        first = first_of_runs(chosen.clause, target)
        chosen, target = chosen.where(first), target[first]
        return chosen.where(np.lexsort((target, chosen.first, chosen.clause)))

    def _clauses(
        self,
        batch: Batch,
        layout: _Layout,
        found: RuleHits,
        cues: Cues,
        scores: Scores,
    ) -> Clauses:
        compound = _ten_thousandths(scores)
        brand = np.full(layout.n, -1, dtype=np.int64)
        named = self._earliest(found, book.BRAND)
        brand[named.clause[::-1]] = self._book.target[named.rule[::-1]]
        return Clauses(
            verbatim=layout.verbatim,
            number=layout.number,
            start=layout.start,
            end=layout.end,
            compound=compound,
            polarity=polarity(compound),
            valenced=scores.hits > 0,
            duration_s=_longest_durations(batch, layout),
            channel_named=clause_facets(cues, self._book.cue_facet["channel"], layout.n),
            brand_named=brand,
        )


class _Layout:
    """Where the clauses of a batch are."""

    def __init__(self, stream: Stream, starts: Bools, clause: Ints) -> None:
        self.stream = stream
        self.clause = clause
        first = np.flatnonzero(starts)
        self.n = len(first)
        last = np.append(first[1:], len(starts)) - 1
        self.verbatim = stream.piece_verbatim[first]
        self.start = stream.piece_start[first]
        self.end = stream.piece_end[last]
        place = np.arange(self.n, dtype=np.int64)
        opens = first_of_runs(self.verbatim) if self.n else np.empty(0, dtype=np.bool_)
        self.number = place - np.maximum.accumulate(np.where(opens, place, 0)) + 1


def polarity(compound: Ints) -> Ints:
    """-1, 0 or 1 of compounds in ten-thousandths."""
    result: Ints = (compound >= _THRESHOLD).astype(np.int64) - (compound <= -_THRESHOLD)
    return result


def _ten_thousandths(scores: Scores) -> Ints:
    return np.rint(scores.compound * COMPOUND_UNIT).astype(np.int64)


def _longest_durations(batch: Batch, layout: _Layout) -> Ints:
    """The longest duration that each clause states, in seconds; -1 without one."""
    stream = layout.stream
    longest = np.full(layout.n, -1, dtype=np.int64)
    has_unit = stream.columns.piece_facts[stream.piece] & UNIT != 0
    clauses = np.unique(layout.clause[has_unit])
    for clause in clauses.tolist():
        text = batch.text[int(layout.verbatim[clause])]
        stated = [
            seconds for _, seconds in durations(text[layout.start[clause] : layout.end[clause]])
        ]
        if stated:
            longest[clause] = max(stated)
    return longest
