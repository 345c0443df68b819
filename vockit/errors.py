"""The exceptions that vockit raises on purpose.

::

    VockitError                 exit code 1 unless said otherwise
    ├── InputError              the data at fault: a file, a column's content, every row rejected
    ├── ProfileError            vockit.toml at fault
    ├── TaxonomyError           a taxonomy, cue lexicon or sentiment lexicon at fault
    ├── TallyMismatchError      two tallies that were counted differently cannot be added
    └── UsageError (exit 2)     an unknown command, option, report, theme or column

Each message is one line for the user: what is wrong, where (file, line, column, key), and how to
mend it.
"""


class VockitError(Exception):
    """What the user can mend; ``exit_code`` is what the command line ends with."""

    exit_code = 1


class InputError(VockitError):
    """The input's existence or content is at fault."""


class ProfileError(VockitError):
    """A ``vockit.toml`` is at fault."""


class TaxonomyError(VockitError):
    """A taxonomy, cue lexicon or sentiment lexicon is at fault."""


class TallyMismatchError(VockitError):
    """Two tallies that were shaped by different settings were to be added."""


class UsageError(VockitError):
    """The command was asked for something that does not exist."""

    exit_code = 2
