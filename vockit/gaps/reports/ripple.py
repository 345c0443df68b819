"""What did that decision or incident really change?

Two windows of equal whole weeks, at most 8 (``--window``), end and begin with the event: a date or
the name of an event in the profile (``--event``; else the profile's latest). The first day after
the old state is the day of the event itself.

- **Share** before and after = verbatims negative on the theme / all verbatims; **net** = net
  sentiment of those that mention it.
- **Gap** = share after − share before, net of what would have changed anyway. Where there are 8
  weeks before, a slope of the weekly shares before is carried on into the window after, and taken
  off, where it is more than chance (by Benjamini-Hochberg over the themes that 10 verbatims before
  are negative on); that can unmake a finding, and makes none. With ``--control BRAND`` the change
  of the brands that the event did not touch is taken off: difference in differences (Card and
  Krueger 1994). The interval is Newcombe's (1998), with what is taken off added by the same method
  (Zou and Donner 2008).
- **Verdict**: two tests a theme, of the gap and of the change of net sentiment (less that of the
  controls), all corrected together. Of the themes that the event was meant to change
  (``--expected``, with those under and above them): *as intended* where one of them says better,
  *backfired* where worse, else *no effect*. Of all others: *unintended benefit*, *unintended harm*,
  *no change*. Where the two tests disagree, the share decides.
- **Recovery** of what got worse: the first week after the event from which on the share over the
  rest of the window is back to where it was before, or that it is not.

*How to read it.* The share says how many customers it hurts, the net how those feel who speak of
the theme. A theme that more talk of, as badly as ever, has a higher share and the same net.

*How it misleads.* Before and after is not because of: whatever else happened that week is in the
gap, and so is the season. A control brand takes off what hit the whole market, no more, and a
theme that means the same for both. "No change" may only mean too few verbatims: read the interval.
A verbatim counts for each theme that it mentions and for those above it, so that rows move
together. Posts that are repeated count each time.

Themes that fewer than 10 verbatims mention in both windows together are not measured, and net
sentiment is left blank where either window has fewer than that.

*The whole.* The note splits the change of net sentiment over all talk into the part made by what
is talked about and the part made by how each theme is felt (Kitagawa 1955).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit import schema as s
from vockit.arrays import Ints
from vockit.errors import UsageError
from vockit.gaps.decomposition import parts_note
from vockit.gaps.evidence.rules import (
    NO_CLAUSE,
    Evidence,
    Not,
    OfSpeaker,
    OnTheme,
    Says,
    Verbatims,
    WrittenBetween,
    both,
)
from vockit.gaps.labels import labels
from vockit.gaps.model import Column, Comparison, Findings, Flag, GapReport, Needs, Row
from vockit.gaps.speakers import brands_in, our_brands, ours
from vockit.gaps.timeline import (
    STATISTICS,
    Reach,
    Timeline,
    as_date,
    net_of,
    our_timeline,
    reach,
    timeline_of,
)
from vockit.naming import did_you_mean, trailing_hint
from vockit.profile import Event
from vockit.settings import ReportSettings
from vockit.stats import special
from vockit.stats.intervals import (
    Floats,
    Interval,
    Mean,
    difference,
    net_sentiment_difference,
    newcombe,
    normal_quantile,
)
from vockit.stats.multiple import benjamini_hochberg
from vockit.tallies.model import Tally

WEEK: Final = 7
SLOPE_WEEKS: Final = 8
"""Weeks before the event that a slope can be read from."""
N, POSITIVE, NEGATIVE = range(3)
"""Columns of ``Timeline.talk``."""


@dataclass(frozen=True, slots=True)
class _Window:
    """Equal whole weeks each side of the day of the event."""

    event: Event
    day: int
    weeks: int

    @property
    def before(self) -> tuple[int, int]:
        return self.day - WEEK * self.weeks, self.day

    @property
    def after(self) -> tuple[int, int]:
        return self.day, self.day + WEEK * self.weeks

    def week(self, number: int) -> tuple[int, int]:
        """The days of a week: 0 is the first after the event, -1 the last before."""
        start = self.day + WEEK * number
        return start, start + WEEK


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """Verbatims and talk in both windows: counts, and rows a theme as ``Timeline.talk``."""

    n_before: int
    n_after: int
    before: Ints
    after: Ints

    @property
    def mentions(self) -> Ints:
        """Verbatims of both windows that mention each theme."""
        return np.asarray((self.before + self.after)[:, N])

    def enough(self, settings: ReportSettings) -> NDArray[np.bool_]:
        """Which themes enough verbatims mention on either side for a net sentiment."""
        return np.asarray(np.minimum(self.before, self.after)[:, N] >= settings.suppress_n)

    def net_change(self, settings: ReportSettings) -> Mean:
        """Net sentiment after minus before."""
        after, before = (
            (talk[:, POSITIVE], talk[:, NEGATIVE], talk[:, N]) for talk in (self.after, self.before)
        )
        return net_sentiment_difference(after, before, settings.confidence)

    @property
    def change(self) -> tuple[Ints, int, Ints, int]:
        """As ``newcombe`` takes it: after, then before."""
        return self.after[:, NEGATIVE], self.n_after, self.before[:, NEGATIVE], self.n_before

    @property
    def variance(self) -> Floats:
        """Of the change of shares where nothing has changed."""
        pooled = (self.before + self.after)[:, NEGATIVE] / (self.n_before + self.n_after)
        return np.asarray(pooled * (1 - pooled) * (1 / self.n_before + 1 / self.n_after))


@dataclass(frozen=True, slots=True, eq=False)
class _Study:
    """What is compared."""

    window: _Window
    timeline: Timeline
    ours: _Sides
    control: tuple[str, ...]
    controls: _Sides | None


@dataclass(frozen=True, slots=True, eq=False)
class _Measured:
    """One entry a theme."""

    gap: Interval
    p_share: Floats
    net_change: Floats
    p_net: Floats
    sloped: NDArray[np.bool_]
    """Whose slope before was taken off."""

    def gap_of(self, place: int) -> Interval:
        """The gap of one theme."""
        gap = self.gap
        return Interval(gap.value[place], gap.low[place], gap.high[place])


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How every theme changed with the event."""
    missing = _is_control(settings)
    if missing is not None:
        return Findings(missing=missing)
    event = event_of(settings)
    if event is None:
        return Findings(missing="an event: --event DATE, or one in [events] of the profile")
    covered = reach(tally, settings)
    if covered is None:
        return Findings(missing="verbatims with a date")
    control = _controls(tally, event, settings)
    window = _window(event, covered, settings)
    if window is None:
        return Findings(missing=_too_short(event, covered))
    _check_expected(tally, event)
    study = _study(tally, window, control, settings)
    for who, sides in (("ours", study.ours), (", ".join(control), study.controls)):
        if sides is not None and min(sides.n_before, sides.n_after) < settings.suppress_n:
            return Findings(
                missing=f"{settings.suppress_n} verbatims ({who}) on each side of {event.day}; "
                f"there are {sides.n_before} and {sides.n_after}"
            )
    found = _measured(study, settings)
    notes = (
        *_notes(study, found, settings),
        *parts_note(study.timeline, tally.tables["themes"], window.before, window.after),
    )
    return Findings(_rows(tally, study, found, settings), notes)


