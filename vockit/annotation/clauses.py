"""Where clauses end: at sentence ends, at contrasts, and between two judgements in one sentence.

A clause carries one judgement. Everything here works over the pieces of a batch, and the
``PieceFact`` bits of each, most of it as arrays; contrasts, which are few, are gone through one by
one because each depends on the one before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vockit.arrays import (
    Bools,
    Ints,
    first_of_runs,
    is_among,
    numbers_of_runs,
    order_by,
    ranges,
)
from vockit.language import CLAUSE_WORD_CODE, Hits, PieceFact

_FEWEST_WORDS = 2
"""Words that each side of a contrast must have."""


def _codes(*words: str) -> frozenset[int]:
    return frozenset(CLAUSE_WORD_CODE[word] for word in words)


def _is_one_of(words: Ints, codes: frozenset[int]) -> Bools:
    is_one = np.zeros(len(CLAUSE_WORD_CODE), dtype=np.bool_)
    is_one[list(codes)] = True
    return is_one[words]


_BUT = _codes("but")
_ALWAYS = _codes("however", "although", "whereas")
_THOUGH = _codes("though")
_YET = _codes("yet")
_WHILE = _codes("while", "whilst")
_EXCEPT = _codes("except")
_CONTRASTS = _BUT | _ALWAYS | _THOUGH | _YET | _WHILE | _EXCEPT
_CONCESSIONS = _codes("although", "though", "while", "whilst", "even")
"""Words that open a sentence whose first pause is the contrast: "Although A, B"."""
_LINKS = _codes("and", "or", "&")
_LEADS = _codes("even", "and")
"""Words that belong to the connective after them: "even though", "and yet"."""
_NOT_BUT = _codes(
    "nothing", "anything", "everything", "all", "none", "help", "choice", "option", "alternative"
)
"""No contrast after these: "nothing but praise", "no choice but to leave"."""
_ONLY = _codes("only")
_NOT_YET = _codes("to", "another", "again")
_EXCEPT_NEXT = _codes("that", "for", "when")
CONNECTIVES = _CONTRASTS | _LINKS | _codes("even")
"""Words that open a clause and do not belong to its judgement."""


class PieceStream:
    """The pieces of a batch in order: arrays with one entry a piece, unless stated otherwise."""

    def __init__(self, facts: Ints, word: Ints, newlines: Ints, first: Ints) -> None:
        self.facts = facts
        self.word = word
        self.newlines = newlines
        """Line ends between the piece and the one before."""
        self.first = first
        """Index of each verbatim's first piece: one entry a verbatim."""
        self.is_word = self.have(PieceFact.WORD)
        self.words = np.flatnonzero(self.is_word)
        """Indices of the pieces that are words."""
        self._named = np.flatnonzero(word != 0)
        self._is_first = np.zeros(len(word), dtype=np.bool_)
        self._is_first[first] = True
        self.paused = self.since_last_word(PieceFact.PAUSES)

    def __len__(self) -> int:
        return len(self.facts)

    def have(self, fact: int) -> Bools:
        """Whether the fact holds of each piece."""
        holds: Bools = self.facts & fact != 0
        return holds

    def places_of(self, codes: frozenset[int]) -> Ints:
        """Indices of the pieces whose word is one of the codes."""
        return self._named[_is_one_of(self.word[self._named], codes)]

    def words_before(self, pieces: Ints) -> Ints:
        """How many words the batch has before each of these pieces."""
        return np.searchsorted(self.words, pieces)

    def since_last_word(self, fact: int) -> Bools:
        """Whether the fact holds of a piece before this one, back to the last word, included.

        The search does not go beyond the first piece of a verbatim.
        """
        after = np.flatnonzero(self.have(fact)[:-1] & ~self._is_first[1:]) + 1
        seen = np.zeros(len(self), dtype=np.bool_)
        seen[after] = True
        # Most marks have a word right after them; the others are seen up to the next word.
        late = after[~self.is_word[after]]
        next_first = np.append(self.first, len(self))[np.searchsorted(self.first, late)]
        until = np.append(self.words, len(self))[self.words_before(late)]
        until = np.minimum(until, next_first - 1)
        farthest = first_of_runs(until)
        late, until = late[farthest], until[farthest]
        seen[ranges(late, until - late + 1)] = True
        return seen


@dataclass(frozen=True, slots=True, eq=False)
class HardCuts:
    """Sentence ends and contrasts."""

    starts: Bools
    """Whether a piece starts a sentence or the side of a contrast."""
    role: Ints
    """Of a piece that opens a side of a contrast: -1 where that side is conceded, else 1."""


