from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vockit.arrays import Ints
from vockit.tallies.grouping import text_labels
from vockit.tallies.identity import GREATEST, identity_hashes, name_hashes

Record = tuple[str, str, str, int]
RECORDS = st.lists(
    st.tuples(
        st.text(st.sampled_from("ab \0é😀\ud800"), max_size=3),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "Alpha"]),
        st.integers(-1, 2),
    ),
    min_size=1,
    max_size=30,
)


def hashes(records: list[Record], below: int = GREATEST) -> Ints:
    texts, ids, brands, ratings = zip(*records, strict=True)
    return identity_hashes(
        texts=(texts, ids, None),
        labels=(text_labels(brands),),
        numbers=(np.array(ratings, dtype=np.int64),),
        below=below,
    )


@given(RECORDS)
def test_equal_verbatims_alone_have_equal_hashes(records: list[Record]) -> None:
    found = dict(zip(hashes(records).tolist(), records, strict=True))
    assert len(found) == len({(f"{text}\0{name}", *rest) for text, name, *rest in records})


@given(RECORDS, st.data())
def test_hashes_that_can_enter_a_sample_are_exact(
    records: list[Record], data: st.DataObject
) -> None:
    exact = hashes(records)
    below = data.draw(st.sampled_from(exact.tolist()))
    bounded = hashes(records, below)
    small = exact <= below
    assert bounded[small].tolist() == exact[small].tolist()
    assert (bounded[~small] > below).all()


def test_hashes_are_the_same_on_every_machine() -> None:
    assert hashes([("Rude staff", "1", "Alpha", 2)]).tolist() == [-4_227_369_493_050_204_463]
    assert name_hashes(["", "Jo"]).tolist() == [0, 6_301_458_809_165_161_045]


def test_a_missing_part_is_a_blank_one() -> None:
    labels, numbers = (text_labels([""]),), (np.zeros(1, dtype=np.int64),)
    missing, blank = (
        identity_hashes(texts=(["a"], ids), labels=labels, numbers=numbers) for ids in (None, [""])
    )
    assert missing.tolist() == blank.tolist()
