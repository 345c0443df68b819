"""``vockit.toml``, the environment and the flags: what is set, by which of them, and to what.

Top-level keys are options, named as their long flags with underscores. Sections are the profile::

    top = 5
    taxonomy = ["service", "themes.toml"]

    [priorities]            # theme = how much it counts, any scale
    "delivery" = 5

    [standards]             # theme = "10 min", "2 days", or words
    "support/waiting" = "answer within 10 min"

    [[promises]]            # text, and themes or phrases where a verbatim touches on it
    text = "Delivered the next day"
    themes = ["delivery/late"]

    [economics]             # customers, value_per_year, affected_share; the rest has defaults
    [economics.fixes]       # theme = the cost of a solution

    [journey]
    stages = ["choose", "buy", "receive", "use"]

    [brands]
    own = "Acme"
    control = ["Apex"]
    aliases = { Acme = ["acme.com", "@acme"] }

    [targets]               # SERVQUAL dimension = 1 to 7, or { expectation, weight }; score = 40
    reliability = { expectation = 6.5, weight = 0.4 }

    [events]                # name = { date, expected, control }
    "new app" = { date = 2024-03-01, expected = ["app/crash"] }

    [questions]             # text column = what its question asks for: improve, praise or open
    "What could we do better?" = "improve"
"""

from __future__ import annotations

from vockit.configuration.files import FILE_NAME, load_files, read_configuration, user_file
from vockit.configuration.model import Configuration
from vockit.configuration.precedence import configured
from vockit.configuration.sections import SECTIONS
from vockit.configuration.themes import check_themes

__all__ = [
    "FILE_NAME",
    "SECTIONS",
    "Configuration",
    "check_themes",
    "configured",
    "load_files",
    "read_configuration",
    "user_file",
]
