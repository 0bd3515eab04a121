"""An agent's open calls: told apart, carried on, and ended without a report."""

from datetime import timedelta

import pytest
import time_machine

from appointments.models import Place
from repairs.homes.models import Home
from repairs.log.models import CallBack, Event, Repair
from repairs.report.forget import forget_unfinished
from repairs.report.models import Draft
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.reporting import reaches_caller, reports_kitchen_leak
from tests.journeys.steps import gives_contact, gives_home
from tests.parsed_page import text


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def title(agent: Agent) -> str:
    return text(next(agent.page.all("title")))


def test_calls_are_told_apart_by_where_and_who_and_how_far(agent: Agent) -> None:
    reaches_caller(agent, "2 Test Street, Northmere")
    agent.says_who_calls("neighbour", name="Bo Hill")
    agent.takes_call("At a desk")
    agent.goes_to("/staff/calls/")
    first, second = [text(row) for row in agent.page.with_class("govuk-summary-list__row")]
    assert "Call at 10am" in first + second
    assert "2 Test StreetBo Hill" in first + second
    assert "How can we reach the resident?" in first + second
    assert "At a desk, since Wednesday 4 March 2026 at 10am" in first + second


class TestBegunTwice:
    """The same page is sent twice, by a second press or by going back to it."""

    @pytest.mark.parametrize("page", ["/staff/calls/", "/staff/find/?", "/staff/homes/{}/"])
    def test_is_begun_once(self, agent: Agent, page: str) -> None:
        agent.goes_to(page.format(Home.objects.get(line_1="1 Test Street").pk))
        if "find" in page:
            agent.types(words="NM9 9ZZ").presses("Find")
        button = "Begin a report"
        action = agent._form_of(button).get("action")
        sent = agent._filled(agent._form_of(button))
        assert action
        first, second = (agent.client.post(action, sent).headers["Location"] for _ in range(2))
        assert first == second
        assert Draft.objects.count() == 1

    def test_for_the_next_caller_is_another(self, agent: Agent) -> None:
        agent.goes_to("/staff/calls/")
        sent = {"channel": "phone", "token": agent.hidden("token")}
        agent._arrive(agent.client.post("/staff/calls/", sent))
        agent.answers("None of these")
        agent._arrive(agent.client.post("/staff/calls/", sent))
        assert Draft.objects.count() == 2
        assert agent.chosen() == []

    def test_never_opens_what_is_somebody_else_s(self, agent: Agent) -> None:
        other = Agent("ben")
        other.takes_call()
        theirs = Draft.objects.get()
        agent._arrive(agent.client.post("/staff/calls/", {"channel": "phone", "token": str(theirs.pk)}))
        assert Draft.objects.get(agent=agent.user).pk != theirs.pk


def test_each_tab_is_named_for_its_call(agent: Agent) -> None:
    agent.takes_call()
    assert title(agent).startswith("Call at 10am: Are any of these happening? - ")
    agent.answers("None of these")
    agent.types(postcode="nm12ab").presses()
    assert title(agent).startswith("NM1 2AB: Which home needs the repair? - ")
    agent.answers("1 Test Street, Northmere")
    assert title(agent).startswith("1 Test Street: Where is the water? - ")
    agent.presses()
    assert title(agent).startswith("Error: 1 Test Street: ")


def test_three_calls_at_once_keep_their_own_answers(agent: Agent) -> None:
    homes = [f"{number} Test Street, Northmere" for number in (1, 1, 2)]
    tabs = [Agent() for _ in homes]
    for tab, home in zip(tabs, homes, strict=True):
        reaches_caller(tab, home)
    for tab in reversed(tabs):
        tab.says_who_calls()
        gives_contact(tab)
        tab.presses("Send report")
    assert sorted(Repair.objects.values_list("address", flat=True)) == [home.replace(", ", "\n") for home in homes]


def test_a_call_is_carried_on_from_the_list(agent: Agent) -> None:
    reaches_caller(agent)
    agent.goes_to("/staff/calls/")
    agent.follows("Carry on")
    assert agent.heading == "Who is asking for the repair?"


