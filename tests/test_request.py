"""One request does the same from Python as from the command line."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import vockit
from vockit import Request, read, report, tally, write
from vockit.configuration import configured
from vockit.errors import UsageError
from vockit.output.model import Style
from vockit.profile import Brands, Profile
from vockit.settings import AnnotationSettings, InputSettings, ReportSettings

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FILES = ("reviews.csv", "survey.csv", "tweets.csv")
OWN = Profile(brands=Brands("Norrow"))


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for file in (*FILES, "vockit.toml"):
        shutil.copy(SAMPLES / file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(request: Request) -> str:
    """The reports of a request as CSV."""
    counted = tally(read(request).batches(), request)
    file = io.BytesIO()
    write(report(counted, request), file, "csv", Style())
    return file.getvalue().decode()


def test_a_control_of_the_request_is_counted(samples: Path) -> None:
    (samples / "vockit.toml").write_text("[brands]\nown = 'Norrow'\n")
    request = Request(
        FILES,
        ["ripple"],
        ReportSettings(event="2025-04-28", control=("Kettleby",)),
        profile=OWN,
    )
    line = ("report", *FILES, "--gaps", "ripple", "--format", "csv", "--quiet")
    done = vockit(*line, "--event", "2025-04-28", "--control", "Kettleby", cwd=samples)
    assert done.code == 0, done.err
    assert written(request) == done.out
    counted = tally(read(request).batches(), request)
    (ripple,) = report(counted, request)
    assert any("Kettleby" in note for note in ripple.notes)
    assert not any("0 and 0" in note for note in ripple.notes)


def test_the_folders_configuration_makes_the_request_of_the_command(samples: Path) -> None:
    text = (samples / "vockit.toml").read_text()
    (samples / "vockit.toml").write_text(f"min_n = 5\n{text}")
    request = configured(environment={"XDG_CONFIG_HOME": "none"}).request(FILES, ["servqual"])
    assert request.reporting.min_n == 5
    assert request.profile.brands.own == "Norrow"
    done = vockit("report", *FILES, "--gaps", "servqual", "--format", "csv", cwd=samples)
    assert [row["n"] for row in csv.DictReader(io.StringIO(done.out))] == [
        row["n"] for row in csv.DictReader(io.StringIO(written(request)))
    ]


def test_a_column_that_does_not_exist_is_named_when_it_is_read(samples: Path) -> None:
    assert samples.is_dir()
    with pytest.raises(UsageError, match="--by regoin"):
        read(Request("survey.csv", reporting=ReportSettings(by="regoin")))


def test_a_tally_of_another_request_is_refused(samples: Path) -> None:
    assert samples.is_dir()
    counted_for = Request("tweets.csv", ["ripple"], profile=OWN)
    counted = tally(read(counted_for).batches(), counted_for)
    control = ReportSettings(event="2025-04-28", control=("Kettleby",))
    with pytest.raises(UsageError, match="other brands or controls: count it again"):
        report(counted, replace(counted_for, reporting=control))
    with pytest.raises(UsageError, match="other segments"):
        report(counted, replace(counted_for, reporting=ReportSettings(by="author")))
    assert report(counted, replace(counted_for, reporting=ReportSettings(top=1, q=0.2)))


@pytest.mark.parametrize(
    "request_",
    [
        Request(profile=OWN),
        Request(annotation=AnnotationSettings(profile=OWN)),
        Request(reporting=ReportSettings(profile=OWN), profile=OWN),
    ],
)
def test_a_profile_that_is_set_anywhere_is_that_of_all(request_: Request) -> None:
    assert request_.profile == request_.annotation.profile == request_.reporting.profile == OWN


def test_two_profiles_are_refused() -> None:
    other = Profile(brands=Brands("Acme"))
    with pytest.raises(UsageError, match="two that differ"):
        Request(annotation=AnnotationSettings(profile=other), profile=OWN)


def test_controls_are_followed_unless_segments_are(samples: Path) -> None:
    assert samples.is_dir()
    reporting = ReportSettings(control=("Kettleby", "Kettleby"))
    assert Request(reporting=reporting).counting.profile.brands.control == ("Kettleby",)
    by = ReportSettings(control=("north",), by="region")
    assert Request(reporting=by).counting == Request(reporting=by).annotation


def test_questions_of_the_profile_are_read() -> None:
    profile = Profile(questions={"a": "improve", "b": "praise"})
    reading = InputSettings(questions={"b": "open"})
    request = Request(profile=profile, reading=reading)
    assert request.reading.questions == {"a": "improve", "b": "open"}


def test_one_name_is_a_list_of_one() -> None:
    assert Request("a.csv", "servqual") == Request(["a.csv"], ("servqual",))
