"""How chunks that were never seen before are taken apart and looked up.

Most new chunks are a new word, or known words that were not yet seen together, with marks around
them. What depends on a word alone is looked up once a word, what depends on the shape of a chunk
once a shape (see ``vockit.language.shapes``); both are put together for all new chunks of a batch
at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from vockit.language.arrays import GrowingTable, Ints, ranges
from vockit.language.chunk_rows import ChunkRows
from vockit.language.english import lemma, lower_form, mended
from vockit.language.matching import Symbols
from vockit.language.sentiment.words import WordTable
from vockit.language.shapes import FIXED, LONGEST, OTHER, SHORTEST_CORE, shape_of, split, stand_in
from vockit.language.tokens import take_apart


class _Cores(NamedTuple):
    """What is known of words, one column a fact."""

    growth: Ints
    """How much longer the word is than its stand-in."""
    is_short: Ints
    symbols: Ints
    words: Ints
    word_count: Ints


class _Shapes(NamedTuple):
    """What is known of shapes, one column a fact."""

    cores: Ints
    """How many."""
    tokens: Ints
    token_count: Ints
    pieces: Ints
    piece_count: Ints


class _ShapeTokens(NamedTuple):
    """What is known of the tokens of shapes, one column a fact."""

    start: Ints
    start_cores: Ints
    end: Ints
    end_cores: Ints
    core: Ints
    symbols: Ints


class _ShapePieces(NamedTuple):
    """What is known of the pieces of shapes, one column a fact."""

    start: Ints
    start_cores: Ints
    end: Ints
    end_cores: Ints
    facts: Ints
    word: Ints
    token: Ints
    """Number of the first token within the shape."""
    token_count: Ints
    core: Ints
    exclamations: Ints
    questions: Ints


@dataclass(slots=True)
class _New:
    """What a batch's new chunks add, one after the other in lists, before tables take it up."""

    word: int
    """Number of the next word, and so on."""
    shape: int
    shape_token: int
    shape_piece: int
    words: list[int] = field(default_factory=list)
    cores: list[int] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    shape_tokens: list[int] = field(default_factory=list)
    shape_pieces: list[int] = field(default_factory=list)

    def words_at(self, words: Sequence[int]) -> tuple[int, int]:
        """Add the words of a chunk or piece: where they are, and how many."""
        place = self.word
        self.words += words
        self.word += len(words)
        return place, len(words)


class _Fitting(NamedTuple):
    """New chunks whose shape is known."""

    places: list[int]
    """Among the new chunks."""
    shapes: list[int]
    cores: list[int]
    """Of all chunks, one chunk after the other."""


@dataclass(frozen=True, slots=True, eq=False)
class _Lengthened:
    """New chunks as shapes with cores that are longer than their stand-ins."""

    cores: Ints
    """Of all chunks, one chunk after the other."""
    first: Ints
    """Where the cores of each chunk begin."""
    moved: Ints
    """By how much the cores before each core, and before the end of the last, are longer."""

    @classmethod
    def of(cls, counts: Ints, cores: Ints, known: GrowingTable) -> _Lengthened:
        growth = _Cores(*known.columns).growth[cores]
        moved = np.zeros(len(cores) + 1, dtype=np.int64)
        np.cumsum(growth, out=moved[1:])
        return cls(cores, np.cumsum(counts) - counts, moved)

    def core(self, chunk: Ints, number: Ints) -> Ints:
        """The core with this number within its chunk."""
        cores: Ints = self.cores[self.first[chunk] + number]
        return cores

    def at(self, chunk: Ints, offset: Ints, cores_before: Ints) -> Ints:
        """A place of a shape as a place in the chunk."""
        first = self.first[chunk]
        places: Ints = offset + self.moved[first + cores_before] - self.moved[first]
        return places


_NO_SHAPE = -1