def test_a_call_that_is_given_up_leaves_the_list_and_says_why(agent: Agent) -> None:
    reaches_caller(agent)
    agent.follows("Give up this call")
    agent.presses("End this call")
    assert agent.error == "Select why the call ends without a report"
    agent.chooses("The caller rang off").presses("End this call")
    assert "Your open calls" in agent.says
    assert agent.page.with_class("govuk-summary-list__row") == []
    event = Event.objects.get(kind=Event.Kind.CALL_GIVEN_UP)
    assert (event.detail, event.staff, event.channel) == ({"why": "rang-off"}, agent.user, "phone")
    assert sum(Place.objects.values_list("held", flat=True)) == 0


def test_giving_up_twice_counts_once(agent: Agent) -> None:
    agent.takes_call()
    agent.follows("Give up this call")
    for _ in range(2):
        agent.client.post(agent.url, {"why": "test"})
    assert Event.objects.filter(kind=Event.Kind.CALL_GIVEN_UP).count() == 1


@pytest.mark.parametrize("address", ["", "give-up/", "question/safety/", "done/"])
def test_a_call_that_has_ended_leads_to_the_list(agent: Agent, address: str) -> None:
    agent.takes_call()
    call = agent.url.removesuffix("question/safety/")
    agent.follows("Give up this call")
    agent.chooses("It was a test").presses("End this call")
    if address:
        agent.goes_to(call + address)
    assert agent.url == "/staff/calls/"


def test_a_report_that_was_sent_is_not_given_up(agent: Agent) -> None:
    reports_kitchen_leak(agent)
    response = agent.client.post(agent.url.replace("done", "give-up"), {"why": "test"})
    assert response.headers["Location"] == agent.url
    assert not Event.objects.filter(kind=Event.Kind.CALL_GIVEN_UP).exists()


def test_an_emergency_stays_on_the_list_when_the_line_is_cut(agent: Agent) -> None:
    agent.takes_call()
    agent.answers("Water is getting into something electric")
    agent.follows("Give up this call")
    assert "It stays on the list of emergencies" in agent.says
    agent.chooses("The caller rang off").presses("End this call")
    assert CallBack.objects.get().done_at is None


def test_advice_that_helped_ends_the_call_in_two_presses(agent: Agent) -> None:
    agent.takes_call()
    agent.answers("I can smell gas, or a carbon monoxide alarm is sounding")
    assert agent.aloud.startswith("Go outside now")
    agent.follows("End this call")
    assert agent.chosen() == ["Our advice solved it"]
    agent.presses("End this call")
    assert Event.objects.get(kind=Event.Kind.CALL_GIVEN_UP).detail == {"why": "advice"}


def test_what_was_answered_is_forgotten_after_a_week_and_the_count_stays(
    agent: Agent, clock: time_machine.Traveller
) -> None:
    reaches_caller(agent)
    agent.follows("Give up this call")
    agent.chooses("It is reported already").presses("End this call")
    forget_unfinished(NOW + timedelta(days=8))
    assert Draft.objects.count() == 0
    assert Event.objects.filter(kind=Event.Kind.CALL_GIVEN_UP, staff=agent.user).count() == 1


def test_nobody_else_ends_a_call(northmere: None) -> None:
    first, second = Agent("ann"), Agent("ben")
    first.takes_call()
    first.follows("Give up this call")
    assert second.client.post(first.url, {"why": "test"}).status_code == 404


def test_the_home_is_shown_once_it_is_known(agent: Agent) -> None:
    agent.takes_call()
    agent.answers("None of these")
    assert agent.page.by_id("home-facts") is None
    gives_home(agent, "99 Test Street, Northmere")
    facts = text(agent.page.by_id("home-facts"))  # type: ignore[arg-type]
    assert facts.index("Ring before a visit") < facts.index("Do not visit alone") < facts.index("Secure tenant")
    assert agent.says.startswith("Ring before a visit. 1 alert, no open repairs")
