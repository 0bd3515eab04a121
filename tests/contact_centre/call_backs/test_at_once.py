"""The same call back taken by many at the same moment, in threads, on the database that the tests run on."""

from datetime import datetime
from functools import partial
from uuid import uuid4

import pytest
from django.contrib.auth.models import User

from repairs.log.calling_back.acting import NotDone
from repairs.log.calling_back.ending import end
from repairs.log.calling_back.holding import take, take_over
from repairs.log.calling_back.noting import note_no_answer
from repairs.log.helping import Help, helping
from repairs.log.models import CallBack, CallBackNote
from tests.conftest import NOW, load_northmere
from tests.contact_centre.call_backs.builders import an_emergency_online
from tests.crowd import Crowd

pytestmark = pytest.mark.django_db(transaction=True)

AGENTS = 8


@pytest.fixture
def agents(crowd: Crowd, clock: object) -> list[int]:
    load_northmere()
    an_emergency_online()
    return [User.objects.create_user(f"agent-{number}", is_staff=True).pk for number in range(AGENTS)]


def takes(agent: int, now: datetime = NOW) -> bool:
    with helping(Help(agent)):
        try:
            take(CallBack.objects.get(), now)
        except NotDone:
            return False
    return True


def takes_over(agent: int, holder: int) -> bool:
    with helping(Help(agent)):
        try:
            take_over(CallBack.objects.get(), holder, NOW)
        except NotDone:
            return False
    return True


def test_one_of_many_gets_it(crowd: Crowd, agents: list[int]) -> None:
    got = crowd.run([partial(takes, agent) for agent in agents])
    assert got.count(True) == 1
    assert crowd.look(lambda: CallBack.objects.get().taken_by_id) == agents[got.index(True)]
    assert crowd.look(lambda: list(CallBackNote.objects.values_list("did", flat=True))) == ["took"]


def test_one_of_many_takes_it_over(crowd: Crowd, agents: list[int]) -> None:
    takes(agents[0])
    CallBackNote.objects.all().delete()
    got = crowd.run([partial(takes_over, agent, agents[0]) for agent in agents[1:]])
    assert got.count(True) == 1
    assert crowd.look(lambda: list(CallBackNote.objects.values_list("did", flat=True))) == ["took-over"]


def test_a_page_that_is_sent_many_times_at_once_counts_once(crowd: Crowd, agents: list[int]) -> None:
    takes(agents[0])
    key = uuid4()

    def tries() -> None:
        with helping(Help(agents[0])):
            note_no_answer(CallBack.objects.get(), "", key, NOW)

    crowd.run([tries] * AGENTS)
    assert crowd.look(lambda: CallBack.objects.get().tries) == 1


def test_it_is_closed_once(crowd: Crowd, agents: list[int]) -> None:
    takes(agents[0])
    key = uuid4()

    def ends() -> None:
        with helping(Help(agents[0])):
            end(CallBack.objects.get(), CallBack.Ending.SOLVED, "", key, NOW, "agent-0")

    crowd.run([ends] * AGENTS)
    assert crowd.look(lambda: CallBackNote.objects.filter(did="ended").count()) == 1
