from pathlib import Path

import pytest

from repairs.homes.models import Home
from tests.homes.builders import HEADER, row
from tests.homes.conftest import Run, run_import

BAD_ROWS = [
    (row(""), "uprn is empty"),
    (row("10A"), "uprn “10A” is not 1 to 12 digits"),
    (row("1234567890123"), "uprn “1234567890123” is not 1 to 12 digits"),
    (row("0"), "uprn “0” is not 1 to 12 digits"),
    (row("\u0661\u0662"), "uprn “\u0661\u0662” is not 1 to 12 digits"),
    (row("1.00E+11"), "uprn “1.00E+11” is not 1 to 12 digits"),
    (row(9992, line_1=""), "line_1 is empty"),
    (row(9992, line_1="x" * 101), "line_1 is longer than 100 characters"),
    (row(9992, town="x" * 61), "town is longer than 60 characters"),
    (row(9992, postcode=""), "postcode is empty"),
    (row(9992, postcode="NM1"), "postcode “NM1” is not a UK postcode"),
    (row(9992, postcode="BFPO 12"), "postcode “BFPO 12” is not a UK postcode"),
    (row(9992, tenure=""), "tenure is empty"),
    (row(9992, tenure="squatter"), "tenure “squatter” is not one of secure, introductory, leasehold"),
    (row(9992, patch="x" * 21), "patch is longer than 20 characters"),
    (row(9992, block="x" * 21), "block is longer than 20 characters"),
    (row(9992, block_name="Court"), "block_name needs a block"),
    (row(9992, floor="ground"), "floor “ground” is not a whole number from -5 to 200"),
    (row(9992, floor="1.5"), "floor “1.5” is not a whole number"),
    (row(9992, floor="999"), "floor “999” is not a whole number"),
    (row(9992, floor="1_0"), "floor “1_0” is not a whole number"),
    (row(9992, top_floor="maybe"), "top_floor “maybe” is not yes or no"),
    (row(9992, alerts="Asbestos"), "alerts each must start with one of property, person"),
    (row(9992, alerts="person:CV:Visit in pairs"), "alerts each must read kind:code:yes or no:text"),
    (row(9992, alerts="person::yes:Visit in pairs"), "alerts each must read kind:code:yes or no:text"),
    (row(9992, alerts="|".join(f"person:C{n}:no:x" for n in range(21))), "alerts there are more than 20"),
    (row(9992, line_1="1 Larkspur\x00Road"), "line_1 holds a character that cannot be read"),
    (row(9992, line_2="\u202eRoad"), "line_2 holds a character that cannot be read"),
    (row(9992, line_1='"1 Larkspur" Road'), "a quotation mark stands inside a field"),
    (row(9992, line_1="x" * 200_000), "the line is longer than 100,000 characters"),
    (row(9992) + ",extra", "has 14 fields where the first line has 13"),
    ("9992,1 Larkspur Road", "has 2 fields where the first line has 13"),
    (row(9992, line_1="", postcode="x"), "line_1 is empty; postcode “x” is not a UK postcode"),
    (row(9991), "uprn 9991 is also on line 2"),
    (row("0009991"), "uprn 9991 is also on line 2"),
]


@pytest.mark.parametrize(("bad", "reason"), BAD_ROWS, ids=[reason for _, reason in BAD_ROWS])
def test_a_bad_row_is_told_with_its_line_and_stops_no_other(import_rows: Run, bad: str, reason: str) -> None:
    told = import_rows(row(9991), bad, row(9993))
    assert not told.ok
    assert any(line.startswith(f"Line 3: {reason}") for line in told.lines), told.err
    assert "2 new, 0 changed, 0 returned, 0 unchanged, 0 gone. Bad rows: 1." in told.out
    assert sorted(Home.objects.values_list("uprn", flat=True)) == ["9991", "9993"]


def test_an_alert_is_never_quoted(import_rows: Run) -> None:
    assert "violent" not in import_rows(row(alerts="person:CV:violent")).err


