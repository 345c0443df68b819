from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from vockit.errors import TaxonomyError
from vockit.taxonomy.loading import (
    load_cues,
    load_taxonomies,
    load_taxonomy,
    pack_names,
    valence_rules,
)
from vockit.taxonomy.model import Atom, Phrase, Rule
from vockit.taxonomy.phrases import parse_rule

Write = Callable[[str, str], str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def to_file(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return to_file


@pytest.mark.parametrize("name", pack_names())
def test_every_pack_loads(name: str) -> None:
    taxonomy = load_taxonomy(name)
    assert taxonomy.name == name
    assert [theme.name for theme in taxonomy.themes] == sorted(t.name for t in taxonomy.themes)
    assert pickle.loads(pickle.dumps(taxonomy)) == taxonomy


def test_the_default_pack_is_there() -> None:
    assert "service" in pack_names()


def test_cues_are_sorted_and_each_has_a_phrase() -> None:
    cues = load_cues()
    assert [cue.name for cue in cues] == sorted({cue.name for cue in cues})
    assert [cue.name for cue in cues if not cue.phrases] == []


def test_ancestors_are_made_and_facets_come_from_the_nearest(write: Write) -> None:
    file = write(
        "f.toml",
        """
        [themes."delivery/parcel/late"]
        cause = "people"
        phrases = ["late"]
        [themes.delivery]
        stage = "receive"
        cause = "process"
        dimension = "reliability"
        """,
    )
    taxonomy = load_taxonomy(file)
    delivery, parcel, late = taxonomy.themes
    assert (delivery.name, parcel.name, late.name) == (
        "delivery",
        "delivery/parcel",
        "delivery/parcel/late",
    )
    assert (parcel.label, parcel.phrases, parcel.cause) == ("Parcel", (), "process")
    assert (late.stage, late.cause, late.dimension, late.pole) == (
        "receive",
        "people",
        "reliability",
        None,
    )


def test_several_files_are_one_taxonomy(write: Write) -> None:
    first = write("a.toml", '[themes.delivery]\nstage = "receive"\n[valence]\nlate = -1')
    second = write("b.csv", "theme,phrase\ndelivery/late,late\n")
    taxonomy = load_taxonomies([first, second])
    assert taxonomy.name == "a+b"
    assert [(theme.name, theme.stage) for theme in taxonomy.themes] == [
        ("delivery", "receive"),
        ("delivery/late", "receive"),
    ]
    assert taxonomy.valence == {"late": -1.0}


def test_a_file_may_bring_valences_only(write: Write) -> None:
    themes = write("a.toml", '[themes.late]\nphrases = ["late"]')
    valence = write("b.toml", "[valence]\nlate = -1")
    assert load_taxonomies([themes, valence]).valence == {"late": -1.0}


def test_a_theme_defined_twice_names_both_places(write: Write) -> None:
    first = write("a.toml", '[themes.late]\nphrases = ["late"]')
    second = write("b.csv", "theme,phrase\nlate,slow\n")
    with pytest.raises(TaxonomyError) as error:
        load_taxonomies([first, second])
    assert str(error.value) == (
        f"{second}, line 2, theme late: it is defined already in {first}, line 1, theme late; "
        "rename one, or delete it"
    )


def test_two_valences_of_one_word_name_both_files(write: Write) -> None:
    first = write("a.toml", "[themes.late]\n[valence]\nlate = -1")
    second = write("b.toml", "[valence]\nlate = -2.5")
    with pytest.raises(TaxonomyError) as error:
        load_taxonomies([first, second])
    assert str(error.value) == (
        f"{second}, valence of 'late': it is -2.5 here and -1 in {first}; delete one"
    )


def test_a_taxonomy_without_themes_is_an_error(write: Write) -> None:
    file = write("a.toml", "[valence]\nlate = -1")
    with pytest.raises(TaxonomyError, match=r"a\.toml: there is no theme; write "):
        load_taxonomy(file)
    with pytest.raises(TaxonomyError, match="there is no theme"):
        load_taxonomies([])


def test_valences_are_rules(write: Write) -> None:
    file = write("a.toml", '[themes.late]\n[valence]\n"no refunds" = -2\n\'"fine"\' = 1')
    assert valence_rules(load_taxonomy(file)) == (
        (Rule('"fine"', Phrase((Atom("exact", "fine"),))), 1.0),
        (parse_rule("no refunds"), -2.0),
    )


@pytest.mark.parametrize("words", ["no + refund", "no NEAR/2 refund", "no NEAR refund"])
def test_a_valence_of_words_apart_is_an_error(write: Write, words: str) -> None:
    file = write("a.toml", f'[themes.late]\n[valence]\n"{words}" = -2')
    with pytest.raises(TaxonomyError, match=r"^a, valence of 'no"):
        load_taxonomy(file)


@pytest.mark.parametrize(
    ("encoding", "word"), [("utf-8-sig", "café"), ("utf-16", "café"), ("cp1252", "café")]
)
def test_reads_what_spreadsheets_write(tmp_path: Path, encoding: str, word: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(f"theme;phrase\r\nplace;{word}\r\n", encoding=encoding)
    (theme,) = load_taxonomy(str(file)).themes
    assert theme.phrases == (parse_rule(word),)


def test_toml_is_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "f.toml"
    file.write_bytes('[themes.place]\nphrases = ["café"]'.encode("cp1252"))
    with pytest.raises(TaxonomyError, match=r"f\.toml, line 2: not readable as text; save it as"):
        load_taxonomy(str(file))


def test_an_unknown_pack_or_file_names_the_nearest(write: Write, tmp_path: Path) -> None:
    there = write("themes.toml", "[themes.late]")
    with pytest.raises(TaxonomyError, match="'servise' is neither a pack nor a file; did you"):
        load_taxonomy("servise")
    with pytest.raises(TaxonomyError) as error:
        load_taxonomy(str(tmp_path / "theme.toml"))
    assert str(error.value).endswith(f"did you mean {there!r}?")


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 5000])
def test_what_is_no_file_name_is_a_taxonomy_error(name: str) -> None:
    with pytest.raises(TaxonomyError):
        load_taxonomy(name)


def test_a_folder_or_another_format_is_an_error(tmp_path: Path, write: Write) -> None:
    with pytest.raises(TaxonomyError, match="cannot be read as a taxonomy"):
        load_taxonomy(str(tmp_path))
    with pytest.raises(TaxonomyError, match=r"a taxonomy is a \.toml or \.csv file"):
        load_taxonomy(write("f.json", "{}"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_an_error(write: Write) -> None:
    file = write("f.toml", "[themes.late]")
    Path(file).chmod(0)
    with pytest.raises(TaxonomyError, match="cannot be read as a taxonomy"):
        load_taxonomy(file)
