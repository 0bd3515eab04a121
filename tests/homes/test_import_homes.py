from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from repairs.council.models import Patch
from repairs.homes.find import homes_at
from repairs.homes.importing import import_homes
from repairs.homes.models import Alert, Block, Home
from repairs.homes.postcode import Postcode
from tests.homes.builders import HEADER, row
from tests.homes.conftest import Run, run_import

FIXTURE = Path("fixtures/homes.csv")


def test_every_column_arrives(import_rows: Run) -> None:
    alerts = "property:ASB:no:Asbestos: hall ceiling|person:CV:yes:Visit in pairs"
    told = import_rows(
        row("000999000001", line_1="Flat 2", line_2="Harbour Point", line_3="Quay Street", postcode="nm14hp").replace(
            "secure,N,,,,,", f"Right to Buy,N,B100,Harbour Point,-1,yes,{alerts}"
        )
    )
    home = Home.objects.get()
    assert told.ok
    assert (home.uprn, home.address) == ("999000001", "Flat 2, Harbour Point, Quay Street, Northmere")
    assert (home.postcode, home.tenure, home.floor, home.top_floor) == ("NM1 4HP", "right_to_buy", -1, True)
    assert home.block == Block.objects.get(reference="B100", name="Harbour Point")
    assert home.patch == Patch.objects.get(code="N")
    assert set(home.alerts.values_list("kind", "code", "text", "calls_back")) == {
        ("property", "ASB", "Asbestos: hall ceiling", False),
        ("person", "CV", "Visit in pairs", True),
    }


def test_a_check_changes_nothing(import_rows: Run) -> None:
    import_rows(row(9991), row(9992))
    before = [list(model.objects.order_by("pk").values()) for model in (Home, Block, Patch, Alert)]
    changed = row(9991, tenure="leasehold", patch="NEW", block="B1", alerts="property:ASB:no:Asbestos")
    told = import_rows(changed, row(9993), row("bad"), options=("--check", "--allow-gone"))
    assert "1 new, 1 changed, 0 returned, 0 unchanged, 1 gone. Bad rows: 1." in told.out
    assert "Nothing was changed" in told.out
    assert [list(model.objects.order_by("pk").values()) for model in (Home, Block, Patch, Alert)] == before


def test_a_second_run_updates_in_place(import_rows: Run) -> None:
    import_rows(row(9991), row(9992))
    keys = dict(Home.objects.values_list("uprn", "pk"))
    told = import_rows(row(9991, line_1="20 Larkspur Road"), row(9992))
    assert "0 new, 1 changed, 0 returned, 1 unchanged, 0 gone. Bad rows: 0." in told.out
    assert dict(Home.objects.values_list("uprn", "pk")) == keys
    assert [choice.address for choice in homes_at(Postcode("NM1 2AB"))] == [
        "2 Larkspur Road, Northmere",
        "20 Larkspur Road, Northmere",
    ]


def test_a_run_without_changes_writes_nothing(import_rows: Run) -> None:
    same = row(block="B1", block_name="One", alerts="property:ASB:no:Asbestos|person:CV:yes:Visit in pairs")
    import_rows(same)
    statements: list[str] = []

    def listen(execute: Any, sql: str, *rest: Any) -> Any:
        statements.append(sql.split()[0])
        return execute(sql, *rest)

    with connection.execute_wrapper(listen):
        assert "1 unchanged" in import_rows(same).out
    assert set(statements) <= {"SELECT", "SAVEPOINT", "RELEASE"}


def test_a_missing_home_is_gone_but_not_deleted_and_may_return(import_rows: Run) -> None:
    import_rows(row(9991), row(9992))
    told = import_rows(row(9991))
    gone = Home.objects.get(uprn="9992")
    assert told.ok
    assert "1 gone" in told.out
    assert gone.gone_at is not None
    assert "0 gone" in import_rows(row(9991)).out
    assert Home.objects.get(uprn="9992").gone_at == gone.gone_at
    told = import_rows(row(9991), row(9992, tenure="leasehold"))
    assert "1 returned, 1 unchanged" in told.out
    assert Home.objects.values_list("gone_at", "tenure").get(pk=gone.pk) == (None, "leasehold")


def test_alerts_are_replaced_and_removed(import_rows: Run) -> None:
    import_rows(row(alerts="property:ASB:no:Asbestos|person:CV:yes:Visit in pairs"))
    assert "1 changed" in import_rows(row(alerts="property:ASB:yes:Asbestos")).out
    assert list(Alert.objects.values_list("code", "calls_back")) == [("ASB", True)]
    assert "1 changed" in import_rows(row()).out
    assert not Alert.objects.exists()


def test_what_the_file_has_no_column_for_is_left_alone(import_rows: Run) -> None:
    import_rows(row(floor="3", block="B1", alerts="property:ASB:no:Asbestos"))
    short = ",".join(HEADER.split(",")[:8])
    told = import_rows("9991,2 Elm Road,,,Northmere,NM1 2AB,secure,N", header=short)
    home = Home.objects.get()
    assert told.ok
    assert (home.line_1, home.floor, str(home.block), home.alerts.count()) == ("2 Elm Road", 3, "B1", 1)


