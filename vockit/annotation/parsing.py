"""A batch parsed: its clauses, the rules that match in them, and the words that are scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from vockit.annotation import rulebook as book
from vockit.annotation.answers import answered, answers_of
from vockit.annotation.clauses import HardCuts, PieceStream, connectives, hard_cuts, soft_cuts
from vockit.annotation.judgements import (
    WordStream,
    clause_words,
    piece_words,
    scores_of_words,
    verbatim_words,
    with_phrases,
)
from vockit.annotation.names import SilentNames
from vockit.annotation.patterns import PatternMatcher
from vockit.arrays import Bools, Ints, first_of_runs, is_among, numbers_of_runs
from vockit.language import (
    ChunkTable,
    Hits,
    PlainTexts,
    Scores,
    Stream,
    WordTable,
    combine,
    cx_lexicon,
    plain_texts,
    stock_lexicon,
    stream_of,
)
from vockit.profile import Brands
from vockit.settings import AnnotationSettings
from vockit.taxonomy.loading import load_cues, load_taxonomies
from vockit.taxonomy.tagger import RuleHits
from vockit.verbatims import Batch


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where the clauses of a batch are, one entry a clause."""

    verbatim: Ints
    number: Ints
    """1-based within the verbatim."""
    start: Ints
    end: Ints
    """Code points of the plain text of the verbatim."""
    role: Ints
    """-1 on the side of a contrast that is conceded, 1 on the other, 0 without a contrast."""

    def __len__(self) -> int:
        return len(self.verbatim)

    def texts(self, plain: PlainTexts) -> list[str]:
        """The text of each clause."""
        places = zip(self.verbatim.tolist(), self.start.tolist(), self.end.tolist(), strict=True)
        return [plain.texts[verbatim][start:end] for verbatim, start, end in places]


@dataclass(frozen=True, slots=True, eq=False)
class Parse:
    """A batch, parsed."""

    stream: Stream
    pieces: PieceStream
    clause: Ints
    """Index of each piece's clause."""
    layout: Layout
    found: RuleHits
    """Matches of all rules, except those that an ``unless`` forbids."""
    words: WordStream
    """The words that are scored, clause by clause."""
    clause_scores: Scores
    verbatim_scores: Scores
    plain: PlainTexts
    """The texts that were parsed; every place above is a place in them."""
    own_scores: Scores
    """Of clauses, by their words only, whatever the question was."""


