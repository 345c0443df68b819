"""Finding many phrases at once over arrays of token symbols.

A *symbol* stands for an atom of some rule: a lemma, an exact form, or a prefix. A token carries the
symbols of the atoms that it satisfies; most tokens carry none. All phrases share one trie, which is
walked for every token of a batch at the same time, one level after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from vockit.language.arrays import GOLDEN, Bools, Hashes, Ints, as_places
from vockit.language.numbering import HashTable

AtomKey = tuple[str, str]
"""(kind, text): kind is ``lemma``, ``exact`` or ``prefix``."""


class Symbols:
    """The atoms that occur in any rule, and which of them a token satisfies."""

    def __init__(self, atoms: Iterable[AtomKey]) -> None:
        self._code: dict[AtomKey, int] = {}
        for atom in atoms:
            self._code.setdefault(atom, len(self._code))
        self._lemma = {text: code for (kind, text), code in self._code.items() if kind == "lemma"}
        self._exact = {text: code for (kind, text), code in self._code.items() if kind == "exact"}
        self._prefixes: dict[str, list[tuple[str, int]]] = {}
        """Prefixes, short ones first, by their first two characters."""
        prefixes = [(text, code) for (kind, text), code in self._code.items() if kind == "prefix"]
        for text, code in sorted(prefixes, key=lambda prefix: len(prefix[0])):
            self._prefixes.setdefault(text[:2], []).append((text, code))

    def __len__(self) -> int:
        return len(self._code)

    def code(self, atom: AtomKey) -> int:
        """The symbol of an atom that was given at construction."""
        return self._code[atom]

    def of(self, lower: str, lemma: str) -> list[int]:
        """The symbols that a token with this lower-cased form and lemma satisfies."""
        found = []
        if (code := self._lemma.get(lemma)) is not None:
            found.append(code)
        if (code := self._exact.get(lower)) is not None:
            found.append(code)
        for start in (lower[:1], lower[:2]) if len(lower) > 1 else (lower,):
            for prefix, code in self._prefixes.get(start, ()):
                if lower.startswith(prefix):
                    found.append(code)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """Where terms were found: which term, and the first and the last token of the match."""

    term: Ints
    first: Ints
    last: Ints

    def __len__(self) -> int:
        return len(self.term)

    def where(self, keep: Bools | Ints) -> Hits:
        """The hits that a mask or an index array picks."""
        keep = as_places(keep)
        return Hits(self.term[keep], self.first[keep], self.last[keep])


class TermMatcher:
    """A trie over terms, each a sequence of atoms for consecutive tokens."""

    def __init__(self, terms: Sequence[tuple[AtomKey, ...]]) -> None:
        self.symbols = Symbols(chain.from_iterable(terms))
        width = max(len(self.symbols), 1)
        code = self.symbols.code
        child: dict[int, int] = {}
        """The node below a node, by node and symbol in one number; node 0 is the root."""
        term_of = [-1]
        for index, term in enumerate(terms):
            node = 0
            for atom in term:
                edge = node * width + code(atom)
                node = child.setdefault(edge, len(term_of))
                if node == len(term_of):
                    term_of.append(-1)
            term_of[node] = index
        key = np.fromiter(child.keys(), dtype=np.int64, count=len(child))
        below = np.fromiter(child.values(), dtype=np.int64, count=len(child))
        self._width = width
        # The last node is none: symbols that no term begins with lead there.
        self._term_of = np.array([*term_of, -1], dtype=np.int64)
        self._root = np.full(width, len(term_of), dtype=np.int64)
        first = key < width
        self._root[key[first]] = below[first]
        key, below = key[~first], below[~first]
        self._edges, self._below = HashTable(), below
        self._edges.add(_hashes(key))
        self._sign = np.left_shift(np.uint64(1), np.arange(width, dtype=np.uint64) % 64)
        """One of 64 bits for each symbol."""
        self._next_signs = np.zeros(len(self._term_of), dtype=np.uint64)
        """The signs of all symbols that lead on from a node."""
        np.bitwise_or.at(self._next_signs, key // width, self._sign[key % width])

    def hits(self, symbol_start: Ints, symbol_count: Ints, symbols: Ints) -> Hits:
        """Every place where a term matches consecutive tokens.

        ``symbol_start`` and ``symbol_count`` have one entry a token and point into ``symbols``.
        Matches may run over the end of a text or clause; the caller, who knows where those are,
        drops them.
        """
        signs = np.zeros(len(symbol_count) + 1, dtype=np.uint64)
        starts = []
        for token, place in _ranked(symbol_start, symbol_count):
            symbol = symbols[place]
            signs[token] |= self._sign[symbol]
            starts.append((token, self._root[symbol]))
        first, node = _joined(starts)
        last = first
        found = []
        while len(node):
            term = self._term_of[node]
            ends = np.flatnonzero(term >= 0)
            found.append((term[ends], first[ends], last[ends]))
            # Most steps lead nowhere, as the next token's signs tell.
            goes_on = np.flatnonzero(self._next_signs[node] & signs[last + 1] != 0)
            first, node, last = first[goes_on], node[goes_on], last[goes_on] + 1
            base = node * self._width
            steps = []
            for which, place in _ranked(symbol_start[last], symbol_count[last]):
                edge = self._edges.find(_hashes(base[which] + symbols[place]))
                leads = np.flatnonzero(edge >= 0)
                steps.append((which[leads], self._below[edge[leads]]))
            origin, node = _joined(steps)
            first, last = first[origin], last[origin]
        return Hits(*_joined(found, columns=3))


def _hashes(keys: Ints) -> Hashes:
    """A hash of each key, which no other key has; only that of 0 is 0."""
    return keys.view(np.uint64) * GOLDEN


def _ranked(start: Ints, count: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Which tokens have a first symbol and its place, then the same of second symbols, and so on.

    Tokens have few symbols, so that this takes less than to list those of each token in turn.
    """
    which = np.flatnonzero(count > 0)
    place, left = start[which], count[which] - 1
    while len(which):
        yield which, place
        more = np.flatnonzero(left > 0)
        which, place, left = which[more], place[more] + 1, left[more] - 1


def _joined(parts: Sequence[tuple[Ints, ...]], columns: int = 2) -> tuple[Ints, ...]:
    """The columns of all parts."""
    empty = np.empty(0, dtype=np.int64)
    return tuple(np.concatenate(column) for column in zip((empty,) * columns, *parts, strict=True))
