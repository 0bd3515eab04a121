"""In a report, an agent finds the home by street, UPRN or block instead of its postcode."""

import pytest

from repairs.homes.models import Home
from repairs.report.models import Draft
from tests.contact_centre.agent import Agent
from tests.journeys.steps import gives_home, tells_of_kitchen_leak


@pytest.fixture
def agent(northmere: None) -> Agent:
    """On the page that asks for the postcode."""
    agent = Agent()
    agent.takes_call()
    agent.answers("None of these")
    return agent


def finds(agent: Agent, words: str) -> None:
    agent.follows("Find the home another way")
    assert agent.heading == "Find the home"
    agent.types(words=words).presses("Find")


def test_a_home_that_is_found_answers_the_postcode_and_the_home(agent: Agent) -> None:
    finds(agent, "test street 1")
    agent.presses("Choose 1 Test Street")
    assert agent.heading == "Where is the water?"
    answers = Draft.objects.get().answers
    assert (answers.postcode, answers.home) == ("NM1 2AB", str(Home.objects.get(line_1="1 Test Street").pk))


def test_a_uprn_shows_its_home_to_choose(agent: Agent) -> None:
    finds(agent, Home.objects.get(line_1="1 Test Street").uprn)
    agent.presses("Choose 1 Test Street")
    assert Draft.objects.get().answers.home


def test_another_home_takes_back_what_hung_on_the_first(agent: Agent) -> None:
    gives_home(agent, "4 Test Street, Northmere")
    agent.answers("I have asked to buy it from the council")
    assert Draft.objects.get().answers.tenure
    agent.goes_to(agent.url.split("/what-we-do")[0] + "/postcode/")
    finds(agent, "1 test street nm1 2ab")
    agent.presses("Choose 1 Test Street")
    assert Draft.objects.get().answers.tenure is None


def test_the_report_is_gone_on_with_where_nothing_was_chosen(agent: Agent) -> None:
    before = agent.url
    finds(agent, "nowhere at all")
    assert "We found nothing" in agent.says
    agent.goes_back()
    assert agent.url == before


def test_nobody_looks_for_the_home_of_somebody_else_s_report(agent: Agent) -> None:
    draft = Draft.objects.get()
    other = Agent("ben").client
    assert other.get(f"/staff/find/?for={draft.pk}").status_code == 404
    assert other.post(f"/staff/find/choose/{draft.pk}/", {"home": "1"}).status_code == 404


def test_a_home_that_is_not_there_is_not_chosen(agent: Agent) -> None:
    draft = Draft.objects.get()
    for value in ("", "x", "0", "9" * 400):
        assert agent.client.post(f"/staff/find/choose/{draft.pk}/", {"home": value}).status_code == 404


def test_choosing_before_the_report_asks_changes_nothing(northmere: None) -> None:
    agent = Agent()
    agent.takes_call()
    before = agent.url
    draft, home = Draft.objects.get(), Home.objects.earliest("pk")
    response = agent.client.post(f"/staff/find/choose/{draft.pk}/", {"home": home.pk})
    assert response.headers["Location"] == before
    assert Draft.objects.get().answers.home is None


def test_a_tenant_goes_on_after_choosing_to_the_end(agent: Agent) -> None:
    finds(agent, "1 test street")
    agent.presses("Choose 1 Test Street")
    tells_of_kitchen_leak(agent)
    assert agent.heading
