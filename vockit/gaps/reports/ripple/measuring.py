"""From a tally to the rows of the report."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vockit.arrays import Ints
from vockit.gaps.decomposition import parts_note
from vockit.gaps.floats import as_floats, one_of
from vockit.gaps.labels import labels
from vockit.gaps.model import Comparison, Findings, Flag, Row
from vockit.gaps.reports.ripple.changes import Changes, changes_of
from vockit.gaps.reports.ripple.events import (
    check_expected,
    controls_of,
    event_of,
    segment_is_control,
)
from vockit.gaps.reports.ripple.evidence import evidence_of, ours_but
from vockit.gaps.reports.ripple.sentences import headline, notes_of, too_few, too_short
from vockit.gaps.reports.ripple.verdicts import Verdict
from vockit.gaps.reports.ripple.windows import Study, shares_of, study_of, window_of
from vockit.gaps.timeline import net_of, reach
from vockit.settings import ReportSettings
from vockit.tallies.model import Tally


def measure(tally: Tally, settings: ReportSettings) -> Findings:
    """How every theme changed with the event."""
    missing = segment_is_control(settings)
    if missing is not None:
        return Findings(missing=missing)
    event = event_of(settings)
    if event is None:
        return Findings(missing="an event: --event DATE, or one in [events] of the profile")
    covered = reach(tally, settings)
    if covered is None:
        return Findings(missing="verbatims with a date")
    control = controls_of(tally, event, settings)
    window = window_of(event, covered, settings)
    if window is None:
        return Findings(missing=too_short(event, covered))
    check_expected(tally, event)
    study = study_of(tally, window, control, settings)
    for who, sides in (("ours", study.ours), (", ".join(control), study.controls)):
        if sides is not None and min(sides.n_before, sides.n_after) < settings.suppress_n:
            return Findings(missing=too_few(event, who, sides, settings))
    changes = changes_of(study, settings)
    notes = (
        *notes_of(study, changes, settings),
        *parts_note(study.timeline, tally.tables["themes"], window.before, window.after),
    )
    return Findings(_rows(tally, study, changes, settings), notes)


def _rows(
    tally: Tally, study: Study, changes: Changes, settings: ReportSettings
) -> tuple[Row, ...]:
    theme_labels, sides = labels(tally), study.ours
    whose = ours_but(study.control, settings)
    small = min(sides.n_before, sides.n_after) < settings.min_n
    flag: Flag | None = "low base" if small else None
    rows = []
    for i in np.flatnonzero(sides.mentions).tolist():
        theme = study.timeline.themes[i]
        figures = shares_of(sides, i)
        row = Row(
            key=(theme,),
            n=sides.n_before + sides.n_after,
            flag="not measured",
            group=1,
            values=figures,
            subject=theme,
            evidence=evidence_of(theme, 0, study.window, whose),
        )
        if not np.isnan(changes.p_share[i]):
            shares = figures["share_before"], figures["share_after"]
            gap, low, high = as_floats(one_of(changes.gap, i))
            row = replace(
                row,
                gap=gap,
                low=low,
                high=high,
                values={
                    **figures,
                    "net_before": _net(sides.before[i], settings),
                    "net_after": _net(sides.after[i], settings),
                    "net_change": float(changes.net_change[i]),
                },
                tests=(float(changes.p_share[i]), float(changes.p_net[i])),
                flag=flag,
                sentence=headline(theme_labels.get(theme, theme), study.window.event, shares),
                compared=Comparison(one_of(changes.gap, i), sides.n_after),
            )
            both_changes = float(changes.gap.value[i]), float(changes.net_change[i])
            row = replace(row, verdict=Verdict(row, study, i, both_changes, whose, settings))
        rows.append(row)
    return tuple(rows)


def _net(talk: Ints, settings: ReportSettings) -> float | None:
    net = net_of(talk)
    return net.value if net.n >= settings.suppress_n else None
