from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from repairs.council.models import Trade

pytestmark = pytest.mark.usefixtures("council")

HEADER = "code,name,person,hact_code\n"
GLAZIER = "GL,Glazier,a glazier,GL\n"
BAD = [
    ("PLUM,Plumber,a plumber,PL\nPLUMB,Plumber,a plumber,PL\n", "Line 3: code is longer than 4 characters."),
    ("pl,Plumber,a plumber,PL\n", "Line 2: code “pl” is in the table as “PL”. Write it like that."),
    ("GL,,a glazier,GL\n", "Line 2: name is empty."),
    ("GL,Glazier,,GL\n", "Line 2: who comes is empty."),
    ("GL,Glazier,a glazier,\n", "Line 2: HACT code is empty."),
    (f"GL,{'x' * 41},a glazier,GLAZIER\n", "Line 2: name is longer than 40 characters; HACT code is longer than 6"),
    (GLAZIER + GLAZIER, "Line 3: the code “GL” is in line 2 too."),
    ("", "The file has no trades, only the names of the columns."),
]


def run(folder: Path, rows: str, *options: str) -> str:
    file, said = folder / "trades.csv", StringIO()
    file.write_text(HEADER + rows, encoding="utf-8")
    call_command("import_trades", str(file), *options, stdout=said)
    return said.getvalue()


def test_trades_are_added_and_changed_and_every_change_is_told(tmp_path: Path) -> None:
    said = run(tmp_path, GLAZIER + "PL,Plumbing,a plumber,PB\n")
    assert said.startswith(
        "GL: new: name “Glazier”, who comes “a glazier”, HACT code “GL”\n"
        "PL: name “Plumber” → “Plumbing”, HACT code “PL” → “PB”\n"
    )
    assert Trade.objects.get(code="PL").hact_code == "PB"
    assert Trade.objects.get(code="GL").person == "a glazier"


def test_a_check_changes_nothing(tmp_path: Path) -> None:
    assert "nothing was changed" in run(tmp_path, GLAZIER, "--check")
    assert not Trade.objects.filter(code="GL").exists()


@pytest.mark.parametrize(("rows", "says"), BAD, ids=[says for _, says in BAD])
def test_a_bad_line_is_told_and_nothing_is_changed(tmp_path: Path, rows: str, says: str) -> None:
    with pytest.raises(CommandError) as refused:
        run(tmp_path, rows)
    assert says in str(refused.value)
    assert not Trade.objects.filter(code__in=["GL", "pl", "PLUM"]).exists()