def test_a_quotation_mark_that_is_never_closed_is_told(import_rows: Run) -> None:
    told = import_rows(row(9991), row(9992, line_1='"1 Larkspur Road'))
    assert told.lines[0] == "Line 3: a quotation mark is opened and never closed"
    assert "1 new" in told.out


def test_a_quotation_mark_that_swallows_the_file_keeps_no_more_than_a_field(import_rows: Run) -> None:
    rows = [row(900_000 + number) for number in range(4_000)]
    told = import_rows(row(9991, line_1='"1 Larkspur Road'), *rows)
    assert told.lines[0] == "Line 2: a field is too long: a quotation mark may not be closed"
    assert not told.ok


def test_a_home_whose_row_is_bad_this_time_is_kept(import_rows: Run) -> None:
    import_rows(row(9991), row(9992))
    told = import_rows(row(9991), row(9992, postcode="x"))
    assert "0 gone. Bad rows: 1" in told.out
    assert not Home.objects.exclude(gone_at=None).exists()


def test_no_home_is_gone_while_a_row_does_not_say_whose_it_is(import_rows: Run) -> None:
    import_rows(row(9991), row(9992))
    told = import_rows(row(9991), row("999Z"))
    assert "but were not marked as gone: 1. Reason: some bad rows do not say" in told.err
    assert not Home.objects.exclude(gone_at=None).exists()
    assert "1 gone" in import_rows(row(9991), row("999Z"), options=("--allow-gone",)).out


def test_a_file_that_would_empty_the_register_is_not_believed(import_rows: Run) -> None:
    rows = [row(900_000 + number) for number in range(100)]
    import_rows(*rows)
    told = import_rows(*rows[:79])
    assert not told.ok
    assert "but were not marked as gone: 21. Reason: that is too many of the 100" in told.err
    assert not Home.objects.exclude(gone_at=None).exists()
    assert "20 gone" in import_rows(*rows[:80]).out
    assert "80 gone" not in import_rows().out
    assert import_rows(*rows[:1], options=("--allow-gone",)).ok
    assert Home.objects.filter(gone_at=None).count() == 1


def test_a_file_with_no_homes_marks_none_as_gone(import_rows: Run) -> None:
    import_rows(row(9991))
    told = import_rows()
    assert "the file holds no home that can be read" in told.err
    assert not told.ok


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        ("uprn,line_1", "column 'line_2' is missing; column 'line_3' is missing; column 'patch' is missing"),
        (f"{HEADER},rent", "column 'rent' is not known"),
        (f"{HEADER},Town", "column 'town' is there twice"),
        (HEADER.replace(",", ";"), "column 'uprn' is missing"),
        ('"uprn', "The first line cannot be read: a quotation mark is opened and never closed"),
        ("x" * 200_000, "The first line cannot be read: the line is longer than 100,000 characters"),
        ("", "The first line is empty"),
    ],
)
def test_a_wrong_first_line_is_refused_by_column(import_rows: Run, header: str, sentence: str) -> None:
    told = import_rows(row(), header=header)
    assert sentence in told.err
    assert told.err.endswith("Nothing was changed.")
    assert not Home.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The first line is empty"),
        (HEADER.encode("utf-16"), "This is UTF-16 text. Save it as CSV in UTF-8"),
        (b"PK\x03\x04\x14\x00", "This is a spreadsheet"),
        (b"\x1f\x8b\x08\x00", "This is a compressed file"),
        (f"{HEADER}\r{row()}\r".encode(), "The lines end as on an old Mac"),
        (b"\x00" * 500_000, "The first line cannot be read"),
        (b"\xff\xfe\xfd" * 9, "This is UTF-16 text"),
        (b"\x81\x8d" * 9, "is missing"),
    ],
)
def test_a_file_that_is_no_csv_is_refused(import_bytes: Run, content: bytes, sentence: str) -> None:
    told = import_bytes(content)
    assert sentence in told.err
    assert not told.ok


def test_a_file_that_is_not_there_is_told(tmp_path: Path, db: None) -> None:
    assert "cannot be read: No such file or directory." in run_import(tmp_path / "none.csv").err
    assert "cannot be read: Is a directory." in run_import(tmp_path).err