class Parser:
    """Parses batches. Built once per process; what it remembers changes no result."""

    def __init__(self, settings: AnnotationSettings) -> None:
        self.settings = settings
        self.taxonomy = load_taxonomies(settings.taxonomy)
        self.cues = load_cues()
        self._is_stock = settings.sentiment == "stock"
        self.lexicon = lexicon = (
            stock_lexicon() if self._is_stock else cx_lexicon().extended(self.taxonomy.valence)
        )
        self.book = book.rulebook(self.taxonomy, self.cues, settings.profile, lexicon)
        self.words = WordTable(lexicon)
        self._silent = SilentNames(lexicon, _names(settings.profile.brands))
        rules = self.book.rules
        self._chunks = ChunkTable(rules.matcher.symbols, self.words, scores_whole=self._is_stock)
        self._patterns = PatternMatcher(rules.token_patterns)

    def __call__(self, batch: Batch) -> Parse:
        """Parse a batch."""
        plain = PlainTexts(batch.text) if self._is_stock else plain_texts(batch.text)
        stream = stream_of(plain.texts, self._chunks)
        pieces = PieceStream(
            stream.columns.piece_facts[stream.piece].astype(np.int16),
            stream.columns.piece_word[stream.piece],
            stream.newlines,
            stream.first_piece,
        )
        silent = None if self._is_stock else self._silent.pieces(batch, plain, stream)
        all_words = piece_words(stream, silent, self.words)
        hits = self.book.rules.matcher.hits(stream.columns.token_symbols[stream.token])
        direct = self.book.rules.direct(hits)
        cuts = hard_cuts(pieces)
        valenced = all_words.piece[np.flatnonzero((self.words.valences != 0)[all_words.words])]
        answers = (
            None
            if self._is_stock or batch.parts is None
            else answers_of(batch.parts, plain, stream)
        )
        hard = cuts.starts if answers is None else cuts.starts | answers.cut
        starts = hard | self._soft_cuts(stream, pieces, hard, direct, valenced)
        first = np.flatnonzero(starts)
        clause = numbers_of_runs(first, len(pieces))
        layout = _layout(stream, first, cuts)
        found = self._matches(plain.texts, stream, hits, direct, clause)
        words = clause_words(stream, all_words, first, connectives(pieces, first))
        if self._is_stock:
            clause_scores = own_scores = scores_of_words(words, self.words)
            verbatim_scores = scores_of_words(verbatim_words(stream), self.words)
        else:
            words = with_phrases(words, stream, self._sentiment(found, stream, silent), self.words)
            clause_scores = own_scores = scores_of_words(words, self.words)
            if answers is not None:
                texts = layout.texts(plain)
                clause_scores = answered(answers, first, texts, own_scores)
            verbatim_scores = combine(clause_scores, layout.verbatim, layout.role, len(batch))
        return Parse(
            *(stream, pieces, clause, layout, found, words, clause_scores, verbatim_scores),
            *(plain, own_scores),
        )

    def _soft_cuts(
        self, stream: Stream, pieces: PieceStream, starts: Bools, direct: Hits, valenced: Ints
    ) -> Bools:
        kind = self.book.kind[direct.term]
        first, last = stream.token_piece[direct.first], stream.token_piece[direct.last]
        segment = numbers_of_runs(np.flatnonzero(starts), len(starts))
        inside = segment[first] == segment[last]
        theme, cue = inside & (kind == book.THEME), inside & (kind == book.CUE)
        sentiment = inside & (kind == book.SENTIMENT)
        opinionated = np.concatenate([valenced, first[cue | sentiment]])
        whole = theme | cue | sentiment
        spans = Hits(self.book.target[direct.term], first, last)
        return soft_cuts(pieces, starts, spans.where(theme), spans.where(whole), opinionated)

    def _matches(
        self, texts: Sequence[str], stream: Stream, hits: Hits, direct: Hits, clause: Ints
    ) -> RuleHits:
        """All rule matches, except those that an ``unless`` forbids."""
        clause_of_token = clause[stream.token_piece]
        found = self.book.rules.matches(hits, direct, clause_of_token)
        if self._patterns:
            found = self._patterns.add(found, texts, stream, clause_of_token)
        kind, target = self.book.kind[found.rule], self.book.target[found.rule]
        key = found.clause * len(self.book.target) + target
        keep = (kind != book.THEME_UNLESS) & (kind != book.CUE_UNLESS)
        for wanted, unless in ((book.THEME, book.THEME_UNLESS), (book.CUE, book.CUE_UNLESS)):
            places = np.flatnonzero(kind == wanted)
            keep[places] = ~is_among(key[places], key[kind == unless])
        return found.where(keep)

    def _sentiment(self, found: RuleHits, stream: Stream, silent: Bools | None) -> Hits:
        """Where the phrases of the sentiment lexicon are, except those in names."""
        is_wanted = self.book.kind[found.rule] == book.SENTIMENT
        if silent is not None:
            so_far = np.concatenate(([0], np.cumsum(silent)))
            first, last = stream.token_piece[found.first], stream.token_piece[found.last]
            is_wanted &= so_far[last + 1] == so_far[first]
        chosen = found.where(is_wanted)
        return Hits(self.book.target[chosen.rule], chosen.first, chosen.last)


def _names(brands: Brands) -> list[str]:
    """All that the brands of a profile are called."""
    names = (brands.own, *brands.control, *brands.aliases, *chain(*brands.aliases.values()))
    return [name for name in names if name]


def _layout(stream: Stream, first: Ints, cuts: HardCuts) -> Layout:
    last = np.append(first[1:], len(stream.piece))[: len(first)] - 1
    verbatim = stream.piece_verbatim(first)
    place = np.arange(len(first), dtype=np.int64)
    opens = first_of_runs(verbatim)
    side = np.maximum.accumulate(np.where(cuts.starts[first], place, 0))
    return Layout(
        verbatim=verbatim,
        number=place - np.maximum.accumulate(np.where(opens, place, 0)) + 1,
        start=stream.piece_start(first),
        end=stream.piece_end(last),
        role=cuts.role[first[side]],
    )
