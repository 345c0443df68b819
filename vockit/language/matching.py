"""Finding many phrases at once over arrays of token symbols.

A *symbol* stands for an atom of some rule: a lemma, an exact form, or a prefix. A token carries the
symbols of the atoms that it satisfies; most tokens carry none. All phrases share one trie, which is
walked for every token of a batch at the same time, one level after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from vockit.arrays import GOLDEN, Bools, Hashes, Ints, KeyFilter, Rows, as_places
from vockit.language.numbering import HashTable

AtomKey = tuple[str, str]
"""(kind, text): kind is ``lemma``, ``exact`` or ``prefix``."""


class Symbols:
    """The atoms that occur in any rule, and the sets of them that tokens satisfy.

    Tokens that satisfy the same atoms are the same to all rules. There are few such sets: a few
    thousand in any number of texts.
    """

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
        self._number: dict[tuple[int, ...], int] = {(): 0}
        self.sets: list[tuple[int, ...]] = [()]
        """The symbols of each set so far, by its number."""

    def __len__(self) -> int:
        return len(self._code)

    def code(self, atom: AtomKey) -> int:
        """The symbol of an atom that was passed to the constructor."""
        return self._code[atom]

    def texts(self, kind: str) -> list[str]:
        """The texts of all atoms of one kind."""
        return [text for of, text in self._code if of == kind]

    def of(self, lower: str, lemma: str) -> int:
        """The number of the set that a token with this lower-cased form and lemma satisfies."""
        found = []
        if (code := self._lemma.get(lemma)) is not None:
            found.append(code)
        if (code := self._exact.get(lower)) is not None:
            found.append(code)
        for start in (lower[:1], lower[:2]) if len(lower) > 1 else (lower,):
            for prefix, code in self._prefixes.get(start, ()):
                if lower.startswith(prefix):
                    found.append(code)
        symbols = tuple(found)
        number = self._number.setdefault(symbols, len(self.sets))
        if number == len(self.sets):
            self.sets.append(symbols)
        return number


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


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """What the trie needs to know of each set of symbols."""

    signs: Hashes
    """The bits of its symbols."""
    next_signs: Hashes
    """The bits of all symbols by which a term that begins with it may continue."""
    terms: Rows
    """The terms of one atom that it satisfies."""
    nodes: Rows
    """The nodes to which it leads from the root, except those where no term continues."""
    symbols: Rows
    """Its symbols, except those that only begin terms."""

    def __len__(self) -> int:
        return len(self.signs)

    def followed_by(self, more: _Sets) -> _Sets:
        """These sets and more."""
        return _Sets(
            np.concatenate((self.signs, more.signs)),
            np.concatenate((self.next_signs, more.next_signs)),
            self.terms.followed_by(more.terms),
            self.nodes.followed_by(more.nodes),
            self.symbols.followed_by(more.symbols),
        )


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
        is_first = key < width
        self._root = np.zeros(width, dtype=np.int64)
        """The node to which each symbol leads from the root; the root itself where no term begins.
        """
        self._root[key[is_first]] = below[is_first]
        self._width = width
        self._term_of = np.array(term_of, dtype=np.int64)
        key, self._below = key[~is_first], below[~is_first]
        self._edges = HashTable()
        self._edges.add(_hashes(key))
        self._may_lead = KeyFilter(key, bits=17)
        later = np.unique(key % width)
        self._sign = np.zeros(width, dtype=np.uint64)
        """One of 64 bits for each symbol, 0 for those that only begin terms."""
        self._sign[later] = np.left_shift(np.uint64(1), np.arange(len(later), dtype=np.uint64) % 64)
        self._next_signs = np.zeros(len(term_of), dtype=np.uint64)
        """The bits of all symbols that lead on from a node."""
        np.bitwise_or.at(self._next_signs, key // width, self._sign[key % width])
        self._sets = self._meaning_of([])

    def hits(self, sets: Ints) -> Hits:
        """Every place where a term matches consecutive tokens.

        ``sets`` has one entry a token, a number from ``symbols.of``. Matches may run over the end
        of a text or clause; the caller, who knows where those are, drops them.
        """
        known, sets = self._known_sets(), sets.astype(np.int64, copy=False)
        signs = np.zeros(len(sets) + 1, dtype=np.uint64)
        signs[:-1] = known.signs[sets]
        term, first = known.terms.expand(sets)
        found = [(term, first, first)]
        # Most steps lead nowhere, and the bits of the next token show it.
        begins = np.flatnonzero(known.next_signs[sets] & signs[1:] != 0)
        node, origin = known.nodes.expand(sets[begins])
        first = last = begins[origin]
        while len(node):
            goes_on = np.flatnonzero(self._next_signs[node] & signs[last + 1] != 0)
            first, node, last = first[goes_on], node[goes_on], last[goes_on] + 1
            symbol, origin = known.symbols.expand(sets[last])
            key = node[origin] * self._width + symbol
            may_lead = np.flatnonzero(self._may_lead.may_have(key))
            edge = self._edges.find(_hashes(key[may_lead]))
            leads = np.flatnonzero(edge >= 0)
            node, origin = self._below[edge[leads]], origin[may_lead[leads]]
            first, last = first[origin], last[origin]
            term = self._term_of[node]
            ends = np.flatnonzero(term >= 0)
            found.append((term[ends], first[ends], last[ends]))
        return Hits(*(np.concatenate(column) for column in zip(*found, strict=True)))

    def _known_sets(self) -> _Sets:
        new = self.symbols.sets[len(self._sets) :]
        if new:
            self._sets = self._sets.followed_by(self._meaning_of(new))
        return self._sets

    def _meaning_of(self, sets: Sequence[tuple[int, ...]]) -> _Sets:
        symbol = np.fromiter(chain.from_iterable(sets), dtype=np.int64)
        of_set = np.repeat(np.arange(len(sets)), list(map(len, sets)))
        node = self._root[symbol]
        term, next_signs = self._term_of[node], self._next_signs[node]
        signs = np.zeros((2, len(sets)), dtype=np.uint64)
        np.bitwise_or.at(signs[0], of_set, self._sign[symbol])
        np.bitwise_or.at(signs[1], of_set, next_signs)

        def where(chosen: Bools, values: Ints) -> Rows:
            return Rows.of(len(sets), of_set[chosen], values[chosen])

        return _Sets(
            signs=signs[0],
            next_signs=signs[1],
            terms=where(term >= 0, term),
            nodes=where(next_signs > 0, node),
            symbols=where(self._sign[symbol] > 0, symbol),
        )


def _hashes(keys: Ints) -> Hashes:
    """A hash of each key, different for different keys; only the hash of 0 is 0."""
    return keys.view(np.uint64) * GOLDEN
