"""A ``vockit.toml`` and a ``themes.toml`` to start from, with what was found in an input.

A line that begins with ``#`` and no space is a setting that waits for its ``#`` to be taken away;
all of them together are valid, too. What only the organisation can know is never set.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from vockit import schema as s
from vockit.gaps.model import Report
from vockit.gaps.themes import general_judgements, groups
from vockit.gaps.totals import totals_by
from vockit.profile import Asks, Profile
from vockit.tallies.model import UNDATED, Tally

STATISTICS: Final = ("speaker_theme", "days")
"""What ``found_in`` reads beside the tables of ``coverage``."""
LISTED: Final = 8
"""Names at most of each kind."""
TARGETS: Final = (
    ("reliability", "they do what they said they would"),
    ("responsiveness", "they help, and at once"),
    ("assurance", "they know what they do, and can be trusted"),
    ("empathy", "they care"),
    ("tangibles", "what is seen and touched"),
)
"""The dimensions of SERVQUAL, and what each is about."""


@dataclass(frozen=True, slots=True)
class Found:
    """What an input holds; names are the most frequent first."""

    themes: tuple[str, ...]
    """Without such as only hold others together, or are about the service as a whole."""
    talk: Mapping[str, int] = field(default_factory=dict)
    """Verbatims that mention each theme."""
    brands: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    reading: Mapping[str, object] = field(default_factory=dict)
    """Options by which the input is read as it was: a text, a list of texts, or true or false."""
    questions: Mapping[str, Asks] = field(default_factory=dict)
    """Text column to what its question asks for."""
    terms: tuple[str, ...] = ()
    """What verbatims speak of that no theme caught."""
    middle: date | None = None
    """A Monday in the middle of its dates."""


def found_in(
    tally: Tally, coverage: Report, reading: Mapping[str, object], questions: Mapping[str, Asks]
) -> Found:
    """What a tally holds; ``reading`` and ``questions`` are how its corpus was read."""
    talk = {theme: sums[s.N] for (theme,), sums in _sums(tally, "speaker_theme", s.THEME).items()}
    left_out = general_judgements(tally) | groups(tally)
    known = [str(theme) for theme in tally.tables["themes"][s.THEME] if theme not in left_out]
    terms = coverage.table[coverage.gap.key[0].name].tolist()[1:]
    return Found(
        themes=tuple(sorted(known, key=lambda theme: (-talk.get(theme, 0), theme))),
        talk=talk,
        brands=_names(tally, s.SPEAKER),
        channels=_names(tally, s.CHANNEL),
        reading=reading,
        questions=questions,
        terms=tuple(map(str, terms[:LISTED])),
        middle=_middle(tally),
    )


def starter_profile(found: Found) -> str:
    """A commented ``vockit.toml``; as written it sets how the input is read, and the journey."""
    return "\n\n".join(
        [
            _opening(found),
            _priorities(found),
            _standards(found),
            _promises(found),
            _economics(found),
            _journey(),
            _brands(found),
            _targets(),
            _events(found),
            _questions(found),
        ]
    )


def starter_taxonomy(found: Found) -> str:
    """A commented ``themes.toml``, with a theme for each term that no theme caught."""
    terms = found.terms or ("gift wrapping",)
    opening = [
        "# Themes of your own, beside those of the pack: `vockit themes list service` names these.",
        "# Used once vockit.toml has the line taxonomy = [...]; `vockit themes check themes.toml`",
        "# tells whether it is sound. A phrase matches in any form and case, within one clause;",
        "# in quotes it matches the exact words, late* all that begins so, and refund NEAR/4 wait",
        "# the two within four words.",
        "#",
    ]
    if found.terms:
        opening.append(
            "# Words of verbatims that no theme caught: merge them, rename them, or delete."
        )
    else:
        opening.append("# An example, to be replaced.")
    parts = ["\n".join(opening)]
    for term in terms:
        name = "own/" + term.replace(" ", "-")
        phrases = f"phrases = [{_text(term)}]"
        facets = '#stage = "use"\n#dimension = "reliability"\n#cause = "process"\n#pole = "wants"'
        parts.append(f"[themes.{_text(name)}]\n{phrases}\n{facets}")
    return "\n\n".join(parts) + "\n"


def _opening(found: Found) -> str:
    lines = [
        "# What vockit is told in this folder. Lines that begin with # and no space are settings:",
        "# take the # away and write your own. `vockit config show` prints what is in force.",
        "# Options are named as their long flags, such as:",
        "#top = 5",
        "",
        "# Your own themes beside those of the pack:",
        '#taxonomy = ["service", "themes.toml"]',
    ]
    if found.reading:
        lines += [
            "",
            "# How the input is read, as it was found. These hold for every input of this folder",
            '# that has the columns; "" stands for no column.',
        ]
        lines += [f"{name} = {_value(value)}" for name, value in found.reading.items()]
    if found.channels:
        lines += ["", f"# Channels in the file: {_listed(found.channels)}"]
    return "\n".join(lines)


def _priorities(found: Found) -> str:
    lines = [
        "# How much the organisation cares about each theme, on any scale: points of a scorecard,",
        "# budget, headcount. Beside each stands how many verbatims mention it, which is how much",
        "# customers care, and not what to write here. Used by priorities and five-gaps.",
        "[priorities]",
    ]
    return "\n".join([*lines, *(_talk(found, theme, "10") for theme in found.themes[:LISTED])])


def _standards(found: Found) -> str:
    lines = [
        "# What it holds itself to. A duration is held against the durations that customers state.",
        "# Used by five-gaps.",
        "[standards]",
    ]
    return "\n".join([*lines, *(_talk(found, theme, '"2 days"') for theme in found.themes[:3])])


def _promises(found: Found) -> str:
    lines = [
        "# What the brand promises, once for each promise, and where a verbatim touches on it: by",
        "# themes, phrases, or both. Used by brand-alignment and five-gaps.",
        "#[[promises]]",
        '#text = "In the words of your own advertisements"',
        f"#themes = [{', '.join(map(_text, found.themes[:2]))}]",
        '#phrases = ["as advertised"]',
        "#weight = 1",
    ]
    return "\n".join(lines)


def _economics(found: Found) -> str:
    lines = [
        "# What a customer is worth. affected_share is your own estimate of the share of customers",
        "# that such problems reach: those who write are no sample of customers. Used by stake.",
        "#[economics]",
        "#customers = 10000",
        "#value_per_year = 100",
        "#years = 3",
        "#margin = 0.3",
        "#loyalty_drop = [0.05, 0.10, 0.20]  # low, base, high",
        "#affected_share = 0.1",
        "",
        "# What mending a theme would cost.",
        "#[economics.fixes]",
        *(f"#{_text(theme)} = 50000" for theme in found.themes[:2]),
    ]
    return "\n".join(lines)


def _journey() -> str:
    stages = ", ".join(map(_text, Profile().journey))
    return "\n".join(
        [
            "# The stages of the journey, in their order. Used by journey.",
            "[journey]",
            f"stages = [{stages}]",
        ]
    )


def _brands(found: Found) -> str:
    brands = found.brands or ("Your brand", "A competitor")
    lines = [
        "# Whose voice it is. With own set, reports speak of it and compare the others with it."
    ]
    if found.brands:
        lines.append(f"# Brands in the file: {_listed(found.brands)}")
    lines += [
        "[brands]",
        f"#own = {_text(brands[0])}",
        f"#control = [{', '.join(map(_text, brands[1:]))}]",
        "",
        "# What brands are called in texts, beside their names.",
        "[brands.aliases]",
        *(f"#{_text(brand)} = []" for brand in brands),
    ]
    return "\n".join(lines)


def _targets() -> str:
    lines = [
        "# What a dimension of service quality should reach on the scale of 1 to 7, and how much",
        "# it counts. Used by servqual.",
        "[targets]",
        *(f"#{name} = {{ expectation = 6.0, weight = 20 }}  # {what}" for name, what in TARGETS),
    ]
    return "\n".join(lines)


def _events(found: Found) -> str:
    day = found.middle or date(2025, 1, 6)
    expected = ", ".join(map(_text, found.themes[:1]))
    lines = [
        "# Decisions and incidents, what they were meant to change, and brands that they did not",
        "# touch. Used by ripple.",
        "[events]",
        f'#"new opening hours" = {{ date = {day}, expected = [{expected}] }}',
    ]
    return "\n".join(lines)


def _questions(found: Found) -> str:
    lines = [
        "# What the question of a text column asks for: improve, praise or open. Under improve,",
        '# "Nothing" is praise and a bare noun is a complaint; under praise the reverse.',
        "[questions]",
        *(f"{_text(column)} = {_text(asks)}" for column, asks in found.questions.items()),
        *(() if found.questions else ('#"What could we do better?" = "improve"',)),
    ]
    return "\n".join(lines) + "\n"


def _talk(found: Found, theme: str, value: str) -> str:
    count = found.talk.get(theme)
    return f"#{_text(theme)} = {value}" + (f"  # {count:,} verbatims" if count else "")


def _value(value: object) -> str:
    """Of a list of one text the text."""
    if isinstance(value, list):
        return _text(value[0]) if len(value) == 1 else f"[{_listed(value)}]"
    return str(value).lower() if isinstance(value, bool) else _text(str(value))


def _text(value: str) -> str:
    """A basic string of TOML, which is that of JSON but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_text, names))


def _sums(tally: Tally, table: str, key: str) -> Mapping[tuple[str, ...], Mapping[str, int]]:
    return totals_by(tally.tables[table], key)


def _names(tally: Tally, key: str) -> tuple[str, ...]:
    counts = {name: sums[s.N] for (name,), sums in _sums(tally, "speaker_channel", key).items()}
    return tuple(sorted(counts.keys() - {""}, key=lambda name: (-counts[name], name))[:LISTED])


def _middle(tally: Tally) -> date | None:
    days = sorted(str(day) for day in tally.tables["days"][s.DAY] if day != UNDATED)
    if not days:
        return None
    middle = date.fromisoformat(days[len(days) // 2])
    return middle - timedelta(middle.weekday())
