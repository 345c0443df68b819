"""One file of cases a gap report."""
