"""An agent with somebody on the line finds the home and the caller, and begins a report from there."""

import pytest
from django.utils import timezone
from pytest_django import Settings
from structlog.testing import capture_logs

from repairs.homes.models import Home
from repairs.report.models import Draft
from repairs.roles import AGENTS, DIAGNOSIS_VIEWERS, MANAGERS, PLANNERS
from tests.contact_centre.agent import Agent
from tests.log.builders import without_a_time
from tests.tables.builders import staff


@pytest.fixture
def agent(northmere: None) -> Agent:
    return Agent()


def looks_for(agent: Agent, words: str) -> None:
    agent.goes_to("/staff/find/")
    agent.types(words=words).presses("Find")


def home(line_1: str = "1 Test Street") -> Home:
    return Home.objects.get(line_1=line_1)


def test_a_home_is_found_and_a_report_begun_for_it(agent: Agent) -> None:
    looks_for(agent, "test street 1")
    assert "1 home" in agent.says
    agent.follows("1 Test Street")
    assert agent.heading == "1 Test Street, Northmere"
    agent.chooses("At a desk").presses("Begin a report for this home")
    draft = Draft.objects.get()
    assert (draft.channel, draft.answers.home, draft.agent) == ("desk", str(home().pk), agent.user)


def test_a_whole_uprn_leads_straight_to_its_home(agent: Agent) -> None:
    looks_for(agent, home().uprn)
    assert agent.heading == "1 Test Street, Northmere"


def test_nothing_that_was_typed_is_in_an_address(agent: Agent) -> None:
    without_a_time()
    for words in ("Ada Byron", "07700 900123", "ada@example.com", "1 Test Street"):
        looks_for(agent, words)
        agent.goes_back()
    agent.goes_to("/staff/find/?page=2")
    assert not [url for url in agent.pages if any(word in url.lower() for word in ("ada", "byron", "900123", "test"))]


def test_what_was_typed_is_in_no_log(agent: Agent) -> None:
    with capture_logs() as logs:
        looks_for(agent, "Ada Byron")
    assert "Byron" not in str(logs)


def test_a_search_is_still_there_on_reload_and_not_for_others(agent: Agent) -> None:
    without_a_time()
    looks_for(agent, "Ada Byron")
    agent.goes_to(agent.url)
    assert "1 repair" in agent.says
    other = Agent("ben")
    other.goes_to(agent.url)
    assert "repair" not in other.says.removeprefix(other.heading)


def test_a_caller_s_repair_leads_to_its_home(agent: Agent) -> None:
    without_a_time()
    looks_for(agent, "07700 900123")
    assert "We looked for the phone number 07700 900123" in agent.says
    agent.follows("See the home")
    assert agent.heading == "1 Test Street, Northmere"


def test_an_empty_box_says_so_and_nonsense_too(agent: Agent) -> None:
    looks_for(agent, " ")
    assert agent.error == "Enter what you know of the home or the caller"
    looks_for(agent, "...")
    assert agent.error.startswith("Enter an address, a postcode")
    assert agent.value_of("words") == "..."


def test_where_nothing_is_found_a_report_begins_without_the_home(agent: Agent) -> None:
    looks_for(agent, "NM9 9ZZ")
    assert "We found nothing" in agent.says
    agent.presses("Begin a report without the home")
    answers = Draft.objects.get().answers
    assert (answers.postcode, answers.home) == ("NM9 9ZZ", "not-listed")


def test_many_homes_come_on_pages(agent: Agent) -> None:
    Home.objects.bulk_create(
        Home(
            uprn=str(1 + n), line_1=f"{n} Long Road", postcode="NM9 9AA", sort_key=f"{n:06} long road", tenure="secure"
        )
        for n in range(45)
    )
    looks_for(agent, "long road")
    assert "45 homes" in agent.says
    agent.follows("Next")
    assert "Page 2 of 3" in agent.says
    assert "20 Long Road" in agent.says


def test_a_home_that_is_gone_is_marked_and_nothing_begins_there(agent: Agent) -> None:
    Home.objects.filter(line_1="1 Test Street").update(gone_at=timezone.now())
    looks_for(agent, "1 test street nm1 2ab")
    assert "No longer in our register" in agent.says
    agent.follows("1 Test Street")
    assert "Begin a report for this home" not in agent.buttons
    assert agent.client.post(agent.url, {"channel": "phone"}).status_code == 403


@pytest.mark.parametrize("typed", ["1 test", "1 te\x00st"])
def test_suggestions_are_homes_with_their_pages(agent: Agent, typed: str) -> None:
    found = agent.client.post("/staff/find/suggest/", {"words": typed}).json()["homes"]
    assert found == [
        {"id": home().pk, "text": "1 Test Street, Northmere, NM1 2AB", "url": f"/staff/homes/{home().pk}/"}
    ]


@pytest.fixture
def hurried(settings: Settings) -> None:
    settings.SEARCHES_AN_HOUR_PER_PERSON = 2


def test_whoever_lists_the_register_is_stopped_and_others_are_not(hurried: None, agent: Agent) -> None:
    with capture_logs() as logs:
        answers = [agent.client.get(f"/staff/homes/{home().pk}/").status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    ours = [line for line in logs if line["event"] == "too_many_searches"]
    assert [line["staff"] for line in ours] == [agent.user.pk]
    looks_for(agent, "test street")
    assert agent.heading == "You have looked up a lot of homes"
    assert Agent("ben").client.get(f"/staff/homes/{home().pk}/").status_code == 200


def test_suggestions_have_a_limit_of_their_own(hurried: None, agent: Agent) -> None:
    answers = [agent.client.post("/staff/find/suggest/", {"words": "test"}).status_code for _ in range(9)]
    assert answers == [200] * 8 + [429]


def test_who_may_see_homes_finds_them_and_only_agents_begin_a_report(northmere: None) -> None:
    for role in (PLANNERS, MANAGERS):
        client = staff(role, username=role.name)
        assert client.get("/staff/find/").status_code == 200
        page = client.get(f"/staff/homes/{home().pk}/")
        assert "Begin a report" not in page.content.decode()
        assert client.post(f"/staff/homes/{home().pk}/", {"channel": "phone"}).status_code == 403
        assert client.post("/staff/find/not-listed/", {"channel": "phone"}).status_code == 403
    assert staff(DIAGNOSIS_VIEWERS, username="dee").get("/staff/find/").status_code == 403
    assert not Draft.objects.exists()


def test_the_first_page_of_an_agent_has_the_box(northmere: None) -> None:
    assert 'action="/staff/find/"' in staff(AGENTS).get("/staff/").content.decode()
    assert 'action="/staff/find/"' not in staff(DIAGNOSIS_VIEWERS, username="dee").get("/staff/").content.decode()
