"""Intervals, tests and comparisons by SciPy's special functions: ``scipy.stats`` imports slowly."""
