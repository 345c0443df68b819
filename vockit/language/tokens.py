"""The tokens of a text by spaCy's tokenizer."""

from __future__ import annotations

import re

from vockit.language.english import Token, mended
from vockit.language.shapes import spacy_tokens


def tokenize(text: str) -> list[Token]:
    """The tokens of a text. The tokenizer works chunk by chunk, so they are those of its chunks."""
    found = list(re.finditer(r"\S+", text))
    tokens = spacy_tokens([mended(chunk.group()) for chunk in found])
    return [
        Token(token.text, chunk.start() + token.start, chunk.start() + token.end)
        for chunk, of_chunk in zip(found, tokens, strict=True)
        for token in of_chunk
    ]
