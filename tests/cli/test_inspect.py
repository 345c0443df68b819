from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import vockit

FORM = (
    "Id,Date,What could we do better?,What did we do well?,Score,Region\n"
    "1,2025-03-13,The queue,Nothing,4,North\n"
    "2,2025-03-14,Nothing,The staff were lovely,5,South\n"
    "3,2025-04-15,N/A,The food,2,North\n"
)


def test_all_that_is_found_as_json(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text(FORM)
    done = vockit("inspect", str(path), "--format", "json", cwd=tmp_path)
    assert done.code == 0, done.err
    (found,) = json.loads(done.out)["inputs"]
    assert found["path"] == str(path)
    assert (found["format"], found["encoding"], found["delimiter"]) == ("csv", "utf-8", ",")
    assert (found["header_line"], found["header_rows"], found["sheets"]) == (1, 1, [])
    assert found["roles"] == {
        "text": ["What could we do better?", "What did we do well?"],
        "title": None,
        "id": "Id",
        "date": "Date",
        "rating": "Score",
        "channel": None,
        "brand": None,
        "author": None,
    }
    assert found["reasons"].keys() == found["roles"].keys()
    assert found["questions"] == {
        "What could we do better?": "improve",
        "What did we do well?": "praise",
    }
    assert found["dates"] == ["2025-03-13", "2025-04-15"]
    assert found["rating_scale"] == [1, 5]
    better = found["columns"][2]
    assert (better["role"], better["examples"]) == ("text", ["The queue", "Nothing"])
    assert round(better["fill"], 2) == 0.67


def test_the_table_names_every_column_and_role(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text(FORM)
    done = vockit("inspect", str(path), cwd=tmp_path)
    assert done.code == 0, done.err
    for words in ("Region", "brand: none", "dates: 2025-03-13 to 2025-04-15", "--text 'What could"):
        assert words in done.out
    rows = vockit("inspect", str(path), "--format", "csv", cwd=tmp_path).out.splitlines()
    assert rows[0] == "path,column,role,type,filled,examples"
    assert len(rows) == 7


def test_an_input_without_a_text_is_shown_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "numbers.csv"
    path.write_text("a,b\n1,2\n3,4\n")
    done = vockit("inspect", str(path), "--format", "json", cwd=tmp_path)
    assert done.code == 0
    assert json.loads(done.out)["inputs"][0]["roles"]["text"] is None
    assert "no text column; name it with --text" in done.err
    assert vockit("annotate", str(path), cwd=tmp_path).code == 1


def test_a_column_that_is_named_and_an_input_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    path.write_text(FORM)
    named = vockit(
        "inspect", str(path), "--text", "Region", "--rating", "", "--format", "json", cwd=tmp_path
    )
    roles = json.loads(named.out)["inputs"][0]["roles"]
    assert (roles["text"], roles["rating"]) == ("Region", None)
    assert vockit("inspect", str(path), "--text", "regoin", cwd=tmp_path).code == 2
    assert vockit("inspect", str(tmp_path / "none.csv"), cwd=tmp_path).code == 1
