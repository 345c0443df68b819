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

from vockit.language.arrays import Ints, KeyFilter, ranges

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
        for (kind, text), code in sorted(self._code.items(), key=lambda item: len(item[0][1])):
            if kind == "prefix":
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

    def where(self, keep: np.ndarray) -> Hits:
        """The hits that a mask or an index array picks."""
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
        self._term_of = np.array(term_of, dtype=np.int64)
        self._inner = np.zeros(len(term_of), dtype=np.bool_)
        self._inner[key // width] = True
        self._root = np.full(width, -1, dtype=np.int64)
        first = key < width
        self._root[key[first]] = below[first]
        key, below = key[~first], below[~first]
        order = np.argsort(key)
        self._edge_key, self._edge_child = key[order], below[order]
        # Nearly all steps lead nowhere: most are known without a search.
        self._edges = KeyFilter(self._edge_key, bits=18)

    def hits(self, symbol_start: Ints, symbol_count: Ints, symbols: Ints) -> Hits:
        """Every place where a term matches consecutive tokens.

        ``symbol_start`` and ``symbol_count`` have one entry a token and point into ``symbols``.
        Matches may run over the end of a text or clause; the caller, who knows where those are,
        drops them.
        """
        first = np.flatnonzero(symbol_count)
        counts = symbol_count[first]
        symbol = symbols[ranges(symbol_start[first], counts)]
        first = np.repeat(first, counts)
        node = self._root[symbol] if len(symbol) else symbol
        alive = node >= 0
        first, node = first[alive], node[alive]
        last = first
        found_terms, found_first, found_last = [], [], []
        while len(node):
            term = self._term_of[node]
            ends = term >= 0
            found_terms.append(term[ends])
            found_first.append(first[ends])
            found_last.append(last[ends])
            goes_on = self._inner[node] & (last + 1 < len(symbol_count))
            first, node, last = first[goes_on], node[goes_on], last[goes_on] + 1
            counts = symbol_count[last]
            symbol = symbols[ranges(symbol_start[last], counts)]
            first, node, last = (np.repeat(part, counts) for part in (first, node, last))
            if not len(self._edge_key):
                break
            key = node * self._width + symbol
            goes_on = self._edges.may_have(key)
            first, last, key = first[goes_on], last[goes_on], key[goes_on]
            place = np.minimum(np.searchsorted(self._edge_key, key), len(self._edge_key) - 1)
            alive = self._edge_key[place] == key
            first, last, node = first[alive], last[alive], self._edge_child[place[alive]]
        if not found_terms:
            empty = np.empty(0, dtype=np.int64)
            return Hits(empty, empty, empty)
        return Hits(
            np.concatenate(found_terms), np.concatenate(found_first), np.concatenate(found_last)
        )
