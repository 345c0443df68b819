"""What are we not hearing?

The first row, ``(untagged)``, is the share of verbatims in which no theme of the taxonomy was
found, by Wilson's interval (1927). The rows under it are terms, words and pairs of words, that
untagged verbatims have more often than the others:

- **Log-odds** with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008), and its ``z``.
  The prior has the shape of all verbatims together and the weight of 1,000 terms. Terms are lemmas;
  each counts once a verbatim. Listed are terms with z above 0 and q under its limit that are more
  often untagged than verbatims are as a whole, highest z first; of terms that mostly occur together
  only the first is listed.
- **Gap** = the share of the term's verbatims without a theme; ``verbatims`` is how many that are.
- **Suggested theme**: the theme that goes with the term most beyond chance where a theme was found,
  by the log-likelihood of the co-occurrence (Dunning 1993). Blank where there are too few.

*How to read it.* Terms of one kind that follow one another are a theme that the taxonomy lacks,
or other words for one that it has: then the suggested theme is where to add them.

The note gives the share of clauses without a theme, too. Long reviews nearly always mention some
theme; clause by clause, more is without one.

*How it misleads.* A verbatim that mentions some theme is not untagged, even where it has another
that was missed: this is not recall. Not all that is untagged is missed: "Thanks!" has no theme.

Terms are read from a random sample of up to 20,000 verbatims; ``verbatims`` is scaled up above
that.
"""

from __future__ import annotations

from vockit.gaps.model import Column, GapReport, Needs
from vockit.gaps.reports.coverage.measuring import measure

GAP = GapReport(
    name="coverage",
    title="Coverage",
    question="What are we not hearing?",
    unit="share without a theme",
    unit_range=1,
    worse="higher",
    order="fixed",
    kind="list",
    whose="all",
    key=(Column("term", "word or pair of words, or (untagged)"),),
    columns=(
        Column("verbatims", "untagged verbatims", "count"),
        Column("log_odds", "how much more often untagged verbatims have the term", "score", 2),
        Column("z", "the log-odds in standard errors", "score", 1, bar=True),
        Column("suggested_theme", "theme that goes with the term elsewhere"),
    ),
    needs=Needs(statistics=("days",), whole=("days",)),
    measure=measure,
)
