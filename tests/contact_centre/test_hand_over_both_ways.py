"""A hand-over both ways: begun online and finished by an agent, begun by an agent and finished online."""

import re

import pytest

from repairs.log.models import Repair
from repairs.log.notify.fake import FakeMessageGateway
from repairs.log.outbox import sweep
from repairs.photos.models import Photo
from repairs.report.models import Draft
from repairs.report.short_code import code_of
from tests.contact_centre.agent import Agent
from tests.journeys.resident import Resident
from tests.journeys.steps import answers_about_home, gives_contact, gives_home, takes_first_time, tells_of_kitchen_leak
from tests.journeys.test_details import photo

pytestmark = pytest.mark.usefixtures("outside", "photo_folder")


@pytest.fixture
def resident(northmere: None) -> Resident:
    return Resident()


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def test_a_resident_gives_up_online_and_an_agent_finishes(resident: Resident, agent: Agent) -> None:
    given_a_resident_who_is_stuck_choosing_a_time(resident)
    when_they_ring_and_read_out_the_code(agent)
    when_the_agent_goes_on_from_there(agent)
    then_there_is_one_repair_with_what_both_have_said(agent)
    then_the_resident_sees_it_in_their_own_browser(resident)


def test_an_agent_begins_and_the_resident_adds_photos_and_finishes_alone(
    resident: Resident, agent: Agent, notify: FakeMessageGateway
) -> None:
    given_an_agent_with_somebody_on_the_line_who_has_photos(agent)
    when_the_agent_texts_them_a_link(agent)
    when_they_open_it_add_a_photo_and_finish(resident, notify)
    then_there_is_one_repair_with_the_photo(agent)


def given_a_resident_who_is_stuck_choosing_a_time(resident: Resident) -> None:
    resident.starts()
    resident.answers("None of these")
    gives_home(resident)
    tells_of_kitchen_leak(resident)
    answers_about_home(resident)
    resident.types(text="It drips on the plug.").presses()
    assert resident.heading == "When can we come?"


def when_they_ring_and_read_out_the_code(agent: Agent) -> None:
    agent.goes_to("/staff/take-over/")
    agent.types(code=code_of(Draft.objects.get().pk).lower()).presses("Find the report")
    agent.chooses("They told me the postcode NM1 2AB").presses("Carry on from here")


def when_the_agent_goes_on_from_there(agent: Agent) -> None:
    assert agent.heading == "When can we come?"
    takes_first_time(agent)
    agent.picks(relation="self", may_contact="yes").presses()
    gives_contact(agent)
    agent.presses("Send report and book appointment")


def then_there_is_one_repair_with_what_both_have_said(agent: Agent) -> None:
    repair = Repair.objects.get()
    assert (repair.description, repair.name) == ("It drips on the plug.", "Ada Byron")
    helped = repair.events.filter(kind__in=["taken-over", "reported"]).values_list("kind", "staff", "channel")
    assert set(helped) == {("taken-over", agent.user.pk, "phone"), ("reported", agent.user.pk, "phone")}


def then_the_resident_sees_it_in_their_own_browser(resident: Resident) -> None:
    resident.goes_to(resident.url)
    assert resident.heading == "We have your report"
    assert Repair.objects.get().reference in resident.says


def given_an_agent_with_somebody_on_the_line_who_has_photos(agent: Agent) -> None:
    agent.takes_call()
    agent.answers("None of these")
    gives_home(agent)
    tells_of_kitchen_leak(agent)
    answers_about_home(agent)


def when_the_agent_texts_them_a_link(agent: Agent) -> None:
    agent.follows("Send this to the resident")
    agent.types(contact="07700 900123").presses("Send the link")
    sweep()


def when_they_open_it_add_a_photo_and_finish(resident: Resident, notify: FakeMessageGateway) -> None:
    resident.goes_to(re.findall(r"/c/\w+", notify.messages[-1].body)[0])
    resident.presses("Go on with my report")
    resident.attaches(photo()).presses()
    takes_first_time(resident)
    gives_contact(resident)
    resident.presses("Send report and book appointment")
    assert resident.heading == "We have your report"


def then_there_is_one_repair_with_the_photo(agent: Agent) -> None:
    repair = Repair.objects.get()
    assert Photo.objects.kept().get().album == repair.album
    assert repair.assistance.staff == agent.user
    agent.goes_to(f"/staff/calls/{repair.draft}/done/")
    assert repair.reference in agent.says
