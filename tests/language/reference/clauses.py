"""Where clauses end: at sentence ends, at contrasts, and between two judgements in one sentence.

A cut is the number of the piece with which a new clause begins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from tests.language.reference.tokens import Piece
from vockit.language import PieceFact

CONCESSIONS = {"although", "though", "while", "whilst"}
CONTRASTS = {"but", "however", "whereas", "yet", "except", *CONCESSIONS}
LINKS = {"and", "or", "&"}
LEADS = {"even", "and"}
CONNECTIVES = CONTRASTS | LINKS | {"even"}
NO_CONTRAST_AFTER = {
    *("nothing", "anything", "everything", "all", "none"),
    *("help", "choice", "option", "alternative"),
}


def has(piece: Piece, fact: int) -> bool:
    return piece.facts & fact != 0


def is_word(piece: Piece) -> bool:
    return has(piece, PieceFact.WORD)


def follows(pieces: Sequence[Piece], place: int, fact: int) -> bool:
    """Whether the fact holds of the last word before a piece, or of marks since that word."""
    for piece in reversed(pieces[:place]):
        if has(piece, fact):
            return True
        if is_word(piece):
            return False
    return False


def sentence_starts(pieces: Sequence[Piece]) -> list[int]:
    """The first pieces of sentences; marks and emoji stay with the sentence before them."""
    return [
        place
        for place, piece in enumerate(pieces)
        if place == 0
        or (is_word(piece) and follows(pieces, place, PieceFact.ENDS))
        or (
            is_word(piece)
            and has(piece, PieceFact.OPENS)
            and follows(pieces, place, PieceFact.MAY_END)
        )
        or piece.newlines > 1
        or (piece.newlines == 1 and has(piece, PieceFact.OPENS))
    ]


def contrast_cuts(pieces: Sequence[Piece]) -> dict[int, int]:
    """Cuts at contrasts, and the sentences that these take apart.

    Each has 1 where its side of the contrast counts in full, and -1 where it is conceded.
    """
    starts = sentence_starts(pieces)
    roles: dict[int, int] = {}
    for start, stop in zip(starts, [*starts[1:], len(pieces)], strict=True):
        last = start
        for cut, role in sorted(contrasts_in(pieces, start, stop)):
            if words_in(pieces[last:cut]) >= 2 and words_in(pieces[cut:stop]) >= 2:
                roles[last] = roles.get(last) or -role
                roles[cut] = role
                last = cut
    return roles


def words_in(pieces: Sequence[Piece]) -> int:
    """How many words there are but connectives."""
    return sum(is_word(piece) and piece.word not in CONNECTIVES for piece in pieces)


def contrasts_in(pieces: Sequence[Piece], start: int, stop: int) -> list[tuple[int, int]]:
    """Where a sentence may be cut at a contrast, and the role of the side that begins there."""
    found = []
    for place in range(start, stop):
        word = pieces[place].word
        if word not in CONTRASTS:
            continue
        cut = place - 1 if place > start and pieces[place - 1].word in LEADS else place
        is_doing = place + 1 < stop and has(pieces[place + 1], PieceFact.ING)
        if any(map(is_word, pieces[start:cut])):
            if opposes(pieces, place, start, stop):
                found.append((cut, -1 if word in {"although", "though"} else 1))
        elif word in CONCESSIONS and not (word in {"while", "whilst"} and is_doing):
            # "Although A, B": the contrast is at the first pause.
            pauses = (p for p in range(place + 1, stop) if follows(pieces, p, PieceFact.PAUSES))
            found += [(pause, 1) for pause in [next(pauses, None)] if pause is not None]
    return found


def opposes(pieces: Sequence[Piece], place: int, start: int, stop: int) -> bool:
    """Whether a contrast word inside a sentence does oppose what stands before it."""
    word = pieces[place].word
    before = pieces[place - 1].word if place > start else ""
    after = pieces[place + 1].word if place + 1 < stop else ""
    has_lead = before in LEADS
    is_paused = has_lead or follows(pieces, place, PieceFact.PAUSES)
    is_doing = place + 1 < stop and has(pieces[place + 1], PieceFact.ING)
    match word:
        case "but":
            near = [piece.word for piece in pieces[max(place - 12, 0) : place]]
            is_not_only = ("not", "only") in pairwise(near)
            is_last_but_not = before == "last" and after == "not"
            return before not in NO_CONTRAST_AFTER and not is_last_but_not and not is_not_only
        case "though":
            return before != "as"
        case "yet":
            return is_paused and before != "not" and after not in {"to", "another", "again"}
        case "while" | "whilst":
            return is_paused and not is_doing
        case "except":
            return after in {"that", "for", "when"}
    return True


def judgement_cuts(
    pieces: Sequence[Piece],
    starts: Collection[int],
    themes: Sequence[tuple[int, str]],
    opinions: Collection[int],
    whole: Sequence[tuple[int, int]],
) -> set[int]:
    """Cuts at a pause, "and" or "or" where both sides have a theme and an opinion.

    ``themes`` are pieces with the theme that begins there, ``opinions`` are pieces with an opinion,
    and ``whole`` are spans of pieces that are not cut. The right side has to have a theme that the
    part before it lacks; its own opinion may follow the next pause: "the staff, terrible".
    """
    inside = {place for first, last in whole for place in range(first + 1, last + 1)}
    candidates = (
        {
            place
            for place, piece in enumerate(pieces)
            if piece.word in LINKS or (is_word(piece) and follows(pieces, place, PieceFact.PAUSES))
        }
        - inside
        - set(starts)
    )
    edges = sorted(candidates | set(starts))
    parts = [range(*bounds) for bounds in zip(edges, [*edges[1:], len(pieces)], strict=True)]
    themes_in = [{theme for place, theme in themes if place in part} for part in parts]
    has_opinion = [any(place in part for place in opinions) for part in parts]
    cuts: set[int] = set()
    first, last_themes = 0, set[str]()
    for number, part in enumerate(parts):
        if part.start in starts:
            first = number
        is_judged_later = (
            number + 1 < len(parts)
            and parts[number + 1].start not in starts
            and has_opinion[number + 1]
            and not themes_in[number + 1]
        )
        judges = themes_in[number] - last_themes and (has_opinion[number] or is_judged_later)
        left_judges = any(themes_in[first:number]) and any(has_opinion[first:number])
        if part.start in candidates and judges and left_judges:
            cuts.add(part.start)
        last_themes = themes_in[number] or last_themes
    return cuts
