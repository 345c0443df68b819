"""What shaped a tally, as digests that can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from vockit.errors import TallyMismatchError, UsageError
from vockit.language import answer_tables
from vockit.taxonomy.fingerprint import fingerprint as rules_fingerprint
from vockit.taxonomy.model import Taxonomy

if TYPE_CHECKING:
    from vockit.annotation.annotator import Annotator
    from vockit.tallies.plan import CountingPlan

_IN_WORDS: Final = {
    "brands": "brands or controls",
    "promises": "promises",
    "standards": "standards",
    "journey": "stages of the journey",
    "segment": "segments (by)",
    "redaction": "masking of quotes (redact)",
}
"""The parts of the fingerprint that a request sets."""


def digest(value: object) -> str:
    """A digest of a value made of dataclasses, mappings, sequences, text, numbers, dates and None.

    BLAKE2b of its canonical JSON, so the same in every process and on every machine. Mappings are
    equal whatever their order; so are sets.
    """
    text = json.dumps(value, default=_plain, sort_keys=True, ensure_ascii=True, allow_nan=False)
    return hashlib.blake2b(text.encode("ascii"), digest_size=12).hexdigest()


def fingerprint_of(annotator: Annotator, plan: CountingPlan) -> dict[str, str]:
    """What shapes the counting, as digests: tallies with the same ones add up."""
    shaped_by = {
        "taxonomy": rules_fingerprint(annotator.parser.taxonomy, ()),
        "cues": rules_fingerprint(Taxonomy("", ()), annotator.parser.cues),
        "sentiment": annotator.parser.lexicon,
        "answers": answer_tables(),
    }
    return {name: digest(value) for name, value in shaped_by.items()} | _of_plan(plan)


def check_counted_for(fingerprint: Mapping[str, str], plan: CountingPlan) -> None:
    """Raise ``UsageError``, with what differs, where a tally was counted by another plan."""
    for name, expected in _of_plan(plan).items():
        if fingerprint.get(name, expected) != expected:
            raise UsageError(
                f"the tally was counted for another request, with other {_IN_WORDS[name]}: "
                "count it again with this one"
            )


def _of_plan(plan: CountingPlan) -> dict[str, str]:
    profile = plan.settings.profile
    shaped_by = {
        "brands": [profile.brands, sorted({name for e in profile.events for name in e.control})],
        "promises": [(promise.phrases, promise.themes) for promise in profile.promises],
        "standards": profile.standards,
        "journey": profile.journey,
        "segment": plan.segment,
        "redaction": plan.redact,
    }
    return {name: digest(value) for name, value in shaped_by.items()}


def joined_fingerprint(left: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    """The fingerprint of two tallies that were shaped alike.

    A part that only one of them has, such as the rating scale where the other has no ratings, is
    taken over.

    Raises:
        TallyMismatchError: They differ; the message names the first difference.
    """
    for part in sorted(left.keys() & right.keys()):
        if left[part] != right[part]:
            raise TallyMismatchError(
                f"the tallies do not add up, since their {part} differs ({left[part]} and"
                f" {right[part]}): count the older data again with the settings of now"
            )
    return dict(sorted({**left, **right}.items()))


def _plain(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, PurePath):
        return value.as_posix()
    raise TypeError(f"no digest of a {type(value).__name__}")