class Learner:
    """Adds new chunks to the rows of a table.

    ``scores_whole`` says whether the words of whole chunks are wanted beside those of their pieces.
    """

    def __init__(
        self, rows: ChunkRows, symbols: Symbols, words: WordTable, *, scores_whole: bool
    ) -> None:
        self._rows = rows
        self._symbols_of = symbols.of
        self._words = words
        self._scores_whole = scores_whole
        self._token_symbols: dict[str, int] = {}
        """The set of symbols of each distinct token; not of cores."""
        self._core_numbers: dict[str, int] = {}
        self._stand_ins: list[str] = []
        """Of each core."""
        self._cores = GrowingTable(len(_Cores._fields))
        self._shape_numbers: dict[tuple[str, ...], int] = {}
        self._shapes = GrowingTable(len(_Shapes._fields))
        self._shape_tokens = GrowingTable(len(_ShapeTokens._fields))
        self._shape_pieces = GrowingTable(len(_ShapePieces._fields))

    def learn(self, chunks: Sequence[str]) -> None:
        """Add chunks that are new, in order."""
        new = self._nothing_yet()
        fitting = _Fitting([], [], [])
        others: list[int] = []
        for place, chunk in enumerate(chunks):
            if len(chunk) > LONGEST:
                others.append(place)
                continue
            parts = split(mended(chunk))
            cores = [self._core(core, new) for core in parts[1::2]]
            parts[1::2] = [self._stand_ins[core] for core in cores]
            shape = self._shape(tuple(parts), new)
            if shape == _NO_SHAPE:
                others.append(place)
            else:
                fitting.places.append(place)
                fitting.shapes.append(shape)
                fitting.cores.extend(cores)
        self._cores.extend(new.cores)
        self._shapes.extend(new.shapes)
        self._shape_tokens.extend(new.shape_tokens)
        self._shape_pieces.extend(new.shape_pieces)
        rows = np.empty((len(chunks), self._rows.chunks.width), dtype=np.int64)
        rows[fitting.places] = self._put_together(chunks, fitting, new)
        rows[others] = self._one_by_one([chunks[place] for place in others], new)
        self._rows.chunks.extend(rows)
        self._rows.words.extend(new.words)

    def _nothing_yet(self) -> _New:
        return _New(
            word=len(self._rows.words),
            shape=len(self._shapes),
            shape_token=len(self._shape_tokens),
            shape_piece=len(self._shape_pieces),
        )

    def _core(self, word: str, new: _New) -> int:
        number = self._core_numbers.get(word)
        if number is None:
            number = self._core_numbers[word] = len(self._stand_ins)
            stands_in = stand_in(word)
            self._stand_ins.append(stands_in)
            words = new.words_at(self._words.of_bare(word))
            is_short = len(word) < SHORTEST_CORE
            growth = len(word) - len(stands_in)
            symbols = self._symbols_of(word.lower(), lemma(word.lower()))
            new.cores += (growth, is_short, symbols, *words)
        return number

    def _shape(self, parts: tuple[str, ...], new: _New) -> int:
        number = self._shape_numbers.get(parts)
        if number is None:
            number = self._shape_numbers[parts] = self._add_shape(parts, new)
        return number

    def _add_shape(self, parts: tuple[str, ...], new: _New) -> int:
        shape = shape_of(parts)
        if shape is None:
            return _NO_SHAPE
        text = "".join(parts)
        new.shapes += (shape.cores, new.shape_token, len(shape.tokens), new.shape_piece)
        new.shapes.append(len(shape.pieces))
        for start, end, core in shape.tokens:
            fixed = core == FIXED
            symbols = self._symbols(text[start.offset : end.offset]) if fixed else 0
            new.shape_tokens += (*start, *end, core, symbols)
        for piece, start, end, core, *marks in shape.pieces:
            tokens = (piece.first_token, piece.last_token - piece.first_token + 1)
            new.shape_pieces += (*start, *end, piece.facts, piece.word, *tokens, core, *marks)
        new.shape_token += len(shape.tokens)
        new.shape_piece += len(shape.pieces)
        new.shape += 1
        return new.shape - 1

    def _symbols(self, token: str) -> int:
        """The set of symbols of a token."""
        found = self._token_symbols.get(token)
        if found is None:
            lower = lower_form(token)
            found = self._token_symbols[token] = self._symbols_of(lower, lemma(lower))
        return found

    def _said(self, text: str, new: _New) -> tuple[int, int, int, int]:
        """Where the words of a chunk or piece are, how many; and its "!" and "?"."""
        words, exclamations, questions = self._words.words_of(text)
        return *new.words_at(words), exclamations, questions

    def _put_together(self, chunks: Sequence[str], fitting: _Fitting, new: _New) -> Ints:
        """The rows of chunks whose shape is known; their pieces and tokens are added."""
        shapes = _Shapes(*self._shapes.columns[:, np.array(fitting.shapes, np.int64)])
        of_chunks = _Lengthened.of(shapes.cores, np.array(fitting.cores, np.int64), self._cores)
        texts = [chunks[place] for place in fitting.places]
        tokens = self._add_tokens(texts, shapes, of_chunks)
        pieces, said = self._add_pieces(texts, shapes, of_chunks, tokens, new)
        said_in_all = said[pieces - pieces[:1]]
        if self._scores_whole:
            for several in np.flatnonzero(shapes.piece_count > 1).tolist():
                said_in_all[several] = self._said(texts[several], new)
        return np.column_stack((pieces, shapes.piece_count, said_in_all))

    def _add_tokens(self, chunks: Sequence[str], shapes: _Shapes, of_chunks: _Lengthened) -> Ints:
        """Add the tokens of chunks: where those of each begin."""
        chunk = np.repeat(np.arange(len(chunks), dtype=np.int64), shapes.token_count)
        tokens = _ShapeTokens(
            *self._shape_tokens.columns[:, ranges(shapes.tokens, shapes.token_count)]
        )
        start = of_chunks.at(chunk, tokens.start, tokens.start_cores)
        end = of_chunks.at(chunk, tokens.end, tokens.end_cores)
        symbols = tokens.symbols
        is_core = np.flatnonzero(tokens.core >= 0)
        core = of_chunks.core(chunk[is_core], tokens.core[is_core])
        symbols[is_core] = _Cores(*self._cores.columns).symbols[core]
        for other in np.flatnonzero(tokens.core == OTHER).tolist():
            text = mended(chunks[chunk[other]])[start[other] : end[other]]
            symbols[other] = self._symbols(text)
        base = len(self._rows.tokens)
        self._rows.tokens.extend(np.column_stack((start, end, symbols)))
        return base + np.cumsum(shapes.token_count) - shapes.token_count

    def _add_pieces(
        self,
        chunks: Sequence[str],
        shapes: _Shapes,
        of_chunks: _Lengthened,
        first_token: Ints,
        new: _New,
    ) -> tuple[Ints, Ints]:
        """Add the pieces of chunks: where those of each begin, and what each piece says."""
        chunk = np.repeat(np.arange(len(chunks), dtype=np.int64), shapes.piece_count)
        pieces = _ShapePieces(
            *self._shape_pieces.columns[:, ranges(shapes.pieces, shapes.piece_count)]
        )
        start = of_chunks.at(chunk, pieces.start, pieces.start_cores)
        end = of_chunks.at(chunk, pieces.end, pieces.end_cores)
        said = np.zeros((len(chunk), 4), dtype=np.int64)
        said[:, 2], said[:, 3] = pieces.exclamations, pieces.questions
        is_core = np.flatnonzero(pieces.core >= 0)
        core = of_chunks.core(chunk[is_core], pieces.core[is_core])
        cores = _Cores(*self._cores.columns)
        said[is_core, 0], said[is_core, 1] = cores.words[core], cores.word_count[core]
        is_known = np.zeros(len(chunk), dtype=np.bool_)
        is_known[is_core] = cores.is_short[core] == 0
        for other in np.flatnonzero(~is_known).tolist():
            said[other] = self._said(chunks[chunk[other]][start[other] : end[other]], new)
        token = first_token[chunk] + pieces.token
        facts = (pieces.facts, pieces.word, token, pieces.token_count)
        base = len(self._rows.pieces)
        self._rows.pieces.extend(np.column_stack((start, end, *facts, said)))
        return base + np.cumsum(shapes.piece_count) - shapes.piece_count, said

    def _one_by_one(self, chunks: Sequence[str], new: _New) -> Ints:
        """The rows of chunks that have no shape; their pieces and tokens are added."""
        rows: list[int] = []
        all_pieces: list[int] = []
        all_tokens: list[int] = []
        piece, token = len(self._rows.pieces), len(self._rows.tokens)
        for chunk in chunks:
            tokens, pieces = take_apart(chunk)
            for text, start, end in tokens:
                all_tokens += (start, end, self._symbols(text))
            said = self._said(chunk, new)
            rows += (piece, len(pieces), *said)
            for first, last, start, end, facts, word in pieces:
                if len(pieces) > 1:
                    said = self._said(chunk[start:end], new)
                all_pieces += (start, end, facts, word, token + first, last - first + 1, *said)
            piece += len(pieces)
            token += len(tokens)
        self._rows.pieces.extend(all_pieces)
        self._rows.tokens.extend(all_tokens)
        return np.array(rows, dtype=np.int64).reshape(-1, self._rows.chunks.width)
