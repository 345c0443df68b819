"""Gap reports: each a pure function of one tally and the profile.

To add one:

1. Write ``reports/<name with _>.py``. Its docstring is the report's documentation, for people who
will doubt it: the question in the first line, the formula, *How to read it.*, *How it misleads.*,
the sources. It defines ``GAP``, a ``model.GapReport``; the file is all that the registry needs.
Give the name its place in ``registry.ORDER``. 2. ``measure(tally, settings)`` reads the tally's
tables and gives ``Findings``: rows with a key, n, the gap and its bounds, a p-value where there
is a test, a sentence for the headline, and ``evidence``: which verbatims the row is about. No
rounding, no flags, no sorting, no q-values: ``compute`` does that for all. What is missing beyond
what ``needs`` declares is said in ``Findings.missing``. 3. Work its cases by hand in
``tests/gaps/reports/test_<name with _>.py``, and say in ``tests/gaps/evidence/meanings.py`` which
verbatims its rows are about. The contract tests find the report by themselves.

The quotes and ``--show`` come from a row's evidence (``evidence``): n is the size of its base, the
gap is about a part of that, and the quotes are of the part.

Shared maths: ``speakers`` (whose voice: ours, each brand's), ``net`` (rivals against the best),
``contrasts`` and ``regression`` (reward and penalty), ``quotes``, ``flags``, ``rounding``,
``notes``, ``headlines``, ``labels``, ``totals``, ``terms``, ``evidence`` (which verbatims).
Intervals and tests are in ``vockit.stats``. A table that no statistic counts yet is one file in
``vockit.tallies.statistics``.
"""
