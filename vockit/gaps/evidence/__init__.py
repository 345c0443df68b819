"""Which verbatims a row is about: one declared value, from which all that shows them is derived.

A row of a report declares ``Evidence``: its base, the verbatims that its n counts; the part of the
base that its gap is about, such as those who complain; and the clauses that show it. The quotes,
``--show`` and the contract "n is the size of the base" all come from that value, and from nothing
else. ``rules`` has the rules that say which verbatims and clauses are meant, ``views`` what they
are read from (a batch that was annotated, or the sample of a tally), ``selecting`` how.
"""
