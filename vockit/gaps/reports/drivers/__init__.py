"""Which themes move the rating?

- **Impact** = n_t (S_t − S) / (N − n_t): what the score S of all N rated verbatims would lose if
  the n_t that mention the theme were left out. ``base`` is the score without them, so that S =
  base + impact. The interval is Welch's (1947) for the theme's verbatims against all others,
  times n_t / N.
- **Reward** and **penalty**: rating = β0 + Σ (r̂ · positive on the theme + p̂ · negative on the
  theme), by ordinary least squares over the taxonomy's leaves with enough verbatims of either
  sign; reward = max(r̂, 0), penalty = max(−p̂, 0): what praise adds and a complaint costs, all
  other themes equal (penalty-reward contrast analysis: Brandt 1987, Matzler and Sauerwein 2002).
- **Asymmetry** = (reward − penalty) / (reward + penalty), −1 where only complaints count, 1 where
  only praise does.
- **Kano** (Kano et al. 1984): ``basic`` where the penalty is clear of 0 and the reward is not,
  ``excitement`` the reverse; both clear: ``performance`` where |asymmetry| ≤ 0.2, else by its
  sign; neither: ``indifferent``.

Scores are on 0 to 100, whatever the scale of the rating: 0 its lowest, 100 its highest value.

*How to read it.* Impact says what a theme does to the score now, by how many mention it and how
they rate. Penalty and reward say what one complaint, one praise is worth: a basic theme needs
repair, not polish.

*How it misleads.* Overlapping themes do not add up. A rating and a comment come from one mood:
that a theme goes with low ratings does not show that it causes them. The regression knows the
themes that the taxonomy knows, and no other reasons.

Without a rating there is only the impact on net sentiment. A theme's effect on a score that is made
of the same words says nothing about what drives customers, so nothing is tested or classified.
"""

from __future__ import annotations

from vockit import schema as s
from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.drivers.measuring import measure
from vockit.gaps.reports.drivers.ratings import POINTS

GAP = GapReport(
    name="drivers",
    title="Drivers",
    question="Which themes move the rating?",
    unit="points of a score of 0-100",
    unit_range=POINTS,
    worse="lower",
    key=(Column("theme", "theme"),),
    columns=(
        Column("impact", "what the theme does to the score", "score"),
        Column("base", "the score without the theme's verbatims", "score"),
        Column("reward", "points that praise on the theme adds", "score", bar=True),
        Column("penalty", "points that a complaint on the theme costs", "score", bar=True),
        Column("asymmetry", "-1 only complaints count, 1 only praise", "score", 2),
        Column("kano", "basic, performance, excitement or indifferent", main=True),
        Column(s.Q, "false discovery rate of the impact", "p", 4),
    ),
    needs=Needs(
        statistics=("speaker_theme", "drivers"),
        better_with=("rating", "[brands]"),
    ),
    measure=measure,
)
