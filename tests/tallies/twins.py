"""Each statistic a second time, over plain Python values: slow, short, and made in another way.

A twin gives the rows of its table as a mapping of keys to sums.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations_with_replacement, pairwise
from typing import TypeVar

from tests.tallies.corpora import (
    CUES,
    PROFILE,
    THEMES,
    Clause,
    Verbatim,
    ancestors,
)

K = TypeVar("K")
Rows = dict[tuple[str | int, ...], tuple[int, ...]]
FACETS = {"cause", "channel", "dimension", "pole", "stage"}
COUNTED = [cue for cue in CUES if cue.split("/")[0] not in FACETS]
LEAVES = [theme for theme in THEMES if not any(t.startswith(f"{theme}/") for t in THEMES)]


def add_up(entries: Iterable[tuple[tuple[str | int, ...], Sequence[int]]]) -> Rows:
    sums: Rows = {}
    for key, values in entries:
        sums[key] = tuple(
            a + b for a, b in zip(sums.get(key, [0] * len(values)), values, strict=True)
        )
    return sums


def polarity(clauses: Sequence[Clause]) -> int:
    mean = sum(clause.compound for clause in clauses) / len(clauses)
    return 1 if mean >= 500 else -1 if mean <= -500 else 0


def themes_of(clause: Clause) -> set[str]:
    return {theme for mention in clause.mentions for theme in ancestors(mention.theme)}


def by(verbatim: Verbatim, found: Callable[[Clause], Iterable[K]]) -> dict[K, list[Clause]]:
    """What is found in a verbatim, to the clauses that have it."""
    clauses = defaultdict(list)
    for clause in verbatim.clauses:
        for name in set(found(clause)):
            clauses[name].append(clause)
    return clauses


def stages_of(clause: Clause) -> set[str]:
    return {mention.stage for mention in clause.mentions if mention.stage}


def dimensions_of(clause: Clause) -> set[str]:
    found = {mention.dimension for mention in clause.mentions if mention.dimension}
    return found | {"overall"} if found else found


def day_of(verbatim: Verbatim) -> str:
    return verbatim.day or "none"


def brand_of(verbatim: Verbatim) -> str:
    named = {clause.brand_named for clause in verbatim.clauses if clause.brand_named}
    return verbatim.brand or (named.pop() if len(named) == 1 else "")


def measures(verbatim: Verbatim) -> list[int]:
    rating = verbatim.rating or 0
    return [
        1,
        verbatim.polarity > 0,
        verbatim.polarity < 0,
        any(clause.mentions for clause in verbatim.clauses),
        any(clause.valenced for clause in verbatim.clauses),
        verbatim.stars is not None,
        rating,
        rating * rating,
    ]


def opinion(verbatim: Verbatim, clauses: Sequence[Clause]) -> list[int]:
    sign = polarity(clauses)
    return [1, sign > 0, sign < 0, verbatim.stars is not None, verbatim.rating or 0]


def theme_rows(verbatims: Sequence[Verbatim], key: Callable[[Verbatim], str]) -> Rows:
    return add_up(
        ((key(v), theme), opinion(v, clauses))
        for v in verbatims
        for theme, clauses in by(v, themes_of).items()
    )


def days(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(((day_of(v),), measures(v)) for v in verbatims)


def speaker_channel(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(((brand_of(v), v.channel), measures(v)) for v in verbatims)


def languages(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up((("en",), (1,)) for _ in verbatims)


def day_theme(verbatims: Sequence[Verbatim]) -> Rows:
    return theme_rows(verbatims, day_of)


def speaker_theme(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        (
            (brand_of(v), theme),
            [*opinion(v, clauses), (v.rating or 0) ** 2, v.polarity > 0, v.polarity < 0],
        )
        for v in verbatims
        for theme, clauses in by(v, themes_of).items()
    )


def speaker_theme_rating(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        ((brand_of(v), theme, v.rating), [1])
        for v in verbatims
        if v.rating is not None
        for theme in by(v, themes_of)
    )


def speaker_rating(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        ((brand_of(v), v.channel, day_of(v), v.rating), [1])
        for v in verbatims
        if v.rating is not None
    )


def channel_theme(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        ((v.segment or "", v.channel, theme), opinion(v, clauses))
        for v in verbatims
        for theme, clauses in by(v, themes_of).items()
    )


FOLLOWED = ("", "Alpha", "Beta", "Gamma")


def is_followed(verbatim: Verbatim) -> bool:
    if verbatim.segment is not None:
        return verbatim.segment != ""
    return brand_of(verbatim) in FOLLOWED


def in_segments(verbatims: Sequence[Verbatim]) -> list[Verbatim]:
    """The verbatims with their region in the place of the brand, but for those of others."""
    found = []
    for v in verbatims:
        segment = v.region.strip() if brand_of(v) in ("", "Alpha") else ""
        clauses = tuple(replace(clause, brand_named=None) for clause in v.clauses)
        found.append(replace(v, brand=segment, segment=segment, clauses=clauses))
    return found


def focus_days(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(((day_of(v), brand_of(v)), measures(v)) for v in verbatims if is_followed(v))


def focus_theme(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        ((day_of(v), brand_of(v), theme), opinion(v, clauses))
        for v in verbatims
        if is_followed(v)
        for theme, clauses in by(v, themes_of).items()
    )


def speaker_dimension(verbatims: Sequence[Verbatim]) -> Rows:
    def entries() -> Iterator[tuple[tuple[str, str], list[int]]]:
        for v in verbatims:
            for dimension, clauses in by(v, dimensions_of).items():
                s, k = sum(clause.compound for clause in clauses), len(clauses)
                yield (brand_of(v), dimension), [1, s, k, s * s, s * k, k * k]

    return add_up(entries())


def outcome(clauses: Iterable[Clause]) -> str | None:
    """What became of an expectation, the worst first; None where none is named."""
    cues = {cue for clause in clauses for cue in clause.cues}
    found = [name for name in ("short", "exceeded", "met") if f"expectation/{name}" in cues]
    return found[0] if found else None


def expectations(verbatims: Sequence[Verbatim], found: Callable[[Clause], Iterable[str]]) -> Rows:
    return add_up(
        ((brand_of(v), name, became), [1])
        for v in verbatims
        for name, clauses in by(v, found).items()
        if (became := outcome(clauses))
    )


def speaker_dimension_expectation(verbatims: Sequence[Verbatim]) -> Rows:
    return expectations(verbatims, dimensions_of)


def speaker_theme_expectation(verbatims: Sequence[Verbatim]) -> Rows:
    return expectations(verbatims, lambda clause: {*themes_of(clause), "(any)"})


def speaker_theme_cue(verbatims: Sequence[Verbatim]) -> Rows:
    def found(clause: Clause) -> list[tuple[str, str]]:
        cues = [cue for cue in clause.cues if cue in COUNTED]
        themes = themes_of(clause)
        return [(theme, cue) for theme in [*themes, "(any)"] for cue in cues] + [
            (theme, "(any)") for theme in themes
        ]

    return add_up(
        ((brand_of(v), *key), opinion(v, clauses)[:3])
        for v in verbatims
        for key, clauses in by(v, found).items()
    )


def products(verbatims: Sequence[Verbatim], found: Callable[[Clause], Iterable[str]]) -> Rows:
    def entries() -> Iterator[tuple[tuple[str, str, str], list[int]]]:
        for v in verbatims:
            if v.rating is None:
                continue
            values = {"1": 1, "y": v.rating}
            for name, clauses in by(v, found).items():
                if sign := polarity(clauses):
                    values[f"{name}{'+' if sign > 0 else '-'}"] = 1
            for left, right in combinations_with_replacement(sorted(values), 2):
                yield (brand_of(v), left, right), [values[left] * values[right]]

    return add_up(entries())


def drivers(verbatims: Sequence[Verbatim]) -> Rows:
    return products(verbatims, lambda clause: themes_of(clause) & set(LEAVES))


def stage_drivers(verbatims: Sequence[Verbatim]) -> Rows:
    return products(verbatims, stages_of)


def channel_cue(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        ((v.segment or "", v.channel, cue), [1])
        for v in verbatims
        for cue in COUNTED
        if any(cue in clause.cues for clause in v.clauses)
    )


def channel_flow(verbatims: Sequence[Verbatim]) -> Rows:
    def entries() -> Iterator[tuple[tuple[str, str, str], list[int]]]:
        for v in verbatims:
            cues = [cue for clause in v.clauses for cue in clause.cues]
            named = [cue.split("/")[1] for cue in cues if cue.startswith("channel/")]
            steps = set(pairwise(named)) if "transfer" in cues else set()
            if v.channel.lower() in ("chat", "phone"):
                steps |= {(name, v.channel.lower()) for name in named}
            segment = v.segment or ""
            yield from (((segment, *step), [1]) for step in steps if step[0] != step[1])

    return add_up(entries())


def stage(verbatims: Sequence[Verbatim]) -> Rows:
    return add_up(
        ((brand_of(v), name), opinion(v, clauses))
        for v in verbatims
        for name, clauses in by(v, stages_of).items()
    )


def stage_mask(verbatims: Sequence[Verbatim]) -> Rows:
    def entries() -> Iterator[tuple[tuple[str, int, int], list[int]]]:
        for v in verbatims:
            found = by(v, stages_of)
            bits = {name: 2**place for place, name in enumerate(PROFILE.journey) if name in found}
            if bits:
                bad = sum(bit for name, bit in bits.items() if polarity(found[name]) < 0)
                yield (brand_of(v), sum(bits.values()), bad), [1]

    return add_up(entries())


def theme_cause(verbatims: Sequence[Verbatim]) -> Rows:
    def entries() -> Iterator[tuple[tuple[str, str, str], list[int]]]:
        for v in verbatims:
            for theme, clauses in by(v, lambda clause: themes_of(clause) | {"(any)"}).items():
                bad = [clause for clause in clauses if clause.polarity < 0]
                causes = {cue[6:] for clause in bad for cue in clause.cues if cue[:6] == "cause/"}
                people, system = "people" in causes, causes & {"process", "policy", "technology"}
                beside = {
                    "people_with_process": {"people", "process"} <= causes,
                    "stated": bool(causes),
                    "system_alone": bool(system) and not people,
                    "people_alone": people and not system,
                    "unstated": bool(bad) and not causes,
                }
                for cause in causes | {name for name, holds in beside.items() if holds}:
                    yield (brand_of(v), theme, cause), [1]

    return add_up(entries())


def speaker_theme_duration(verbatims: Sequence[Verbatim]) -> Rows:
    limits = {"delivery": 3 * 86_400, "staff/rude": None}

    def entries() -> Iterator[tuple[tuple[str, str, str], tuple[int, bool, bool]]]:
        for v in verbatims:
            seen = []
            for theme, clauses in by(v, themes_of).items():
                if theme in limits:
                    longest, limit = max(clause.duration_s for clause in clauses), limits[theme]
                    over = 0 if limit is None or longest < 0 else 2 if longest > limit else 1
                    bad = polarity(clauses) < 0
                    seen.append((over, bad, over == 2 or (over == 0 and bad)))
                    yield (brand_of(v), theme, NAMES[over]), (1, *seen[-1][1:])
            if seen:
                over, bad, breached = (max(values) for values in zip(*seen, strict=True))
                yield (brand_of(v), "(any)", NAMES[over]), (1, bad, breached)

    return add_up(entries())


NAMES = ("none", "within", "over")


def promise(verbatims: Sequence[Verbatim]) -> Rows:
    def touched(clause: Clause) -> set[int]:
        first = themes_of(clause) & {"delivery/late", "price"} or "promised/1" in clause.cues
        return {number for number, has in enumerate((first, "staff" in themes_of(clause))) if has}

    def entries() -> Iterator[tuple[tuple[str, int], list[int]]]:
        for v in verbatims:
            broken = any("promise" in clause.cues and clause.polarity < 0 for clause in v.clauses)
            for number in (-1, 0, 1):
                clauses = [
                    c for c in v.clauses if touched(c) & ({0, 1} if number < 0 else {number})
                ]
                if clauses:
                    yield (brand_of(v), number), [*opinion(v, clauses)[:3], broken]

    return add_up(entries())


def pole(verbatims: Sequence[Verbatim]) -> Rows:
    def found(clause: Clause) -> set[tuple[str, str]]:
        mentioned = {(mention.pole, mention.theme) for mention in clause.mentions if mention.pole}
        poles = {name for name, _ in mentioned}
        poles |= {"wants" for cue in clause.cues if cue == "pole/wants"}
        poles |= {"emotions" for cue in clause.cues if cue == "emotion/anger"}
        return mentioned | {(name, "(any)") for name in poles}

    return add_up(
        ((brand_of(v), *key), opinion(v, clauses)[:3])
        for v in verbatims
        for key, clauses in by(v, found).items()
    )


def theme_shared(verbatims: Sequence[Verbatim]) -> Rows:
    def entries() -> Iterator[tuple[tuple[str, str, int], list[int]]]:
        for v in verbatims:
            found = by(v, lambda clause: themes_of(clause) & set(LEAVES))
            bad = [theme for theme, clauses in found.items() if polarity(clauses) < 0]
            yield from (((brand_of(v), theme, len(bad)), [1]) for theme in bad)
            if not bad and v.polarity < 0:
                yield (brand_of(v), "", 0), [1]

    return add_up(entries())


TWINS: dict[str, Callable[[Sequence[Verbatim]], Rows]] = {
    twin.__name__: twin
    for twin in (
        days,
        languages,
        speaker_channel,
        day_theme,
        speaker_theme,
        speaker_theme_rating,
        speaker_rating,
        channel_theme,
        focus_days,
        focus_theme,
        speaker_dimension,
        speaker_dimension_expectation,
        speaker_theme_cue,
        speaker_theme_expectation,
        drivers,
        stage_drivers,
        channel_cue,
        channel_flow,
        stage,
        stage_mask,
        theme_cause,
        speaker_theme_duration,
        promise,
        pole,
        theme_shared,
    )
}
"""Twins of all sums, by the name of the statistic."""
