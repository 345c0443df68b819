"""A sample of verbatims: their properties, and their text, with personal data masked.

Verbatims with the same identity (text, id, author, day, brand, channel, segment, rating) are one
row with that many ``copies`` and the first ``row``. ``author`` is a hash, 0 without an author;
``rating`` is -1 without one.
"""

from __future__ import annotations

import numpy as np

from vockit.annotation.model import COMPOUND_UNIT
from vockit.arrays import Bools
from vockit.schema import (
    AUTHOR,
    BRAND,
    CHANNEL,
    COMPOUND,
    COPIES,
    DAY,
    HASH,
    ID,
    POLARITY,
    RATING,
    ROW,
    SPEAKER,
    TAGGED,
    TEXT,
    VALENCED,
    WORDS,
)
from vockit.tallies.columns import Columns, texts
from vockit.tallies.facts import Facts
from vockit.tallies.identity import name_hashes
from vockit.tallies.redaction import redacted
from vockit.tallies.samples import MAX_CHARACTERS, SampleTable

NUMBERS = (HASH, COPIES, ROW, COMPOUND, POLARITY, RATING, WORDS, TAGGED, VALENCED, AUTHOR)
TEXTS = (ID, TEXT, DAY, BRAND, CHANNEL, SPEAKER)


def _rows(facts: Facts, chosen: Bools) -> Columns:
    places = np.flatnonzero(chosen)
    batch = facts.annotations.batch
    own_texts = [batch.text[place] for place in places.tolist()]
    ids, authors = (
        [""] * len(places) if values is None else [values[place] for place in places.tolist()]
        for values in (batch.id, batch.author)
    )
    mask = redacted if facts.plan.redact else str
    return Columns(
        {
            HASH: facts.identity[places],
            COPIES: np.ones(len(places), dtype=np.int64),
            ROW: batch.row[places],
            COMPOUND: np.rint(facts.annotations.compound[places] * COMPOUND_UNIT).astype(np.int64),
            POLARITY: facts.annotations.polarity[places],
            RATING: facts.rating[places],
            WORDS: np.array([len(text.split()) for text in own_texts], dtype=np.int64),
            TAGGED: facts.tagged[places].astype(np.int64),
            VALENCED: facts.valenced[places].astype(np.int64),
            AUTHOR: name_hashes(authors),
            ID: texts(ids),
            TEXT: texts([mask(text)[:MAX_CHARACTERS] for text in own_texts]),
            DAY: facts.day.at(places),
            BRAND: facts.recorded_brand.at(places),
            CHANNEL: facts.channel.at(places),
            SPEAKER: facts.speaker.at(places),
        }
    )


STATISTIC = SampleTable(
    "sample_verbatims", (HASH,), _rows, TEXTS, NUMBERS, added=(COPIES,), least=(ROW,)
)