def event_of(settings: ReportSettings) -> Event | None:
    """The event that is asked for, else the latest of the profile; None where there is none.

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


def _is_control(settings: ReportSettings) -> str | None:
    """That a segment cannot be held against itself; None where it is no control."""
    if settings.segment is None or settings.segment not in settings.control:
        return None
    return f"another value of {settings.by!r} than a control"


def _controls(tally: Tally, event: Event, settings: ReportSettings) -> tuple[str, ...]:
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


def _check_expected(tally: Tally, event: Event) -> None:
    known = tally.tables["themes"][s.THEME].tolist()
    for theme in event.expected:
        if theme not in known:
            hint = trailing_hint(theme, known)
            raise UsageError(f"--expected: the taxonomy has no theme {theme!r}{hint}")


def _window(event: Event, covered: Reach, settings: ReportSettings) -> _Window | None:
    day = event.day.toordinal()
    sides = (day - covered.first, covered.last + 1 - day)
    weeks = min(settings.window, *(days // WEEK for days in sides))
    return _Window(event, day, weeks) if weeks > 0 else None


def _too_short(event: Event, covered: Reach) -> str:
    return (
        f"a whole week of verbatims on each side of {event.day}; "
        f"the data reaches from {as_date(covered.first)} to {as_date(covered.last)}"
    )


def _study(
    tally: Tally, window: _Window, control: tuple[str, ...], settings: ReportSettings
) -> _Study:
    timeline = our_timeline(tally, settings, control)
    ours = _sides(timeline, window, timeline.themes)
    if not control:
        return _Study(window, timeline, ours, (), None)
    theirs = timeline_of(tally, settings, control)
    return _Study(window, timeline, ours, control, _sides(theirs, window, timeline.themes))


def _sides(timeline: Timeline, window: _Window, themes: tuple[str, ...]) -> _Sides:
    return _Sides(
        timeline.count(*window.before),
        timeline.count(*window.after),
        _talk(timeline, window.before, themes),
        _talk(timeline, window.after, themes),
    )


def _talk(timeline: Timeline, days: tuple[int, int], themes: tuple[str, ...]) -> Ints:
    """The talk of a stretch of days, a row for each of these themes."""
    talk = np.zeros((len(themes), 3), dtype=np.int64)
    place = {theme: row for row, theme in enumerate(themes)}
    for theme, sums in zip(timeline.themes, timeline.talk(*days), strict=True):
        if theme in place:
            talk[place[theme]] = sums
    return talk


def _slopes(timeline: Timeline, window: _Window) -> tuple[Floats, Floats] | None:
    """What the slopes before would have changed by, and the variance; None with too few weeks.

    Weekly shares weighted by their verbatims; variances are binomial, at the share before.
    """
    if window.weeks < SLOPE_WEEKS:
        return None
    before = range(-window.weeks, 0)
    n = np.array([timeline.count(*window.week(week)) for week in before], dtype=np.float64)
    negative = np.array([timeline.talk(*window.week(week))[:, NEGATIVE] for week in before])
    after = np.array([timeline.count(*window.week(-1 - week)) for week in before])
    if not n.sum() or not after.sum():
        return None
    weeks = np.array(before, dtype=np.float64)
    middle = n @ weeks / n.sum()
    spread = float(n @ (weeks - middle) ** 2)
    if not spread:
        return None
    share = negative.sum(axis=0) / n.sum()
    slope = (weeks - middle) @ negative / spread
    ahead = after @ (-1 - weeks) / after.sum() - middle
    return slope * ahead, share * (1 - share) / spread * ahead**2


def _measured(study: _Study, settings: ReportSettings) -> _Measured:
    ours, theirs, slopes = study.ours, study.controls, _slopes(study.timeline, study.window)
    gap, variance = newcombe(*ours.change, settings.confidence), ours.variance
    net = ours.net_change(settings)
    net_change, net_variance = net.value, net.variance
    net_middle = (net.low + net.high) / 2
    enough = ours.enough(settings)
    if theirs is not None:
        gap = difference(gap, newcombe(*theirs.change, settings.confidence))
        variance = variance + theirs.variance
        net = theirs.net_change(settings)
        net_change, net_variance = net_change - net.value, net_variance + net.variance
        net_middle = net_middle - (net.low + net.high) / 2
        enough &= theirs.enough(settings)
    sloped = np.zeros(len(variance), dtype=np.bool_)
    p_share = _p_value(gap.value, variance)
    if slopes is not None:
        shift, spread = slopes
        p_slope = _p_value(shift, spread)
        often = ours.before[:, NEGATIVE] >= settings.suppress_n
        sloped = benjamini_hochberg(np.where(often, p_slope, np.nan)) <= settings.q
        shift, spread = np.where(sloped, shift, 0.0), np.where(sloped, spread, 0.0)
        half = normal_quantile(settings.confidence) * np.sqrt(spread)
        gap = difference(gap, Interval(shift, shift - half, shift + half))
        p_share = np.maximum(p_share, _p_value(gap.value, variance + spread))
    p_net = _p_value(net_middle, net_variance)
    return _Measured(
        gap=gap,
        p_share=np.where(ours.mentions >= settings.suppress_n, p_share, np.nan),
        net_change=np.where(enough, net_change, np.nan),
        p_net=np.where(enough, p_net, np.nan),
        sloped=sloped,
    )


def _p_value(value: Floats, variance: Floats) -> Floats:
    """Of a normal figure being 0; 1 where it does not vary."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(variance > 0, 2 * special.ndtr(-np.abs(value) / np.sqrt(variance)), 1.0)


