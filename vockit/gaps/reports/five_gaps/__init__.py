"""How wide is each of the service quality model's five gaps?

Parasuraman, Zeithaml and Berry (1985) trace what customers miss (gap 5) to four gaps inside the
organisation. Each is measured on 0 to 100, where 0 is closed:

1. **Knowledge**, not knowing what customers care about: 50 · Σ|c − m| over the entries of
   ``[priorities]`` and *other*, where c is the customers' share of mentions and m the
   organisation's share of points (0 of *other*). ``by_chance`` is what the gap would be by chance,
   with as few mentions, if customers cared exactly as the organisation thinks: 50 · Σ of the mean
   deviations of binomials (De Moivre 1730).
2. **Standards**, not having set any: the share of talk, in mentions of leaf themes, on themes
   without an entry in ``[standards]``. An entry holds for the themes under it. General judgements
   ("great company") do not count.
3. **Delivery**, not keeping them: breaches among verbatims on themes with a standard. A breach is a
   duration longer than the standard's ("on hold for 45 minutes" against "10 min"), else, without a
   duration to compare, a negative verbatim. A year or more is how long someone has been a customer,
   and is compared with standards of such length only.
4. **Communication**, promising too much: verbatims that speak of a promise in a negative clause, of
   all verbatims on promised themes.
5. **Customer**: 100 · Σ w · max(0, expectation − perception) / 6, from the report ``servqual`` and
   with its weights, over the dimensions that have a gap there.

Intervals are Wilson's (1927). That of gap 1 is the interval of the customers' share of what they
mention more than the organisation thinks, since half of Σ|c − m| is how far that share is above the
organisation's. That of gap 5 assumes that all dimensions are off to the same side at once.

*How to read it.* One by one, over time: the gaps are on different scales and do not compare with
one another. Compare gap 1 with ``by_chance``.

*How it misleads.* The model asks managers and staff about gaps 1 to 4; here they are measured from
the profile and the customers' words alone. A profile that says little has narrow gaps: without
standards there is no breach. Clauses that speak of a promise are few, so gap 4 is an undercount.
Complaints without a duration count as breaches of a duration, too.
"""

from __future__ import annotations

from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports import servqual
from vockit.gaps.reports.five_gaps.measuring import measure
from vockit.gaps.reports.five_gaps.rows import FULL

GAP = GapReport(
    name="five-gaps",
    title="The five gaps",
    question="How wide is each of the service quality model's five gaps?",
    unit="points of 0-100, 0 is closed",
    unit_range=FULL,
    worse="higher",
    order="fixed",
    kind="list",
    key=(Column("gap_number", "number of the gap in the model"),),
    columns=(
        Column("name", "what the gap is called"),
        Column("input", "what it is measured from, besides the verbatims"),
        Column("basis", "what was counted, or what is needed"),
        Column("by_chance", "the gap that chance alone would give", "score"),
    ),
    needs=Needs(
        groups=True,
        statistics=(
            "speaker_theme",
            "themes",
            "speaker_theme_duration",
            "promise",
            *servqual.GAP.needs.statistics,
        ),
        better_with=("[priorities]", "[standards]", "[[promises]]", "[targets]", "[brands]"),
    ),
    measure=measure,
)
