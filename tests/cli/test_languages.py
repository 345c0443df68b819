"""Comments that are not English, as users meet them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from tests.cli.running import vockit

ENGLISH = (
    "The delivery was late and nobody answered the phone.",
    "Lovely staff, great service!",
    "The food was cold, but the waiter was friendly",
)
FRENCH = ("Très bon service, je recommande", "Colis jamais reçu, personne ne répond")
GERMAN = ("Das Paket kam beschädigt an.", "Nie wieder, der Service war eine Katastrophe")


def written(folder: Path, *texts: str, repeated: int = 1) -> Path:
    path = folder / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text", "brand"])
        for number, text in enumerate(texts * repeated):
            writer.writerow([number, text, ("Acme", "Apex")[number % 2]])
    return path


def rows(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


def test_they_have_rows_with_a_language_and_nothing_found(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH[0], FRENCH[0], ENGLISH[1], GERMAN[0], ENGLISH[2])
    ended = vockit("annotate", str(path), cwd=tmp_path)
    assert ended.code == 0
    found = rows(ended.out)
    assert [row["language"] for row in found] == ["en", "fr", "en", "de", "en"]
    for row in found:
        if row["language"] == "en":
            assert row["polarity"]
        else:
            added = ("themes", "cues", "compound", "pos", "neu", "neg", "polarity")
            assert not any(row[name] for name in added)
    assert "2 of 5 verbatims are not English (de 1, fr 1)" in ended.err
    assert "warning" not in ended.err


def test_the_other_levels_have_english_ones_alone(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH[0], FRENCH[0], ENGLISH[1])
    for level in ("clause", "mention", "theme"):
        found = rows(vockit("annotate", str(path), "--level", level, cwd=tmp_path).out)
        assert {row["row"] for row in found} == {"1", "3"}


def test_where_all_are_english_there_is_no_column(tmp_path: Path) -> None:
    path = written(tmp_path, *ENGLISH)
    ended = vockit("annotate", str(path), cwd=tmp_path)
    assert "language" not in rows(ended.out)[0]
    assert "English" not in ended.err


def test_all_are_read_if_asked_for(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH[0], FRENCH[0])
    ended = vockit("annotate", str(path), "--language", "any", cwd=tmp_path)
    assert all(row["polarity"] for row in rows(ended.out))
    assert "language" not in rows(ended.out)[0]
    assert "English" not in ended.err


def test_every_output_has_their_rows(tmp_path: Path) -> None:
    path = written(tmp_path, ENGLISH[0], FRENCH[0])
    for form in ("table", "md", "tsv", "jsonl", "json"):
        ended = vockit("annotate", str(path), "--format", form, cwd=tmp_path)
        assert ended.code == 0
        assert "Très bon" in ended.out
    out = vockit("annotate", str(path), "--format", "jsonl", cwd=tmp_path).out
    french = json.loads(out.splitlines()[1])
    assert french["compound"] is None
    assert french["language"] == "fr"
    ended = vockit("annotate", str(path), "-o", "tagged.parquet", cwd=tmp_path)
    assert ended.code == 0


def test_reports_say_first_what_is_in_no_figure(tmp_path: Path) -> None:
    path = written(tmp_path, *ENGLISH, FRENCH[0], repeated=15)
    for args in (
        ["report", str(path)],
        ["report", str(path), "--format", "md"],
        ["gap", "coverage", str(path), "--format", "table"],
    ):
        ended = vockit(*args, cwd=tmp_path)
        assert ended.code == 0
        assert "15 of 60 verbatims are not English" in "\n".join(ended.out.splitlines()[:2])
        assert "fr 15" in ended.err
    whole = json.loads(vockit("report", str(path), "--format", "json", cwd=tmp_path).out)
    assert all("15 of 60" in report["unread"] for report in whole["reports"])
    (first,) = [one for one in whole["reports"] if one["report"] == "coverage"]
    assert first["rows"][0]["n"] == 45


def test_where_most_are_not_there_is_a_warning_and_no_headline(tmp_path: Path) -> None:
    path = written(tmp_path, *FRENCH, *GERMAN, ENGLISH[0], repeated=60)
    ended = vockit("report", str(path), "--quiet", cwd=tmp_path)
    assert "warning: MOST VERBATIMS ARE NOT READ: 240 of 300" in ended.err
    assert ended.out.startswith("MOST VERBATIMS ARE NOT READ, so there are no headlines")
    assert "Headlines" not in ended.out
    english = written(tmp_path, *ENGLISH, repeated=60)
    assert "Headlines" in vockit("report", str(english), cwd=tmp_path).out


def test_where_none_is_no_figure_is_given(tmp_path: Path) -> None:
    path = written(tmp_path, *FRENCH, *GERMAN)
    ended = vockit("gap", "coverage", str(path), "--format", "table", cwd=tmp_path)
    assert ended.code == 0
    assert "all 4 are in another language" in ended.out


def test_processes_change_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, *ENGLISH, *FRENCH, *GERMAN, repeated=40)
    one = vockit("annotate", str(path), cwd=tmp_path)
    two = vockit("annotate", str(path), "--jobs", "2", cwd=tmp_path)
    assert one.out == two.out
    assert "160 of 280 verbatims are not English (de 80, fr 80)" in two.err
