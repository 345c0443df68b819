"""``--by`` from the command line, on the sample files."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.running import vockit
from vockit.gaps.registry import load, names

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
TWEETS = Path(__file__).parents[3] / "shared" / "data" / "airline_tweets" / "tweets.csv"
FILES = ("reviews.csv", "survey.csv")


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    for name in (*FILES, "vockit.toml"):
        shutil.copy(SAMPLES / name, tmp_path)
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_segment_has_the_rows_of_a_run_on_it_alone(samples: Path) -> None:
    by = vockit("gap", "drivers", "survey.csv", "--by", "region", "--quiet", cwd=samples)
    assert by.code == 0
    assert by.out.startswith("region,theme,")
    for region in ("North", "Wales"):
        alone = vockit(
            "gap", "drivers", "survey.csv", "--where", f"region={region}", "--quiet", cwd=samples
        )
        mine = [row for row in rows(by.out) if row["region"] == region]
        shown = [{key: row[key] for key in row if key != "q"} for row in rows(alone.out)]
        kept = [{key: row[key] for key in row if key not in ("q", "region")} for row in mine]
        assert sorted(kept, key=lambda row: row["theme"]) == sorted(
            shown, key=lambda row: row["theme"]
        )


@pytest.mark.parametrize("gap", ["questions", "benchmark"])
def test_as_many_verbatims_are_shown_as_the_row_counts(gap: str, samples: Path) -> None:
    args = ("gap", gap, "survey.csv", "--by", "region", "--quiet")
    row = rows(vockit(*args, cwd=samples).out)[0]
    named = f"{row['region']}, {row['theme']}"
    shown = rows(vockit(*args, "--show", named, cwd=samples).out)
    assert len(shown) == int(row["n"])
    assert {one["region"] for one in shown} == {row["region"]}


def test_segments_are_the_same_bytes_whatever_the_jobs(samples: Path) -> None:
    args = ("report", *FILES, "--by", "channel", "--format", "json", "--quiet")
    gaps = ("--gaps", "servqual,journey,trend,ripple,outcomes,stake")
    one, four = (vockit(*args, *gaps, "--jobs", jobs, cwd=samples) for jobs in "14")
    assert one.code == four.code == 0
    assert one.out == four.out
    assert "In phone, " in one.out


def test_a_folder_has_the_column_in_every_table(samples: Path) -> None:
    gaps = ("--gaps", "voice,causes,coverage")
    done = vockit("report", *FILES, "--by", "channel", *gaps, "-o", "gaps/", cwd=samples)
    assert done.code == 0
    for name in ("voice", "causes", "coverage"):
        assert (samples / "gaps" / f"{name}.csv").read_text().startswith("channel,")
    manifest = json.loads((samples / "gaps" / "manifest.json").read_text())
    assert manifest["options"]["by"] == "channel"
    assert any("of other brands than Norrow" in note for note in manifest["notes"]["voice"])


def test_the_brand_column_itself_has_all_brands(samples: Path) -> None:
    args = ("gap", "voice", "reviews.csv", "--by", "brand", "--quiet")
    brands = {row["brand"] for row in rows(vockit(*args, cwd=samples).out)}
    assert brands == {"Norrow", "Brightbarn", "Kettleby", "Homefern"}


def test_conditions_name_the_segment(samples: Path) -> None:
    args = ("gap", "voice", "survey.csv", "--by", "region", "--quiet", "--fail-on")
    assert vockit(*args, "voice[Scotland].gap > 1", cwd=samples).code == 3
    assert vockit(*args, "voice[Wales].gap > 1", cwd=samples).code == 0


def test_an_unknown_column_is_said_with_the_nearest(samples: Path) -> None:
    done = vockit("gap", "journey", "survey.csv", "--by", "regoin", cwd=samples)
    assert done.code == 2
    assert "--by regoin: survey.csv has no such column; did you mean 'region'?" in done.err


def test_a_column_of_too_many_values_is_refused_by_name(samples: Path) -> None:
    lines = "\n".join(f"{i},fine service {i}" for i in range(1_100))
    (samples / "many.csv").write_text(f"number,text\n{lines}\n")
    done = vockit("gap", "journey", "many.csv", "--by", "number", cwd=samples)
    assert done.code == 2
    assert "--by: the column 'number' has 1,100 different values or more" in done.err


def test_a_control_is_a_value_of_the_column(samples: Path) -> None:
    args = ("gap", "ripple", *FILES, "--by", "channel", "--quiet", "--control")
    found = rows(vockit(*args, "web", cwd=samples).out)
    assert "phone" in {row["channel"] for row in found}
    assert "web" not in {row["channel"] for row in found}
    wrong = vockit(*args, "wbe", cwd=samples)
    assert wrong.code == 2
    assert "did you mean 'web'?" in wrong.err


@pytest.mark.slow
@pytest.mark.skipif(not TWEETS.is_file(), reason="the airline tweets are not here")
def test_every_report_of_the_tweets_tells_airlines_apart_or_says_what_is_missing(
    tmp_path: Path,
) -> None:
    args = ("report", str(TWEETS), "--by", "airline", "--format", "json", "--quiet")
    done = vockit(*args, cwd=tmp_path)
    assert done.code == 0
    reports = json.loads(done.out)["reports"]
    assert len(reports) == len(names())
    for report in reports:
        assert report["missing"] or {row["airline"] for row in report["rows"]} >= {"United"}
    found = {report["report"]: report for report in reports if not report["missing"]}
    assert {"journey", "trend", "drivers", "coverage", "benchmark"} <= set(found)
    alone = vockit(*args[:2], "--where", "airline=United", *args[4:], cwd=tmp_path)
    united = {report["report"]: report["rows"] for report in json.loads(alone.out)["reports"]}
    for name in ("journey", "causes", "drivers", "questions", "surprises", "compass"):
        key = load(name).key[0].name
        mine = {row[key]: row for row in found[name]["rows"] if row["airline"] == "United"}
        assert mine.keys() == {row[key] for row in united[name]}
        for row in united[name]:
            assert all(
                row[figure] == mine[row[key]][figure] for figure in ("n", "gap", "ci_low", "flag")
            )


FORM = "id,pros,cons\n" + "".join(
    f"{number},The staff were friendly {number},The queue was far too long {number}\n"
    for number in range(40)
)


def test_by_question_holds_the_sides_of_a_form_against_each_other(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text(FORM, encoding="utf-8")
    ended = vockit("gap", "questions", "form.csv", "--by", "question", cwd=tmp_path)
    assert ended.code == 0, ended.err
    rows = ended.out.splitlines()
    assert rows[0].startswith("question,theme,")
    assert {row.split(",")[0] for row in rows[1:]} == {"pros", "cons"}
    assert "each answer is a verbatim of its own: 80 of them" in ended.err
    (tmp_path / "one.csv").write_text("id,comment\n1,Good\n", encoding="utf-8")
    refused = vockit("gap", "questions", "one.csv", "--by", "question", cwd=tmp_path)
    assert refused.code == 2
    assert "all that customers wrote is in one column ('comment')" in refused.err


def test_who_has_no_value_is_counted_and_a_file_without_the_column_named(tmp_path: Path) -> None:
    for name, column in (("a.csv", "region"), ("b.csv", "Region")):
        rows = "".join(f"{name}{number},Late again,North\n" for number in range(12))
        (tmp_path / name).write_text(f"id,text,{column}\n{rows}", encoding="utf-8")
    ended = vockit("gap", "questions", "a.csv", "b.csv", "--by", "region", "--quiet", cwd=tmp_path)
    assert "12 of 24 verbatims have no value, since b.csv has no such column" in ended.err
    assert "(but 'Region')" in ended.err


def test_the_text_column_of_a_clause_is_named_where_there_are_several(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text("id,pros,cons\n1,Kind staff,Late again\n", encoding="utf-8")
    rows = vockit("annotate", "form.csv", "--level", "clause", cwd=tmp_path).out.splitlines()
    assert [row.rpartition(",")[2] for row in rows] == ["column", "pros", "cons"]
    mentions = vockit("annotate", "form.csv", "--level", "mention", cwd=tmp_path).out.splitlines()
    assert mentions[0].endswith(",polarity,column")
    one = vockit("annotate", "form.csv", "--text", "pros", "--level", "clause", cwd=tmp_path)
    assert one.out.splitlines()[0].endswith(",polarity")
