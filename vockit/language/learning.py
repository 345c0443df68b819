"""How chunks that were never seen before are split and looked up.

Most new chunks are a word that no table knows, or known words in a new combination, with marks
around them. The tokenizer is called once for each shape, and each token and word is looked up
once; where only the form of a core counts, once for all cores of this form (see
``vockit.language.cores``). The rest is arrays, for all new chunks of a batch at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np

from vockit.arrays import Bools, GrowingTable, Ints, ranges
from vockit.language.chunk_rows import ChunkRows
from vockit.language.chunking import Chunks
from vockit.language.cores import SENSE_FORM, SHAPE_FORM, SHORTEST, Cores, KnownWords, Units
from vockit.language.english import lemma, lower_form, mended, words_of
from vockit.language.hashing import ChunkHasher
from vockit.language.matching import Symbols
from vockit.language.numbering import Memo
from vockit.language.sentiment.words import WordTable
from vockit.language.shapes import LONGEST, Shape, deciding_words, shapes_of

REMEMBERED = 1 << 18
"""Shapes, tokens or words that are remembered; then they are forgotten, which changes no result."""
_CHARACTERS = 1 << 18
"""New chunks of about so many characters are learned at a time."""


class _Shapes(NamedTuple):
    """What is known of each shape, a column for each fact."""

    tokens: Ints
    token_count: Ints
    """0 where the shape does not decide how its chunks are split."""
    pieces: Ints
    piece_count: Ints


class _Pieces(NamedTuple):
    """What is known of the pieces of shapes, a column for each fact."""

    start: Ints
    end: Ints
    words_start: Ints
    words_end: Ints
    facts: Ints
    word: Ints
    token: Ints
    """Number of the first token within the shape."""
    token_count: Ints


class _Span(NamedTuple):
    """Parts of chunks, from one character to another."""

    start: Ints
    end: Ints


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """New chunks that are learned at the same time, as units in three ways."""

    chunks: Chunks
    which: Ints
    cores: Cores
    form: Units
    """Words that decide how a chunk is split, and the forms of all others."""
    to_rules: Units
    """Words that some rule may look for, and the forms of all others."""
    to_scorer: Units
    """Words that the scorer may know, and the forms of all others."""

    def places(self, chunk: Ints, unit: Ints) -> Ints:
        """The characters with which these units of shapes begin."""
        first = self.form.of_point[self.cores.first[chunk]]
        places: Ints = self.form.point[first + unit]
        return places

    def counts(self, mark: str, start: Ints, end: Ints) -> Ints:
        """How often a mark stands between two characters."""
        counts = np.zeros(len(self.cores.points) + 1, dtype=np.int64)
        np.cumsum(self.cores.points == ord(mark), out=counts[1:])
        return counts[end] - counts[start]

    def texts(self, start: Ints, end: Ints) -> Iterator[str]:
        """The texts between two characters of one chunk each."""
        return _texts(self.chunks, self.which, self.cores, start, end)


class Learner:
    """Adds new chunks to the rows of a table.

    ``scores_whole`` is whether the words of whole chunks are needed, not only those of pieces.
    """

    def __init__(self, symbols: Symbols, words: WordTable, *, scores_whole: bool) -> None:
        self._symbols_of = symbols.of
        self._words_of = words.words_of
        self._scores_whole = scores_whole
        self._hasher = ChunkHasher()
        self._deciding = KnownWords(self._hasher, deciding_words())
        self._in_rules = KnownWords(
            self._hasher,
            {*symbols.texts("exact"), *words_of(symbols.texts("lemma"))},
            symbols.texts("prefix"),
        )
        self._in_lexicon = KnownWords(self._hasher, words.known)
        self.forget()

    def forget(self) -> None:
        """Forget what was looked up."""
        self._shapes = Memo(len(_Shapes._fields))
        self._shape_tokens = GrowingTable(2)
        self._shape_pieces = GrowingTable(len(_Pieces._fields))
        self._symbols, self._words = Memo(1), Memo(4)

    def learn(self, chunks: Chunks, new: Ints, rows: ChunkRows) -> None:
        """Add chunks that are new, in order."""
        known = (self._shapes, self._shape_tokens, self._symbols, self._words)
        if any(len(table) > REMEMBERED for table in known):
            self.forget()
        characters = np.cumsum(chunks.end[new] - chunks.start[new])
        for which in np.split(new, np.flatnonzero(np.diff(characters // _CHARACTERS)) + 1):
            self._learn(chunks, which, rows)

    def _learn(self, chunks: Chunks, which: Ints, rows: ChunkRows) -> None:
        cores = Cores.of(chunks, which, self._hasher)
        shapes, form, is_kept = self._shaped(chunks, which, cores)
        is_kept |= cores.may_matter()
        to_rules, to_scorer = (
            cores.units(cores.points, is_kept | known.has(cores), SENSE_FORM, self._hasher)
            for known in (self._in_rules, self._in_lexicon)
        )
        part = _Part(chunks, which, cores, form, to_rules, to_scorer)
        tokens = self._add_tokens(part, shapes, rows)
        pieces, words = self._add_pieces(part, shapes, tokens, rows)
        if self._scores_whole:
            several = np.flatnonzero(shapes.piece_count > 1)
            span = _Span(cores.first[several], cores.first[several + 1])
            words[several] = self._score_words(part, span, span, rows)
        rows.chunks.extend(np.column_stack((pieces, shapes.piece_count, words)))

    def _shaped(self, chunks: Chunks, which: Ints, cores: Cores) -> tuple[_Shapes, Units, Bools]:
        """The shape of each chunk, the units of shapes, and the cores that are such a unit."""
        points = cores.mended()
        decides = self._deciding.has(cores) | (cores.end - cores.start == 1)
        keeps_all = np.diff(cores.first) > LONGEST
        start, end = cores.first[:-1], cores.first[1:]

        def look_up(places: Ints) -> Sequence[int]:
            texts = _texts(chunks, which, cores, start[places], end[places])
            return self._add_shapes(
                shapes_of([mended(text) for text in texts], keeps_all[places].tolist())
            )

        while True:
            is_kept = decides | keeps_all[cores.chunk]
            units = cores.units(points, is_kept, SHAPE_FORM, self._hasher)
            shapes = _Shapes(*self._shapes.columns(units.hashes(start, end), look_up))
            is_left = shapes.token_count == 0
            if not is_left.any():
                return shapes, units, is_kept
            keeps_all |= is_left

    def _add_shapes(self, shapes: Iterable[Shape | None]) -> Sequence[int]:
        found: list[int] = []
        tokens: list[int] = []
        pieces: list[int] = []
        token, piece = len(self._shape_tokens), len(self._shape_pieces)
        for shape in shapes:
            if shape is None:
                found += (token, 0, piece, 0)
                continue
            found += (token, len(shape.tokens), piece, len(shape.pieces))
            token += len(shape.tokens)
            piece += len(shape.pieces)
            tokens += chain.from_iterable(shape.tokens)
            pieces += chain.from_iterable(shape.pieces)
        self._shape_tokens.extend(tokens)
        self._shape_pieces.extend(pieces)
        return found

    def _add_tokens(self, part: _Part, shapes: _Shapes, rows: ChunkRows) -> Ints:
        """Add the tokens of chunks: where those of each begin."""
        chunk = np.repeat(np.arange(len(shapes.tokens)), shapes.token_count)
        tokens = self._shape_tokens.columns[:, ranges(shapes.tokens, shapes.token_count)]
        start, end = part.places(chunk, tokens[0]), part.places(chunk, tokens[1])

        def look_up(places: Ints) -> Sequence[int]:
            lowers = map(lower_form, part.texts(start[places], end[places]))
            return [self._symbols_of(lower, lemma(lower)) for lower in lowers]

        symbols = self._symbols.columns(part.to_rules.hashes(start, end), look_up)
        first = part.cores.first[chunk]
        base = len(rows.tokens)
        rows.tokens.extend(np.column_stack((start - first, end - first, *symbols)))
        return base + np.cumsum(shapes.token_count) - shapes.token_count

    def _add_pieces(
        self, part: _Part, shapes: _Shapes, first_token: Ints, rows: ChunkRows
    ) -> tuple[Ints, Ints]:
        """Add the pieces of chunks: where those of each begin, and the words of its first one."""
        chunk = np.repeat(np.arange(len(shapes.pieces)), shapes.piece_count)
        found = self._shape_pieces.columns[:, ranges(shapes.pieces, shapes.piece_count)]
        pieces = _Pieces(*(part.places(chunk, units) for units in found[:4]), *found[4:])
        is_short = pieces.words_end - pieces.words_start < SHORTEST
        bare = _Span(
            np.where(is_short, pieces.start, pieces.words_start),
            np.where(is_short, pieces.end, pieces.words_end),
        )
        words = self._score_words(part, _Span(pieces.start, pieces.end), bare, rows)
        first = part.cores.first[chunk]
        places = (pieces.start - first, pieces.end - first)
        tokens = (first_token[chunk] + pieces.token, pieces.token_count)
        base = len(rows.pieces)
        rows.pieces.extend(np.column_stack((*places, pieces.facts, pieces.word, *tokens, words)))
        place = np.cumsum(shapes.piece_count) - shapes.piece_count
        return base + place, words[place]

    def _score_words(self, part: _Part, whole: _Span, bare: _Span, rows: ChunkRows) -> Ints:
        """The words of spans for the scorer: where they are, how many, and how many "!" and "?".

        ``bare`` are the spans without the marks around them.
        """

        def look_up(places: Ints) -> Sequence[int]:
            found: list[int] = []
            for text in part.texts(bare.start[places], bare.end[places]):
                words, exclamations, questions = self._words_of(text)
                # An entity may be one more: "&excl;".
                marks = (exclamations - text.count("!"), questions - text.count("?"))
                found += (*rows.words.place(words), *marks)
            return found

        found = self._words.columns(part.to_scorer.hashes(*bare), look_up)
        found[2] += part.counts("!", *whole)
        found[3] += part.counts("?", *whole)
        return found.T


def _texts(chunks: Chunks, which: Ints, cores: Cores, start: Ints, end: Ints) -> Iterator[str]:
    """The texts between two characters of one chunk each."""
    chunk = np.searchsorted(cores.first, start, side="right") - 1
    moved = chunks.start[which[chunk]] - cores.first[chunk]
    places = zip((start + moved).tolist(), (end + moved).tolist(), strict=True)
    return (chunks.joined[first:last] for first, last in places)