def hard_cuts(pieces: PieceStream) -> HardCuts:
    """Cut at sentence ends, and at contrasts with two words or more on each side."""
    sentence = sentence_starts(pieces)
    starts = sentence.copy()
    role = np.zeros(len(starts), dtype=np.int64)
    _cut_at_contrasts(pieces, _contrasts(pieces, sentence), starts, role)
    return HardCuts(starts, role)


def sentence_starts(pieces: PieceStream) -> Bools:
    """Whether a piece starts a sentence.

    Marks, emoji and links without a word stay with the sentence before them, unless they start a
    line or the text.
    """
    starts = pieces.is_word & pieces.since_last_word(PieceFact.ENDS)
    opens = pieces.have(PieceFact.OPENS)
    starts |= pieces.is_word & opens & pieces.since_last_word(PieceFact.MAY_END)
    starts |= (pieces.newlines > 1) | ((pieces.newlines == 1) & opens)
    starts[pieces.first] = True
    return starts


def soft_cuts(
    pieces: PieceStream, starts: Bools, themes: Hits, whole: Hits, opinionated: Ints
) -> Bools:
    """Cut at comma, semicolon, dash, "and", "or" where both sides have a theme and an opinion.

    ``themes`` are the themes found, by piece; the spans ``whole`` are never cut; ``opinionated``
    are the pieces with an opinion word or cue. The right side needs a theme that the side before
    it lacks ("friendly and kind" is one judgement), and it may begin with a theme whose opinion
    follows the next comma ("the staff, terrible").
    """
    candidate = pieces.is_word & pieces.paused
    candidate[pieces.places_of(_LINKS)] = True
    candidate[_after_first(whole)] = False
    candidate &= ~starts
    first = np.flatnonzero(starts | candidate)
    part = numbers_of_runs(first, len(starts))
    has_theme, has_new_theme = _themes_of_parts(part[themes.first], themes.term, len(first))
    has_opinion = np.zeros(len(first), dtype=np.bool_)
    has_opinion[part[opinionated]] = True
    segment = np.cumsum(starts[first]) - 1
    next_completes = np.zeros(len(first), dtype=np.bool_)
    next_completes[:-1] = (segment[1:] == segment[:-1]) & has_opinion[1:] & ~has_theme[1:]
    judges = has_new_theme & (has_opinion | next_completes)
    segment_start = np.flatnonzero(starts[first])[segment]
    left_judges = _any_before(has_theme, segment_start) & _any_before(has_opinion, segment_start)
    cuts = np.zeros(len(starts), dtype=np.bool_)
    cuts[first[judges & left_judges & ~starts[first]]] = True
    return cuts


def _themes_of_parts(part: Ints, theme: Ints, n_parts: int) -> tuple[Bools, Bools]:
    """Whether each part has a theme, and one that the last part with a theme before it lacks.

    ``part`` and ``theme`` have one entry a theme that is found.
    """
    has_theme = np.zeros(n_parts, dtype=np.bool_)
    has_theme[part] = True
    places = np.where(has_theme, np.arange(n_parts), -1)
    before = np.full(n_parts, -1, dtype=np.int64)
    before[1:] = np.maximum.accumulate(places)[:-1]
    width = int(theme.max(initial=0)) + 1
    is_new = ~is_among(before[part] * width + theme, part * width + theme)
    has_new_theme = np.zeros(n_parts, dtype=np.bool_)
    has_new_theme[part[is_new]] = True
    return has_theme, has_new_theme


def connectives(pieces: PieceStream, first: Ints) -> Ints:
    """The pieces that open a clause as its connective: part of its span, but not scored.

    ``first`` are the first pieces of clauses.
    """
    opening = first[_is_one_of(pieces.word[first], CONNECTIVES)]
    after_lead = opening[_is_one_of(pieces.word[opening], _LEADS)] + 1
    after_lead = after_lead[after_lead < len(pieces.word)]
    second = after_lead[_is_one_of(pieces.word[after_lead], _CONTRASTS)]
    return np.concatenate([opening, second])


@dataclass(frozen=True, slots=True, eq=False)
class _Contrasts:
    """Where contrasts may cut, in order: the piece, the role of the side it opens, its sentence."""

    place: Ints
    role: Ints
    sentence_start: Ints
    sentence_end: Ints


