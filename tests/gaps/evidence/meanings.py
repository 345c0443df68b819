"""Which verbatims each row of each report is about, a second time: in plain Python, by hand.

An oracle takes a verbatim, the key of a row and the row, and says whether the verbatim is of the
row's base and whether its gap is about it. The corpora are those of ``tests.tallies.corpora``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tests.tallies.corpora import PROFILE, THEMES, Clause, Verbatim
from tests.tallies.twins import brand_of, dimensions_of, outcome, polarity, stages_of, themes_of
from vockit.gaps.evidence.rules import OnTheme
from vockit.gaps.model import Row

Oracle = Callable[[Verbatim, tuple[str, ...], Row], tuple[bool, bool]]
LEAVES = [theme for theme in THEMES if not any(t.startswith(f"{theme}/") for t in THEMES)]
SYSTEM = {"cause/process", "cause/policy", "cause/technology"}
EVENT = date(2024, 3, 1)
"""Of the profile; the corpora reach a week to each side of it."""


def sign_of(gap: float | None) -> int:
    return 0 if gap is None else (gap > 0) - (gap < 0)


def feels(clauses: Sequence[Clause]) -> int | None:
    """The feeling over these clauses; None where there are none."""
    return polarity(clauses) if clauses else None


def on(verbatim: Verbatim, theme: str) -> list[Clause]:
    return [clause for clause in verbatim.clauses if theme in themes_of(clause)]


def is_ours(verbatim: Verbatim) -> bool:
    return brand_of(verbatim) in ("", "Alpha")


def mentions_any(verbatim: Verbatim) -> bool:
    return any(clause.mentions for clause in verbatim.clauses)


def cued(clauses: Iterable[Clause], cue: str) -> list[Clause]:
    return [c for c in clauses if any(x == cue or x.startswith(f"{cue}/") for x in c.cues)]


def servqual(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    dimension, brand = key
    clauses = [clause for clause in verbatim.clauses if dimension in dimensions_of(clause)]
    mine = brand_of(verbatim) == brand if brand else is_ours(verbatim)
    sign = sign_of(row.gap)
    if row.values["expectation_source"] == "stated":
        became = outcome(clauses)
        return mine and became is not None, sign == 0 or became == (
            "short" if sign < 0 else "exceeded"
        )
    if row.gap is None:
        return mine and bool(clauses), True
    return mine and bool(clauses), feels(clauses) == (sign or 1)


def five_gaps(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    number = key[0]
    if number == "3":
        over = False
        for theme, limit in (("delivery", 3 * 86_400), ("staff/rude", None)):
            clauses = on(verbatim, theme)
            longest = max((clause.duration_s for clause in clauses), default=-1)
            if limit is not None and longest >= 0:
                over |= longest > limit
            else:
                over |= feels(clauses) == -1
        base = bool(on(verbatim, "delivery") or on(verbatim, "staff/rude"))
        return is_ours(verbatim) and base, over
    if number == "4":
        broken = any(clause.polarity < 0 for clause in cued(verbatim.clauses, "promise"))
        return is_ours(verbatim) and bool(promised(verbatim, None)), broken
    if number == "2":
        covered = ("delivery", "staff/rude")
        free = [leaf for leaf in LEAVES if not leaf.startswith(covered)]
        return (
            is_ours(verbatim) and mentions_any(verbatim),
            any(on(verbatim, leaf) for leaf in free),
        )
    if number == "1":
        missed = row.evidence.clauses
        assert isinstance(missed, OnTheme)
        return is_ours(verbatim) and mentions_any(verbatim), bool(on(verbatim, *missed.names))
    return is_ours(verbatim) and any("overall" in dimensions_of(c) for c in verbatim.clauses), True


def promised(verbatim: Verbatim, place: int | None) -> list[Clause]:
    """The clauses that touch on a promise of the profile, or on any."""
    found = []
    for number, promise in enumerate(PROFILE.promises):
        if place in (None, number):
            found += [
                clause
                for clause in verbatim.clauses
                if themes_of(clause) & set(promise.themes)
                or f"promised/{number + 1}" in clause.cues
            ]
    return [clause for clause in verbatim.clauses if clause in found]


def brand_alignment(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    texts = [promise.text for promise in PROFILE.promises]
    place = texts.index(key[0]) if key[0] in texts else None
    polarity = feels(promised(verbatim, place))
    broken = bool(row.values["negative"])
    return is_ours(verbatim) and bool(polarity), polarity == (-1 if broken else 1)


def priorities(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    del row
    return is_ours(verbatim) and mentions_any(verbatim), bool(on(verbatim, key[0]))


def channels(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    channel, theme = key
    clauses = list(verbatim.clauses) if theme == "(all)" else on(verbatim, theme)
    if channel == "(range)":
        return bool(verbatim.channel) and bool(clauses), True
    polarity = verbatim.polarity if theme == "(all)" else feels(clauses)
    wanted = None if row.gap is None else (-1 if row.gap < 0 else 1)
    return verbatim.channel == channel and bool(clauses), wanted in (None, polarity)


def journey(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    del row
    clauses = [clause for clause in verbatim.clauses if key[0] in stages_of(clause)]
    return is_ours(verbatim), feels(clauses) == -1


def compass(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    pole = key[0]
    cue = "emotion" if pole == "emotions" else f"pole/{pole}"
    clauses = [
        clause
        for clause in verbatim.clauses
        if any(mention.pole == pole for mention in clause.mentions)
        or cued([clause], cue)
        or cued([clause], f"pole/{pole}")
    ]
    polarity = feels(clauses)
    wanted = row.evidence.polarity
    met, unmet = int(str(row.values["met"])), int(str(row.values["unmet"]))
    # Praise is shown only where more is met than not, and no less than at the other points.
    assert wanted == -1 or met > unmet
    return is_ours(verbatim) and bool(polarity), polarity == wanted


def surprises(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    clauses = list(verbatim.clauses) if key[0] == "(all)" else on(verbatim, key[0])
    became = outcome(clauses)
    more = int(str(row.values["exceeded"])) > int(str(row.values["short"]))
    return is_ours(verbatim) and became is not None, became == ("exceeded" if more else "short")


def causes(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    clauses = list(verbatim.clauses) if key[0] == "(any)" else on(verbatim, key[0])
    found = {cue for c in clauses if c.polarity < 0 for cue in c.cues if cue.startswith("cause/")}
    system, people = bool(found & SYSTEM), "cause/people" in found
    sign = sign_of(row.gap)
    part = {1: system and not people, -1: people and not system, 0: True}[sign]
    return is_ours(verbatim) and bool(found), part


def drivers(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    clauses = on(verbatim, key[0])
    rated = verbatim.stars is not None
    return is_ours(verbatim) and bool(clauses) and rated, sign_of(row.gap) in (0, feels(clauses))


def voice(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    gap = row.gap or 0.0
    return brand_of(verbatim) == key[0], verbatim.polarity == (-1 if gap >= 1 else 1)


def benchmark(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    brand, theme = key
    clauses = list(verbatim.clauses) if theme == "(all)" else on(verbatim, theme)
    polarity = verbatim.polarity if theme == "(all)" else feels(clauses)
    wanted = None if row.gap is None else (-1 if row.gap < 0 else 1)
    return brand_of(verbatim) == brand and bool(clauses), wanted in (None, polarity)


def stake(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    del row
    bad = [leaf for leaf in LEAVES if feels(on(verbatim, leaf)) == -1]
    base = is_ours(verbatim) and (bool(bad) or verbatim.polarity < 0)
    return base, not bad if key[0] == "(no theme)" else key[0] in bad


def ripple(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    day = date.fromisoformat(verbatim.day) if verbatim.day else None
    week = timedelta(days=7)
    base = day is not None and EVENT - week <= day < EVENT + week
    after = day is not None and day >= EVENT
    better = row.values.get("verdict") in ("as intended", "unintended benefit")
    return is_ours(verbatim) and base, after and feels(on(verbatim, key[0])) == (
        1 if better else -1
    )


def trend(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    return is_ours(verbatim) and verbatim.day == row.values["period"], bool(on(verbatim, key[0]))


def questions(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    clauses = on(verbatim, key[0])
    base = is_ours(verbatim) and bool(clauses)
    if row.values["why"]:
        return base, bool(cued(clauses, "question/why"))
    return base, not row.values["question_rate"] or bool(cued(clauses, "question"))


def themes(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    clauses = on(verbatim, key[0])
    return is_ours(verbatim) and bool(clauses), sign_of(row.gap) in (0, feels(clauses))


def scores(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    base = is_ours(verbatim) and verbatim.stars is not None
    if key[0] in ("phone", "web"):
        base = base and verbatim.channel == key[0]
    if row.gap is None:
        # Of a period that has none before it there is the period itself.
        return base and (key[0][:2] != "20" or verbatim.day == key[0]), True
    base = base and verbatim.day == row.values["period"]
    stars = verbatim.stars or 0
    return base, stars <= 2 if row.gap < 0 else stars >= 4


def contrast(verbatim: Verbatim, key: tuple[str, ...], row: Row) -> tuple[bool, bool]:
    stars = verbatim.stars or 3
    side = stars <= 2 if (row.gap or 0) >= 0 else stars >= 4
    return is_ours(verbatim) and stars != 3, side and bool(on(verbatim, key[0]))


ORACLES: dict[str, Oracle] = {
    "themes": themes,
    "scores": scores,
    "contrast": contrast,
    "servqual": servqual,
    "five-gaps": five_gaps,
    "brand-alignment": brand_alignment,
    "priorities": priorities,
    "channels": channels,
    "journey": journey,
    "compass": compass,
    "surprises": surprises,
    "causes": causes,
    "drivers": drivers,
    "voice": voice,
    "benchmark": benchmark,
    "stake": stake,
    "ripple": ripple,
    "trend": trend,
    "questions": questions,
}
"""Outcomes and coverage speak of words, which made-up verbatims do not have: see ``test_words``."""


@dataclass(frozen=True, slots=True)
class Meant:
    """The rows of the verbatims that a row is about."""

    base: list[int]
    part: list[int]


def meant(report: str, verbatims: Sequence[Verbatim], row: Row) -> Meant:
    found = [(verbatim.row, *ORACLES[report](verbatim, row.key, row)) for verbatim in verbatims]
    return Meant(
        [number for number, base, _ in found if base],
        [number for number, base, part in found if base and part],
    )
