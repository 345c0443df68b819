"""The cues that reports ask for, by the names that the lexica in ``taxonomy/cues`` give them."""

from __future__ import annotations

from typing import Final

EXPECTATION: Final = "expectation"
"""Any of the three."""
EXCEEDED: Final = "expectation/exceeded"
MET: Final = "expectation/met"
SHORT: Final = "expectation/short"
SURPRISE: Final = "surprise"
REPEAT: Final = "repeat"
PROMISE: Final = "promise"
"""Talk of what was promised, whatever it was."""
QUESTION: Final = "question"
WHY: Final = "question/why"
OUTCOME: Final = "outcome"
"""What the customer was trying to get done; the words after it name it."""
EMOTION: Final = "emotion"
"""A named feeling, such as ``emotion/anger``."""
