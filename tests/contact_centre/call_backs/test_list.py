"""Who waits for a call: emergencies on top, in parts, by reason, for whoever may see them."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from repairs.council.models import OpeningHours
from repairs.log.models import CallBack
from repairs.roles import MANAGERS, PLANNERS, Role
from tests.conftest import NOW
from tests.contact_centre.agent import Agent
from tests.contact_centre.call_backs.builders import LIST, an_emergency_online, many, no_time_suits
from tests.log.builders import an_emergency
from tests.page_lint import PageClient
from tests.parsed_page import text
from tests.tables.builders import staff

pytestmark = pytest.mark.usefixtures("northmere")

MINUTE = timedelta(minutes=1)


def listed(agent: Agent) -> list[int]:
    """The call backs on the page, from the top."""
    links = (a.get("href", "") for a in agent.page.all("a"))
    return [int(link.split("/")[3]) for link in links if link.startswith(LIST) and link.count("/") == 4]


def test_emergencies_are_on_top_the_newest_first_and_others_by_when_they_are_due() -> None:
    later, soon = no_time_suits(NOW), no_time_suits(NOW - timedelta(days=2))
    older, newer = an_emergency_online(NOW - 9 * MINUTE), an_emergency_online(NOW - MINUTE)
    agent = Agent()
    agent.goes_to(LIST)
    assert listed(agent) == [newer.pk, older.pk, soon.pk, later.pk]


def test_a_row_says_who_it_is_what_they_said_how_long_they_wait_and_who_has_it() -> None:
    an_emergency(NOW - 6 * MINUTE)
    agent = Agent()
    agent.goes_to(LIST)
    for words in (
        *("Leak that cannot be stopped", "Emergency", "Ada Byron", "07700 900123", "1 Test Street, Northmere, NM1 2AB"),
        *("They said: None of these", "Under the sink", "Waits for 6 minutes", "Nobody has taken it"),
    ):
        assert words in agent.says
    agent.presses("Take it")
    agent.goes_to(LIST)
    assert "sam has it, since" in agent.says
    assert "Take it" not in agent.buttons


PARTS = [
    ("Waiting", "waiting", {"free", "mine", "theirs", "late"}),
    ("Mine", "mine", {"mine"}),
    ("Overdue", "overdue", {"late"}),
    ("Done", "done", {"done"}),
]


@pytest.mark.parametrize(("name", "part", "shows"), PARTS)
def test_each_part_shows_its_own(name: str, part: str, shows: set[str]) -> None:
    agent, other = Agent(), Agent("ben")
    rows = {key: no_time_suits() for key in ("free", "mine", "theirs", "done")}
    rows["late"] = no_time_suits(NOW - timedelta(days=9))
    CallBack.objects.filter(pk=rows["mine"].pk).update(taken_by=agent.user, taken_at=NOW)
    CallBack.objects.filter(pk=rows["theirs"].pk).update(taken_by=other.user, taken_at=NOW)
    CallBack.objects.filter(pk=rows["done"].pk).update(done_at=NOW)
    agent.goes_to(LIST)
    assert "Waiting (4) Mine (1) Overdue (1) Done" in agent.says
    agent.follows(name)
    assert set(listed(agent)) == {rows[key].pk for key in shows}


def test_only_those_of_one_reason_are_shown_when_asked() -> None:
    emergency, _ = an_emergency_online(), no_time_suits()
    agent = Agent()
    agent.goes_to(LIST, reason="emergency")
    assert listed(agent) == [emergency.pk]
    assert "Waiting (1)" in agent.says


@pytest.mark.parametrize("nonsense", ["?part=x&reason=x&page=x", "?part=done&reason=&page=-1", "?page=999"])
def test_nonsense_in_the_address_shows_the_list(nonsense: str) -> None:
    no_time_suits()
    agent = Agent()
    agent.goes_to(f"{LIST}{nonsense}")
    assert agent.heading == "Call backs"


@pytest.mark.parametrize(("role", "sees"), [(MANAGERS, 2), (PLANNERS, 1)])
def test_managers_see_all_and_planners_those_for_whom_no_time_suits(role: Role, sees: int) -> None:
    emergency = an_emergency_online()
    no_time_suits()
    client = staff(role)
    page = client.get(LIST).content.decode()
    assert page.count('<li class="call-back') == sees
    assert "Take it" not in page
    assert client.get(f"{LIST}{emergency.pk}/").status_code == (200 if role is MANAGERS else 404)
    assert client.post(f"{LIST}{emergency.pk}/take/").status_code == 403


class TestOutOfHours:
    def test_only_emergencies_are_shown_until_others_are_asked_for(self) -> None:
        emergency, other = an_emergency_online(), no_time_suits()
        agent = Agent()
        agent.takes_call("Out of hours")
        agent.goes_to(LIST)
        assert listed(agent) == [emergency.pk]
        agent.follows("Show every reason")
        assert listed(agent) == [emergency.pk, other.pk]

    def test_before_the_first_call_the_clock_says(self, clock: time_machine.Traveller) -> None:
        assert OpeningHours.objects.exists()
        clock.move_to(NOW.replace(hour=23))
        emergency, _ = an_emergency_online(), no_time_suits()
        agent = Agent()
        agent.goes_to(LIST)
        assert listed(agent) == [emergency.pk]


def test_the_page_asks_as_much_of_the_database_for_one_as_for_five_hundred() -> None:
    many(1)
    agent = Agent()
    agent.goes_to(LIST)
    counts = []
    for more in (0, 499):
        many(more)
        with CaptureQueriesContext(connection) as asked:
            agent.goes_to(LIST)
        counts.append(len(asked))
    assert "Waiting (500)" in agent.says
    assert counts[0] == counts[1]


def test_a_page_that_lies_open_learns_how_many_are_new(clock: time_machine.Traveller) -> None:
    no_time_suits()
    agent = Agent()
    agent.goes_to(LIST)
    ask = next(a.attrib["data-ask"] for a in agent.page.all("a") if text(a) == "Check for new")
    assert agent.client.get(ask).json() == {"new": 0}
    clock.shift(MINUTE)
    an_emergency_online(NOW + MINUTE)
    no_time_suits(NOW + MINUTE)
    assert agent.client.get(ask).json() == {"new": 2}
    assert agent.client.get(ask.replace("reason=all", "reason=emergency")).json() == {"new": 1}


def test_asking_for_new_ones_keeps_nobody_signed_in(clock: time_machine.Traveller) -> None:
    agent = Agent()
    agent.goes_to(LIST)
    for _ in range(4):
        clock.shift(10 * MINUTE)
        answer = agent.client.get(f"{LIST}new/")
    assert answer.status_code == 302


def test_the_page_is_sound_for_whoever_may_only_look() -> None:
    an_emergency_online()
    client = PageClient()
    client.cookies = staff(MANAGERS).cookies
    page = client.get(f"{LIST}{CallBack.objects.get().pk}/")
    assert isinstance(page.content, bytes)
    assert "<form" not in page.content.decode().split("<main")[1].split("</main>")[0]