def test_columns_come_in_any_order_and_any_case(import_rows: Run) -> None:
    told = import_rows(
        "S,Secure,nm12ab,,,,1 Elm Road,9991", header="Patch,TENURE,postcode,Town,Line 3,line-2,line 1,UPRN"
    )
    assert told.ok
    assert Home.objects.get().line_1 == "1 Elm Road"


def test_a_new_patch_is_added_and_said(import_rows: Run) -> None:
    told = import_rows(row(9991), row(9992), row(9993, patch=""))
    assert told.lines == ["Patch N is new. Give it a name in the admin."]
    assert list(Patch.objects.values_list("code", "name")) == [("N", "N")]
    assert Home.objects.get(uprn="9993").patch is None


def test_a_block_takes_its_new_name(import_rows: Run) -> None:
    import_rows(row(block="B1", block_name="Old Court"))
    import_rows(row(block="B1", block_name="New Court"))
    assert list(Block.objects.values_list("reference", "name")) == [("B1", "New Court")]
    import_rows(row(block="B1"))
    assert Block.objects.get().name == "New Court"


@pytest.mark.parametrize(
    "options", [{"encoding": "utf-8-sig"}, {"newline": "\r\n"}, {"newline": "\r\n", "encoding": "utf-8-sig"}]
)
def test_files_from_spreadsheets_are_read(import_rows: Run, options: dict[str, str]) -> None:
    told = import_rows(row(9991, line_1="1 Caf\u00e9 Row"), "", ",,,,,,,,,,,,", row(9992), **options)
    assert (told.ok, told.lines) == (True, ["Patch N is new. Give it a name in the admin."])
    assert Home.objects.get(uprn="9991").line_1 == "1 Caf\u00e9 Row"


def test_windows_1252_is_read_and_said(import_rows: Run) -> None:
    told = import_rows(row(9991), row(9992, line_1="1 Caf\u00e9 Row"), encoding="cp1252")
    assert told.ok
    assert "Lines that are not UTF-8 and were read as Windows-1252: 1, the first is line 3." in told.err
    assert Home.objects.get(uprn="9992").line_1 == "1 Caf\u00e9 Row"


def test_a_line_break_inside_quotes_is_a_space(import_rows: Run) -> None:
    told = import_rows(row(9991, line_1='"Flat 1,\n  Larkspur House"'), row("x"))
    assert Home.objects.get().line_1 == "Flat 1, Larkspur House"
    assert "Line 4: uprn" in told.err


def test_more_rows_than_a_batch_are_all_taken(import_rows: Run) -> None:
    rows = [row(900_000 + number) for number in range(2_345)]
    assert "2,345 new" in import_rows(*rows).out
    assert "2,345 unchanged" in import_rows(*rows).out
    told = import_rows(*rows, rows[7])
    assert told.lines[0] == "Line 2347: uprn 900007 is also on line 9"


def test_an_import_that_stops_half_way_is_finished_by_the_next(import_rows: Run, tmp_path: Path) -> None:
    import_rows(row(9991))
    rows = [row(900_000 + number) for number in range(1_500)]

    class Stopped(Exception):
        pass

    class StopsAfterOneBatch:
        def bad_row(self, row: object) -> None: ...
        def note(self, sentence: str) -> None: ...
        def progress(self, rows: int, share: float) -> None:
            raise Stopped

    (tmp_path / "long.csv").write_text("\n".join([HEADER, *rows]))
    with pytest.raises(Stopped):
        import_homes(tmp_path / "long.csv", StopsAfterOneBatch())
    assert Home.objects.filter(gone_at=None).count() == 1_001
    assert "500 new, 0 changed, 0 returned, 1,000 unchanged, 1 gone" in run_import(tmp_path / "long.csv").out


def test_the_demo_register_is_taken_whole(db: None) -> None:
    told = run_import(FIXTURE)
    assert told.ok
    assert "606 new" in told.out
    assert Home.objects.filter(postcode="NM1 4HP", block__name="Harbour Point").count() == 200
    assert set(Home.objects.values_list("tenure", flat=True)) == set(Home.Tenure.values)
    assert set(Patch.objects.values_list("code", flat=True)) == {"N", "S", "E", "W"}
    assert set(Home.objects.filter(postcode="NM1 2AB").values_list("tenure", "patch__code")) == {("secure", "N")}
    assert "606 unchanged" in run_import(FIXTURE).out


def test_the_tower_reads_in_order(db: None) -> None:
    run_import(FIXTURE)
    flats = [choice.address.split(",")[0] for choice in homes_at(Postcode("NM1 4HP"))]
    assert flats == [f"Flat {number}" for number in range(1, 201)]
