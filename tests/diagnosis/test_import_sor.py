"""The schedule of rates comes from a CSV file: all of it or nothing, and told in words before and after."""

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from diagnosis.models import SorItem
from diagnosis.services import publish_tree
from tests.diagnosis.builders import SOR_FILE, leak_document, sor_rows

pytestmark = pytest.mark.usefixtures("council")

HEADER = "code,description,trade,minutes,cost,follow_on\n"
SAME = "LK-P02,Mend or change the trap or joint under a sink or basin,PL,25,48,\n"
DEARER = "LK-P02,Mend or change the trap or joint under a sink or basin,PL,55,1250.5,\n"
NEW = "LK-P99,Mend two pipes,PL,90,120,Painting\n"


def run(file: Path, *options: str) -> list[str]:
    said = StringIO()
    call_command("import_sor", str(file), *options, stdout=said)
    return [line for line in said.getvalue().splitlines() if "not in the file: kept" not in line]


@pytest.fixture
def sor_file(tmp_path: Path) -> Path:
    file = tmp_path / "sor.csv"
    file.write_text(HEADER + DEARER + NEW, encoding="utf-8")
    return file


def test_loading_what_is_there_changes_nothing() -> None:
    assert SorItem.objects.count() == len(sor_rows())
    assert run(SOR_FILE) == [f"0 new, 0 changed, {len(sor_rows())} the same, 0 not in the file."]


def test_every_change_is_told_field_by_field(sor_file: Path) -> None:
    assert run(sor_file) == [
        "LK-P99: new: description “Mend two pipes”, trade PL, minutes 90, cost £120.00, follow-on “Painting”",
        "LK-P02: minutes 25 → 55, cost £48.00 → £1,250.50",
        "1 new, 1 changed, 0 the same, 39 not in the file.",
    ]


def test_a_line_is_changed_in_place_and_a_new_one_added(sor_file: Path) -> None:
    trap = SorItem.objects.get(code="LK-P02")
    run(sor_file)
    trap.refresh_from_db()
    assert (trap.minutes, str(trap.cost)) == (55, "1250.50")
    assert SorItem.objects.get(code="LK-P99").trade.code == "PL"


def test_a_check_says_the_same_and_changes_nothing(sor_file: Path) -> None:
    checked = run(sor_file, "--check")
    assert checked.pop() == "This was a check: nothing was changed."
    assert SorItem.objects.get(code="LK-P02").minutes == 25
    assert run(sor_file) == checked


def test_what_is_not_in_the_file_is_kept_and_says_who_uses_it(sor_file: Path) -> None:
    publish_tree(leak_document(), note="First", by="Tests")
    said = StringIO()
    call_command("import_sor", str(sor_file), stdout=said)
    assert "LK-P03: not in the file: kept. Used by Leaks, version 1.\n" in said.getvalue()
    assert "LK-M02: not in the file: kept.\n" in said.getvalue()
    assert SorItem.objects.count() == len(sor_rows()) + 1


def test_it_is_kept_who_imported_what(sor_file: Path) -> None:
    User.objects.create_user("sam")
    LogEntry.objects.all().delete()
    run(sor_file, "--by", "sam")
    kept = {(entry.user.username, entry.object_repr[:6]): entry.change_message for entry in LogEntry.objects.all()}
    assert kept[("sam", "LK-P02")] == "From sor.csv: minutes 25 → 55, cost £48.00 → £1,250.50."
    assert kept[("sam", "LK-P99")].startswith("From sor.csv: description “Mend two pipes”")


def test_what_nobody_signed_for_was_the_command_line(sor_file: Path) -> None:
    run(sor_file)
    assert LogEntry.objects.latest("pk").user.username == "command-line"
    assert not User.objects.get(username="command-line").is_active


def test_someone_who_is_not_there_imports_nothing(sor_file: Path) -> None:
    with pytest.raises(CommandError, match="There is no account “eve”"):
        run(sor_file, "--by", "eve")
    assert SorItem.objects.get(code="LK-P02").minutes == 25


BAD = [
    ("LK-P02,Trap,XX,25,48,\n", "trade “XX” is not in the table of trades. Add it there first"),
    ("LK-P02,Trap,PL,soon,48,\n", "minutes “soon” is not a whole number from 5 to 960"),
    ("LK-P02,Trap,PL,0,48,\n", "minutes “0” is not"),
    ("LK-P02,Trap,PL,-25,48,\n", "minutes “-25” is not"),
    ("LK-P02,Trap,PL,2.5e1,48,\n", "minutes “2.5e1” is not"),
    ("LK-P02,Trap,PL,1_0,48,\n", "minutes “1_0” is not"),
    ("LK-P02,Trap,PL,٢٥,48,\n", "minutes “٢٥” is not"),
    (f"LK-P02,Trap,PL,{'9' * 400},48,\n", "minutes “999999999999999999999999999999…” is not"),
    ("LK-P02,Trap,PL,25,-1,\n", "cost “-1” is not an amount from 0 to 999999.99, such as 72.50"),
    ("LK-P02,Trap,PL,25,4.999,\n", "cost “4.999” is not"),
    ("LK-P02,Trap,PL,25,NaN,\n", "cost “NaN” is not"),
    ("LK-P02,Trap,PL,25,Infinity,\n", "cost “Infinity” is not"),
    ("LK-P02,Trap,PL,25,1e3,\n", "cost “1e3” is not"),
    ("LK-P02,Trap,PL,25,1000000,\n", "cost “1000000” is not"),
    ('LK-P02,Trap,PL,25,"1,200",\n', "cost “1,200” is not"),
    ("LK-P02,,PL,25,48,\n", "description is empty"),
    (f"LK-P02,{'x' * 201},PL,25,48,\n", "description is longer than 200 characters"),
    (",Trap,PL,25,48,\n", "code is empty"),
    ("lk-p02,Trap,PL,25,48,\n", "code “lk-p02” must be made of capitals"),
    ("=1+1,Trap,PL,25,48,\n", "code “=1+1” must be made of capitals"),
    ("LK-P02,Trap,XX,soon,48,\n", "trade “XX” is not in the table of trades. Add it there first; minutes “soon” is"),
    (SAME, "the code “LK-P02” is in line 2 too"),
    ("LK-P02,Trap\n", "trade “” is not in the table"),
]


@pytest.mark.parametrize(("row", "says"), BAD, ids=[says for _, says in BAD])
def test_a_bad_line_is_told_and_nothing_is_changed(tmp_path: Path, row: str, says: str) -> None:
    file = tmp_path / "sor.csv"
    file.write_text(HEADER + DEARER + row, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run(file)
    assert f"Line 3: {says}" in str(refused.value)
    assert str(refused.value).endswith("Nothing was changed.")
    assert SorItem.objects.get(code="LK-P02").minutes == 25


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "sor.csv"
    file.write_text(HEADER + "LK-P02,Trap,XX,25,48,\n\nLK-P03,,PL,25,48,\nLK-P04,Trap,PL,25,48,,more\n")
    with pytest.raises(CommandError) as refused:
        run(file)
    assert [line[:7] for line in str(refused.value).splitlines()] == ["Line 2:", "Line 4:", "Line 5:", "Nothing"]


@pytest.mark.parametrize("name", ["none.csv", "", "\x00"])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / name)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-2", "@SUM(A1)", "'=1", "''quoted''"])
def test_what_looks_like_a_formula_is_kept_as_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "sor.csv"
    file.write_text(f'{HEADER}LK-P99,"{text}",PL,25,48,\n', encoding="utf-8")
    run(file)
    assert SorItem.objects.get(code="LK-P99").description == text.replace("'=", "=")