def _rows(
    tally: Tally, study: _Study, found: _Measured, settings: ReportSettings
) -> tuple[Row, ...]:
    named, sides = labels(tally), study.ours
    whose = _ours_but(study.control, settings)
    small = min(sides.n_before, sides.n_after) < settings.min_n
    flag: Flag | None = "low base" if small else None
    rows = []
    for i in np.flatnonzero(sides.mentions).tolist():
        theme = study.timeline.themes[i]
        figures = _figures(sides, i)
        row = Row(
            key=(theme,),
            n=sides.n_before + sides.n_after,
            flag="not measured",
            group=1,
            values=figures,
            subject=theme,
            evidence=_evidence(theme, 0, study.window, whose),
        )
        if not np.isnan(found.p_share[i]):
            shares = figures["share_before"], figures["share_after"]
            gap, low, high = (
                float(part[i]) for part in (found.gap.value, found.gap.low, found.gap.high)
            )
            row = replace(
                row,
                gap=gap,
                low=low,
                high=high,
                values={
                    **figures,
                    "net_before": _net(sides.before[i], settings),
                    "net_after": _net(sides.after[i], settings),
                    "net_change": float(found.net_change[i]),
                },
                tests=(float(found.p_share[i]), float(found.p_net[i])),
                flag=flag,
                sentence=_sentence(named.get(theme, theme), study.window.event, shares),
                compared=Comparison(found.gap_of(i), sides.n_after),
            )
            changes = float(found.gap.value[i]), float(found.net_change[i])
            row = replace(row, verdict=_Verdict(row, study, i, changes, whose, settings))
        rows.append(row)
    return tuple(rows)


