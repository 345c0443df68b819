from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import vockit

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"


def test_it_names_what_the_file_has(tmp_path: Path) -> None:
    ended = vockit("init", str(SAMPLES / "reviews.csv"), cwd=tmp_path)
    assert ended.code == 0
    assert not ended.out
    profile = (tmp_path / "vockit.toml").read_text(encoding="utf-8")
    assert '#own = "Norrow"' in profile
    assert '#control = ["Brightbarn", "Kettleby", "Homefern"]' in profile
    assert '#"support/reach" = 10  #' in profile
    assert '\nrating = "rating"\n' in profile
    assert '\ntitle = ""\n' in profile
    assert '\nrating_scale = "1-5"\n' in profile
    assert '"phone"' in profile
    assert "date = 2025-04-2" in profile
    assert "wrote vockit.toml" in ended.err
    assert "wrote themes.toml" in ended.err


FORM = """When,Clerk,"What could we do better?","What did we do well?","How satisfied are you?"
03/04/2025,Al,The queue,Nothing,Very satisfied
13/04/2025,Bo,Nothing,The staff were lovely,Satisfied
14/04/2025,Al,N/A,The food,Dissatisfied
15/04/2025,Bo,Opening hours,The price,Very dissatisfied
"""


def test_the_next_run_finds_the_same_and_says_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text(FORM, encoding="utf-8")
    command = ("annotate", "form.csv", "--level", "clause")
    first = vockit(*command, cwd=tmp_path)
    assert "rating: column 'How satisfied are you?'" in first.err
    assert vockit("init", "form.csv", cwd=tmp_path).code == 0
    second = vockit(*command, cwd=tmp_path)
    assert second.out == first.out
    silent, counts = second.err.splitlines()
    assert silent == "vockit: answers that say nothing, left out as empty: 1 ('N/A' 1)"
    assert "4 read = 4 kept" in counts


def test_other_files_of_the_folder_are_read_by_what_is_in_them(tmp_path: Path) -> None:
    (tmp_path / "form.csv").write_text(FORM, encoding="utf-8")
    assert vockit("init", "form.csv", cwd=tmp_path).code == 0
    rows = "".join(f"{number},04/{13 + number}/2025,Fine service\n" for number in range(11))
    (tmp_path / "nps.csv").write_text("NPS,Date,Comment\n" + rows, encoding="utf-8")
    other = vockit("annotate", "nps.csv", cwd=tmp_path)
    assert other.code == 0, other.err
    assert "text: no column 'What could we do better?'" in other.err
    assert "rating: read on a scale of 0 to 10" in other.err
    assert "date: read with the month first" in other.err
    assert vockit("annotate", "nps.csv", "--text", "Coment", cwd=tmp_path).code == 2


def test_what_is_untagged_becomes_themes(tmp_path: Path) -> None:
    rows = ["It was the widget again and again"] * 40
    rows += ["The delivery was late and the staff were rude"] * 40
    comments = "\n".join(f'{number},"{text} {number}"' for number, text in enumerate(rows))
    (tmp_path / "comments.csv").write_text(f"id,text\n{comments}\n", encoding="utf-8")
    assert vockit("init", "comments.csv", cwd=tmp_path).code == 0
    assert "own/widget" in (tmp_path / "themes.toml").read_text(encoding="utf-8")
    assert vockit("themes", "check", "themes.toml", cwd=tmp_path).code == 0


def test_without_input_it_takes_the_themes_of_the_pack(tmp_path: Path) -> None:
    assert vockit("init", cwd=tmp_path).code == 0
    assert '#own = "Your brand"' in (tmp_path / "vockit.toml").read_text(encoding="utf-8")
    assert vockit("themes", "check", "themes.toml", cwd=tmp_path).code == 0


def test_a_report_runs_with_what_it_wrote(folder: Path) -> None:
    assert vockit("init", "comments.csv", cwd=folder).code == 0
    profile = folder / "vockit.toml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(text.replace("#taxonomy", "taxonomy").replace("#own", "own"), "utf-8")
    ended = vockit("report", "comments.csv", "--gaps", "voice,priorities", cwd=folder)
    assert ended.code == 0, ended.err


@pytest.mark.parametrize("name", ["vockit.toml", "themes.toml"])
def test_it_never_overwrites_without_force(folder: Path, name: str) -> None:
    (folder / name).write_text("# mine\n", encoding="utf-8")
    ended = vockit("init", "comments.csv", cwd=folder)
    assert ended.code == 1
    assert ended.err.splitlines()[-1] == (
        f"vockit: error: {name} is there already; --force replaces it"
    )
    assert (folder / name).read_text(encoding="utf-8") == "# mine\n"
    assert vockit("init", "comments.csv", "--force", cwd=folder).code == 0
    assert "# mine" not in (folder / name).read_text(encoding="utf-8")
