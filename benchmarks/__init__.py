"""Speed against what an analyst would write, in one run on one machine."""
