from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import vockit
from tests.readers.files import read, written
from vockit.errors import UsageError


def test_columns_get_other_names(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "a,Q7,b\n1,Late again,x\n2,Kind,y\n")
    reading = read(path, columns=(("Q7", "comment"), ("b", "region")), where=(("region", "y"),))
    assert reading.corpus.columns == ("a", "comment", "region")
    assert reading.texts == ["Kind"]


def test_files_of_several_systems_under_one_name(tmp_path: Path) -> None:
    one = written(tmp_path, "a.csv", "text,region\nLate,North\n")
    two = written(tmp_path, "b.csv", "text,Area\nKind,South\n")
    reading = read(one, two, columns=(("Area", "region"),))
    assert reading.cells("region") == ["North", "South"]


def test_two_columns_may_change_places(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "id,text,old\n1,Late,x\n")
    reading = read(path, columns=(("text", "old"), ("old", "text")))
    assert (reading.cells("old"), reading.cells("text")) == (["Late"], ["x"])


def test_a_name_that_is_taken(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "id,text,old\n1,Late,x\n")
    with pytest.raises(UsageError, match="would have two columns 'text'"):
        read(path, columns=(("old", "text"),))


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, "in.csv", "id,text\n1,Late\n")
    with pytest.raises(UsageError, match=r"--columns txt=comment: .* did you mean 'text'"):
        read(path, columns=(("txt", "comment"),))


def test_on_the_command_line(tmp_path: Path) -> None:
    written(tmp_path, "in.csv", "a=b,text\n1,Late\n")
    done = vockit("annotate", "in.csv", "--columns", "a=b=no", "--quiet", cwd=tmp_path)
    assert done.out.startswith("no,text,")
    assert vockit("annotate", "in.csv", "--columns", "text", cwd=tmp_path).code == 2
