from __future__ import annotations

import re
import string

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.language.chunking import chunks_of
from vockit.language.cores import SENSE_FORM, SHAPE_FORM, Cores, KnownWords, Units
from vockit.language.english import mended
from vockit.language.hashing import ChunkHasher

HASHER = ChunkHasher()
texts = st.lists(
    st.text(string.ascii_letters + string.digits + "'`´ʼ.-&é😀", min_size=1, max_size=9),
    min_size=1,
    max_size=5,
)


def cores_of(texts: list[str]) -> Cores:
    chunks = chunks_of(texts)
    return Cores.of(chunks, np.arange(len(chunks)), HASHER)


def hashes(texts: list[str], kept: list[str], forms: int) -> list[int]:
    """A hash of each text as units, these cores kept."""
    cores = cores_of(texts)
    is_kept = (cores.end - cores.start == 1) | KnownWords(HASHER, kept).has(cores)
    units: Units = cores.units(cores.points, is_kept, forms, HASHER)
    return list(map(int, units.hashes(cores.first[:-1], cores.first[1:])))


@given(texts)
def test_cores_are_runs_of_letters_and_of_digits(texts: list[str]) -> None:
    cores = cores_of(texts)
    places = (cores.chunk, cores.start - cores.first[cores.chunk], cores.end - cores.start)
    assert list(zip(*(place.tolist() for place in places), strict=True)) == [
        (number, found.start(), len(found.group()))
        for number, text in enumerate(texts)
        for found in re.finditer("[A-Za-z]+|[0-9]+", text)
    ]


@given(texts)
def test_accents_are_mended_as_they_are_in_strings(texts: list[str]) -> None:
    assert "".join(map(chr, cores_of(texts).mended())) == "".join(map(mended, texts))


def test_a_short_link_is_one_core() -> None:
    cores = cores_of(["see", "https://t.co/AbcdEfgh", "http://t.co/"])
    assert (cores.end - cores.start)[cores.chunk == 1].tolist() == [21]
    assert np.count_nonzero(cores.chunk == 2) == 3


def test_words_of_one_form_have_one_hash() -> None:
    alike = hashes(["(Luggage,", "(Baggage,", "(Bag,", "(bag,", "(BAG,", "(Bag"], [], SHAPE_FORM)
    assert alike[0] == alike[1] == alike[2]
    assert len(set(alike)) == 4
    told = hashes(["luggage", "baggage", "bag", "waiting"], ["bag"], SHAPE_FORM)
    assert told[0] == told[1]
    assert len(set(told)) == 3
    assert len(set(hashes(["luggage", "waiting"], [], SENSE_FORM))) == 1


def test_what_may_matter_than_its_form() -> None:
    texts = ["goood", "good", "blablan't", "isn", "&x", "&amp;", "né", "2000", "wwww.x", "no...o"]
    cores = cores_of(texts)
    more = cores.may_matter()
    assert {texts[chunk] for chunk in cores.chunk[more]} == {
        *("goood", "blablan't", "&x", "&amp;", "né", "wwww.x", "no...o"),
    }
    assert more[cores.chunk == texts.index("no...o")].tolist() == [False, True]


def test_a_vocabulary_knows_words_and_beginnings_in_any_case() -> None:
    vocabulary = KnownWords(HASHER, ["check-in", "refund"], ["luggag", "@ac"])
    texts = ["Refund", "refunds", "IN", "checks", "Luggages", "lug", "acme", "a", "24"]
    cores = cores_of(texts)
    assert [text for text, known in zip(texts, vocabulary.has(cores), strict=True) if known] == [
        *("Refund", "IN", "Luggages", "acme"),
    ]