@dataclass(frozen=True, slots=True, eq=False)
class _Verdict:
    """What came of a theme, as its tests of share and net sentiment say."""

    row: Row
    study: _Study
    place: int
    changes: tuple[float, float]
    """Of the share, and of the net sentiment."""
    whose: Verbatims
    settings: ReportSettings

    def __call__(self, q_values: Sequence[float]) -> Row:
        """The row with its verdict."""
        theme = self.study.timeline.themes[self.place]
        share, net = (
            int(np.sign(change)) if q <= self.settings.q else 0
            for change, q in zip(self.changes, q_values, strict=True)
        )
        worse = share or -net
        share_before = _figures(self.study.ours, self.place)["share_before"]
        return replace(
            self.row,
            values={
                **self.row.values,
                "verdict": VERDICTS[_is_expected(theme, self.study.window.event)][worse],
                "recovery": _recovery(self.study, self.place, share_before) if worse > 0 else "",
            },
            group=int(not worse),
            evidence=_evidence(theme, worse or 1, self.study.window, self.whose),
        )


def _figures(sides: _Sides, place: int) -> dict[str, float]:
    before, after = (
        talk[place, NEGATIVE] / n
        for talk, n in ((sides.before, sides.n_before), (sides.after, sides.n_after))
    )
    return {
        "share_before": float(before),
        "share_after": float(after),
        "share_change": float(after - before),
    }


VERDICTS: Final = {
    True: {-1: "as intended", 0: "no effect", 1: "backfired"},
    False: {-1: "unintended benefit", 0: "no change", 1: "unintended harm"},
}
"""By whether the theme was expected to change, and whether it did so for the worse."""


def _is_expected(theme: str, event: Event) -> bool:
    return any(
        theme == other or theme.startswith(f"{other}/") or other.startswith(f"{theme}/")
        for other in event.expected
    )


def _net(talk: Ints, settings: ReportSettings) -> float | None:
    net = net_of(talk)
    return net.value if net.n >= settings.suppress_n else None


def _recovery(study: _Study, place: int, share_before: float) -> str:
    """The first week from which on the share over the rest of the window is back where it was."""
    window, timeline = study.window, study.timeline
    negative = n = 0
    recovered = None
    for week in range(window.weeks - 1, -1, -1):
        negative += int(timeline.talk(*window.week(week))[place, NEGATIVE])
        n += timeline.count(*window.week(week))
        if n and negative / n > share_before:
            break
        recovered = week + 1
    if recovered is None:
        return f"not within {window.weeks} weeks"
    return f"from week {recovered}"


