"""In the admin a file is uploaded, looked at, and then imported exactly as it was shown."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from diagnosis.models import SorItem
from diagnosis.services import publish_tree
from repairs.council.models import Trade
from repairs.roles import DIAGNOSIS_VIEWERS, REPAIRS_ADMINS
from repairs.tables.csv_file import MOST_BYTES
from repairs.tables.models import Upload
from tests.diagnosis.builders import leak_document
from tests.tables.builders import NEW, SOR_HEADER, TRAP, agree, staff, upload

pytestmark = pytest.mark.usefixtures("council")

SOR_LIST = "admin:diagnosis_soritem_changelist"


def text(response: object) -> str:
    return str(getattr(response, "content", b"").decode())


def test_a_file_is_shown_before_it_is_imported(sam: Client) -> None:
    publish_tree(leak_document(), note="First", by="Tests")
    page = upload(sam, SOR_HEADER + TRAP + NEW)
    for words in (
        "1 new, 1 changed, 0 the same, 39 not in the file.",
        "Minutes 25 → 55, cost £48.00 → £1,250.50",
        "Description “Mend two pipes”, trade PL, minutes 90, cost £120.00, follow-on “Painting”",
        '<th scope="row">LK-P03</th><td><ul><li>Leaks, version 1</li></ul></td>',
        '<th scope="row">LK-M02</th><td>No diagnosis</td>',
        "Import 2 changes",
    ):
        assert words in text(page)
    assert SorItem.objects.get(code="LK-P02").minutes == 25


def test_agreeing_imports_what_was_shown(sam: Client) -> None:
    page = agree(sam, upload(sam, SOR_HEADER + TRAP + NEW))
    assert "Imported sor.csv: 1 new, 1 changed, 0 the same, 39 not in the file." in text(page)
    assert (SorItem.objects.get(code="LK-P02").cost, SorItem.objects.count()) == (Decimal("1250.50"), 41)
    assert not Upload.objects.exists()


def test_agreeing_when_the_table_has_changed_shows_the_changes_again(sam: Client) -> None:
    page = upload(sam, SOR_HEADER + TRAP)
    SorItem.objects.filter(code="LK-P02").update(minutes=30)
    again = agree(sam, page)
    assert "The table has changed since this page was made. Nothing was imported." in text(again)
    assert "Minutes 30 → 55" in text(again)
    assert SorItem.objects.get(code="LK-P02").minutes == 30
    agree(sam, again)
    assert SorItem.objects.get(code="LK-P02").minutes == 55


def test_agreeing_when_a_trade_is_gone_says_what_is_wrong_now(sam: Client) -> None:
    page = upload(sam, SOR_HEADER + NEW.replace("PL", "PS"))
    SorItem.objects.filter(trade__code="PS").delete()
    Trade.objects.get(code="PS").delete()
    assert "Line 2: trade “PS” is not in the table of trades" in text(agree(sam, page))
    assert not SorItem.objects.filter(code="LK-P99").exists()


def test_a_file_is_imported_once(sam: Client) -> None:
    page = upload(sam, SOR_HEADER + NEW)
    agree(sam, page)
    assert "That file was imported already, or is more than a day old" in text(agree(sam, page))


def test_a_file_waits_for_a_day(sam: Client) -> None:
    page = upload(sam, SOR_HEADER + NEW)
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        upload(staff(REPAIRS_ADMINS, username="kim"), SOR_HEADER + TRAP)
    assert "more than a day old" in text(agree(sam, page))


def test_nobody_agrees_to_what_another_person_looks_at(sam: Client) -> None:
    page = upload(sam, SOR_HEADER + NEW)
    assert "Select it again" in text(agree(staff(REPAIRS_ADMINS, username="kim"), page))
    assert not SorItem.objects.filter(code="LK-P99").exists()


def test_a_file_without_changes_has_nothing_to_agree_to(sam: Client) -> None:
    page = upload(sam, sam.get(reverse("admin:diagnosis_soritem_export")).content)
    assert "There is nothing to import" in text(page)
    assert "<button" not in text(page).split("<h1>")[1]


def test_every_fault_is_shown_and_nothing_is_imported(sam: Client) -> None:
    page = text(upload(sam, SOR_HEADER + TRAP + "LK-P03,,PL,soon,1,\nlk-1,Tap,PL,20,1,\n"))
    assert "<title>Error: Import SoR items from a CSV file" in page
    assert "Line 3: description is empty; minutes “soon” is not a whole number from 5 to 960." in page
    assert "Line 4: code “lk-1” must be made of capitals" in page
    assert not Upload.objects.exists()


def test_more_faults_than_anyone_reads_are_counted(sam: Client) -> None:
    assert "and 20 more." in text(upload(sam, SOR_HEADER + "LK-P03,,PL,20,1,\n" * 120))


def test_no_file_is_told(sam: Client) -> None:
    address = reverse("admin:diagnosis_soritem_import")
    assert "Select a CSV file." in text(sam.post(address, {}))
    assert "Select a CSV file." in text(sam.post(address, {"file": "sor.csv"}))
    assert "The file is empty." in text(upload(sam, b""))


HOSTILE = [
    (b"\x00" * 3_000_000, "The file is larger than 2 MB"),
    (b"\x00" * MOST_BYTES, "Line 1: a value is too long"),
    (b"\xff" * 1000, "Line 1: a character is not in UTF-8"),
    (b"\xff\xfe\xfd" * 9, "This is UTF-16 text"),
    (SOR_HEADER.encode() + b"\xed\xa0\x80,x,PL,20,1,\n", "Line 2: a character is not in UTF-8"),
    (b"<script>alert(1)</script>", "this must name the columns"),
    (SOR_HEADER.encode() + b"A1,<script>x</script>,PL,1,1,\n", "minutes “1” is not"),
]


@pytest.mark.parametrize(("content", "says"), HOSTILE, ids=[says for _, says in HOSTILE])
def test_a_hostile_file_is_refused_with_a_reason(sam: Client, content: bytes, says: str) -> None:
    page = upload(sam, content)
    assert page.status_code == 200
    assert says in text(page)


@pytest.mark.parametrize("name", ["\u202egnp.csv", "x" * 250 + ".csv", "<b>.csv", "no\ttab.csv", "=cmd.csv"])
def test_any_name_of_a_file_will_do(sam: Client, name: str) -> None:
    assert "Import 1 change<" in text(upload(sam, SOR_HEADER + NEW, name=name))


@pytest.mark.parametrize("id", ["0", "999999999999999999999999", "-1", "x"])
def test_an_upload_that_is_not_there_is_answered(sam: Client, id: str) -> None:
    for send in (sam.get, sam.post):
        assert send(f"/admin/diagnosis/soritem/import/{id}/", follow=True).status_code in {200, 404}


@pytest.mark.parametrize("shown", ["", "\x00", "x" * 100_000])
def test_agreeing_to_something_else_imports_nothing(sam: Client, shown: str) -> None:
    page = upload(sam, SOR_HEADER + NEW)
    assert "Nothing was imported" in text(sam.post(page.request["PATH_INFO"], {"shown": shown}, follow=True))
    assert not SorItem.objects.filter(code="LK-P99").exists()


def test_trades_are_imported_in_the_same_way(sam: Client) -> None:
    page = upload(sam, "code,name,person,hact_code\nPL,Plumbing,a plumber,PL\n", model="council_trade")
    assert "Name “Plumber” → “Plumbing”" in text(page)
    agree(sam, page)
    assert Trade.objects.get(code="PL").name == "Plumbing"


def test_a_file_for_one_table_is_not_imported_into_another(sam: Client) -> None:
    upload(sam, SOR_HEADER + NEW)
    id = Upload.objects.get().pk
    assert "Select it again" in text(sam.get(f"/admin/council/trade/import/{id}/", follow=True))


def test_whoever_only_looks_exports_and_does_not_import(council: None) -> None:
    viewer = staff(DIAGNOSIS_VIEWERS)
    page = text(viewer.get(reverse(SOR_LIST)))
    assert "Export as CSV" in page
    assert "Import from a CSV file" not in page
    assert upload(viewer, SOR_HEADER + NEW).status_code == 403


def test_a_whole_page_of_the_list_can_be_saved(sam: Client) -> None:
    for number in range(100):
        SorItem.objects.create(code=f"Z{number:03}", description="Z", trade=Trade.objects.all()[0], minutes=5, cost=1)
    rows = sam.get(reverse(SOR_LIST)).context["cl"].formset
    form = {field.html_name: str(field.value()) for one in [rows.management_form, *rows.forms] for field in one}
    form |= {"_save": "Save", "_selected_action": [str(row.instance.pk) for row in rows.forms]}  # type: ignore[dict-item]
    assert sam.post(reverse(SOR_LIST), form).status_code == 302