def _contrasts(pieces: PieceStream, sentence: Bools) -> _Contrasts:
    """The contrast words that oppose what stands before them."""
    word, paused = pieces.word, pieces.paused
    sentence_at = np.append(np.flatnonzero(sentence), len(sentence))
    place = pieces.places_of(_CONTRASTS)
    which = np.searchsorted(sentence_at, place, side="right")
    start, stop = sentence_at[which - 1], sentence_at[which]
    code = word[place]
    before = np.where(place > start, word[place - 1], 0)
    following = np.minimum(place + 1, len(word) - 1)
    after = np.where(place + 1 < stop, word[following], 0)
    is_doing = (place + 1 < stop) & (pieces.facts[following] & PieceFact.ING != 0)
    cut = place - _is_one_of(before, _LEADS)
    opens = pieces.words_before(cut) == pieces.words_before(start)
    is_while = _is_one_of(code, _WHILE)
    is_paused = paused[cut] | (cut < place)

    is_but = _is_one_of(code, _BUT) & ~_is_one_of(before, _NOT_BUT)
    is_but &= (before != CLAUSE_WORD_CODE["last"]) | (after != CLAUSE_WORD_CODE["not"])
    is_but &= ~_after_not_only(pieces, place)
    is_contrast = (
        is_but
        | _is_one_of(code, _ALWAYS)
        | (_is_one_of(code, _THOUGH) & (before != CLAUSE_WORD_CODE["as"]))
        | (_is_one_of(code, _YET) & is_paused & (before != CLAUSE_WORD_CODE["not"]))
        & ~_is_one_of(after, _NOT_YET)
        | (is_while & is_paused & ~is_doing)
        | (_is_one_of(code, _EXCEPT) & _is_one_of(after, _EXCEPT_NEXT))
    )
    is_concession = _is_one_of(code, _CONCESSIONS)
    inside = np.flatnonzero(~opens & is_contrast)
    pauses = np.append(np.flatnonzero(paused), len(paused))
    pause = pauses[np.searchsorted(pauses, np.minimum(place + 1, len(paused)))]
    initial = np.flatnonzero(opens & is_concession & ~(is_while & is_doing) & (pause < stop))
    chosen = np.concatenate([inside, initial])
    at = np.concatenate([cut[inside], pause[initial]])
    role = np.ones(len(chosen), dtype=np.int64)
    role[: len(inside)] -= 2 * (is_concession & ~is_while)[inside]
    order = order_by(at, role)
    chosen = chosen[order]
    return _Contrasts(at[order], role[order], start[chosen], stop[chosen])


def _after_not_only(pieces: PieceStream, place: Ints) -> Bools:
    """Whether "not only" stands up to a dozen pieces before: then "but" adds something."""
    only = pieces.places_of(_ONLY)
    not_only = only[(only > 0) & (pieces.word[only - 1] == CLAUSE_WORD_CODE["not"])] - 1
    text_start = pieces.first[np.searchsorted(pieces.first, place, side="right") - 1]
    since = np.maximum(place - 12, text_start)
    found = np.searchsorted(not_only, since) < np.searchsorted(not_only, place - 1)
    return np.asarray(found)


def _cut_at_contrasts(
    pieces: PieceStream, contrasts: _Contrasts, starts: Bools, role: Ints
) -> None:
    """Cut where both sides have enough words, each side counted from the cut before."""
    connectives = pieces.places_of(CONNECTIVES)
    connectives = connectives[pieces.is_word[connectives]]

    def words_before(places: Ints) -> list[int]:
        of_connectives = np.searchsorted(connectives, places)
        return [*map(int, pieces.words_before(places) - of_connectives)]

    last = last_words = -1
    for place, side, start, words, start_words, end_words in zip(
        contrasts.place.tolist(),
        contrasts.role.tolist(),
        contrasts.sentence_start.tolist(),
        words_before(contrasts.place),
        words_before(contrasts.sentence_start),
        words_before(contrasts.sentence_end),
        strict=True,
    ):
        if start > last:
            last, last_words = start, start_words
        if words - last_words < _FEWEST_WORDS or end_words - words < _FEWEST_WORDS:
            continue
        starts[place] = True
        role[place] = side
        role[last] = role[last] or -side
        last, last_words = place, words


def _after_first(spans: Hits) -> Ints:
    """The pieces inside a span, except its first piece."""
    longer = np.flatnonzero(spans.last > spans.first)
    first = spans.first[longer]
    return ranges(first + 1, spans.last[longer] - first)


def _any_before(flags: Bools, start: Ints) -> Bools:
    """Whether any flag is set from ``start[i]`` up to, not including, i."""
    counts = np.concatenate(([0], np.cumsum(flags)))
    result: Bools = counts[np.arange(len(flags))] - counts[start] > 0
    return result