def _sentence(label: str, event: Event, shares: tuple[float, float]) -> str:
    before, after = shares
    move = "rose" if after > before else "fell"
    return (
        f"Since {event.name} ({event.day}) complaints about {label} {move} "
        f"from {before:.1%} to {after:.1%} of verbatims"
    )


def _ours_but(control: tuple[str, ...], settings: ReportSettings) -> Verbatims:
    """Our verbatims; where the profile does not say who we are, all but those of the controls."""
    if our_brands(settings) is None and control:
        return Not(OfSpeaker(control))
    return ours(settings).verbatims


def _evidence(theme: str, worse: int, window: _Window, whose: Verbatims) -> Evidence:
    """Both windows; of these who since the event praise the theme if it got better, else complain.

    ``worse`` is -1 where it got better, 0 where the theme is not measured: it shows no quotes.
    """
    on, feeling = OnTheme((theme,)), 1 if worse < 0 else -1
    base = both(whose, WrittenBetween(window.before[0], window.after[1]))
    part = both(WrittenBetween(*window.after), Says(on, feeling))
    return Evidence(base, part, on if worse else NO_CLAUSE, feeling)


def _notes(study: _Study, found: _Measured, settings: ReportSettings) -> tuple[str, ...]:
    window, sides, controls = study.window, study.ours, study.controls
    (first, day), (_, end) = window.before, window.after
    weeks = "1 week" if window.weeks == 1 else f"{window.weeks} weeks"
    opening = (
        f"{window.event.name}, {window.event.day}: {weeks} each side, "
        f"{as_date(first)} to {as_date(day - 1)} ({sides.n_before:,} verbatims) and "
        f"{as_date(day)} to {as_date(end - 1)} ({sides.n_after:,})."
    )
    notes = [opening]
    if controls is not None:
        counts = f"{controls.n_before:,} and {controls.n_after:,} verbatims"
        notes.append(f"Less the change of {', '.join(study.control)} ({counts}).")
    tested = ~np.isnan(found.p_share)
    sloped = [study.timeline.themes[i] for i in np.flatnonzero(found.sloped & tested)]
    if sloped:
        notes.append(f"Less the slope before: {', '.join(sloped)}.")
    if settings.by is not None and not study.control and _has_control_brands(settings):
        notes.append("The event's control brands are no controls here: --control names values.")
    if not window.event.expected:
        notes.append("No theme was expected to change (--expected): every change is unintended.")
    rare = int(((sides.mentions > 0) & ~tested).sum())
    if rare:
        few = f"fewer than {settings.suppress_n} verbatims"
        notes.append(f"Not measured: {rare} themes that {few} mention.")
    return tuple(notes)


def _has_control_brands(settings: ReportSettings) -> bool:
    event = event_of(replace(settings, by=None))
    return event is not None and bool(event.control)


GAP = GapReport(
    name="ripple",
    title="Ripple",
    question="What did that decision or incident really change?",
    unit="share of verbatims negative on the theme, after - before",
    unit_range=1,
    worse="higher",
    key=(Column("theme", "theme"),),
    columns=(
        Column("share_before", "share of verbatims negative on the theme, before", "share"),
        Column("share_after", "the same, after", "share"),
        Column("share_change", "after - before, as it is", "share"),
        Column("net_before", "net sentiment on the theme, before", "score"),
        Column("net_after", "the same, after", "score"),
        Column("net_change", "after - before, less that of the controls", "score"),
        Column(s.Q, "false discovery rate of the clearer of the row's two tests", "p", 4),
        Column(
            "verdict",
            "as intended, backfired, no effect; or unintended, or no change",
            telling=True,
        ),
        Column("recovery", "the week from which on it is back where it was before"),
    ),
    needs=Needs(
        controls=True,
        whole=("days", "day_theme"),
        statistics=(*STATISTICS, "themes"),
        roles=(s.DATE,),
        better_with=("[events]", "[brands]"),
    ),
    measure=measure,
)
