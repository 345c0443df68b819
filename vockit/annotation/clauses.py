"""Where clauses end: at sentence ends, at contrasts, and between two judgements in one sentence.

A clause carries one judgement. Everything here works over the pieces of a batch (see
``vockit.language.pieces``), most of it as arrays; contrasts, which are few, are gone through one by
one because each depends on the one before.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vockit.language.arrays import Bools, Ints
from vockit.language.matching import Hits
from vockit.language.pieces import ENDS, ING, MAY_END, OPENS, PAUSES, WORD, WORD_CODE

_FEWEST_WORDS = 2
"""Words that each side of a contrast must have."""


def _codes(*words: str) -> frozenset[int]:
    return frozenset(WORD_CODE[word] for word in words)


def _is_one_of(words: Ints, codes: frozenset[int]) -> Bools:
    is_one = np.zeros(len(WORD_CODE), dtype=np.bool_)
    is_one[list(codes)] = True
    return is_one[words]


_ALWAYS = _codes("but", "however", "although", "whereas")
_THOUGH = _codes("though")
_YET = _codes("yet")
_WHILE = _codes("while", "whilst")
_EXCEPT = _codes("except")
_CONTRASTS = _ALWAYS | _THOUGH | _YET | _WHILE | _EXCEPT
_CONCESSIONS = _codes("although", "though", "while", "whilst", "even")
"""Words that open a sentence whose first pause is the contrast: "Although A, B"."""
_LINKS = _codes("and", "or", "&")
_LEADS = _codes("even", "and")
"""Words that belong to the connective after them: "even though", "and yet"."""
_NOT_BUT = _codes(
    "nothing", "anything", "everything", "all", "none", "help", "choice", "option", "alternative"
)
"""No contrast after these: "nothing but praise", "no choice but to leave"."""
_NOT_YET = _codes("to", "another", "again")
_EXCEPT_NEXT = _codes("that", "for", "when")
CONNECTIVES = _CONTRASTS | _LINKS | _codes("even")
"""Words that open a clause without a part in its judgement."""


@dataclass(frozen=True, slots=True, eq=False)
class PieceStream:
    """The pieces of a batch in order, as arrays of equal length."""

    verbatim: Ints
    facts: Ints
    word: Ints
    newlines: Ints
    """Line ends between the piece and the one before."""


@dataclass(frozen=True, slots=True, eq=False)
class HardCuts:
    """Sentence ends and contrasts."""

    starts: Bools
    """Whether a piece starts a sentence or the side of a contrast."""
    role: Ints
    """Of a piece that opens a side of a contrast: 1 where that side counts more, -1 where less."""


def hard_cuts(pieces: PieceStream) -> HardCuts:
    """Cut at sentence ends, and at contrasts with two words or more on each side."""
    sentence = sentence_starts(pieces)
    starts = sentence.copy()
    role = np.zeros(len(starts), dtype=np.int64)
    candidates = _contrast_candidates(pieces, sentence)
    if len(candidates):
        _cut_at_contrasts(pieces, sentence, candidates, starts, role)
    return HardCuts(starts, role)


def sentence_starts(pieces: PieceStream) -> Bools:
    """Whether a piece starts a sentence.

    Marks, emoji and links without a word stay with the sentence before them, unless they start a
    line or the text.
    """
    n = len(pieces.facts)
    starts = np.zeros(n, dtype=np.bool_)
    if n == 0:
        return starts
    starts[0] = True
    starts[1:] = pieces.verbatim[1:] != pieces.verbatim[:-1]
    is_word = pieces.facts & WORD != 0
    opens = pieces.facts & OPENS != 0
    starts |= is_word & _since_last_word(is_word, pieces.facts & ENDS != 0)
    starts |= is_word & opens & _since_last_word(is_word, pieces.facts & MAY_END != 0)
    starts |= (pieces.newlines > 1) | ((pieces.newlines == 1) & opens)
    return starts


def soft_cuts(
    pieces: PieceStream, starts: Bools, themes: Hits, whole: Hits, opinionated: Bools
) -> Bools:
    """Cut at comma, semicolon, dash, "and", "or" where both sides have a theme and an opinion.

    ``themes`` are the themes found, by piece; the spans ``whole`` are never cut; ``opinionated``
    says of each piece whether it has an opinion word or cue. The right side needs a theme that the
    side before it lacks ("friendly and kind" is one judgement), and it may begin with a theme whose
    opinion follows the next comma ("the staff, terrible").
    """
    is_word = pieces.facts & WORD != 0
    paused = _since_last_word(is_word, pieces.facts & PAUSES != 0)
    candidate = (is_word & paused) | _is_one_of(pieces.word, _LINKS)
    candidate &= ~starts & ~_inside(whole, len(starts))
    first = np.flatnonzero(starts | candidate)
    has_theme, has_new_theme = _themes_of_parts(themes, first)
    has_opinion = np.add.reduceat(opinionated.astype(np.int64), first) > 0
    segment = np.cumsum(starts[first]) - 1
    next_completes = np.zeros(len(first), dtype=np.bool_)
    next_completes[:-1] = (segment[1:] == segment[:-1]) & has_opinion[1:] & ~has_theme[1:]
    judges = has_new_theme & (has_opinion | next_completes)
    segment_start = np.flatnonzero(starts[first])[segment]
    left_judges = _any_before(has_theme, segment_start) & _any_before(has_opinion, segment_start)
    cuts = np.zeros(len(starts), dtype=np.bool_)
    cuts[first[judges & left_judges & ~starts[first]]] = True
    return cuts


def _themes_of_parts(themes: Hits, first: Ints) -> tuple[Bools, Bools]:
    """Whether each part has a theme, and whether it has one that the last part with a theme lacks.

    Part k begins at piece ``first[k]``.
    """
    part = np.searchsorted(first, themes.first, side="right") - 1
    has_theme = np.zeros(len(first), dtype=np.bool_)
    has_theme[part] = True
    places = np.where(has_theme, np.arange(len(first)), -1)
    before = np.full(len(first), -1, dtype=np.int64)
    before[1:] = np.maximum.accumulate(places)[:-1]
    width = int(themes.term.max(initial=0)) + 1
    is_new = ~np.isin(before[part] * width + themes.term, part * width + themes.term)
    has_new_theme = np.zeros(len(first), dtype=np.bool_)
    has_new_theme[part[is_new]] = True
    return has_theme, has_new_theme


def connectives(pieces: PieceStream, starts: Bools) -> Bools:
    """The pieces that open a clause as its connective: part of its span, but not scored."""
    opening = starts & _is_one_of(pieces.word, CONNECTIVES)
    after_lead = np.zeros(len(starts), dtype=np.bool_)
    after_lead[1:] = opening[:-1] & _is_one_of(pieces.word[:-1], _LEADS)
    return opening | (after_lead & _is_one_of(pieces.word, _CONTRASTS))


def _contrast_candidates(pieces: PieceStream, sentence: Bools) -> list[tuple[int, int]]:
    """(piece, role) where a contrast may cut, in order; the role is that of the side it opens."""
    word, facts = pieces.word, pieces.facts
    is_word = facts & WORD != 0
    paused = _since_last_word(is_word, facts & PAUSES != 0)
    words_before = np.concatenate(([0], np.cumsum(is_word)))
    sentence_at = np.append(np.flatnonzero(sentence), len(sentence)).astype(np.int64)
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero(_is_one_of(word, _CONTRASTS)).tolist():
        which = int(np.searchsorted(sentence_at, place, side="right"))
        start, stop = int(sentence_at[which - 1]), int(sentence_at[which])
        code = int(word[place])
        led = place > start and int(word[place - 1]) in _LEADS
        cut = place - led
        if words_before[cut] == words_before[start]:
            is_while_doing = code in _WHILE and place + 1 < stop and facts[place + 1] & ING
            if code in _CONCESSIONS and not is_while_doing:
                pause = np.flatnonzero(paused[place + 1 : stop])
                found += [(place + 1 + int(pause[0]), 1)] if len(pause) else []
        elif _is_contrast(pieces, place, stop, paused=bool(paused[cut]) or led):
            is_concession = code in _CONCESSIONS and code not in _WHILE
            found.append((cut, -1 if is_concession else 1))
    found.sort()
    return found


def _is_contrast(pieces: PieceStream, place: int, stop: int, *, paused: bool) -> bool:
    """The exceptions to contrast words inside a sentence, which ends before ``stop``."""
    code, previous = int(pieces.word[place]), int(pieces.word[place - 1])
    next_word = int(pieces.word[place + 1]) if place + 1 < stop else 0
    if code == WORD_CODE["but"]:
        last_but_not_least = previous == WORD_CODE["last"] and next_word == WORD_CODE["not"]
        return previous not in _NOT_BUT and not last_but_not_least and not _not_only(pieces, place)
    if code in _THOUGH:
        return previous != WORD_CODE["as"]
    if code in _YET:
        return paused and previous != WORD_CODE["not"] and next_word not in _NOT_YET
    if code in _WHILE:
        return paused and not (place + 1 < stop and bool(pieces.facts[place + 1] & ING))
    if code in _EXCEPT:
        return next_word in _EXCEPT_NEXT
    return True


def _not_only(pieces: PieceStream, place: int) -> bool:
    """Whether "not only" stands up to a dozen pieces before a "but": that one adds."""
    window = pieces.word[max(place - 12, 0) : place]
    only = np.flatnonzero(window == WORD_CODE["only"])
    return bool(np.any(window[only[only > 0] - 1] == WORD_CODE["not"]))


def _cut_at_contrasts(
    pieces: PieceStream,
    sentence: Bools,
    candidates: list[tuple[int, int]],
    starts: Bools,
    role: Ints,
) -> None:
    counted = (pieces.facts & WORD != 0) & ~_is_one_of(pieces.word, CONNECTIVES)
    words_before = np.concatenate(([0], np.cumsum(counted)))
    sentence_at = np.append(np.flatnonzero(sentence), len(sentence))
    start = -1
    for place, side in candidates:
        which = int(np.searchsorted(sentence_at, place, side="right"))
        start = max(start, int(sentence_at[which - 1]))
        left = words_before[place] - words_before[start]
        right = words_before[sentence_at[which]] - words_before[place]
        if left < _FEWEST_WORDS or right < _FEWEST_WORDS:
            continue
        starts[place] = True
        role[place] = side
        role[start] = role[start] or -side
        start = place


def _since_last_word(is_word: Bools, mark: Bools) -> Bools:
    """Whether a mark stands on a piece before this one, back to and including the last word."""
    n = len(is_word)
    marks = np.concatenate(([0], np.cumsum(mark)))
    places = np.where(is_word, np.arange(n), -1)
    last_word = np.full(n, -1, dtype=np.int64)
    last_word[1:] = np.maximum.accumulate(places)[:-1]
    found: Bools = marks[np.arange(n)] - marks[np.maximum(last_word, 0)] > 0
    return found


def _inside(spans: Hits, n: int) -> Bools:
    """Which pieces are inside a span, its first piece not counted."""
    depth = np.zeros(n + 1, dtype=np.int64)
    np.add.at(depth, spans.first + 1, 1)
    np.add.at(depth, spans.last + 1, -1)
    inside: Bools = np.cumsum(depth)[:n] > 0
    return inside


def _any_before(flags: Bools, start: Ints) -> Bools:
    """Whether any flag is set from ``start[i]`` up to, not including, i."""
    counts = np.concatenate(([0], np.cumsum(flags)))
    result: Bools = counts[np.arange(len(flags))] - counts[start] > 0
    return result
