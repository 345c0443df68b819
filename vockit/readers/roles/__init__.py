"""Which column plays which role, by words in its name and by what stands in it.

``find_roles`` decides for a table. Each role has a rule (``ranks``) that says how well a column
fits; the best one is taken, unless there is a fault with it, or another fits as well.
"""

from __future__ import annotations

from vockit.readers.roles.faults import is_mangled
from vockit.readers.roles.finding import (
    FoundRoles,
    as_columns,
    check_column,
    find_roles,
    quoted,
)
from vockit.readers.roles.names import names_role, names_text

__all__ = [
    "FoundRoles",
    "as_columns",
    "check_column",
    "find_roles",
    "is_mangled",
    "names_role",
    "names_text",
    "quoted",
]
