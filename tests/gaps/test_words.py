from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vockit.gaps import blocks
from vockit.gaps.words import NOISE, wordings, words_of

texts = st.lists(
    st.one_of(
        st.text("abRT @&;-'’.,!\n\t\u00a0éß٣5", max_size=30),
        st.sampled_from(["RT @a: rt so", "see https://t.co/x\nwww.b.com/@c", "rt", "…", "İç"]),
    ),
    max_size=6,
)


def lowered(text: str) -> str:
    lower = "".join(character.lower()[0] for character in text)
    return re.sub(NOISE, " ", lower, flags=re.ASCII).replace("’", "'")


@settings(deadline=None)  # The first call imports what is slow to import.
@given(texts)
def test_words_are_those_of_a_plain_pattern(given_texts: list[str]) -> None:
    found = words_of(given_texts)
    expected = [
        (number, word[0], joined)
        for number, text in enumerate(map(lowered, given_texts))
        for joined, word in _with_what_is_before(text)
    ]
    spelled = [found.spellings[word] for word in found.word.tolist()]
    assert list(zip(found.text.tolist(), spelled, found.joined.tolist(), strict=True)) == expected
    assert len(set(found.spellings)) == len(found.spellings)


def _with_what_is_before(text: str) -> list[tuple[bool, re.Match[str]]]:
    found = list(re.finditer(r"(?:[^\W_]|['-])+", text))
    joined = [text[a.end() : b.start()].strip("\t\n\f\r ") == "" for a, b in pairwise(found)]
    return list(zip([False, *joined], found, strict=False))


@settings(deadline=None)
@given(texts)
def test_wordings_differ_where_plainly_normalised_texts_do(given_texts: list[str]) -> None:
    plain = [" ".join(re.findall(r"[^\W_]+", lowered(text))) for text in given_texts]
    plain = [re.sub("^rt ", "", text) for text in plain]
    wording, counts = wordings(given_texts)
    assert counts.tolist() == [len(text.split()) for text in plain]
    same = [[a == b for a in plain] for b in plain]
    assert (wording[:, None] == wording).tolist() == same


@pytest.mark.parametrize("size", [1, 7, 20])
def test_texts_may_be_taken_apart_in_blocks_of_any_size(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = ["one two three", "", "two one", "RT four", "three"]
    whole, hashes = words_of(some), wordings(some)[0]
    monkeypatch.setattr(blocks, "BLOCK", size)
    found = words_of(some)
    assert found.text.tolist() == whole.text.tolist()
    assert found.word.tolist() == whole.word.tolist()
    assert found.spellings == whole.spellings
    assert wordings(some)[0].tolist() == hashes.tolist()


def test_reposts_have_the_same_wording() -> None:
    same = ["RT @a: Late AGAIN, again! http://t.co/1", "late again… again #", "Late again again"]
    wording, counts = wordings([*same, "late again"])
    assert len({*wording[:3].tolist()}) == 1
    assert wording[3] != wording[0]
    assert counts.tolist() == [3, 3, 3, 2]
