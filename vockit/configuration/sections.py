"""The sections of the profile, from tables of TOML."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from vockit.annotation.durations import durations
from vockit.configuration.values import Place, decode, table
from vockit.profile import (
    SCORE,
    Asks,
    Brands,
    Economics,
    Event,
    Promise,
    Standard,
    Target,
    Text,
    Weight,
)
from vockit.taxonomy.facets import DIMENSIONS


@dataclass(frozen=True, slots=True)
class _Journey:
    stages: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    date: datetime.date
    expected: tuple[Text, ...] = ()
    control: tuple[Text, ...] = ()


def _priorities(value: Any, place: Place) -> Mapping[str, float]:
    priorities: Mapping[str, float] = decode(value, Mapping[str, Weight], place)
    return priorities


def _standards(value: Any, place: Place) -> tuple[Standard, ...]:
    texts: Mapping[str, str] = decode(value, Mapping[str, Text], place)
    return tuple(
        Standard(theme, text, max((seconds for _, seconds in durations(text)), default=None))
        for theme, text in texts.items()
    )


def _promises(value: Any, place: Place) -> tuple[Promise, ...]:
    if not isinstance(value, list):
        place.fail("write it as [[promises]], once for each promise")
    promises: tuple[Promise, ...] = decode(value, tuple[Promise, ...], place)
    for number, promise in enumerate(promises, 1):
        if not promise.themes and not promise.phrases:
            place.at(str(number)).fail(
                "needs themes or phrases, to know which verbatims are about it"
            )
    return promises


def _economics(value: Any, place: Place) -> Economics:
    entries = dict(table(value, place))
    if isinstance(entries.get("loyalty_drop"), int | float):
        entries["loyalty_drop"] = [entries["loyalty_drop"]] * 3
    economics: Economics = decode(entries, Economics, place)
    if list(economics.loyalty_drop) != sorted(economics.loyalty_drop):
        place.at("loyalty_drop").fail("[low, base, high] must not fall")
    return economics


def _journey(value: Any, place: Place) -> tuple[str, ...]:
    stages: tuple[str, ...] = decode(value, _Journey, place).stages
    if not stages:
        place.at("stages").fail('expected at least one: stages = ["choose", "buy", "use"]')
    if len(set(stages)) < len(stages):
        place.at("stages").fail("a stage is named twice")
    return stages


def _brands(value: Any, place: Place) -> Brands:
    brands: Brands = decode(value, Brands, place)
    return brands


def _targets(value: Any, place: Place) -> Mapping[str, Target]:
    targets = {}
    for name, entry in table(value, place, (*DIMENSIONS, SCORE)):
        whole = entry if isinstance(entry, dict) else {"expectation": entry}
        if name == SCORE:  # It is on the scale of the score, whatever that is.
            targets[name] = Target(decode(entry, float, place.at(name)))
        else:
            targets[name] = decode(whole, Target, place.at(name))
    return targets


def _events(value: Any, place: Place) -> tuple[Event, ...]:
    events = []
    for name, entry in table(value, place):
        whole = entry if isinstance(entry, dict) else {"date": entry}
        event: _Event = decode(whole, _Event, place.at(name))
        events.append(Event(name, event.date, event.expected, event.control))
    return tuple(events)


def _questions(value: Any, place: Place) -> Mapping[str, Asks]:
    questions: Mapping[str, Asks] = decode(value, Mapping[str, Asks], place)
    return questions


SECTIONS: Final[Mapping[str, Callable[[Any, Place], Any]]] = {
    "priorities": _priorities,
    "standards": _standards,
    "promises": _promises,
    "economics": _economics,
    "journey": _journey,
    "brands": _brands,
    "targets": _targets,
    "events": _events,
    "questions": _questions,
}
"""The sections of the profile, each with the function that reads it."""
