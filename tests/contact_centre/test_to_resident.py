"""An agent sends a report to the resident, who finishes it alone."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import Settings

from repairs.council.details import forget_details
from repairs.council.kept_for import KeptFor
from repairs.council.models import Council, PhoneLine
from repairs.log.draft_links import url_in
from repairs.log.message_words import email_of, text_of
from repairs.log.models import DraftLink, Event, Message, Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.report.models import Draft
from repairs.retention.steps import STEPS
from repairs.retention.steps.step import Moment
from repairs.stubs.faults import Fault
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.log.gsm import fragments
from tests.log.messages.situations import LONGEST_COUNCIL, LONGEST_NUMBER, LONGEST_SITE

pytestmark = pytest.mark.usefixtures("outside")


@pytest.fixture
def agent(northmere: None) -> Agent:
    """Has somebody on the line, and asks about the home."""
    agent = Agent()
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    tells_of_kitchen_leak(agent)
    return agent


def sends_link(agent: Agent, contact: str = "07700 900123") -> None:
    agent.goes_to(f"/staff/calls/{Draft.objects.get().pk}/to-resident/")
    agent.types(contact=contact).presses("Send the link")


def link_in(notify: FakeMessageGateway) -> str:
    sweep()
    return str(re.findall(r"/c/\w+", notify.messages[-1].body)[0])


def opened(notify: FakeMessageGateway) -> Resident:
    resident = Resident()
    resident.goes_to(link_in(notify))
    resident.presses("Go on with my report")
    return resident


def test_every_page_of_a_call_leads_there(agent: Agent) -> None:
    agent.follows("Send this to the resident")
    assert agent.heading == "Send this to the resident"


def test_the_resident_goes_on_where_the_agent_was_and_sends_it(agent: Agent, notify: FakeMessageGateway) -> None:
    left_at = agent.heading
    sends_link(agent)
    assert agent.heading == "The resident goes on with it alone"
    assert "a text to the phone ending 123. They have not opened it yet." in agent.says
    resident = opened(notify)
    assert resident.heading == left_at
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report")
    assert resident.heading == "We have your report"
    resident.follows("See your repair")
    repair = Repair.objects.get()
    assert repair.assistance.staff == agent.user
    agent.goes_to(agent.url)
    assert agent.heading == "Read this out"
    happened = repair.events.exclude(staff=None).values_list("kind", "staff__username", "channel")
    assert list(happened) == [("sent-to-resident", "sam", "phone")]


def test_the_agent_s_calls_say_that_it_is_with_the_resident(agent: Agent) -> None:
    agent.goes_to("/staff/calls/")
    assert "With the resident" not in agent.says
    sends_link(agent)
    agent.goes_to("/staff/calls/")
    assert "With the resident (1)" in agent.says
    agent.follows("NM1 2AB, begun on Wednesday 4 March 2026 at 10am")
    assert agent.heading == "The resident goes on with it alone"


def test_a_link_is_opened_on_purpose(agent: Agent, notify: FakeMessageGateway) -> None:
    """Mail scanners follow links."""
    sends_link(agent)
    resident = Resident()
    resident.goes_to(link_in(notify))
    assert resident.heading == "Go on with your repair report"
    assert "Test Street" not in resident.says
    assert resident.client.get(f"/report/{Draft.objects.get().pk}/done/").status_code == 404
    assert DraftLink.objects.get().opened_at is None


def test_the_agent_cannot_answer_meanwhile_and_takes_it_back(agent: Agent, notify: FakeMessageGateway) -> None:
    at, given = agent.url, Draft.objects.get().given
    sends_link(agent)
    resident = opened(notify)
    assert agent.client.post(at, {"damp": "no", "recent": "no", "water_off": "no"}).status_code == 302
    assert Draft.objects.get().given == given
    agent.goes_to(agent.url)
    assert "They opened it on Wednesday 4 March 2026 at 10am" in agent.says
    agent.presses("Take it back")
    assert agent.url == at
    answers_about_home(resident)
    assert resident.response.status_code == 404
    assert resident.heading == "This link does not work"
    assert Draft.objects.get().given == given
    resident.goes_to(link_in(notify))
    assert resident.response.status_code == 404


def test_a_link_works_more_than_once_until_the_report_is_sent(agent: Agent, notify: FakeMessageGateway) -> None:
    sends_link(agent)
    link = link_in(notify)
    assert [Client().post(link).status_code for _ in range(2)] == [302, 302]
    resident = opened(notify)
    answers_about_home(resident)
    resident.presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report")
    assert Client().post(link).status_code == 404


def test_a_link_ends_with_the_report_after_seven_days(
    agent: Agent, notify: FakeMessageGateway, clock: time_machine.Traveller
) -> None:
    sends_link(agent)
    link = link_in(notify)
    clock.shift(timedelta(days=7) - timedelta(seconds=1))
    assert Client().get(link).status_code == 200
    clock.shift(1)
    assert Client().get(link).status_code == 404


def test_a_council_that_keeps_reports_for_less_gives_links_for_less(agent: Agent) -> None:
    Council.objects.update(keep_drafts_days=2)
    sends_link(agent)
    assert DraftLink.objects.get().expires_at == NOW + timedelta(days=2)


def test_it_goes_by_email_too(agent: Agent, notify: FakeMessageGateway) -> None:
    sends_link(agent, "ada@example.com")
    assert "an email to a…@example.com" in agent.says
    sweep()
    assert notify.messages[-1].to == "ada@example.com"
    assert notify.messages[-1].subject == "Finish your repair report"


@pytest.mark.parametrize("typed", ["", "nobody", "01632 960001", "a@b"])
def test_it_goes_to_a_mobile_or_an_email(agent: Agent, typed: str) -> None:
    sends_link(agent, typed)
    assert agent.error == "Enter a UK mobile number or an email address, like 07700 900 982 or name@example.com"
    assert agent.value_of("contact") == typed
    assert not DraftLink.objects.exists()


def test_the_number_that_was_given_is_there_already(agent: Agent) -> None:
    answers_about_home(agent)
    agent.presses()
    takes_first_time(agent)
    agent.picks(relation="self", may_contact="yes").presses()
    gives_contact(agent)
    agent.follows("Send this to the resident")
    assert agent.value_of("contact") == "07700 900123"


def test_sent_twice_at_once_it_goes_once(agent: Agent) -> None:
    draft = Draft.objects.get()
    for _ in range(2):
        agent.client.post(f"/staff/calls/{draft.pk}/to-resident/", {"contact": "07700 900123"})
    assert Message.objects.count() == DraftLink.objects.count() == 1


def test_nobody_gets_a_storm_of_texts(agent: Agent, clock: time_machine.Traveller) -> None:
    for _ in range(4):
        sends_link(agent)
        clock.shift(timedelta(minutes=2))
    assert agent.response.status_code == 429
    assert agent.error == "Too many links have been sent there. Try again after 11am"
    assert DraftLink.objects.count() == 3


def test_one_phone_gets_few_links_of_whatever_reports(agent: Agent) -> None:
    for _ in range(4):
        agent.takes_call()
        newest = Draft.objects.order_by("-created_at", "-pk").first()
        agent.client.post(f"/staff/calls/{agent.url.split('/')[3]}/to-resident/", {"contact": "07700 900123"})
        assert newest is not None
    assert DraftLink.objects.count() == 3


def test_a_link_that_was_taken_back_before_it_went_is_not_sent(agent: Agent, notify: FakeMessageGateway) -> None:
    sends_link(agent)
    agent.presses("Take it back")
    sweep()
    assert notify.messages == []
    assert Message.objects.get().state == "dropped"
    assert Message.objects.get().address == ""


def test_the_number_is_forgotten_once_it_has_gone(agent: Agent, notify: FakeMessageGateway) -> None:
    sends_link(agent)
    sweep()
    message = Message.objects.get()
    assert (message.state, message.address, message.sent_to) == ("sent", "", "123")
    sweep()
    assert len(notify.messages) == 1
    assert not Event.objects.filter(kind__startswith="message").exists()


def test_the_agent_reads_that_it_did_not_arrive(agent: Agent) -> None:
    sends_link(agent)
    sweep()
    Message.objects.update(delivery="permanent-failure")
    agent.goes_to(agent.url)
    assert "The link did not arrive." in agent.says


def test_a_number_that_is_none_is_for_a_person(agent: Agent, notify: FakeMessageGateway) -> None:
    sends_link(agent)
    notify.faults.add([Fault.REFUSE])
    sweep()
    message = Message.objects.get()
    assert message.state == "needs-person"
    agent.goes_to("/admin/log/worksorder/needs-a-person/")
    page = agent.response.content.decode()
    assert "Text message: link to finish a report" in page
    for address in (
        f"/admin/log/worksorder/needs-a-person/message-{message.pk}/",
        f"/admin/log/message/{message.pk}/change/",
    ):
        assert agent.client.get(address).status_code == 200
    assert "A report not sent yet" in page


def test_a_text_with_the_longest_values_is_one_fragment(agent: Agent, settings: Settings) -> None:
    settings.SITE_URL = LONGEST_SITE
    Council.objects.update(name=LONGEST_COUNCIL)
    PhoneLine.objects.update(number=LONGEST_NUMBER)
    forget_details()
    sends_link(agent)
    message = Message.objects.get()
    assert fragments(text_of(message)) == 1
    assert url_in(message) in text_of(message)
    assert url_in(message) in email_of(message)[1]
    words = " ".join([text_of(message), *email_of(message)])
    assert not [word for word in ("Test Street", "NM1", "900123", "Kitchen", "sam") if word in words]


def test_the_token_is_nowhere_in_the_database(agent: Agent, notify: FakeMessageGateway) -> None:
    sends_link(agent)
    token = link_in(notify).removeprefix("/c/")
    assert token not in str([*DraftLink.objects.values(), *Message.objects.values(), *Draft.objects.values()])


def test_links_and_their_messages_are_forgotten(agent: Agent) -> None:
    sends_link(agent)
    sweep()
    later = Moment(NOW + timedelta(days=9), KeptFor())
    for step in STEPS:
        if step.name in {"draft-links", "draft-messages"}:
            assert step.waiting(later) == 1
            assert sum(step.batches(later)) == 1
    assert not DraftLink.objects.exists()
    assert not Message.objects.exists()


def test_an_agent_hands_on_their_own_calls_only(agent: Agent) -> None:
    other, draft = Agent("ben"), Draft.objects.get().pk
    for page in ("to-resident", "with-resident"):
        assert other.client.post(f"/staff/calls/{draft}/{page}/", {"contact": "07700 900123"}).status_code == 404
    assert not DraftLink.objects.exists()
