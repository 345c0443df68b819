"""Settings classes as options of commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import pytest
import typer
from typer.testing import CliRunner

from vockit.cli.groups import Defaults, command
from vockit.configuration import Configuration
from vockit.request import Request
from vockit.settings import GeneralSettings, InputSettings, OutputSettings, settings_of


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it was called with."""

    code: int
    output: str
    arguments: dict[str, Any]


def run(function: Any, *args: str, environment: dict[str, str] | None = None) -> Run:
    calls: list[dict[str, Any]] = []
    app = typer.Typer(rich_markup_mode="markdown")
    app.command()(command(function(calls)))
    ended = CliRunner().invoke(app, args, env=environment)
    return Run(ended.exit_code, ended.output, calls[0] if calls else {})


def plain(calls: list[dict[str, Any]]) -> Any:
    def one(
        *,
        reading: Annotated[InputSettings, Defaults(dedupe="none")],
        writing: OutputSettings,
        general: GeneralSettings,
        configuration: Configuration,
    ) -> None:
        calls.append(locals())

    return one


def whole(calls: list[dict[str, Any]]) -> Any:
    def one(*, request: Request, configuration: Configuration) -> None:
        calls.append(locals())

    return one


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))


def test_without_flags_all_is_default_and_the_commands_own() -> None:
    arguments = run(plain).arguments
    assert arguments["reading"] == InputSettings(dedupe="none")
    assert arguments["writing"] == OutputSettings()
    assert arguments["configuration"].options == {}


def test_flags_become_fields_by_the_types_of_the_settings() -> None:
    line = ["--where", "a=b", "--where", "c=d", "--rating-scale", "0-10", "--no-header", "-o", "x"]
    arguments = run(plain, *line, "--limit", "3").arguments
    assert arguments["reading"].where == (("a", "b"), ("c", "d"))
    assert arguments["reading"].rating_scale == (0.0, 10.0)
    assert arguments["reading"].limit == 3
    assert arguments["writing"] == OutputSettings(header=False, output="x")
    assert arguments["configuration"].sources["no_header"] == "flag --no-header"


def test_a_request_has_the_options_of_all_its_parts() -> None:
    line = ["--by", "region", "--taxonomy", "a", "--taxonomy", "b", "--jobs", "2", "--limit", "1"]
    request = run(whole, *line).arguments["request"]
    assert request.reporting.by == "region"
    assert request.annotation.taxonomy == ("a", "b")
    assert request.running.jobs == 2
    assert request.reading.limit == 1


def test_a_variable_sets_what_no_flag_does() -> None:
    environment = {"VOCKIT_LIMIT": "7", "VOCKIT_DEDUPE": "text"}
    assert run(plain, environment=environment).arguments["reading"].limit == 7
    reading = run(plain, "--limit", "8", environment=environment).arguments["reading"]
    assert (reading.limit, reading.dedupe) == (8, "text")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (["--since", "May"], "expected a date such as 2024-03-01, not 'May'"),
        (["--rating-scale", "5"], "'5' is not a scale"),
        (["--limit", "0"], "expected a whole number of 1 or more, not '0'"),
        (["--limit", "x"], "expected a whole number of 1 or more, not 'x'"),
    ],
)
def test_a_wrong_value_is_an_error_of_usage(line: list[str], message: str) -> None:
    ended = run(plain, *line)
    assert ended.code == 2
    assert message in " ".join(ended.output.replace("│", " ").split())
    assert not ended.arguments


def test_help_has_every_option_with_its_default() -> None:
    output = run(plain, "--help", environment={"COLUMNS": "300"}).output
    text = " ".join(output.replace("│", " ").split())
    for group in (InputSettings, OutputSettings, GeneralSettings):
        for setting in settings_of(group):
            assert setting.flags[0].partition("/")[0] in text
    assert "[default: none]" in text
    assert "[default: id]" not in text
    assert "[1 or more]" in text
