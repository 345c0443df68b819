"""Which event a report is about, what it was meant to change, and which brands it did not touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from vockit import schema as s
from vockit.errors import UsageError
from vockit.gaps.speakers import brands_in, our_brands
from vockit.naming import did_you_mean, trailing_hint
from vockit.profile import Event
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def event_of(settings: ReportSettings) -> Event | None:
    """The event of the settings, else the latest of the profile; None where there is none.

    What it was expected to change, and the controls, are those of the settings where they have any.
    Raises ``UsageError`` for what is neither the name of an event nor a date.
    """
    events = settings.profile.events
    if settings.event is None:
        known = [e for e in events if settings.as_of is None or e.day <= settings.as_of]
        event = max(known, key=lambda one: one.day, default=None)
        if event is None:
            return None
    else:
        event = next((one for one in events if one.name == settings.event), None) or Event(
            "the event", _date(settings.event, [one.name for one in events])
        )
    return replace(
        event,
        expected=settings.expected or event.expected,
        control=settings.control or (event.control if settings.by is None else ()),
    )


def _date(text: str, names: Sequence[str]) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = did_you_mean(text, names, "a date is written like 2025-04-28")
        raise UsageError(
            f"--event: {text!r} is neither a date nor an event of the profile; {hint}"
        ) from None


def segment_is_control(settings: ReportSettings) -> str | None:
    """That a segment cannot be compared with itself; None where it is no control."""
    if settings.segment is None or settings.segment not in settings.control:
        return None
    return f"another value of {settings.by!r} than a control"


def controls_of(tally: Tally, event: Event, settings: ReportSettings) -> tuple[str, ...]:
    """The control brands. Raises ``UsageError`` for one that cannot be one."""
    if settings.by is not None:
        return event.control
    known = brands_in(tally)
    for brand in event.control:
        if brand in (our_brands(settings) or ()):
            raise UsageError(f"--control: {brand!r} is our own brand ([brands] own)")
        if brand not in known:
            hint = trailing_hint(brand, known)
            raise UsageError(f"--control: no verbatim is of a brand {brand!r}{hint}")
    return event.control


def check_expected(tally: Tally, event: Event) -> None:
    """Raise ``UsageError`` where the event is to change a theme that the taxonomy does not have."""
    known = tally.tables["themes"][s.THEME].tolist()
    for theme in event.expected:
        if theme not in known:
            hint = trailing_hint(theme, known)
            raise UsageError(f"--expected: the taxonomy has no theme {theme!r}{hint}")


def is_expected(theme: str, event: Event) -> bool:
    """Whether the event was meant to change the theme, or one under or above it."""
    return any(
        theme == other or theme.startswith(f"{other}/") or other.startswith(f"{theme}/")
        for other in event.expected
    )


def has_control_brands(settings: ReportSettings) -> bool:
    """Whether the profile names control brands for the event."""
    event = event_of(replace(settings, by=None))
    return event is not None and bool(event.control)
