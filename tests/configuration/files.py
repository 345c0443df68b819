"""A ``vockit.toml`` for tests."""

from __future__ import annotations

from pathlib import Path

WHOLE = """
top = 5
taxonomy = ["service", "mine.toml"]

[priorities]
delivery = 5
"staff/rude" = 2.5

[standards]
"support/waiting" = "10 min"
"delivery/late" = "within 2 days"
"staff/rude" = "never"

[[promises]]
text = "Delivered the next day"
themes = ["delivery/late"]

[[promises]]
text = "Always honest"
phrases = ["hidden fee"]
weight = 2

[economics]
customers = 10_000
value_per_year = 120.5
affected_share = 0.2
loyalty_drop = [0.01, 0.02, 0.05]
[economics.fixes]
"delivery/late" = 40_000

[journey]
stages = ["choose", "buy", "use"]

[brands]
own = "Acme"
control = "Apex"
aliases = { Acme = ["acme.com", "@acme"] }

[targets]
reliability = 6.5
empathy = { expectation = 5, weight = 0.3 }

[events]
"new app" = { date = 2024-03-01, expected = ["app/crash"] }
strike = "2024-05-02"

[questions]
"What could we do better?" = "improve"
pros = "praise"
"""


def written(folder: Path, text: str) -> Path:
    """The text as the folder's ``vockit.toml``."""
    path = folder / "vockit.toml"
    path.write_text(text, encoding="utf-8")
    return path
