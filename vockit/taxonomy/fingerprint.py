"""A digest of all that decides about tags: it differs where they may."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from vockit.taxonomy.facets import FACET_VALUES
from vockit.taxonomy.model import Cue, Rule, Taxonomy, TokenPattern
from vockit.taxonomy.phrases import render


def fingerprint(taxonomy: Taxonomy, cues: Sequence[Cue]) -> str:
    """A digest in 32 hexadecimal digits of everything that shapes what is found.

    Names, facets, rules and valences count; labels, examples, file names and the order of rules do
    not.
    """
    content = {
        "themes": {
            theme.name: {
                **{facet: getattr(theme, facet) for facet in FACET_VALUES},
                "phrases": _rules(theme.phrases),
                "unless": _rules(theme.unless),
            }
            for theme in taxonomy.themes
        },
        "valence": dict(taxonomy.valence),
        "cues": {
            cue.name: {"phrases": _rules(cue.phrases), "unless": _rules(cue.unless)} for cue in cues
        },
    }
    return blake2b(_canonical(content).encode(), digest_size=16).hexdigest()


def _rules(rules: Iterable[Rule]) -> list[str]:
    return sorted(
        _canonical(rule.expression.tokens)
        if isinstance(rule.expression, TokenPattern)
        else render(rule.expression)
        for rule in rules
    )


def _canonical(content: Any) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
