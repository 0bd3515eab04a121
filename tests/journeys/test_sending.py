"""One report makes one repair, whatever a browser does."""

from datetime import datetime, timedelta

import pytest

from repairs.log.models import Repair, WorksOrder
from repairs.log.reference import read_reference
from repairs.report.answers import Details
from repairs.report.models import Draft
from repairs.report.path import Path
from repairs.report.send import send_report
from repairs.report.steps import check
from tests.journeys.resident import Resident
from tests.journeys.steps import reaches_check


@pytest.fixture
def sent(resident: Resident) -> Resident:
    reaches_check(resident)
    resident.presses("Send report")
    return resident


def test_reload_back_and_sending_again_never_make_a_second(resident: Resident) -> None:
    reaches_check(resident)
    check = resident.url
    form = dict(resident.client.cookies)
    resident.presses("Send report")
    done = resident.url
    resident.goes_to(done)
    resident.goes_to(check)
    assert resident.heading == "We have your report"
    resident.client.post(check, {"csrfmiddlewaretoken": form})
    assert Repair.objects.count() == WorksOrder.objects.count() == 1


def test_the_reference_is_easy_to_say_and_read_back(sent: Resident) -> None:
    reference = Repair.objects.get().reference
    assert reference in sent.says
    assert read_reference(reference.lower().replace("-", " ")) == reference


def test_the_appointment_can_be_added_to_a_calendar(sent: Resident) -> None:
    response = sent.client.get(sent.url.replace("done/", "appointment.ics"))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"DTSTART:20260305T080000Z" in response.content


def test_another_report_begins_empty(sent: Resident) -> None:
    sent.follows("Report another problem")
    assert sent.heading == "Are any of these happening?"
    assert not sent.chosen()


def test_another_browser_cannot_open_a_report(sent: Resident) -> None:
    stranger = Resident()
    stranger.goes_to(sent.url)
    assert stranger.response.status_code == 404
    assert stranger.heading == "We cannot open this report here"
    assert Repair.objects.get().reference not in stranger.response.content.decode()


def test_two_tabs_do_not_lose_each_others_answers(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    resident.types(postcode="NM1 2AB").presses()
    home = resident.url
    resident.goes_to(home.replace("/home/", "/postcode/"))
    resident.types(postcode="nm1 2ab").presses()
    resident.answers("1 Test Street, Northmere")
    assert resident.heading == "Where is the water?"


def test_the_first_page_sent_twice_is_one_report(resident: Resident) -> None:
    resident.starts()
    first, action = resident.url, next(resident.page.all("form")).attrib["action"]
    resident.answers("None of these")
    resident.goes_to(action)
    assert (first, resident.chosen()) == ("/report/", ["None of these"])
    resident.answers("None of these")
    assert Draft.objects.count() == 1


def test_a_first_page_of_another_browser_opens_for_nobody(resident: Resident) -> None:
    resident.starts()
    stranger = Resident()
    stranger.goes_to(next(resident.page.all("form")).attrib["action"])
    assert stranger.response.status_code == 404


def test_with_one_trip_an_answer_brings_the_next_page(resident: Resident) -> None:
    resident.starts()
    before = resident.requests
    resident.typed |= {"one-trip": "1"}
    resident.answers("None of these")
    assert resident.requests == before + 1
    assert resident.heading == "What is the postcode of the home?"
    main = next(resident.page.all("main"))
    assert main.attrib["data-page-url"].endswith("/postcode/")


def test_what_another_tab_answered_while_a_report_is_sent_is_in_it(
    resident: Resident, monkeypatch: pytest.MonkeyPatch
) -> None:
    reaches_check(resident)

    def other_tab_first(draft: Draft, path: Path, now: datetime) -> Repair:
        other = Draft.objects.get()
        other.answers = other.answers.model_copy(update={"details": Details(text="It drips on the fuse box.")})
        Draft.objects.filter(pk=other.pk).update(given=other.given, updated_at=now + timedelta(seconds=1))
        return send_report(draft, path, now)

    monkeypatch.setattr(check, "send_report", other_tab_first)
    resident.presses("Send report")
    assert Repair.objects.get().description == "It drips on the fuse box."
    assert Draft.objects.get().repair == Repair.objects.get()
