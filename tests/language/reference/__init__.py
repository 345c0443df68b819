"""What vockit finds in one text, in its plainest form: read this first, then ``vockit.language``.

One text at a time, plain lists, no tables and no memory. It is slow and easy to follow; tests hold
what vockit does with a whole batch of texts equal to it, to the last digit. In reading order:

- ``tokens``: a text to pieces and tokens
- ``rules``: where a rule matches tokens
- ``clauses``: where clauses end
- ``scores``: how a clause feels
- ``comments``: all of it together, for one comment
"""
