"""A resident opens their repair from a link, on any device, without an account."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repairs.log.access import LASTS_SECONDS, REMEMBERS
from repairs.log.links import LASTS, link_of
from repairs.log.models import Repair, RepairLink
from tests.journeys.resident import Resident
from tests.log.builders import booked, without_a_time


@pytest.fixture
def repair(northmere: None) -> Repair:
    return booked()


@pytest.fixture
def holder(repair: Repair) -> Resident:
    """Somebody with the link, on a phone that has not seen the report."""
    return Resident()


def page_of(repair: Repair) -> str:
    return f"/repair/{repair.reference}/"


def test_looking_at_the_link_opens_nothing(holder: Resident, repair: Repair) -> None:
    """Programs that scan messages follow links."""
    links = list(RepairLink.objects.values())
    for _ in range(2):
        holder.goes_to(link_of(repair))
        assert holder.heading == "See your repair"
        for private in (repair.reference, "Test Street", "March", "Leak"):
            assert private not in holder.says
    holder.goes_to(page_of(repair))
    assert holder.response.status_code == 404
    assert list(RepairLink.objects.values()) == links


def opens(holder: Resident, repair: Repair) -> None:
    holder.goes_to(link_of(repair))
    holder.presses("See my repair")


def test_pressing_the_button_opens_it(holder: Resident, repair: Repair) -> None:
    opens(holder, repair)
    assert holder.url == page_of(repair)
    assert repair.reference in holder.heading
    for words in ("Leak from a water pipe", "1 Test Street", "Thursday 5 March 2026", "8am to midday"):
        assert words in holder.says
    assert "covered by the Right to Repair. If it is not done by Thursday 5 March 2026" in holder.says


def test_it_shows_what_the_resident_may_know_and_no_more(holder: Resident, repair: Repair) -> None:
    Repair.objects.update(
        flags=["recall"], hazards=["damp-mould"], reasons=[{"rule": "x", "text": "Staff only words."}]
    )
    opens(holder, repair)
    page = holder.response.content.decode()
    for private in ("Staff only", "recall", "LK-P01", "secure", "Secure", repair.phone, repair.email):
        assert private not in page


def test_without_a_time_it_says_how_we_get_back(northmere: None) -> None:
    repair, holder = without_a_time(), Resident()
    opens(holder, repair)
    assert "07700 900123" in holder.says
    assert "calendar" not in holder.says


def test_nobody_else_can_open_it(holder: Resident, repair: Repair) -> None:
    opens(holder, repair)
    stranger = Resident()
    stranger.goes_to(page_of(repair))
    assert stranger.response.status_code == 404
    assert repair.reference not in stranger.says
    assert stranger.client.get(f"{page_of(repair)}appointment.ics").status_code == 404


def test_a_repair_that_is_not_there_and_one_of_somebody_else_look_the_same(holder: Resident, repair: Repair) -> None:
    answers = []
    for reference in (repair.reference, "KM7-4QX-9TD2"):
        holder.goes_to(f"/repair/{reference}/")
        answers.append((holder.response.status_code, holder.says))
    assert answers[0] == answers[1]


@pytest.mark.parametrize("write", [str.lower, lambda reference: reference.replace("-", "")])
def test_the_address_can_be_typed(holder: Resident, repair: Repair, write: object) -> None:
    opens(holder, repair)
    holder.goes_to(f"/repair/{write(repair.reference)}/")  # type: ignore[operator]
    assert repair.reference in holder.heading


def test_the_appointment_can_be_added_to_a_calendar(holder: Resident, repair: Repair) -> None:
    opens(holder, repair)
    link = next(a.attrib["href"] for a in holder.page.all("a") if "calendar" in (a.text or ""))
    response = holder.client.get(link)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert f'filename="repair-{repair.reference}.ics"' in response["Content-Disposition"]
    content = response.content.decode().replace("\r\n ", "")
    for line in ("DTSTART:20260305T080000Z", "DTEND:20260305T120000Z", "SEQUENCE:0", repair.reference):
        assert line in content


def test_there_is_no_calendar_without_an_appointment(northmere: None) -> None:
    repair, holder = without_a_time(), Resident()
    opens(holder, repair)
    assert holder.client.get(f"{page_of(repair)}appointment.ics").status_code == 404


@pytest.mark.parametrize("change", [{"cancelled_at": "2026-03-04T09:00:00Z"}, {"expires_at": "2026-03-04T09:00:00Z"}])
def test_a_link_that_is_over_says_so(holder: Resident, repair: Repair, change: dict[str, str]) -> None:
    link = link_of(repair)
    RepairLink.objects.update(**change)
    holder.goes_to(link)
    assert (holder.response.status_code, holder.heading) == (404, "This link does not work")
    assert holder.client.post(holder.url).status_code == 404


def test_a_wrong_link_says_the_same(holder: Resident, repair: Repair) -> None:
    link = link_of(repair)
    RepairLink.objects.update(expires_at="2026-03-04T09:00:00Z")
    holder.goes_to(link)
    over = holder.says
    for wrong in ("/r/x", f"/r/{'x' * 33}", f"/r/{'x' * 3000}"):
        holder.goes_to(wrong)
        assert (holder.response.status_code, holder.says) == (404, over)


def test_no_copy_of_the_page_is_kept(holder: Resident, repair: Repair) -> None:
    holder.goes_to(link_of(repair))
    assert "no-store" in holder.response["Cache-Control"]
    opens(holder, repair)
    assert "no-store" in holder.response["Cache-Control"]
    assert holder.response["Referrer-Policy"] == "same-origin"


def test_the_browser_remembers_it_for_a_day(holder: Resident, repair: Repair, clock: time_machine.Traveller) -> None:
    opens(holder, repair)
    clock.shift(LASTS_SECONDS - 1)
    holder.goes_to(page_of(repair))
    assert holder.response.status_code == 200
    clock.shift(2)
    holder.goes_to(page_of(repair))
    assert holder.response.status_code == 404
    assert LASTS.days > 30


def test_the_cookie_cannot_be_made_up(holder: Resident, repair: Repair) -> None:
    for value in (repair.reference, f"{repair.reference}:x:y", ""):
        holder.client.cookies["repairs"] = value
        holder.goes_to(page_of(repair))
        assert holder.response.status_code == 404


def test_several_repairs_are_remembered_the_oldest_is_forgotten_first(northmere: None) -> None:
    holder = Resident()
    repairs = [without_a_time() for _ in range(REMEMBERS + 1)]
    for repair in repairs:
        opens(holder, repair)
    statuses = [holder.client.get(page_of(repair)).status_code for repair in repairs]
    assert statuses == [404] + [200] * REMEMBERS


def test_the_page_asks_the_database_for_little(holder: Resident, repair: Repair) -> None:
    opens(holder, repair)
    with CaptureQueriesContext(connection) as asked:
        holder.goes_to(page_of(repair))
    assert len(asked) <= 12
