"""Gap reports: each a pure function of one tally and the profile."""
