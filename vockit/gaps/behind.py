"""Which verbatims of a batch stand behind a row: masks, one entry a verbatim."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vockit.annotation.model import Annotations
from vockit.gaps.speakers import our_brands
from vockit.language.arrays import Ints
from vockit.settings import AnnotationSettings, ReportSettings
from vockit.tallies.facts import Facts
from vockit.tallies.grouping import Labels
from vockit.tallies.model import CountingPlan

Mask = NDArray[np.bool_]
EPOCH: Final = date(1970, 1, 1).toordinal()
"""What NumPy counts days from."""


def facts_of(annotations: Annotations, settings: ReportSettings | None = None) -> Facts:
    """The batch as the statistics see it, so that rows and counts mean the same verbatims.

    Who a verbatim speaks of, and of promises and standards, only the settings say.
    """
    known = settings or ReportSettings()
    plan = CountingPlan(AnnotationSettings(profile=known.profile), known.by)
    return Facts(annotations, plan)


def with_theme(annotations: Annotations, theme: str | None) -> Mask:
    """The verbatims that mention the theme, or one under it; all where it is None."""
    if theme is None:
        return np.ones(len(annotations.batch), dtype=np.bool_)
    pairs = annotations.pairs
    return _mask(annotations, pairs.verbatim, pairs.theme, annotations.vocabulary.themes, theme)


def with_dimension(annotations: Annotations, dimension: str | None) -> Mask:
    """The verbatims that speak of the dimension of service quality; of any where it is None."""
    mentions = annotations.mentions
    if dimension is None:
        return _at(annotations, mentions.verbatim[mentions.dimension >= 0])
    names = annotations.vocabulary.dimensions
    return _mask(annotations, mentions.verbatim, mentions.dimension, names, dimension)


def with_cue_on_theme(annotations: Annotations, cue: str, theme: str | None) -> Mask:
    """The verbatims with the cue, or one under it, in a clause on the theme; anywhere for None."""
    cues = annotations.cues
    wanted = [
        code
        for code, name in enumerate(annotations.vocabulary.cues)
        if name == cue or name.startswith(f"{cue}/")
    ]
    chosen = np.isin(cues.cue, wanted)
    if theme is not None:
        finds = facts_of(annotations).clause_themes
        code = _code(annotations.vocabulary.themes, theme)
        chosen &= np.isin(cues.clause, finds.clause[finds.code == code])
    return _at(annotations, cues.verbatim[chosen])


def negative_on_theme(annotations: Annotations, theme: str) -> Mask:
    """The verbatims that are negative where they mention the theme, or one under it."""
    pairs, names = annotations.pairs, annotations.vocabulary.themes
    chosen = (pairs.theme == _code(names, theme)) & (pairs.polarity < 0)
    return _at(annotations, pairs.verbatim[chosen])


def within_days(annotations: Annotations, start: int, end: int) -> Mask:
    """The verbatims from the day ``start`` up to, not including, ``end`` (``date.toordinal``)."""
    days = annotations.batch.day
    if days is None:
        return np.zeros(len(annotations.batch), dtype=np.bool_)
    ordinals = days.astype("datetime64[D]").astype(np.int64) + EPOCH
    return np.asarray(~np.isnat(days) & (ordinals >= start) & (ordinals < end))


def of_brand(annotations: Annotations, settings: ReportSettings, *brands: str) -> Mask:
    """The verbatims of these brands; with ``--by``, of these segments."""
    return _labelled(facts_of(annotations, settings).brand, brands)


def of_channel(annotations: Annotations, channel: str) -> Mask:
    """The verbatims of the channel."""
    return _labelled(facts_of(annotations).channel, (channel,))


def of_speaker(annotations: Annotations, label: str, settings: ReportSettings) -> Mask:
    """The verbatims that a row speaks of: those of the brand it names, else ours."""
    brands = (label,) if label else our_brands(settings)
    if brands is None:
        return np.ones(len(annotations.batch), dtype=np.bool_)
    return of_brand(annotations, settings, *brands)


def _labelled(labels: Labels, values: tuple[str, ...]) -> Mask:
    codes = [code for code, name in enumerate(labels.names) if name in values]
    return np.isin(labels.codes, codes)


def _mask(
    annotations: Annotations, verbatims: Ints, codes: Ints, names: tuple[str, ...], name: str
) -> Mask:
    return _at(annotations, verbatims[codes == _code(names, name)])


def _code(names: tuple[str, ...], name: str) -> int:
    """A code that nothing has where there is no such name."""
    return names.index(name) if name in names else len(names)


def _at(annotations: Annotations, verbatims: Ints) -> Mask:
    mask = np.zeros(len(annotations.batch), dtype=np.bool_)
    mask[verbatims] = True
    return mask
