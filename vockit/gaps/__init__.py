"""Gap reports: each a pure function of one tally and the profile.

A report is one file, ``reports/<name with _>.py``. A report of more than 250 lines is a folder:

- ``__init__.py``: the docstring, and ``GAP``, which declares the report;
- ``measuring.py``: ``measure``, from a tally to rows;
- ``sentences.py``: the wording of headlines and notes, and of what is missing;
- a file for each further idea, such as ``ripple/windows.py``.

To add a report:

1. Write the file. Its docstring is the report's documentation, for people who will doubt it: the
   question in the first line, the formula, *How to read it.*, *How it misleads.*, the sources. It
   defines ``GAP``, a ``model.GapReport``; the registry needs no more. Give the name its place in
   ``registry.ORDER``.
2. ``measure(tally, settings)`` reads the tally's tables and gives ``Findings``: rows with a key, n,
   the gap and its bounds, a p-value where there is a test, a sentence for the headline, and
   ``evidence``: which verbatims the row is about. No rounding, no flags, no sorting, no q-values:
   ``compute`` does that for all. What is missing beyond what ``needs`` declares is in
   ``Findings.missing``.
3. Work its cases by hand in ``tests/gaps/reports/test_<name with _>.py``, and write in
   ``tests/gaps/evidence/meanings.py`` which verbatims its rows are about. The contract tests find
   the report by themselves.

The quotes and ``--show`` come from a row's evidence (``evidence``): n is the size of its base, the
gap is about a part of that, and the quotes are of the part.

Shared maths: ``speakers`` (whose verbatims: ours, each brand's), ``net`` (rivals against the best),
``contrasts`` and ``regression`` (reward and penalty), ``quotes``, ``flags``, ``rounding``,
``notes``, ``headlines``, ``labels``, ``totals``, ``terms``, ``evidence`` (which verbatims).
Intervals and tests are in ``vockit.stats``. A table that no statistic counts yet is one file in
``vockit.tallies.statistics``.
"""
