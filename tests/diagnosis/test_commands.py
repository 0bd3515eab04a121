import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from diagnosis.models import SorItem
from diagnosis.services import current_tree
from tests.diagnosis.builders import LEAK_FILE, SOR_FILE, leak_document, sor_rows

pytestmark = pytest.mark.usefixtures("council")

HEADER = "code,description,trade,minutes,cost,follow_on\n"
GOOD = "LK-P01,Mend a pipe,PL,45,80.00,\n"


def run(command: str, file: Path, *options: str) -> str:
    said = StringIO()
    call_command(command, str(file), *options, stdout=said)
    return said.getvalue()


def sor_file(folder: Path, rows: str, header: str = HEADER) -> Path:
    file = folder / "sor.csv"
    file.write_bytes((header + rows).encode())
    return file


def test_the_schedule_of_rates_is_loaded_whole_and_loading_it_again_changes_nothing() -> None:
    assert SorItem.objects.count() == len(sor_rows())
    assert run("import_sor", SOR_FILE) == f"0 new, 0 changed, {len(sor_rows())} the same.\n"


def test_a_changed_line_is_changed_in_place_and_a_new_one_added(tmp_path: Path) -> None:
    pipe = SorItem.objects.get(code="LK-P01")
    said = run("import_sor", sor_file(tmp_path, GOOD + "LK-P99,Mend two pipes,PL,90,120,\n", "\ufeff" + HEADER))
    assert said == "LK-P99: new\nLK-P01: changed\n1 new, 1 changed, 0 the same.\n"
    pipe.refresh_from_db()
    assert (pipe.minutes, pipe.description) == (45, "Mend a pipe")
    assert SorItem.objects.get(code="LK-P99").trade.code == "PL"


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    assert "nothing was changed" in run("import_sor", sor_file(tmp_path, GOOD), "--check")
    assert SorItem.objects.get(code="LK-P01").minutes == 40


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        (GOOD + "LK-P02,Trap,XX,25,48,\n", "Line 3: there is no trade “XX”"),
        (GOOD + GOOD, "Line 3: the code “LK-P01” is there twice"),
        ("LK-P02,Trap,PL,soon,48,\n", "Line 2: minutes"),
        ("LK-P02,Trap,PL,0,48,\n", "Line 2: minutes"),
        ("LK-P02,Trap,PL,25,-1,\n", "Line 2: cost"),
        ("LK-P02,Trap,PL,25,4.999,\n", "Line 2: cost"),
        ("LK-P02,,PL,25,48,\n", "Line 2: description"),
        (",Trap,PL,25,48,\n", "Line 2: code"),
        ("LK-P02,Trap,PL,25,48,,extra\n", "Line 2: there are more values than columns"),
        ("LK-P02,Trap\n", "Line 2: there is no trade"),
        ('LK-P02,"Trap\n', "is not CSV"),
    ],
)
def test_a_bad_line_is_told_and_nothing_is_changed(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(CommandError, match=says):
        run("import_sor", sor_file(tmp_path, rows))
    assert SorItem.objects.get(code="LK-P01").minutes == 40


def test_a_missing_column_or_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no column minutes, cost"):
        run("import_sor", sor_file(tmp_path, "", "code,description,trade,follow_on\n"))
    with pytest.raises(CommandError, match="No such file"):
        run("import_sor", tmp_path / "none.csv")
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"LK-P02,Caf\xe9,PL,25,48,\n")
    with pytest.raises(CommandError, match="UTF-8"):
        run("import_sor", tmp_path / "latin.csv")


def test_the_shipped_tree_is_checked_and_published() -> None:
    assert "nothing to put right" in run("check_tree", LEAK_FILE)
    assert run("publish_tree", LEAK_FILE, "--note", "First") == "leak: version 1 is published.\n"
    assert current_tree("leak").published_by == "the command line"


@pytest.mark.parametrize("command", [("check_tree",), ("publish_tree", "--note", "Broken")])
def test_a_broken_tree_is_told_in_plain_english(tmp_path: Path, command: tuple[str, ...]) -> None:
    document = leak_document()
    document["nodes"][0]["options"][0]["next"] = "gass"
    file = tmp_path / "leak.json"
    file.write_text(json.dumps(document))
    with pytest.raises(CommandError, match=r"safety: The option “I can smell gas.*” leads to “gass”"):
        run(command[0], file, *command[1:])


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "\x00"])
def test_a_file_that_is_not_json_is_told(tmp_path: Path, text: str) -> None:
    file = tmp_path / "odd.json"
    file.write_text(text)
    with pytest.raises(CommandError, match="is not JSON"):
        run("check_tree", file)
